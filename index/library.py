"""A library, open for reading: search it, read its articles, see its state.

Many threads and processes may read while one indexes. Before each search the generation in the
catalog is compared with the one that is open, so an update shows at the next question.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.articles import Article, Listing
from index.catalog import Catalog
from index.embedder import Embedder, shared_embedder
from index.errors import LibraryBusy, LibraryDamaged, LibraryMissing
from index.filters import Filters
from index.generations import Generation
from index.mending import mend
from index.opening import OpenGeneration
from index.passages import Passage
from index.scope import Scope
from index.search import CANDIDATES, Hit, gather
from index.settings import library_path, read_settings
from index.snapshot import Manifest, Snapshot
from index.sources import Source, is_under

_ATTEMPTS = 2
_Found = TypeVar("_Found")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Status:
    """The state of a library.

    Attributes:
        size_bytes: all files in the library's folder.
        skipped: why each file, or part of one, that couldn't be read couldn't.
    """

    folder: Path
    articles: int
    passages: int
    embedder: str
    generation: int
    size_bytes: int
    sources: tuple[Source, ...]
    skipped: dict[str, str]


class Library:
    """The library in a folder.

    Args:
        folder: where it lies. Default: FOOTNOTE_LIBRARY.
        embedder: the embedding model. Default: FOOTNOTE_EMBEDDER.

    Raises, here and from each method:
        LibraryMissing: the folder holds no library.
        LibraryMismatch: it was built with another embedding model or schema.
        LibraryDamaged: part of it is gone or can't be opened.
        LibraryError: part of it can't be read.
    """

    def __init__(
        self, folder: str | Path | None = None, *, embedder: Embedder | None = None
    ) -> None:
        self.folder = library_path(folder)
        self.embedder = embedder or shared_embedder(read_settings().embedder)
        self._catalog = Catalog(self.folder)
        self._lock = Lock()
        self._open: OpenGeneration | None = None
        self._listings: tuple[Manifest | None, tuple[Listing, ...]] = (None, ())
        self._last_query: tuple[str, NDArray[np.float32]] = ("", np.zeros(0, dtype=np.float32))
        with self._catalog.read() as snapshot:
            self._check(snapshot.manifest())

    def search(self, query: str, *, k: int = 8, filters: Filters | None = None) -> list[Hit]:
        """Find the k passages that fit a query best, by meaning and by words.

        Articles that tell one story in the same words count once: the passages of the others are
        left out, and the hit names them.

        Returns:
            Hits, best first.
        """
        vector = self.embed_query(query)

        def find(snapshot: Snapshot, generation: Generation) -> list[Hit]:
            among = Scope(snapshot, filters) if filters else None
            dense = generation.vectors.search(vector, k=CANDIDATES, among=among)
            words = generation.words.search(query, k=CANDIDATES, filters=filters)
            return gather(snapshot, dense, words, k)

        return self._read(find)

    def embed(self, texts: list[str]) -> NDArray[np.float32]:
        """Embed texts, at least one: float32, shape (len(texts), n), rows of length 1.

        Raises:
            EmbedderError: the model can't be loaded.
        """
        return self.embedder.embed_array(texts)

    def embed_query(self, query: str) -> NDArray[np.float32]:
        """Embed one query, at no cost if it was the last one: float32, shape (n,), length 1."""
        last_query, vector = self._last_query
        if query != last_query:
            vector = self.embed([query])[0]
            self._last_query = query, vector
        return vector

    def rarities(self, terms: list[str]) -> dict[str, float]:
        """Return how rare each term is in the library, 0 (everywhere) to 1 (nowhere)."""
        return self._read(lambda _, found: {term: found.words.rarity(term) for term in terms})

    def shares(self, term: str, others: list[str]) -> float:
        """Return the parts of the passages of other terms that hold a term, added up."""
        return self._read(lambda _, found: sum(found.words.share(term, other) for other in others))

    def holding(self, terms: list[str], *, k: int) -> list[Passage]:
        """Return at most k of the passages that hold all of some terms, in text or title."""

        def find(snapshot: Snapshot, generation: Generation) -> list[Passage]:
            return [snapshot.passage(key) for key in generation.words.holding(terms, k=k)]

        return self._read(find)

    def article(self, article_id: str) -> Article:
        """Return one article.

        Raises:
            ArticleMissing: none has that id.
        """
        with self._catalog.read() as snapshot:
            return snapshot.article(article_id)

    def articles(self, *, limit: int | None = None) -> list[Article]:
        """Return the articles, newest first, the undated last; all of them unless limited."""
        with self._catalog.read() as snapshot:
            return list(islice(snapshot.articles(), limit))

    def listings(self) -> tuple[Listing, ...]:
        """Return all articles without their texts, newest first; read anew after an update."""
        with self._catalog.read() as snapshot:
            manifest = snapshot.manifest()
            known, listed = self._listings
            if known != manifest:
                listed = tuple(snapshot.listings())
                self._listings = manifest, listed
            return listed

    def counts(self) -> tuple[int, int]:
        """Return the number of articles and of passages."""
        with self._catalog.read() as snapshot:
            return snapshot.counts()

    def source_counts(self) -> dict[str, int]:
        """Return, for each source, how many of the articles lie in it."""
        with self._catalog.read() as snapshot:
            held = snapshot.locations()
            return {
                source.name: sum(
                    len(p) for file, p in held.items() if is_under(file, [source.name])
                )
                for source in snapshot.sources()
            }

    def status(self) -> Status:
        """Return the library's state."""
        with self._catalog.read() as snapshot:
            manifest = snapshot.manifest()
            articles, passages = snapshot.counts()
            return Status(
                folder=self.folder,
                articles=articles,
                passages=passages,
                embedder=manifest.embedder,
                generation=manifest.generation,
                size_bytes=_size_bytes(self.folder),
                sources=tuple(snapshot.sources()),
                skipped=snapshot.skipped(),
            )

    def close(self) -> None:
        """Let go of the library's files; a later search opens them again."""
        with self._lock:
            if self._open:
                self._open.retire()
            self._open = None

    def _check(self, manifest: Manifest) -> None:
        if manifest.generation == 0:
            raise LibraryMissing(
                f"The library in {self.folder} holds nothing yet; fill it with: "
                "footnote index PATH",
                self.folder,
            )
        manifest.require_embedder(self.embedder.name, self.folder)

    def _read(self, ask: Callable[[Snapshot, Generation], _Found]) -> _Found:
        """Ask the catalog and the generation it names, which stay as they are meanwhile.

        A generation that turns out to be damaged is made anew from the catalog, and asked again.
        """
        for attempt in range(_ATTEMPTS):
            with self._catalog.read() as snapshot:
                manifest = snapshot.manifest()
                try:
                    with self._at(manifest) as generation:
                        return ask(snapshot, generation)
                except LibraryDamaged as exc:
                    if attempt == _ATTEMPTS - 1:
                        raise
                    damage = exc
            self._mend(manifest, damage)
        raise AssertionError("the last attempt returns or raises")

    def _mend(self, manifest: Manifest, damage: LibraryDamaged) -> None:
        """Index the articles anew, unless the library has a newer generation by now."""
        with self._catalog.read() as snapshot:
            if snapshot.manifest() != manifest:
                return
        _LOG.warning("%s (now indexed anew from the catalog)", damage)
        try:
            mend(self.folder, self.embedder)
        except LibraryBusy as exc:
            raise damage from exc

    @contextmanager
    def _at(self, manifest: Manifest) -> Iterator[Generation]:
        """Give the generation that the catalog names, opening it if it is a new one."""
        with self._lock:
            if self._open is None or self._open.manifest != manifest:
                self._check(manifest)
                opened = OpenGeneration(self.folder, manifest)
                if self._open:
                    self._open.retire()
                self._open = opened
            shared = self._open
            shared.users += 1
        try:
            yield shared.generation
        finally:
            with self._lock:
                shared.release()


def library_sources(folder: str | Path | None = None) -> list[Source]:
    """Return what the library in a folder (default: FOOTNOTE_LIBRARY) mirrors.

    Raises:
        LibraryMissing, LibraryMismatch, LibraryDamaged: the library can't be read.
    """
    with Catalog(library_path(folder)).read() as snapshot:
        return snapshot.sources()


def _size_bytes(folder: Path) -> int:
    """Add up a folder's files; some may be deleted meanwhile by an indexing."""
    total = 0
    for where, _, file_names in os.walk(folder):
        for name in file_names:
            with suppress(OSError):
                total += Path(where, name).stat().st_size
    return total
