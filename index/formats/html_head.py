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
_CDATA = re.compile(
    r"^(?://|/\*)?\s*+<!\[CDATA\[(?:\s*+\*/)?|(?:(?://|/\*)\s*+)?\]\]>(?:\s*+\*/)?$"
)
_LINKED_DATA = "application/ld+json"


def page_tree(page: str) -> html.HtmlElement | None:
    """Return a page's elements, or None if it has none.

    Args:
        page: the HTML.
    """
    data = page.encode("utf-8", "replace")
    try:
        return html.fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def language_of(tree: html.HtmlElement) -> str:
    """Return the language that a page says it is in, such as "en-gb", or an empty string."""
    stated = tree.get("lang") or tree.get("xml:lang")
    language = stated or next(meta_contents(tree, {"og:locale"}), "")
    return language.strip().lower().replace("_", "-")


def saved_from(page: str) -> str:
    """Return the address that a browser, or SingleFile, notes at the top of a page it saves."""
    match = _SAVED_FROM.search(page[:_TOP_CHARS])
    return (match[1] or match[2]) if match else ""


def linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the page's JSON-LD objects, without those that lie within their fields."""
    for script in tree.iter("script"):
        if not script.get("type", "").strip().lower().startswith(_LINKED_DATA):
            continue
        try:
            # strict=False: pages have line breaks within strings.
            data = json.loads(_CDATA.sub("", (script.text or "").strip()), strict=False)
            yield from _objects(data, _DEEPEST)
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
