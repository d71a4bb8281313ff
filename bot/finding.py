"""The passages that are weighed for a query."""

from dataclasses import replace

from bot.currency import newer_first
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

    Newer articles gain where the question speaks of now, and those that a follow-up leans on are
    among the passages found.
    """
    if query.now is None:
        hits = retriever.hits(query.text, query.filters)
    else:
        spare = retriever.hits(query.text, query.filters, k=retriever.k + _SPARE)
        days = [listing.published for listing in retriever.library.listings()[:1]]
        today = min([query.now, *(day for day in days if day)])
        hits = newer_first(spare, today)[: retriever.k]
    if query.preferred and not (query.filters and query.filters.article_ids):
        among = replace(query.filters or Filters(), article_ids=query.preferred)
        near = retriever.hits(query.text, among)[:_PREFERRED_PASSAGES]
        # Their scores come from a search of these articles alone, where one of them is best.
        lowest = min((hit.score for hit in hits), default=0.0)
        near = [replace(hit, score=min(hit.score, lowest)) for hit in near]
        merged = {hit.passage.id: hit for hit in [*near, *hits]}
        hits = sorted(merged.values(), key=lambda hit: hit.score, reverse=True)
    return hits
