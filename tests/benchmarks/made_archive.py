"""A made archive of any size, like the news articles in what costs a search its time.

Vectors: a real news passage's embedding, drawn with replacement, plus Gaussian noise with the
covariance of the real ones, half as large, of length 1 again. Texts: walks in the bigrams of the
news articles, so words are as frequent, and follow one another, as they do there. Days are even
over ten years, outlets as 1/rank. Vectors and texts know nothing of each other.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from index.articles import Article, article_id
from index.passages import Passage
from tests.benchmarks.data import data_folder, read_rows

# With half the real spread, 16,000 of 250,000 made vectors have a nearest neighbour at cosine
# .80 and a fiftieth at .41 (medians); the 16,000 real ones .79 and .46.
NOISE = 0.5
WORDS = (80, 110)
PASSAGES = (8, 21)
FIRST_DAY = date(2013, 1, 1)
DAYS = 3652
OUTLETS = tuple(f"Outlet {number:02d}" for number in range(1, 41))


class MadeVectors:
    """Draws vectors like real ones: an Embedder that pays no heed to the text.

    Args:
        real: float32, shape (n, dimensions), each row of length 1.
    """

    name = "made"

    def __init__(self, real: NDArray[np.float32], *, seed: int) -> None:
        self._real = real
        covariance = np.cov(real.T) + 1e-9 * np.eye(real.shape[1])
        self._spread = NOISE * np.linalg.cholesky(covariance).T.astype(np.float32)
        self._random = np.random.default_rng(seed)
        self.dimensions = real.shape[1]

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Draw one vector for each text; see Embedder."""
        chosen = self._real[self._random.integers(len(self._real), size=len(texts))]
        noise = self._random.standard_normal(chosen.shape, dtype=np.float32) @ self._spread
        drawn = chosen + noise
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


class MadeArticles:
    """Writes articles by walking the bigrams of the news articles in FOOTNOTE_BENCH_DATA."""

    def __init__(self, *, seed: int) -> None:
        rows = read_rows(data_folder() / "news_articles.jsonl.gz")
        tokens = [token for row in rows for token in row["text"].split()]
        self._words, ids = np.unique(np.array(tokens, dtype=object), return_inverse=True)
        # The places that each word stands at lie together in self._places.
        self._places = np.argsort(ids, kind="stable")
        self._count = np.bincount(ids)
        self._first = np.cumsum(self._count) - self._count
        self._following = np.append(ids[1:], ids[0])
        self._random = np.random.default_rng(seed)

    def write(self, passages: int) -> Iterator[tuple[Article, list[Passage]]]:
        """Write articles that have so many passages together."""
        number = 0
        while passages > 0:
            count = min(passages, int(self._random.integers(*PASSAGES)))
            yield self._article(number, self._texts(count + 1))
            passages -= count
            number += 1

    def _texts(self, count: int) -> list[str]:
        lengths = self._random.integers(*WORDS, size=count)
        walk = np.empty((int(lengths.max()), count), dtype=np.int64)
        walk[0] = self._following[self._random.integers(len(self._following), size=count)]
        for step in range(1, len(walk)):
            before = walk[step - 1]
            chosen = self._random.random(count) * self._count[before]
            walk[step] = self._following[self._places[self._first[before] + chosen.astype(int)]]
        return [" ".join(self._words[walk[:length, n]]) for n, length in enumerate(lengths)]

    def _article(self, number: int, texts: list[str]) -> tuple[Article, list[Passage]]:
        rank = 1 / np.arange(1, len(OUTLETS) + 1)
        source = f"/archive/{number:07d}.md"
        title = " ".join(texts.pop().split()[:10])
        article = Article(
            id=article_id(source),
            title=title,
            text="\n\n".join(texts),
            outlet=str(self._random.choice(OUTLETS, p=rank / rank.sum())),
            authors=(),
            published=FIRST_DAY + timedelta(days=int(self._random.integers(DAYS))),
            url="",
            source=source,
        )
        ends = np.cumsum([len(text) + 2 for text in texts]) - 2
        return article, [
            Passage(article, int(end) - len(text), int(end))
            for end, text in zip(ends, texts, strict=True)
        ]
