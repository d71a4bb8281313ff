"""Stand-ins that implement the real interfaces, for tests that need no real model."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.words import terms

DIMENSIONS = 64


class FakeEmbedder:
    """Embeds a text as the hashed counts of its terms; counts what it embeds."""

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.embedded: list[str] = []

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for term in terms(text) or ["empty"]:
                row[crc32(term.encode()) % DIMENSIONS] += 1
            row /= np.linalg.norm(row)
        return vectors
