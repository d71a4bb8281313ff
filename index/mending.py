"""Make a library's vectors and words anew from its catalog, when they are damaged."""

from collections.abc import Callable
from pathlib import Path

from index.catalog import Catalog
from index.deriving import Derivation
from index.embedder import Embedder
from index.embeddings import EmbeddingCache
from index.generations import drop_orphans
from index.locking import writing_to


def mend(
    folder: Path,
    embedder: Embedder,
    *,
    done: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Index all articles of the catalog into a new generation; what was embedded once is not again.

    Args:
        folder: the library's.
        embedder: embeds what the library holds no embedding of.
        done: called with (articles indexed, articles to index).

    Raises:
        LibraryBusy: another process is writing to the library.
        LibraryMismatch: it was built with another embedding model.
        LibraryDamaged: the catalog itself can't be read.
        LibraryError: the library's folder can't be written.
    """
    catalog = Catalog(folder)
    with writing_to(folder):
        with catalog.write() as update:
            update.manifest().require_embedder(embedder.name, folder)
            Derivation(folder, update, EmbeddingCache(folder, embedder), done).build_anew()
        with catalog.read() as snapshot:
            drop_orphans(folder, snapshot.manifest())
