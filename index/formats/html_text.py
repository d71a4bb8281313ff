"""What a browser would show of some elements: their text, a line for each block."""

import re
from collections.abc import Iterator

from lxml import etree

from index.sentences import ITEM_MARK

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_UNSEEN = {
    "button", "canvas", "head", "iframe", "math", "noscript", "object", "option", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
}  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)


def shown_lines(tree: etree._Element) -> list[str]:
    """Return the lines that an element shows, without those that are empty.

    A list's item begins with ITEM_MARK. Scripts, styles, forms and hidden elements show nothing.
    """
    lines = "".join(_pieces(tree)).split("\n")
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def is_hidden(element: etree._Element) -> bool:
    """Say whether an element itself, whatever it stands in, shows nothing."""
    return element.tag in _UNSEEN or _HIDDEN.search(element.get("style", "")) is not None


def _pieces(tree: etree._Element) -> Iterator[str]:
    """Yield the text in order, with a newline where a block begins or ends; items marked."""
    unseen = 0
    mark = ""  # of an item whose text is still to come
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        hidden = is_hidden(element)
        block = "\n" if element.tag in _BLOCKS else ""
        begins = event == "start"
        unseen += hidden if begins else -hidden
        yield block
        if element.tag == "li":
            mark = ITEM_MARK if begins else ""
        text = element.text if begins else element.tail if element is not tree else ""
        if text and not unseen:
            if text.strip():
                yield mark
                mark = ""
            yield re.sub(r"\s+", " ", text)
