"""Embeddings kept by (model, text hash), so that no text is ever embedded twice.

Lies beside the catalog in a SQLite file of its own: it is written while the catalog's one
transaction is open, and what it holds outlives an interrupted indexing.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.database import connect, faults
from index.embedder import Embedder
from index.errors import LibraryDamaged

_FILE = "embeddings.sqlite"
_TABLE = """CREATE TABLE IF NOT EXISTS embeddings (
    model TEXT NOT NULL, hash BLOB NOT NULL, vector BLOB NOT NULL, UNIQUE (model, hash)
)"""
_HAS_TABLE = "SELECT name FROM sqlite_master WHERE name = 'embeddings'"
_BATCH = 256


class EmbeddingCache:
    """The embeddings of a library, by model and text."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.path = folder / _FILE
        self._embedder = embedder

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the texts' embeddings, computing only those never computed before.

        Returns:
            float32, shape (len(texts), dimensions), each row of length 1.
        """
        try:
            return self._embed(texts)
        except LibraryDamaged:  # it only saves work, so it is begun afresh
            self._delete()
            return self._embed(texts)

    def known(self, text: str) -> NDArray[np.float32] | None:
        """Return a text's embedding, float32, shape (n,), or None if it was never computed."""
        return next(iter(self._load([_hash(text)]).values()), None)

    def missing(self, texts: Sequence[str]) -> int:
        """Return how many texts were never embedded."""
        hashes = {_hash(text) for text in texts}
        return len(hashes) - len(self._load(list(hashes)))

    def faults(self) -> list[str]:
        """Return what is wrong with the file; see index.database.faults. None if there is none."""
        return faults(self.path) if self.path.exists() else []

    def drop_if_faulty(self) -> None:
        """Delete the file if it is damaged; what it held has to be computed again."""
        if self.faults():
            self._delete()

    def _delete(self) -> None:
        for file in self.path.parent.glob(f"{_FILE}*"):
            file.unlink(missing_ok=True)

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        hashes = [_hash(text) for text in texts]
        known = self._load(hashes)
        missing = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
        keys = sorted(missing, key=lambda key: len(missing[key]))
        for first in range(0, len(keys), _BATCH):
            batch = keys[first : first + _BATCH]
            vectors = self._embedder.embed_array([missing[key] for key in batch])
            known.update(zip(batch, vectors, strict=True))
            self._save(batch, vectors)
        return np.array([known[key] for key in hashes], dtype=np.float32)

    def _load(self, hashes: list[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Return what is known, by hash; the file is not made, nor written to."""
        known: dict[bytes, NDArray[np.float32]] = {}
        if not self.path.exists():
            return known
        with connect(self.path) as connection:
            if not connection.execute(_HAS_TABLE).fetchone():  # nothing was ever saved
                return known
            for key in set(hashes):
                row = connection.execute(
                    "SELECT vector FROM embeddings WHERE model = ? AND hash = ?",
                    (self._embedder.name, key),
                ).fetchone()
                if row:
                    known[key] = np.frombuffer(row["vector"], dtype="<f4")
        return known

    def _save(self, keys: list[bytes], vectors: NDArray[np.float32]) -> None:
        rows = [
            (self._embedder.name, key, vector.astype("<f4").tobytes())
            for key, vector in zip(keys, vectors, strict=True)
        ]
        with connect(self.path, write=True) as connection:
            connection.execute(_TABLE)
            connection.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?)", rows)


def _hash(text: str) -> bytes:
    return sha256(text.encode()).digest()
