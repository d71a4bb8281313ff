"""Passages by meaning, in Chroma. The only module that knows Chroma."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
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

from index.errors import LibraryDamaged
from index.filters import day_number
from index.passages import Passage
from index.scope import Scope

_COLLECTION = "passages"
# Chroma 1.5 refuses batches over 5461.
_BATCH = 5000
# How Chroma is asked for some articles' passages (times: tests/benchmarks/README.md, "Scale"):
# for so many more as make up for those of other articles, up to _MOST_ASKED;
_SPARE = 1.5
_MOST_ASKED = 3000
# or else by their ids, but of so few each one is compared: the fewer, the longer its index takes.
_FEW = 1000
# Chroma keeps one engine per folder for the whole process, and counts its users without a lock.
_OPENING = Lock()


class Vectors:
    """The vectors of one generation.

    Args:
        folder: where Chroma keeps them; made if it isn't there.

    Raises:
        LibraryDamaged: Chroma can't open the folder.
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
            raise self._damaged("opened", exc) from exc
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
                    # The text lies in the catalog. Chroma would index it by all its trigrams, in
                    # eight times the space; but LangChain's store passes over hits with none.
                    documents=[""] * len(batch),
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
        self, vector: NDArray[np.float32], *, k: int, among: Scope | None = None
    ) -> dict[str, float]:
        """Find the passages nearest in meaning.

        Args:
            vector: float32, shape (dimensions,), of length 1.
            k: how many are wanted.
            among: the articles whose passages alone are wanted.

        Returns:
            Cosine similarity, -1 to 1, by passage id, best first, at most k.
        """
        with self._translated("read"):
            if among:
                return self._search_among(vector, k, among)
            found = self._store.similarity_search_by_vector_with_relevance_scores(
                vector.tolist(), k=k
            )
        return {str(document.id): 1.0 - distance for document, distance in found}

    def _search_among(self, vector: NDArray[np.float32], k: int, among: Scope) -> dict[str, float]:
        """Search some articles' passages; Chroma's own filters read all its metadata each time."""
        if not among.share:
            return {}
        asked = math.ceil(_SPARE * k / among.share)
        if asked <= _MOST_ASKED:
            near = self._query(vector, asked)
            found = {key: similarity for key, similarity in near.items() if among.holds(key)}
            if len(found) >= k:
                return dict(islice(found.items(), k))
        ids = among.passage_ids()
        if len(ids) > _FEW:
            return self._query(vector, k, ids=ids)
        return self._compare(vector, k, ids)

    def _query(
        self, vector: NDArray[np.float32], k: int, *, ids: list[str] | None = None
    ) -> dict[str, float]:
        """Ask Chroma for ids and distances alone: a thousand hits' metadata take it long."""
        found = self._collection.query(
            query_embeddings=vector.tolist(), n_results=k, ids=ids, include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        return {
            key: 1.0 - distance for key, distance in zip(found["ids"][0], distances, strict=True)
        }

    def _compare(self, vector: NDArray[np.float32], k: int, ids: list[str]) -> dict[str, float]:
        """Compare a vector with each of some passages'."""
        found = self._collection.get(ids=ids, include=["embeddings"])
        similarities = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        nearest = np.argsort(-similarities, kind="stable")[:k]
        return {found["ids"][n]: float(similarities[n]) for n in nearest}

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        try:
            yield
        except (ChromaError, OSError) as exc:
            raise self._damaged(what, exc) from exc

    def _damaged(self, what: str, exc: Exception) -> LibraryDamaged:
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
