"""What a page says of itself for machines: JSON-LD and meta elements."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree, html

_DEEPEST = 8
_TOP_CHARS = 3000
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s<>\"]+)"
    r"|<!--\s*Page saved with SingleFile\s+url:\s*(https?://[^\s<>\"]+)",
    re.IGNORECASE,
)
_CDATA = re.compile(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$")


def page_tree(page: str) -> html.HtmlElement | None:
    """Return a page's elements, or None if it has none.

    Args:
        page: the HTML.
    """
    try:
        return html.fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def saved_from(page: str) -> str:
    """Return the address that a browser, or SingleFile, notes at the top of a page it saves."""
    match = _SAVED_FROM.search(page[:_TOP_CHARS])
    return (match[1] or match[2]) if match else ""


def linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the page's JSON-LD objects, without those that lie within their fields."""
    for script in tree.xpath("//script[starts-with(@type, 'application/ld+json')]/text()"):
        try:
            # strict=False: pages have line breaks within strings.
            yield from _objects(json.loads(_CDATA.sub("", script), strict=False), _DEEPEST)
        except (ValueError, RecursionError):
            continue


def meta_contents(tree: html.HtmlElement, wanted: Collection[str]) -> Iterator[str]:
    """Yield the contents of the meta elements of some names, which are in small letters."""
    for meta in tree.iter("meta"):
        names = {str(meta.get(key, "")).lower() for key in ("property", "name", "itemprop")}
        if names & set(wanted) and meta.get("content"):
            yield meta.get("content")


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, list):
        for item in value:
            yield from _objects(item, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        for within in ("@graph", "mainEntity"):
            yield from _objects(value.get(within), depth - 1)
