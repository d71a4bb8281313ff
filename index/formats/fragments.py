"""Pieces of HTML that are no whole page: a record's text, a newsletter, HTML within Markdown."""

import html as entities
import re
from collections.abc import Iterator

from lxml import etree, html

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
_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|[uo]l|li|a|article|section|span|strong|em|b|i|table|t[dr]|img|body"
    r"|html|figure|blockquote)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[\da-f]{2,6}|amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip);", re.I
)


def is_markup(text: str) -> bool:
    """Say whether a text is HTML: it holds two tags, or <br>, or <p>."""
    tags = [match[0].lower() for match in _MARKUP.finditer(text, 0, 20_000)][:2]
    return len(tags) > 1 or any(tag.startswith(("<br", "<p>", "</p>")) for tag in tags)


def without_entities(text: str) -> str:
    """Return plain text whose characters were left escaped, as exports often do: &amp;amp;."""
    return entities.unescape(text) if _ENTITY.search(text) else text


def html_paragraphs(markup: str) -> list[str]:
    """Return what a browser would show of some HTML, a paragraph for each block and line break.

    A list's item begins with ITEM_MARK.

    Scripts, styles, forms and hidden elements are dropped; nothing in it is ever run or fetched.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        tree = etree.fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:
        return []
    if tree is None:
        return []
    lines = "".join(_pieces(tree)).split("\n")
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _pieces(tree: etree._Element) -> Iterator[str]:
    """Yield the text in order, with a newline where a block begins or ends; items marked."""
    unseen = 0
    mark = ""  # of an item whose text is still to come
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        hidden = element.tag in _UNSEEN or _HIDDEN.search(element.get("style", "")) is not None
        block = "\n" if element.tag in _BLOCKS else ""
        begins = event == "start"
        unseen += hidden if begins else -hidden
        yield block
        if element.tag == "li":
            mark = ITEM_MARK if begins else ""
        text = element.text if begins else element.tail
        if text and not unseen:
            if text.strip():
                yield mark
                mark = ""
            yield re.sub(r"\s+", " ", text)
