"""The library as a LangChain retriever, for chains of one's own; Bot uses it too."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.filters import Filters
from index.library import Library
from index.search import Hit


class ArticleRetriever(BaseRetriever):
    """Retrieves passages from a library.

    Attributes:
        library: what is searched.
        k: the most passages to return.
        filters: what the search is narrowed to.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = 8
    filters: Filters | None = None

    def hits(
        self, query: str, filters: Filters | None = None, *, k: int | None = None
    ) -> list[Hit]:
        """Return the passages that fit a query best, as Hits, best first; self.k unless told."""
        return self.library.search(query, k=k or self.k, filters=filters or self.filters)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        """Return the hits as Documents whose metadata tells article, offsets and scores."""
        del run_manager
        return [_document(hit) for hit in self.hits(query)]


def _document(hit: Hit) -> Document:
    article = hit.passage.article
    return Document(
        id=hit.passage.id,
        page_content=hit.passage.text,
        metadata={
            "article_id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "author": article.author,
            "published": article.published.isoformat() if article.published else None,
            "url": article.url,
            "opinion": article.opinion,
            "source": article.source,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "score": hit.score,
            "dense": hit.dense,
            "words": hit.words,
        },
    )
