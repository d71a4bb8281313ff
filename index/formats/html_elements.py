"""Elements: what takes their place, what they say on one line and what their names tell."""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from index.formats.html_text import shown_lines
from index.lists import without_mark

_WHOLE = {"html", "body", "main", "article"}
_ELSEWHERE = re.compile(
    r"(?:comments?|disqus|related|recirc|recommended|teasers?|promos?|sidebar|trending|popular"
    r"|most-?(?:read|popular)|newsletters?|cookies?|consent)(?:[-_].*)?",
    re.IGNORECASE,
)


def list_of(items: Sequence[str]) -> list[etree._Element]:
    """Return a list of some items; nothing of none."""
    if not items:
        return []
    listed = element_of("ul", "")
    listed.extend(element_of("li", item) for item in items)
    return [listed]


def element_of(tag: str, text: str) -> etree._Element:
    """Return an element that holds a text."""
    made = etree.Element(tag)
    made.text = text
    return made


def replace_content(element: etree._Element, others: Iterable[etree._Element]) -> None:
    """Let other elements be the content of one, which becomes a plain block and keeps its name."""
    made = list(others)
    tail, known = element.tail, {name: element.get(name) for name in ("class", "id", "style")}
    element.clear()
    element.tag, element.tail = "div", tail
    for name, value in known.items():
        if value is not None:
            element.set(name, value)
    element.extend(made)


def line_of(element: etree._Element) -> str:
    """Return what an element shows, on one line and without the marks of items."""
    return " ".join(map(without_mark, shown_lines(element)))


def own_names(element: etree._Element) -> list[str]:
    """Return the classes and the id of an element, none of one that holds the whole article."""
    if element.tag in _WHOLE:
        return []
    return f"{element.get('class', '')} {element.get('id', '')}".split()


def is_elsewhere(element: etree._Element) -> bool:
    """Say whether an element holds, by its names, comments, other articles or questions."""
    return any(map(_ELSEWHERE.fullmatch, own_names(element)))
