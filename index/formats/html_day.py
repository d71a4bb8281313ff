"""The day that a page itself gives as its publication, and no other day that stands on it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from lxml import html

from index.formats.fields import day_of
from index.formats.html_head import language_of, linked_data, meta_contents
from index.formats.html_times import times_of_change, times_of_publication
from index.formats.reading import possible_day

_META = {
    "article:published_time", "og:published_time", "og:article:published_time", "article.published",
    "datepublished", "date", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created",
    "cxenseparse:recs:publishtime", "citation_publication_date",
}  # fmt: skip
_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b")
# How 03/04/2021 is written where it's written in one way: not in Canada, nor in English at large.
_MONTH_FIRST = {"en-us"}
_DAY_FIRST = {"en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"}
_DAY_FIRST_LANGUAGES = {"de", "es", "fr", "it", "nl", "pt"}
_OTHER_REGIONS = {"ca", "pa", "pr", "us"}


def published_day(tree: html.HtmlElement) -> date | None:
    """Return the day from JSON-LD, from a meta element, or from the article's own head."""
    times = times_of_publication(tree)
    return _first_day((*_from_json(tree), *meta_contents(tree, _META), *times), tree)


def changed_day(tree: html.HtmlElement) -> date | None:
    """Return the day in the article's head that the page gives as that of a change."""
    return _first_day(times_of_change(tree), tree)


def _first_day(stated: Iterable[str], tree: html.HtmlElement) -> date | None:
    """Return the first day that can be one of publication."""
    language = language_of(tree)
    days = (possible_day(day_of(text) or _slashed(text, language)) for text in stated)
    return next(filter(None, days), None)


def _from_json(tree: html.HtmlElement) -> Iterator[str]:
    stated = (found.get("datePublished") for found in linked_data(tree))
    return (day for day in stated if isinstance(day, str))


def _slashed(text: str, language: str) -> date | None:
    """Read a day such as 03/04/2021 as people write it who use a language, such as "en-us"."""
    match, order = _SLASHED.match(text), _order(language)
    if not match or not order:
        return None
    stated = dict(zip(order, map(int, match.groups()), strict=True))
    try:
        return date(**stated)
    except ValueError:
        return None


def _order(language: str) -> tuple[str, str, str] | None:
    name, _, region = language.partition("-")
    if language in _MONTH_FIRST:
        return "month", "day", "year"
    by_language = name in _DAY_FIRST_LANGUAGES and region not in _OTHER_REGIONS
    return ("day", "month", "year") if language in _DAY_FIRST or by_language else None
