"""The day that a page itself gives as its publication, and no other day that stands on it."""

from collections.abc import Iterator
from datetime import date

from lxml import html

from index.formats.fields import day_of
from index.formats.html_head import linked_data, meta_contents

_META = {
    "article:published_time", "og:published_time", "og:article:published_time", "article.published",
    "datepublished", "date", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created",
    "cxenseparse:recs:publishtime", "citation_publication_date",
}  # fmt: skip
# The day of a change stands in such elements as well, often before the other.
_CHANGED = "contains(@class, 'updated') or contains(@class, 'modified') or @itemprop='dateModified'"
_OTHERS = "ancestor::aside or ancestor::footer or ancestor::nav or ancestor::ul or ancestor::a"
_TIMES = (
    "//time[@itemprop='datePublished' or @pubdate"
    " or contains(concat(' ', normalize-space(@class), ' '), ' published ')]/@datetime",
    f"//article//header//time[not({_CHANGED})]/@datetime",
    f"(//article)[1]//time[not({_CHANGED}) and not({_OTHERS})]/@datetime",
)


def published_day(tree: html.HtmlElement) -> date | None:
    """Return the day from JSON-LD, from a meta element, or from the article's own head."""
    stated = (*_from_json(tree), *meta_contents(tree, _META), *_from_times(tree))
    return next((day for day in map(day_of, stated) if day), None)


def _from_json(tree: html.HtmlElement) -> Iterator[str]:
    stated = (found.get("datePublished") for found in linked_data(tree))
    return (day for day in stated if isinstance(day, str))


def _from_times(tree: html.HtmlElement) -> Iterator[str]:
    for path in _TIMES:
        yield from tree.xpath(path)
