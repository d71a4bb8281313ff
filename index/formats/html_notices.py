"""Notices of corrections on a web page, where the extraction of the article leaves them out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from index.formats.html_elements import is_elsewhere, own_names
from index.notices import is_notice_of_change
from index.sentences import ends_as_sentence

_SKIPPED = {
    "script", "style", "noscript", "template", "head", "nav", "form", "button", "select", "svg",
    "iframe", "textarea",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
}  # fmt: skip
_CORRECTION = re.compile(r"correction|clarification|erratum|amendment|editors?-?_?note", re.I)
_HEADING = re.compile(
    r"(?:corrections?|clarifications?|editor(?:[’']?s|s[’'])? note|for the record)"
    r"(?: (?:and|&) (?:corrections?|clarifications?))?\s*:?",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?|\b(?:report|contact|e-?mail|let us know|committed|policy)\b", re.I)
_LEAST_WORDS, _MOST_CHARS = 5, 1000
_MOST_NOTICES = 10
_KEY_CHARS = 80


@dataclass
class _Line:
    """A line of the page as it is shown.

    Attributes:
        linked: how many of its characters are links.
        marked: whether the page itself calls the line's surroundings a correction.
    """

    text: str = ""
    linked: int = 0
    marked: bool = False


@dataclass
class _Place:
    """Where in the page the walk is."""

    links: int = 0
    corrections: list[etree._Element] = field(default_factory=list)


def with_notices(paragraphs: list[str], tree: etree._Element | None) -> list[str]:
    """Return an article's paragraphs with the notices of change that the page has beside them.

    Each is put before the text or after it, as it stands on the page. Notices in comments, in
    lists of other articles and in links are not this article's.

    Args:
        paragraphs: what was extracted from the page, in order.
        tree: the page's elements, if it has any.
    """
    if tree is None:
        return paragraphs
    lines = [line for line in _lines(tree) if line.text]
    known = _plain(" ".join(paragraphs))
    lost = {
        notice: number
        for number, notice, message in _notices(lines)
        if _plain(message)[:_KEY_CHARS] not in known
    }
    start = _start(lines, paragraphs) if lost else 0
    notices = list(lost)[:_MOST_NOTICES]
    before = [notice for notice in notices if lost[notice] < start]
    return [*before, *paragraphs, *notices[len(before) :]]


def _notices(lines: list[_Line]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of the line, the notice, and its message without the heading over it."""
    label = ""
    for number, line in enumerate(lines):
        text = line.text
        if line.linked * 2 > len(text) or len(text) > _MOST_CHARS:
            label = ""
        elif _HEADING.fullmatch(text):
            label = text.rstrip(" :")
        else:
            marked = (line.marked or label) and ends_as_sentence(text) and not _ASKS.search(text)
            if _says_something(text) and (marked or is_notice_of_change(text)):
                yield number, f"{label}: {text}" if label else text, text
            label = ""


def _says_something(text: str) -> bool:
    """Say whether a line is more than a heading or a time, such as "Updated 3:15 p.m."."""
    stated = ends_as_sentence(text) or re.search(r":\s", text) is not None
    return stated and len(re.findall(r"[^\W\d_]{2,}", text)) >= _LEAST_WORDS


def _start(lines: list[_Line], paragraphs: list[str]) -> int:
    """Return the number of the line where the article's own text begins."""
    first = next((_plain(p) for p in paragraphs if len(p.split()) >= 2 * _LEAST_WORDS), "")
    if not first:
        return 0
    found = (n for n, line in enumerate(lines) if first[:_KEY_CHARS] in _plain(line.text))
    return next(found, 0)


def _lines(tree: etree._Element) -> Iterator[_Line]:
    """Yield the page's lines, without what isn't shown or belongs to other articles."""
    place, line = _Place(), _Line()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if _is_block(element):
                yield _finished(line)
                line = _Line()
            if _is_skipped(element):
                walk.skip_subtree()
                continue
            _enter(place, element)
            _add(line, element.text, place)
        else:
            if not _is_skipped(element):
                _leave(place, element)
            if _is_block(element):
                yield _finished(line)
                line = _Line()
            _add(line, element.tail, place)
    yield _finished(line)


def _is_block(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag not in _INLINE


def _is_skipped(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    return is_elsewhere(element)


def _enter(place: _Place, element: etree._Element) -> None:
    place.links += element.tag == "a"
    if any(map(_CORRECTION.search, own_names(element))):
        place.corrections.append(element)


def _leave(place: _Place, element: etree._Element) -> None:
    place.links -= element.tag == "a"
    if place.corrections and place.corrections[-1] is element:
        place.corrections.pop()


def _add(line: _Line, text: str | None, place: _Place) -> None:
    if text:
        line.text += text
        line.linked += len(text) if place.links else 0
        line.marked = line.marked or (bool(place.corrections) and bool(text.strip()))


def _finished(line: _Line) -> _Line:
    return _Line(" ".join(line.text.split()), line.linked, line.marked)


def _plain(text: str) -> str:
    return "".join(re.findall(r"\w+", text.lower()))
