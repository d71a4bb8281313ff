"""Questions about the library itself, answered from the catalog and not from what articles say.

"What articles do you have about energy?", "the newest article", "how many articles from the
Guardian?", "which are opinion pieces?", "who wrote ...?", "which outlets do you have?", "which
outlets covered the summit?", "what period do you cover?"
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.bylines import Byline, each_once, tell_names
from bot.catalog_patterns import (
    COUNT,
    COUNT_UNKNOWN,
    COVERAGE,
    EDGE,
    LIST,
    NAMES,
    NAMES_OF_TOPIC,
    OPINIONS,
    WHO_WROTE,
)
from bot.coverage import asks_for_all
from bot.narrowing import Narrowing, also_undated
from bot.periods import Period
from index.articles import Article, Listing
from index.filters import Filters
from index.library import Library
from index.search import CANDIDATES
from index.words import terms

MOST_LISTED = 10
_EDGE_LISTED = 5
_NEAREST_LISTED = 3
_LEAST_OF_TITLE = 0.6
_NAMED_OUTLETS = 8


@dataclass(frozen=True)
class CatalogReply:
    """What is said of the library, and the articles that are named for it."""

    notice: str
    listed: tuple[Article, ...] = ()


@dataclass(frozen=True)
class _Asked:
    """What a question about the library is asked of.

    Attributes:
        held: the articles that the question leaves, newest first, the undated last.
        called: what those are called: "articles in The Wire".
        period: the question narrows them to one, so that the undated are told apart.
        without_outlet: how many more may be of the outlet that is asked for: they name none.
    """

    library: Library
    held: tuple[Listing, ...]
    called: str
    filters: Filters | None
    period: Period | None = None
    without_outlet: int = 0


def catalog_reply(
    question: str, library: Library, narrowing: Narrowing | None, given: Filters | None = None
) -> CatalogReply | None:
    """Return the answer to a question about the library itself, or None for any other.

    Args:
        question: checked, without the words that narrow it.
        library: what is asked about.
        narrowing: what the question narrows the library to.
        given: a caller's filters; with those, nothing is answered from the catalog.
    """
    if given is not None:
        return None
    asked = _Asked(
        library,
        tuple(x for x in library.listings() if narrowing is None or narrowing.fits(x)),
        narrowing.dated if narrowing else "articles",
        narrowing.filters(None) if narrowing else None,
        narrowing.period if narrowing else None,
        _without_outlet(library, narrowing),
    )
    if narrowing and asks_for_all(question):
        return _list(asked, asked.held, "") if asked.held else _nothing(asked)
    plain = question.strip(" ?.!")
    for pattern, reply in _REPLIES:
        if match := pattern.fullmatch(plain):
            return reply(asked, match)
    return None


def _without_outlet(library: Library, narrowing: Narrowing | None) -> int:
    if not (narrowing and narrowing.outlets):
        return 0
    anywhere = replace(narrowing, outlets=())
    return sum(not x.outlet and anywhere.fits(x) for x in library.listings())


def _count(asked: _Asked, match: re.Match[str]) -> CatalogReply | None:
    topic = match["topic"]
    return _list(asked, _about(asked, topic) if topic else asked.held, topic or "")


def _opinions(asked: _Asked, match: re.Match[str]) -> CatalogReply | None:
    topic = match["topic"]
    marked = [x for x in (_about(asked, topic) if topic else asked.held) if x.opinion]
    called = asked.called.replace("articles", "articles marked as opinion", 1)
    return _list(replace(asked, called=called, without_outlet=0), marked, topic or "")


def _edge(asked: _Asked, match: re.Match[str]) -> CatalogReply | None:
    topic = match["topic"]
    found = _about(asked, topic) if topic else asked.held
    if not found:
        return _list(asked, found, topic or "")
    dated = [x for x in found if x.published]
    dated.sort(key=lambda listing: listing.published or date.min, reverse=True)
    if not dated:
        return CatalogReply(f"None of the {asked.called}{_on(topic)} has a date.")
    oldest = match["edge"].lower() in {"oldest", "earliest", "first"}
    asks = match[0][: match.start("topic")] if topic else match[0]
    several = re.search(r"(?:articles|stories|news|pieces|reports|files|documents)\b", asks)
    named = (dated[::-1] if oldest else dated)[: _EDGE_LISTED if several else 1]
    edge = "oldest" if oldest else "newest"
    return CatalogReply(
        f"The {edge} of the {asked.called}{_on(topic)} in the library:", _articles(asked, named)
    )


def _list(asked: _Asked, found: Sequence[Listing], topic: str) -> CatalogReply:
    undated = sum(listing.published is None for listing in found) if asked.period else 0
    count = len(found) - undated
    number = "no" if not count else "one" if count == 1 else f"{count:,}"
    called = asked.called.replace("articles", "article", 1) if count == 1 else asked.called
    more = f" The first {MOST_LISTED}:" if len(found) > MOST_LISTED else ""
    about = f"{also_undated(undated)}{_on(topic, number=len(found))}"
    unnamed = 0 if topic else asked.without_outlet
    others = "other names" if unnamed == 1 else "others name"
    none = f" {unnamed:,} {others} no outlet." if unnamed else ""
    return CatalogReply(
        f"The library holds {number} {called}{about}.{none}{more}",
        _articles(asked, found[:MOST_LISTED]),
    )


def _nothing(asked: _Asked) -> CatalogReply | None:
    """Say that nothing is there of a period, what is, and which articles are nearest to it."""
    days = [listing for listing in asked.library.listings() if listing.published]
    period = asked.period
    if period is None or not days:
        return None
    middle = period.since or period.until or date.max
    days.sort(key=lambda listing: abs((listing.published or date.max) - middle))
    covered = sorted(listing.published or date.max for listing in days)
    held = f"The dated articles were published {Period(covered[0], covered[-1], '')}"
    return CatalogReply(
        f"The library holds no {asked.called}. {held}; the nearest:",
        _articles(asked, days[:_NEAREST_LISTED]),
    )


def _name(asked: _Asked, match: re.Match[str]) -> CatalogReply:
    kind = _byline(match["kind"] or match["people"])
    return CatalogReply(tell_names(asked.held, kind, called=asked.called))


def _name_of_topic(asked: _Asked, match: re.Match[str]) -> CatalogReply | None:
    found = _about(asked, match["topic"])
    if not found:
        return None
    called = f"{asked.called}{_on(match['topic'])}"
    named = tell_names(found, _byline(match["kind"]), called=called)
    return CatalogReply(named, _articles(asked, found[:MOST_LISTED]))


def _byline(kind: str) -> Byline:
    """Return what a word such as "newspapers" asks for."""
    return "author" if kind.lower().startswith(("author", "writer", "journalist")) else "outlet"


def _coverage(asked: _Asked, _: re.Match[str]) -> CatalogReply:
    days = [listing.published for listing in asked.held if listing.published]
    undated = len(asked.held) - len(days)
    also = f" {undated:,} {'is' if undated == 1 else 'are'} undated." if undated else ""
    if not days:
        return CatalogReply(f"None of the {len(asked.held):,} {asked.called} has a date.")
    period = Period(min(days), max(days), "")
    return CatalogReply(f"The {len(asked.held):,} {asked.called} were published {period}.{also}")


def _who_wrote(asked: _Asked, match: re.Match[str]) -> CatalogReply | None:
    wanted = set(terms(match["title"]))
    if match["about"]:
        found = _about(asked, match["title"])
    else:
        shares = [(len(wanted & set(terms(x.title))) / len(wanted or {""}), x) for x in asked.held]
        best = max((share for share, _ in shares), default=0.0)
        found = [x for share, x in shares if share == best >= _LEAST_OF_TITLE]
    if not found:
        return None
    authors = list(dict.fromkeys(author for listing in found for author in listing.authors))
    by = ", ".join(authors) or "an author whom the article doesn't name"
    return CatalogReply(f"Written by {by}:", _articles(asked, found[:MOST_LISTED]))


def _about(asked: _Asked, topic: str) -> list[Listing]:
    """Return the articles with a passage that holds, its title added, all terms of a topic."""
    wanted = set(terms(topic))
    hits = asked.library.search(topic, k=2 * CANDIDATES, filters=asked.filters)
    found = {
        article.id
        for hit in hits
        if wanted and wanted <= set(terms(f"{hit.passage.article.title}\n{hit.passage.text}"))
        for article in (hit.passage.article, *hit.also_in)
    }
    return [listing for listing in asked.held if listing.id in found]


def _articles(asked: _Asked, listings: Sequence[Listing]) -> tuple[Article, ...]:
    return tuple(asked.library.article(listing.id) for listing in listings)


def _on(topic: str | None, *, number: int = 0) -> str:
    return f" that {'mentions' if number == 1 else 'mention'} “{topic}”" if topic else ""


def _count_unknown(asked: _Asked, match: re.Match[str]) -> CatalogReply:
    wanted = set(match["name"].casefold().split())
    found: dict[str, list[Listing]] = {}
    for listing in asked.held:
        for name in filter(None, (listing.outlet, *listing.authors)):
            if wanted <= set(name.casefold().split()):
                found.setdefault(name, []).append(listing)
    if found:
        listings = tuple({x.id: x for listings in found.values() for x in listings}.values())
        called = f"articles of {' or '.join(each_once(found))}"
        return _list(replace(asked, called=called, without_outlet=0), listings, "")
    outlets = each_once(x.outlet for x in asked.held if x.outlet)
    more = f" and {len(outlets) - _NAMED_OUTLETS} more" if len(outlets) > _NAMED_OUTLETS else ""
    known = f" Their outlets are: {', '.join(outlets[:_NAMED_OUTLETS])}{more}." if outlets else ""
    said = f"None of the {asked.called} names “{match['name']}” as its outlet or author."
    return CatalogReply(said + known)


_REPLIES: tuple[
    tuple[re.Pattern[str], Callable[[_Asked, re.Match[str]], CatalogReply | None]], ...
] = (
    (COUNT, _count),
    (OPINIONS, _opinions),
    (EDGE, _edge),
    (LIST, _count),
    (NAMES, _name),
    (NAMES_OF_TOPIC, _name_of_topic),
    (COVERAGE, _coverage),
    (WHO_WROTE, _who_wrote),
    (COUNT_UNKNOWN, _count_unknown),
)
