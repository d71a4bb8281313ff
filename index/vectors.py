"""Passages by meaning: the vectors of a generation, in one shard or in several.

An article's passages all lie in one shard, which follows from the article's id. A writer holds one
shard in memory at a time, so that what it needs doesn't grow with the number of articles.
"""

import math
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.filters import day_number
from index.passages import Passage
from index.scope import Scope

if TYPE_CHECKING:
    from index.shard import Metadata, Shard

# How some articles' passages are searched (times: tests/benchmarks/README.md, "Scale"):
# for so many more as make up for those of other articles, if that promises enough of them;
_SPARE = 1.5
_MOST_ASKED = 5000
_ENOUGH = 20
# or else by their ids, but of so few each one is compared: the fewer, the longer Chroma's index
# takes.
_FEW = 1000


class Vectors:
    """The vectors of one generation.

    Args:
        shards: opens each shard.
        writing: hold one shard open at a time, in place of all; for one thread, and no search.
    """

    def __init__(self, shards: Sequence[Callable[[], "Shard"]], *, writing: bool = False) -> None:
        self._openers = shards
        self._writing = writing
        self._open: dict[int, Shard] = {}
        # Chroma lets other threads run while it searches.
        self._threads = ThreadPoolExecutor(min(len(shards), os.cpu_count() or 1))
        if not writing:
            try:
                self._open.update((number, opened()) for number, opened in enumerate(shards))
            except BaseException:  # whatever it was, what was opened before it is closed
                self.close()
                raise

    def shard_of(self, article_id: str) -> int:
        """Return the number of the shard that an article belongs to."""
        return crc32(article_id.encode()) % len(self._openers)

    def add(self, passages: Sequence[Passage], vectors: NDArray[np.float32]) -> None:
        """Add passages, in place of those with their ids.

        Args:
            passages: what is added.
            vectors: float32, shape (len(passages), dimensions), each row of length 1.
        """
        self._put([passage.id for passage in passages], vectors, list(map(_metadata, passages)))

    def _put(
        self, ids: Sequence[str], vectors: NDArray[np.float32], known: "Sequence[Metadata]"
    ) -> None:
        for number, rows in self._parted(map(_article_id, ids)).items():
            own = [ids[row] for row in rows], vectors[rows], [known[row] for row in rows]
            self._shard(number).put(*own)

    def copy_to(self, other: "Vectors") -> None:
        """Add all passages to other vectors."""
        for shard in self._shards():
            for page in shard.pages():
                other._put(*page)

    def remove_articles(self, article_ids: Sequence[str]) -> None:
        """Remove all passages of some articles."""
        for number, rows in self._parted(article_ids).items():
            self._shard(number).remove_articles([article_ids[row] for row in rows])

    def count(self) -> int:
        """Return the number of passages."""
        return sum(shard.count() for shard in self._shards())

    def ids(self) -> set[str]:
        """Return the ids of all passages."""
        return set().union(*(shard.ids() for shard in self._shards()))

    def vector(self, passage_id: str) -> NDArray[np.float32]:
        """Return a passage's vector, float32, shape (dimensions,); empty if it has none."""
        return self._shard(self.shard_of(_article_id(passage_id))).vector(passage_id)

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
        if among:
            return self._search_among(vector, k, among)
        if len(self._openers) == 1:  # LangChain's search: too slow for each of many shards
            return self._shard(0).search(vector, k)
        return dict(islice(self._search_each(vector, k).items(), k))

    def _search_among(self, vector: NDArray[np.float32], k: int, among: Scope) -> dict[str, float]:
        """Search some articles' passages; Chroma's own filters read all its metadata each time."""
        if not among.share:
            return {}
        enough = min(k, _ENOUGH)
        asked = min(math.ceil(_SPARE * k / among.share), _MOST_ASKED)
        if asked * among.share >= enough:
            # Articles lie in the shards by chance, so each holds about as many of the nearest; the
            # one that holds most of them sets how far all can be seen.
            shards = len(self._openers)
            each = asked if shards == 1 else math.ceil(asked / shards) + k
            near = self._search_each(vector, each)
            found = {key: similarity for key, similarity in near.items() if among.holds(key)}
            if len(found) >= enough:
                return dict(islice(found.items(), k))
        return self._search_ids(vector, k, among.passage_ids())

    def _search_each(self, vector: NDArray[np.float32], k: int) -> dict[str, float]:
        """Return the nearest passages, at least k if there are so many, with none left out.

        Each shard gives its k nearest. What is farther off than the last of a shard that has more
        is dropped, since that shard may have others between.
        """
        found = list(self._threads.map(lambda s: s.search_many(vector, k), self._shards()))
        horizon = max((min(its.values()) for its in found if len(its) == k), default=-math.inf)
        near = _merged(found).items()
        return {key: similarity for key, similarity in near if similarity >= horizon}

    def _search_ids(
        self, vector: NDArray[np.float32], k: int, ids: Sequence[str]
    ) -> dict[str, float]:
        """Search some passages, each in its shard."""

        def search(shard: "Shard", own: list[str]) -> dict[str, float]:
            if len(own) > _FEW:
                return shard.search_many(vector, k, ids=own)
            return shard.compare(vector, k, own)

        parted = self._parted(map(_article_id, ids))
        owned = [[ids[row] for row in rows] for rows in parted.values()]
        found = self._threads.map(search, map(self._shard, parted), owned)
        return dict(islice(_merged(found).items(), k))

    def _parted(self, article_ids: Iterable[str]) -> dict[int, list[int]]:
        """Return the rows of a list of articles by the shard that they belong to."""
        parted: dict[int, list[int]] = defaultdict(list)
        for row, article_id in enumerate(article_ids):
            parted[self.shard_of(article_id)].append(row)
        return parted

    def _shards(self) -> "Iterator[Shard]":
        return map(self._shard, range(len(self._openers)))

    def _shard(self, number: int) -> "Shard":
        if self._writing and number not in self._open:
            self._let_go()
            self._open[number] = self._openers[number]()
        return self._open[number]

    def close(self) -> None:
        """Let go of the folders, or of the server."""
        # When the search of one shard fails, those of others may still run.
        self._threads.shutdown()
        self._let_go()

    def _let_go(self) -> None:
        while self._open:
            self._open.popitem()[1].close()


def _merged(found: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return what several shards found, best first; equal ones in the order of the shards."""
    together = [item for its in found for item in its.items()]
    return dict(sorted(together, key=lambda item: -item[1]))


def _article_id(passage_id: str) -> str:
    return passage_id.partition(":")[0]


def _metadata(passage: Passage) -> "Metadata":
    return {
        "article_id": passage.article.id,
        "outlet": passage.article.outlet,
        "day": day_number(passage.article.published),
    }
