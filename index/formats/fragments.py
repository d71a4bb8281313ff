"""Pieces of HTML that are no whole page: a record's text, a newsletter, HTML within Markdown."""

import html as entities
import re

from lxml import etree, html

from index.formats.html_lists import write_plain_lists
from index.formats.html_text import shown_lines

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

    A list's item begins with ITEM_MARK, as does a row of a table. Nothing in it is ever run or
    fetched.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        tree = etree.fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:
        return []
    if tree is None:
        return []
    write_plain_lists(tree)
    return shown_lines(tree)
