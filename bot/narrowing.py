"""What a question narrows the search to by itself: a period, outlets, authors.

The words that tell it are taken out of what is searched, for an article published in December
hardly says "in December". Where the narrowed search finds no answer the whole library is searched,
and the answer says so: settle() decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.bylines import each_once, take_authors, take_outlets
from bot.confidence import DOUBTED
from bot.evidence import Evidence
from bot.periods import Period, find_period, without
from index.articles import Listing
from index.filters import Filters

_MUCH_SURER = 0.11


@dataclass(frozen=True)
class Narrowing:
    """What a question asks to search, and what is left of the question then.

    Attributes:
        question: without the words that narrow it.
        widened: the question to search the whole library with: a date that an article may name
            is left in.
        article_ids: of the articles by the authors.
        undated: how many articles without a day are searched with those of the period.
    """

    question: str
    widened: str
    period: Period | None = None
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    undated: int = 0

    def filters(self, given: Filters | None) -> Filters:
        """Return the filters that a caller gave, narrowed further."""
        given = given or Filters()
        since = self.period.since if self.period else None
        until = self.period.until if self.period else None
        return replace(
            given,
            since=max(filter(None, (since, given.since)), default=None),
            until=min(filter(None, (until, given.until)), default=None),
            outlets=given.outlets or self.outlets,
            article_ids=given.article_ids or self.article_ids,
            undated=given.undated or bool(self.undated),
        )

    def fits(self, listing: Listing) -> bool:
        """Say whether an article is among those that are searched."""
        if self.outlets and listing.outlet not in self.outlets:
            return False
        if self.authors and not set(self.authors) & set(listing.authors):
            return False
        return self.period is None or listing.published is None or listing.published in self.period

    def __str__(self) -> str:
        """Return what is searched: "articles by Ann Lee published 1 to 31 December 2021"."""
        return self.dated + also_undated(self.undated)

    @property
    def dated(self) -> str:
        """What is searched, without the undated."""
        by = f" by {' or '.join(self.authors)}" if self.authors else ""
        where = f" in {' or '.join(each_once(self.outlets))}" if self.outlets else ""
        when = f" published {self.period}" if self.period else ""
        return f"articles{by}{where}{when}"


def also_undated(number: int) -> str:
    """Return what is said of the undated articles beside those of a period."""
    if number == 0:
        return ""
    return ", and one that is undated" if number == 1 else f", and {number:,} that are undated"


def narrow(
    question: str, listings: Sequence[Listing], as_of: date, *, given: Filters | None = None
) -> Narrowing | None:
    """Return what a question narrows the search to, or None.

    Args:
        question: checked.
        listings: all articles; their outlets and authors are the names that are known.
        as_of: what "today" means.
        given: a caller's filters; what they name already is not taken from the question too.
    """
    given = given or Filters()
    rest, outlets = (question, ()) if given.outlets else take_outlets(question, listings)
    rest, authors = (rest, ()) if given.article_ids else take_authors(rest, listings)
    newest = max((x.published for x in listings if x.published), default=None)
    period = find_period(rest, as_of, newest)
    if not (outlets or authors or period):
        return None
    narrowed = without(rest, period.words) if period else rest
    widened = rest if period and not period.relative else narrowed
    found = Narrowing(narrowed, widened, period, outlets, authors)
    known = [listing for listing in listings if found.fits(listing)]
    undated = [x for x in known if x.published is None and period and _lets_undated_pass(given, x)]
    return replace(
        found,
        # None would mean any: an id that no article has lets none pass.
        article_ids=(tuple(listing.id for listing in known) or ("",)) if authors else (),
        undated=len(undated),
    )


def _lets_undated_pass(given: Filters, listing: Listing) -> bool:
    """Say whether a caller's filters let an article without a day pass."""
    if (given.since or given.until) and not given.undated:
        return False
    if given.outlets and listing.outlet not in given.outlets:
        return False
    return not given.article_ids or listing.id in given.article_ids


def settle(
    narrowing: Narrowing, narrowed: Evidence, search_all: Callable[[], Evidence], *, least: float
) -> tuple[Evidence, str]:
    """Choose between what a narrowed search found and what the whole library holds.

    A date in a question is often what is asked about: "How many medals in 2018?". So if the best
    sentence of the whole library names that date, it counts, whenever it was published, unless
    what was published then answers much more surely.

    Args:
        narrowing: what the question narrows the search to.
        narrowed: what was found there.
        search_all: searches without it; called only if that may matter.
        least: the confidence that an answer needs.

    Returns:
        The evidence, and what was searched, in a sentence; "" where the question's date is what
        it asks about. What only the wider search found is never sure: of another day, it answers
        something else.
    """
    only = f"Searched {narrowing}."
    period = narrowing.period
    if narrowed.confidence >= least and (period is None or period.relative):
        return narrowed, only
    everything = search_all()
    if everything.confidence >= least:
        best = everything.candidates[0]
        # "On 15 December", in an article of 2021, tells of 15 December 2021.
        year = best.article.published.year if best.article.published else ""
        as_sure = everything.confidence >= narrowed.confidence - _MUCH_SURER
        if as_sure and period and period.named_in(f"{best.text} {year}"):
            return everything, ""
        if narrowed.confidence < least:
            doubted = replace(everything, confidence=min(everything.confidence, DOUBTED))
            return doubted, f"Found no answer in {narrowing}; searched all articles."
    # Of what is too weak to answer, a refusal tells what came nearest.
    weaker = narrowed.confidence < min(least, everything.confidence)
    return (everything if weaker or not narrowed.hits else narrowed), only
