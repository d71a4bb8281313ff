"""Questions about the library itself, answered from the catalog and not from what articles say.

"What articles do you have about energy?", "the newest article", "how many articles from the
Guardian?", "which are opinion pieces?", "who wrote ...?", "which outlets do you have?", "what
period do you cover?"
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.bylines import Byline, each_once, tell_names
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
_THINGS = r"(?:articles?|stories|story|documents?|files?|pieces?|reports?|news(?: articles?)?)"
_YOURS = (
    r"(?:do you (?:have|hold|know|know of|cover)|have you(?: got)?|are (?:there|here|in here)"
    r"|are in the (?:library|corpus|collection)|is there|you have|i have"
    r"|(?:can|could) (?:you|i) (?:read|see)"
    r"|does the (?:library|corpus|collection) (?:have|hold))"
)
_TELL_OF = r"(?:mention|discuss|cover|concern|are about|are on|talk about|speak of|deal with)"
_TOPIC = (
    rf"(?:\s+(?:about|on|regarding|concerning|(?:(?:that|which)\s+)?{_TELL_OF}|mentioning|covering)"
    r"\s+(?P<topic>.+))?"
)
_COUNT = re.compile(
    rf"how many {_THINGS}(?:\s+(?:{_YOURS}|are|were|come|came))?"
    rf"(?:\s+(?:in (?:total|all)|altogether))?{_TOPIC}"
    rf"(?:\s+{_YOURS})?",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"(?:(?:what|which) {_THINGS} {_YOURS}|(?:list|show)(?: me)?(?: all)?(?: the| your| my)?"
    rf" {_THINGS}|{_YOURS} (?:any|some|an?) {_THINGS}|any {_THINGS}"
    rf"|(?:what|which) {_THINGS}(?=\s+{_TELL_OF}\s)"
    rf"|(?:do you have|have you(?: got)?|is there) (?:anything|something)(?=\s+(?:about|on)\s))"
    rf"{_TOPIC}",
    re.IGNORECASE,
)
_OPINION = r"(?:opinion (?:pieces?|articles?|columns?)|op-?eds?|editorials?|comment pieces?)"
_OPINIONS = re.compile(
    rf"(?:(?:what|which|how many)(?: of (?:the|your|my))?(?: {_THINGS})? are (?:the )?"
    rf"(?:{_OPINION}|opinions)"
    rf"|(?:how many|what|which|(?:list|show(?: me)?)(?: all| some)?(?: the| your| my)?"
    rf"|{_YOURS}(?: any| some| an?)?) {_OPINION}(?:\s+(?:{_YOURS}|are|were|come|came))?){_TOPIC}",
    re.IGNORECASE,
)
_EDGE = re.compile(
    rf"(?:(?:what|which)(?: is|'s|’s| are)?|show(?: me)?|list)?\s*(?:the|your|my)?\s*"
    rf"(?P<edge>newest|latest|most recent|last|oldest|earliest|first) {_THINGS}"
    rf"(?:\s+{_YOURS})?{_TOPIC}",
    re.IGNORECASE,
)
_WHO_WROTE = re.compile(
    r"(?:who (?:wrote|is the author of|(?:is|are) the authors? of)|who authored)\s+"
    r"(?:the |this |that |an? )?(?:(?:article|story|piece|report)\s*)?(?:titled |called |named )?"
    r"(?P<about>about|on)?\s*[\"“‘']?(?P<title>.+?)[\"”’']?",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:(?:what|which|list(?: all| the)*|show(?: me)?(?: the| all)*|how many)\s*(?:are |is )?"
    r"(?:the |your )?(?P<kind>outlets?|sources|publications?|newspapers?|publishers?|authors?"
    rf"|writers?|journalists?)(?:\s+{_YOURS})?"
    r"|who (?:are the|are your) (?P<people>authors|writers|journalists))",
    re.IGNORECASE,
)
# What is left when an outlet or author that the library knows has been taken out of the question.
_COUNT_UNKNOWN = re.compile(
    rf"how many {_THINGS}(?:\s+{_YOURS})?\s+(?:(?:are|come|were)\s+)?(?:from|by)\s+(?:the\s+)?"
    r"(?P<name>\S.{0,60})",
    re.IGNORECASE,
)
_NAMED_OUTLETS = 8
_COVERAGE = re.compile(
    r"what (?:period|time ?span|time ?frame|dates?|date range|years?|range of dates)"
    rf" (?:do you cover|does (?:it|this|the \w+) cover|{_YOURS}|are covered|is covered)"
    rf"|when were (?:all |(?:all )?(?:the|these|your|my) )?{_THINGS} (?:published|written)"
    rf"|how (?:far back|recent|old|up to date) (?:do you go|{_YOURS}|are (?:the|your|my) {_THINGS}"
    rf"|does (?:it|the \w+) go|is (?:the|your) \w+)|from when to when.*",
    re.IGNORECASE,
)


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
    dated = [x for x in (_about(asked, topic) if topic else asked.held) if x.published]
    dated.sort(key=lambda listing: listing.published or date.min, reverse=True)
    if not dated:
        return CatalogReply(f"None of the {asked.called}{_on(topic)} has a date.")
    oldest = match["edge"].lower() in {"oldest", "earliest", "first"}
    several = re.search(r"(?:articles|stories|news|pieces|reports|files|documents)\b", match[0])
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
    kind = (match["kind"] or match["people"] or "").lower()
    outlets = kind.startswith(("outlet", "source", "publi", "newspaper"))
    what: Byline = "outlet" if outlets else "author"
    return CatalogReply(tell_names(asked.held, what, called=asked.called))


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
    (_COUNT, _count),
    (_OPINIONS, _opinions),
    (_EDGE, _edge),
    (_LIST, _count),
    (_NAMES, _name),
    (_COVERAGE, _coverage),
    (_WHO_WROTE, _who_wrote),
    (_COUNT_UNKNOWN, _count_unknown),
)
