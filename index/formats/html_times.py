"""The days in a page's `time` elements: which are its article's, and which those of a change."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice, takewhile

from lxml import etree, html

from index.formats.days import read_day
from index.formats.html_elements import is_elsewhere

_MOST_TIMES = 200
_MOST_WORDS = 20  # of a paragraph that only says who wrote the article and when
_MOST_TEASER_WORDS = 60
_LABEL_CHARS = 40
_NAMES = ("class", "itemprop", "id")
_PUBLISHED = re.compile(
    r"(?<![a-z])(?:(?:date)?published|pub(?:lish)?-?date|entry-date|post(?:ed)?-(?:date|on))"
    r"(?![a-z])"
)
_LABEL = re.compile(r"^(?:(?:first|originally)\s+)?(?:published|posted)\b", re.IGNORECASE)
_CHANGED = re.compile(r"(?<![a-z])(?:last|date|time)?-?(?:updated?|modified)(?![a-z])")
_PARTS = re.compile(r"[|·•;()\n–—]")  # what parts a label from what stands before it
_WORD = re.compile(r"\S+")
_ANY_DAY = date(2000, 1, 1).isoformat()


def times_of_publication(tree: html.HtmlElement) -> Iterator[str]:
    """Yield what the elements state that are marked as the day of publication, then others.

    The others stand in the article's own head: not in its prose, and not with comments or links to
    other articles.
    """
    own = _own_article(tree)
    marked = [time for time in _times(tree) if _is_marked(time) and _is_shown_with(own, time)]
    marked.sort(key=lambda time: own not in time.iterancestors())
    plain = [time for time in _times(tree) if _is_in_head(own, time) and not _is_of_change(time)]
    labelled = [time for time in plain if any(map(_LABEL.search, _labels(time)))]
    in_header = [time for time in plain if _tags(_around(time, own)) & {"header"}]
    yield from map(_stated, (*marked, *labelled, *in_header, *plain))


def times_of_change(tree: html.HtmlElement) -> Iterator[str]:
    """Yield what the elements in the article's own head state as the day of a change."""
    own = _own_article(tree)
    times = (time for time in _times(tree) if _is_in_head(own, time) and _is_of_change(time))
    return map(_stated, times)


def _times(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return islice(tree.iter("time"), _MOST_TIMES)


def _own_article(tree: html.HtmlElement) -> html.HtmlElement | None:
    """Return the longest `article` element; of several, none if all are as short as teasers."""
    outermost = tree.xpath("descendant-or-self::article[not(ancestor::article)]")
    longest = max(outermost, key=lambda found: len(found.text_content()), default=None)
    if longest is None or len(outermost) == 1:
        return longest
    return longest if len(longest.text_content().split()) > _MOST_TEASER_WORDS else None


def _stated(time: html.HtmlElement) -> str:
    return time.get("datetime") or time.text or ""


def _around(time: html.HtmlElement, article: html.HtmlElement | None) -> list[html.HtmlElement]:
    """Return what a time stands in, as far as it lies in an article if it stands in that."""
    return list(takewhile(lambda up: up is not article, time.iterancestors()))


def _tags(elements: Iterable[html.HtmlElement]) -> set[str]:
    return {element.tag for element in elements}


def _is_shown_with(article: html.HtmlElement | None, time: html.HtmlElement) -> bool:
    """Say whether a time may be the article's, and not a comment's or another article's."""
    around = _around(time, article)
    return not _tags(around) & {"aside", "nav"} and not any(map(is_elsewhere, around))


def _is_in_head(article: html.HtmlElement | None, time: html.HtmlElement) -> bool:
    """Say whether a time stands in an article, and not in its prose or in a teaser."""
    around = _around(time, article)
    if article is None or article not in time.iterancestors() or not _is_shown_with(article, time):
        return False
    if _tags(around) & {"article", "footer", "ul", "a"}:
        return False
    return not any(up.tag == "p" and _is_prose(up) for up in around)


def _is_prose(paragraph: html.HtmlElement) -> bool:
    pieces = islice(paragraph.itertext(), 2 * _MOST_WORDS)
    words = (word for piece in pieces for word in _WORD.finditer(piece))
    return next(islice(words, _MOST_WORDS, None), None) is not None


def _is_marked(time: html.HtmlElement) -> bool:
    return time.get("pubdate") is not None or _PUBLISHED.search(_names(time)) is not None


def _is_of_change(time: html.HtmlElement) -> bool:
    """Say whether an element is marked, or labelled, as the day of a change."""
    if _is_marked(time):
        return False
    stated = (read_day(f"{label} {_ANY_DAY}") for label in _labels(time))
    return _CHANGED.search(_names(time)) is not None or any(day and day.is_update for day in stated)


def _labels(time: html.HtmlElement) -> tuple[str, str]:
    """Return the words before an element and before the figures in it."""
    within = re.split(r"\d", time.text or "", maxsplit=1)[0]
    return _label_before(time).strip(), within.strip()


def _label_before(time: html.HtmlElement) -> str:
    """Return the words right before an element, such as "Updated:"."""
    before, parent = time.getprevious(), time.getparent()
    text = (parent is not None and parent.text) or ""
    if before is not None:
        text = before.tail if (before.tail or "").strip() else _text_of(before)
    return _PARTS.split((text or "").strip()[-_LABEL_CHARS:])[-1]


def _text_of(element: etree._Element) -> str:
    return element.text or "" if isinstance(element.tag, str) else ""


def _names(element: html.HtmlElement) -> str:
    return " ".join(element.get(name, "") for name in _NAMES).lower()
