"""The day that a page itself gives as its publication, and no other day that stands on it."""

import json
from collections.abc import Iterator
from datetime import date

from lxml import etree, html

from index.formats.bylines import parse_day

_META = {
    "article:published_time", "og:published_time", "og:article:published_time", "article.published",
    "datepublished", "date", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created",
    "cxenseparse:recs:publishtime", "citation_publication_date",
}  # fmt: skip
_TIMES = (
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//header//time/@datetime",
)
_DEEPEST = 8


def published_day(page: str) -> date | None:
    """Return the day from JSON-LD, from a meta element, or from the article's own head.

    Args:
        page: the HTML.
    """
    try:
        tree = html.fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    stated = (*_from_json(tree), *_from_meta(tree), *_from_times(tree))
    return next((day for day in map(parse_day, stated) if day), None)


def _from_json(tree: html.HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _dates_in(json.loads(script), _DEEPEST)
        except (ValueError, RecursionError):
            continue


def _dates_in(value: object, depth: int) -> Iterator[str]:
    if depth and isinstance(value, list):
        for item in value:
            yield from _dates_in(item, depth - 1)
    elif depth and isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        yield from _dates_in(value.get("@graph"), depth - 1)


def _from_meta(tree: html.HtmlElement) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = {str(meta.get(key, "")).lower() for key in ("property", "name", "itemprop")}
        if names & _META and meta.get("content"):
            yield meta.get("content")


def _from_times(tree: html.HtmlElement) -> Iterator[str]:
    for path in _TIMES:
        yield from tree.xpath(path)
