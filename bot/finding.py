"""The passages that are weighed for a query."""

from collections.abc import Sequence
from dataclasses import replace

from bot.currency import newer_first
from bot.mentions import named, unmentioned_in
from bot.queries import Query
from bot.retriever import ArticleRetriever
from index.filters import Filters
from index.search import Hit

# Searched beside those that are weighed, where newer articles may overtake others.
_SPARE = 4
# Of the articles that a follow-up leans on, whatever else is found.
_PREFERRED_PASSAGES = 2


def find(query: Query, retriever: ArticleRetriever) -> list[Hit]:
    """Return the passages to weigh for a query, best first.

    Newer articles gain where the question speaks of now. Where all that is found lacks a name of
    the question, passages that mention all of its names are taken instead, if there are any. Those
    that a follow-up leans on are among the passages found.
    """
    if query.now is None:
        hits = retriever.hits(query.text, query.filters)
    else:
        spare = retriever.hits(query.text, query.filters, k=retriever.k + _SPARE)
        days = [listing.published for listing in retriever.library.listings()[:1]]
        today = min([query.now, *(day for day in days if day)])
        hits = newer_first(spare, today)[: retriever.k]
    names = named(query.question)
    if lacking := _lacking(names, hits):
        hits = _naming(lacking, names, query, retriever) or hits
    if query.preferred and not (query.filters and query.filters.article_ids):
        hits = _merged(_among(query.preferred, query, retriever)[:_PREFERRED_PASSAGES], hits)
    return hits


def _lacking(names: Sequence[str], hits: Sequence[Hit]) -> list[str]:
    """Return the names that none of the passages mentions."""
    left = list(names)
    for hit in hits:
        left = left and unmentioned_in(left, hit.passage)
    return left


def _naming(
    lacking: Sequence[str], names: Sequence[str], query: Query, retriever: ArticleRetriever
) -> list[Hit]:
    """Return passages that mention all of a query's names, which those found first lack.

    "Death toll" may bring up everything but Uvalde, and without it nothing found is an answer.
    """
    found = retriever.hits(" ".join(lacking), query.filters, k=_SPARE * retriever.k)
    articles = tuple(hit.passage.article.id for hit in found if not _lacking(lacking, [hit]))
    return [hit for hit in _among(articles, query, retriever) if not _lacking(names, [hit])]


def _among(article_ids: tuple[str, ...], query: Query, retriever: ArticleRetriever) -> list[Hit]:
    """Return the passages of some articles that fit a query best."""
    if not article_ids:
        return []
    among = replace(query.filters or Filters(), article_ids=article_ids)
    return retriever.hits(query.text, among)


def _merged(near: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
    """Add the hits of a search of a few articles to those of all, no higher than those."""
    # Their scores come from a search of these articles alone, where one of them is best.
    lowest = min((hit.score for hit in hits), default=0.0)
    near = [replace(hit, score=min(hit.score, lowest)) for hit in near]
    merged = {hit.passage.id: hit for hit in [*near, *hits]}
    return sorted(merged.values(), key=lambda hit: hit.score, reverse=True)
