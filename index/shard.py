"""A shard of the vectors: one collection in Chroma.

Only this module and index.chroma_server know Chroma.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from langchain_chroma import Chroma
from numpy.typing import NDArray

from index.errors import LibraryDamaged, LibraryError

_COLLECTION = "passages"  # of a folder
# Chroma 1.5 refuses batches over 5461. A server sends vectors as JSON, some 8 kB each.
_BATCH, _PAGE = 5000, 1000
# Chroma keeps one engine per folder for the whole process, and counts its users without a lock.
_OPENING = Lock()
# What SQLite says of a disk, and what a person can do about it.
_DISK_TROUBLES = {
    "disk is full": "the disk is full; make room, then try again.",
    "readonly database": (
        "the folder is read-only; copy the library to where it can be written, and use the copy "
        "with --library or FOOTNOTE_LIBRARY."
    ),
}

Metadata = dict[str, str | int]  # article_id, outlet, and day
Page = tuple[list[str], NDArray[np.float32], list[Metadata]]  # passage ids, their vectors, metadata


@dataclass(frozen=True)
class Place:
    """Where vectors lie.

    Attributes:
        failures: the errors that Chroma raises there.
        error: makes ours of what couldn't be done ("opened", "read", "written") and such an error.
        close: lets go of the place.
    """

    failures: tuple[type[Exception], ...]
    error: Callable[[str, Exception], LibraryError]
    close: Callable[[], None]


class Shard:
    """A collection in a folder, or on a server (index.chroma_server).

    Args:
        client: Chroma's, for the place where it lies.
        collection: its name there.
        make: make the collection if it isn't there.
    """

    def __init__(self, client: ClientAPI, collection: str, place: Place, *, make: bool) -> None:
        self._place = place
        if make:
            # No embedding function: Chroma's default one would download a model.
            client.get_or_create_collection(
                collection,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 100}},
            )
        self._collection = client.get_collection(collection, embedding_function=None)
        self._store = Chroma(
            client=client, collection_name=collection, create_collection_if_not_exists=False
        )

    def put(
        self, ids: Sequence[str], vectors: NDArray[np.float32], known: Sequence[Metadata]
    ) -> None:
        """Add passages, in place of those with their ids.

        Args:
            ids: the passages'.
            vectors: float32, shape (len(ids), dimensions), each row of length 1.
            known: each passage's metadata.
        """
        for first in range(0, len(ids), _BATCH):
            batch: Any = list(ids[first : first + _BATCH])
            metadatas: Any = list(known[first : first + _BATCH])
            with self._translated("written"):
                # The text lies in the catalog. Chroma would index it by all its trigrams, in eight
                # times the space; but LangChain's store passes over hits that have none.
                self._collection.upsert(
                    ids=batch,
                    embeddings=vectors[first : first + _BATCH],
                    documents=[""] * len(batch),
                    metadatas=metadatas,
                )

    def pages(self) -> Iterator[Page]:
        """Iterate over all passages."""
        for first in range(0, self.count(), _PAGE):
            with self._translated("read"):
                page = self._collection.get(
                    limit=_PAGE, offset=first, include=["embeddings", "metadatas"]
                )
            metadatas: Any = page["metadatas"]
            yield page["ids"], np.asarray(page["embeddings"], dtype=np.float32), metadatas

    def remove_articles(self, article_ids: Sequence[str]) -> None:
        """Remove all passages of some articles."""
        for first in range(0, len(article_ids), _BATCH):
            where: Any = {"article_id": {"$in": list(article_ids[first : first + _BATCH])}}
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

    def vector(self, passage_id: str) -> NDArray[np.float32]:
        """Return a passage's vector, float32, shape (dimensions,); empty if it has none."""
        with self._translated("read"):
            found = self._collection.get(ids=[passage_id], include=["embeddings"])
        return np.asarray(found["embeddings"], dtype=np.float32).reshape(-1)

    def search(self, vector: NDArray[np.float32], k: int) -> dict[str, float]:
        """Return the cosine similarity of the k nearest passages by id, best first.

        Args:
            vector: float32, shape (dimensions,), of length 1.
            k: how many are wanted.
        """
        with self._translated("read"):
            found = self._store.similarity_search_by_vector_with_relevance_scores(
                vector.tolist(), k=k
            )
        return {str(document.id): 1.0 - distance for document, distance in found}

    def search_many(
        self, vector: NDArray[np.float32], k: int, *, ids: list[str] | None = None
    ) -> dict[str, float]:
        """Search as search() does, but for ids and distances alone, in half the time or less.

        Args:
            vector: float32, shape (dimensions,), of length 1.
            k: how many are wanted.
            ids: those that alone are wanted, all of which must be here.
        """
        with self._translated("read"):
            found = self._collection.query(
                query_embeddings=vector.tolist(), n_results=k, ids=ids, include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        return {
            key: 1.0 - distance for key, distance in zip(found["ids"][0], distances, strict=True)
        }

    def compare(self, vector: NDArray[np.float32], k: int, ids: list[str]) -> dict[str, float]:
        """Search some passages by comparing the vector with each of theirs."""
        with self._translated("read"):
            found = self._collection.get(ids=ids, include=["embeddings"])
        similarities = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        nearest = np.argsort(-similarities, kind="stable")[:k]
        return {found["ids"][n]: float(similarities[n]) for n in nearest}

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        try:
            yield
        except self._place.failures as exc:
            raise self._place.error(what, exc) from exc

    def close(self) -> None:
        """Let go of the folder, or of the server."""
        self._place.close()


def open_folder(folder: Path) -> Shard:
    """Open the shard in a folder, which is made if it isn't there.

    Raises:
        LibraryDamaged: Chroma can't open the folder.
        LibraryError: the disk is full or can't be written.
    """

    def error(what: str, exc: Exception) -> LibraryError:
        # Chroma writes even when it only opens a folder.
        for trouble, remedy in _DISK_TROUBLES.items():
            if trouble in str(exc):
                return LibraryError(f"The vectors in {folder} can't be {what}: {remedy}", folder)
        return LibraryDamaged(
            f"The vectors in {folder} can't be {what} ({exc}); "
            "mend them with: footnote index --rebuild",
            folder,
        )

    def close() -> None:
        # The typed interface lacks it; chromadb 1.5's PersistentClient has it.
        with _OPENING:
            client.close()  # type: ignore[attr-defined]

    try:
        with _OPENING:
            client = chromadb.PersistentClient(
                path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
            )
        place = Place((ChromaError, OSError), error, close)
        return Shard(client, _COLLECTION, place, make=True)
    except (ChromaError, ValueError, OSError, AttributeError, KeyError) as exc:
        _forget(folder)
        raise error("opened", exc) from exc


def _forget(folder: Path) -> None:
    """Drop the engine of a folder that couldn't be opened, which Chroma would hand out again."""
    with _OPENING:
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        SharedSystemClient._identifier_to_refcount.pop(str(folder), None)
