"""From the catalog to the next generation: articles split, embedded and indexed.

Everything here can be done again from the catalog alone; what was embedded once is in the cache.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.embedder import hand_back_memory
from index.embeddings import EmbeddingCache
from index.errors import LibraryDamaged
from index.generations import Generation, begin_generation, is_crowded
from index.passages import Passage, split
from index.update import Update

# Articles that are split, embedded and indexed together: enough passages that those of one length
# can be embedded together, few enough to hold in memory.
_CHUNK_ARTICLES = 64
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Derivation:
    """The making of the generation after the current one.

    Attributes:
        folder: the library's.
        update: the catalog, in which the articles' texts are as they shall be.
        cache: the embeddings.
        done: called with (articles indexed, articles to index).
    """

    folder: Path
    update: Update
    cache: EmbeddingCache
    done: Callable[[int, int], None] = lambda _done, _total: None

    def apply(self, *, changed: Sequence[str], removed: Sequence[str]) -> None:
        """Build the current generation with some changes, and name it in the catalog.

        If the current one turns out to be damaged, all is indexed anew.

        Args:
            changed: ids of articles to index, new or in place of what was indexed under that id.
            removed: ids of articles that are gone.

        Raises:
            LibraryDamaged: what was built doesn't match the catalog.
        """
        gone = [*removed, *changed]
        if 2 * len(gone) > self.update.counts()[0]:
            self.build_anew()  # sooner done than replacing most of a copy
            return
        self._split(changed)
        if is_crowded(self.folder, self.update.manifest(), self.update.counts()[1]):
            _LOG.info("The passages in %s are parted into more shards", self.folder)
            self.build_anew()
            return
        try:
            self._build(changed, gone, empty=False)
        except LibraryDamaged as exc:
            _LOG.warning("%s (now indexed anew from the catalog)", exc)
            self.build_anew()

    def build_anew(self) -> None:
        """Index all articles into an empty generation, and name it in the catalog.

        Raises:
            LibraryDamaged: what was built doesn't match the catalog.
        """
        article_ids = self.update.article_ids()
        self._split(article_ids)
        self._build(article_ids, [], empty=True)

    def _split(self, article_ids: Sequence[str]) -> None:
        for article_id in article_ids:
            article = self.update.article(article_id)
            self.update.put_passages(article, split(article))

    def _build(self, changed: Sequence[str], gone: Sequence[str], *, empty: bool) -> None:
        """Build the next generation of articles that are split already."""
        generation = begin_generation(
            self.folder, self.update.manifest(), empty=empty, passages=self.update.counts()[1]
        )
        # A shard is filled before the next one is opened.
        changed = sorted(changed, key=generation.vectors.shard_of)
        try:
            generation.vectors.remove_articles(gone)
            generation.words.remove(gone)
            for first in range(0, len(changed), _CHUNK_ARTICLES):
                self.done(first, len(changed))
                self._index(generation, changed[first : first + _CHUNK_ARTICLES])
                hand_back_memory()
            self.done(len(changed), len(changed))
            generation.words.commit()
            self._check(generation)
            generation.seal()
        except BaseException:  # whatever it was, nothing half built is left
            generation.discard()
            raise
        self.update.publish(generation.number)

    def _index(self, generation: Generation, article_ids: Sequence[str]) -> None:
        passages: list[Passage] = []
        for article_id in article_ids:
            passages += self.update.passages_of(self.update.article(article_id))
        if passages:
            vectors = self.cache.embed([passage.embedded_text for passage in passages])
            generation.vectors.add(passages, vectors)
            generation.words.add(passages)

    def _check(self, generation: Generation) -> None:
        _, passages = self.update.counts()
        counts = (generation.vectors.count(), generation.words.count())
        if counts != (passages, passages):
            raise LibraryDamaged(
                f"The new index doesn't match the catalog ({passages} passages, {counts[0]} "
                f"vectors, {counts[1]} in words), so the library was left as it was; "
                "build it anew with: footnote doctor --repair",
                self.folder,
            )
