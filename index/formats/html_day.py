"""The day that a page itself gives as its publication, and no other day that stands on it."""

from collections.abc import Iterator
from datetime import date

from lxml import html

from index.formats.bylines import parse_day
from index.formats.html_head import linked_data, meta_contents

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


def published_day(tree: html.HtmlElement) -> date | None:
    """Return the day from JSON-LD, from a meta element, or from the article's own head."""
    stated = (*_from_json(tree), *meta_contents(tree, _META), *_from_times(tree))
    return next((day for day in map(parse_day, stated) if day), None)


def _from_json(tree: html.HtmlElement) -> Iterator[str]:
    stated = (found.get("datePublished") for found in linked_data(tree))
    return (day for day in stated if isinstance(day, str))


def _from_times(tree: html.HtmlElement) -> Iterator[str]:
    for path in _TIMES:
        yield from tree.xpath(path)
