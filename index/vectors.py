"""Passages by meaning, in Chroma. The only module that knows Chroma."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from langchain_chroma import Chroma
from numpy.typing import NDArray

from index.errors import LibraryDamaged, LibraryError
from index.filters import Filters, day_number
from index.passages import Passage

_COLLECTION = "passages"
# Chroma 1.5 refuses batches over 5461.
_BATCH = 5000
# Chroma keeps one engine per folder for the whole process, and counts its users without a lock.
_OPENING = Lock()


class Vectors:
    """The vectors of one generation.

    Args:
        folder: where Chroma keeps them; made if it isn't there.

    Raises:
        LibraryDamaged: Chroma can't open the folder.
        LibraryError: the disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            with _OPENING:
                self._client = chromadb.PersistentClient(
                    path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
                )
            # No embedding function: Chroma's default one would download a model.
            self._collection = self._client.get_or_create_collection(
                _COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 100}},
            )
        except (ChromaError, ValueError, OSError, AttributeError, KeyError) as exc:
            _forget(folder)
            raise self._trouble("opened", exc) from exc
        self._store = Chroma(
            client=self._client, collection_name=_COLLECTION, create_collection_if_not_exists=False
        )

    def add(self, passages: Sequence[Passage], vectors: NDArray[np.float32]) -> None:
        """Add passages, in place of those with their ids.

        Args:
            passages: what is added.
            vectors: float32, shape (len(passages), dimensions), each row of length 1.
        """
        for first in range(0, len(passages), _BATCH):
            batch = passages[first : first + _BATCH]
            with self._translated("written"):
                self._collection.upsert(
                    ids=[passage.id for passage in batch],
                    embeddings=vectors[first : first + _BATCH],
                    documents=[passage.text for passage in batch],
                    metadatas=[_metadata(passage) for passage in batch],
                )

    def remove_articles(self, article_ids: Sequence[str]) -> None:
        """Remove all passages of some articles."""
        for first in range(0, len(article_ids), _BATCH):
            batch = list(article_ids[first : first + _BATCH])
            where: Any = {"article_id": {"$in": batch}}
            with self._translated("written"):
                self._collection.delete(where=where)

    def count(self) -> int:
        """Return the number of passages."""
        with self._translated("read"):
            return self._collection.count()

    def ids(self) -> set[str]:
        """Return the ids of all passages."""
        found: set[str] = set()
        with self._translated("read"):
            while page := self._collection.get(limit=_BATCH, offset=len(found), include=[])["ids"]:
                found.update(page)
        return found

    def search(
        self, vector: NDArray[np.float32], *, k: int, filters: Filters | None = None
    ) -> dict[str, float]:
        """Find the passages nearest in meaning.

        Returns:
            Cosine similarity, -1 to 1, by passage id, at most k.
        """
        with self._translated("read"):
            found = self._store.similarity_search_by_vector_with_relevance_scores(
                vector.tolist(), k=k, filter=_where(filters)
            )
        return {str(document.id): 1.0 - distance for document, distance in found}

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        try:
            yield
        except (ChromaError, OSError) as exc:
            raise self._trouble(what, exc) from exc

    def _trouble(self, what: str, exc: Exception) -> LibraryError:
        if "disk is full" in str(exc):  # Chroma writes even when it only opens a folder
            return LibraryError(
                f"The vectors in {self._folder} can't be {what}: the disk is full; make room, then "
                "try again.",
                self._folder,
            )
        return LibraryDamaged(
            f"The vectors in {self._folder} can't be {what} ({exc}); "
            "mend them with: footnote index --rebuild",
            self._folder,
        )

    def close(self) -> None:
        """Let go of the folder."""
        # The typed interface lacks it; chromadb 1.5's PersistentClient has it.
        with _OPENING:
            self._client.close()  # type: ignore[attr-defined]


def _forget(folder: Path) -> None:
    """Drop the engine of a folder that couldn't be opened, which Chroma would hand out again."""
    with _OPENING:
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        SharedSystemClient._identifier_to_refcount.pop(str(folder), None)


def _metadata(passage: Passage) -> dict[str, str | int]:
    return {
        "article_id": passage.article.id,
        "outlet": passage.article.outlet,
        "day": day_number(passage.article.published),
    }


def _where(filters: Filters | None) -> dict[str, Any] | None:
    if filters is None:
        return None
    conditions: list[dict[str, Any]] = []
    if filters.since:
        conditions.append({"day": {"$gte": day_number(filters.since)}})
    if filters.until:
        conditions.append({"day": {"$lte": day_number(filters.until)}})
        conditions.append({"day": {"$gt": 0}})
    if filters.outlets:
        conditions.append({"outlet": {"$in": list(filters.outlets)}})
    if filters.article_ids:
        conditions.append({"article_id": {"$in": list(filters.article_ids)}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None
