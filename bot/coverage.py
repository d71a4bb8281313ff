"""What the articles tell of a day, for a question that asks for nothing else.

"What happened on 15 December 2021?": the sentences that name the day, quoted, whenever their
article was published. A longer period is answered from the catalog, unless no article of it is
there: see bot.catalog_questions.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.additions import overlaps
from bot.answers import Answer, Citer, Sentence
from bot.narrowing import Narrowing
from bot.periods import Period, periods_named
from bot.queries import Place, lies_in
from bot.speakers import leans_back
from index.articles import Article, Listing
from index.filters import Filters
from index.library import Library
from index.lists import statement_spans
from index.search import CANDIDATES, Hit
from index.sentences import Span
from index.words import terms

_MOST_QUOTED = 3
_MOST_TITLES = 3
# What is left of a question that asks for all there is: "what was in the news", "give an overview".
_ALL = frozenset(
    terms(
        "news headline event events going go new day week month year important main major big "
        "biggest top world report reports reported coverage covered summary summarise summarize "
        "overview recap review place take took occur occurred anything something everything list "
        "show read"
    )
)
_OF_SOMETHING = re.compile(r"\W*(?:who|whom|whose|why|how|where|when)\b", re.IGNORECASE)


def asks_for_all(question: str) -> bool:
    """Say whether nothing is left to search for once the words that narrow a question are gone."""
    return set(terms(question)) <= _ALL and not _OF_SOMETHING.match(question)


def day_coverage(
    question: str,
    library: Library,
    narrowing: Narrowing | None,
    given: Filters | None = None,
    *,
    said: Collection[Place] = (),
) -> Answer | None:
    """Return what the articles say of the day that a question is about, or None.

    None too for a longer period that has articles of its own, and where no sentence names it.

    Args:
        question: checked, without the words that narrow it.
        library: what is searched.
        narrowing: what the question narrows the library to.
        given: a caller's filters; with those, the search answers.
        said: what is not to be quoted again; see Query.
    """
    period = narrowing.period if narrowing else None
    if (
        narrowing is None
        or period is None
        or period.relative
        or given
        or not asks_for_all(question)
    ):
        return None
    published = [x for x in library.listings() if x.published and narrowing.fits(x)]
    if published and period.since != period.until:
        return None
    filters = Filters(outlets=narrowing.outlets, article_ids=narrowing.article_ids)
    hits = library.search(period.words, k=CANDIDATES, filters=filters)
    citer = Citer()
    sentences = tuple(
        Sentence(article.text[start:end], (citer.cite(article, start, end),), "verbatim")
        for article, (start, end) in _choose(hits, period, said)
    )
    if not sentences:
        return None
    cited = {citation.article.id for citation in citer.citations}
    return Answer(
        question,
        query=period.words,
        sentences=sentences,
        citations=citer.citations,
        scope=_scope(period, published),
        confidence=1.0,
        hits=tuple(hit for hit in hits if hit.passage.article.id in cited),
    )


def _scope(period: Period, published: Sequence[Listing]) -> str:
    number = f"{len(published):,} articles" if len(published) != 1 else "one article"
    held = number if published else "no article"
    were = "were" if len(published) > 1 else "was"
    then = "that day" if period.since == period.until else "then"
    titles = "; ".join(f"“{listing.title}”" for listing in published[:_MOST_TITLES])
    among = ", among them" if len(published) > _MOST_TITLES else ""
    return (
        f"Searched for sentences that name {str(period).removeprefix('on ')}; {held} {were} "
        f"published {then}{among}{': ' + titles if titles else ''}."
    )


def _choose(
    hits: Sequence[Hit], period: Period, said: Collection[Place]
) -> list[tuple[Article, Span]]:
    """Return sentences that name a period, of different articles where there are such."""
    chosen: list[tuple[Article, Span]] = []
    named = _naming(hits, period)
    found = [(article, span) for article, span in named if not lies_in((article.id, *span), said)]
    for again in (False, True):
        for article, span in found:
            text = article.text[slice(*span)]
            if any(overlaps(text, other.text[slice(*place)]) for other, place in chosen):
                continue
            if again or article.id not in {other.id for other, _ in chosen}:
                chosen.append((article, span))
            if len(chosen) == _MOST_QUOTED:
                return chosen
    return chosen


def _naming(hits: Sequence[Hit], period: Period) -> list[tuple[Article, Span]]:
    """Return the sentences that name a period: of the articles soonest after it, leads first."""
    found: list[tuple[int, Article, Span]] = []
    others: list[tuple[int, Article, Span]] = []
    for hit in hits:
        article = hit.passage.article
        since = article.published or date.max
        for span in statement_spans(article.text, hit.passage.start, hit.passage.end):
            text = article.text[slice(*span)]
            if leans_back(text):
                continue
            days = [
                named.since
                for named in periods_named(text, article.published)
                if named.since and period.holds(named)
            ]
            if days:
                # A day of another year counts only where no sentence names the one that is meant.
                kind = found if any(day in period for day in days) else others
                kind.append((min(abs(since - day).days for day in days), article, span))
    ranked = sorted(found or others, key=lambda place: (place[0], place[1].id, place[2]))
    return [(article, span) for _, article, span in ranked]
