"""The doctor: is everything in a library as it should be, and mend it where it isn't."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.catalog import Catalog
from index.database import faults
from index.embedder import Embedder
from index.embeddings import EmbeddingCache
from index.errors import LibraryDamaged
from index.generations import (
    Generation,
    broken_files,
    drop_orphans,
    generation_folder,
    open_generation,
    orphans,
)
from index.locking import writing_to
from index.mending import mend
from index.placement import vectors_databases
from index.snapshot import Manifest, Snapshot

_SAMPLE = 50
_NEAREST = 20
_SAME = 0.999
_CLOSE = 1e-5
# The search for neighbours is approximate: now and then it misses even the passage itself.
_MISSES = 0.1
_Done = Callable[[int, int], None]


@dataclass(frozen=True)
class Finding:
    """Something that a checkup found.

    Attributes:
        what: a sentence.
        harm: the library may answer wrongly, or not at all, because of it.
        mended: it was there and is no more.
    """

    what: str
    harm: bool = True
    mended: bool = False


def check_up(
    folder: Path,
    embedder: Embedder,
    *,
    repair: bool = False,
    done: _Done = lambda _done, _total: None,
) -> list[Finding]:
    """Check a library: the catalog, the offsets, the embeddings, the vectors and the words.

    Counts and ids are compared in full; of the passages, 50 are searched for by their own
    embedding and by their own words.

    Args:
        folder: the library's.
        embedder: embeds what a repair finds no embedding of.
        repair: mend what can be mended.
        done: called with (articles indexed, articles to index) during a repair.

    Returns:
        What was found; nothing if all is well. After a repair also what is wrong then that wasn't
        before: another process may have written to the library meanwhile.

    Raises:
        LibraryMissing: the folder holds no library.
        LibraryMismatch: it was made with another embedding model or by a newer Footnote.
        LibraryDamaged: the catalog can't be read; the message says what to do.
        LibraryBusy: another process is writing to it (when repairing).
    """
    catalog = Catalog(folder)
    with catalog.read() as snapshot:
        manifest = snapshot.manifest()
        manifest.require_embedder(embedder.name, folder)
        if faulty := faults(catalog.path, references=True):
            raise LibraryDamaged(
                f"{catalog.path} is damaged ({faulty[0]}); restore the library's folder from a "
                "copy, or delete it and run: footnote index PATH",
                folder,
            )
        cache = EmbeddingCache(folder, embedder)
        spare = list(_check_orphans(folder, manifest))
        derived = list(_check_embeddings(snapshot, cache))
        known = None if cache.faults() else cache
        # Passages at a wrong place are of no use to compare the rest with; all is made anew then.
        derived += list(_check_offsets(snapshot)) or _check_generation(folder, snapshot, known)
    findings = spare + derived
    if not repair or not findings:
        return findings
    with writing_to(folder):
        cache.drop_if_faulty()
        with catalog.read() as snapshot:  # an indexing may have published since the checkup
            drop_orphans(folder, snapshot.manifest())
    if derived:
        mend(folder, embedder, done=done)
    left = {found.what: found for found in check_up(folder, embedder)}
    told = [replace(found, mended=left.pop(found.what, None) is None) for found in findings]
    return [*told, *left.values()]


def _check_orphans(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    for orphan in orphans(folder, manifest):
        yield Finding(f"{orphan} is left over from an interrupted indexing.", harm=False)


def _check_embeddings(snapshot: Snapshot, cache: EmbeddingCache) -> Iterator[Finding]:
    if faulty := cache.faults():
        yield Finding(f"{cache.path} is damaged ({faulty[0]}).", harm=False)
        return
    missing = sum(
        cache.missing([passage.embedded_text for passage in snapshot.passages_of(article)])
        for article in snapshot.articles()
    )
    if missing:
        yield Finding(f"{cache.path} lacks {missing} embeddings.", harm=False)


def _check_offsets(snapshot: Snapshot) -> Iterator[Finding]:
    for article in snapshot.articles():
        end = 0
        for passage in snapshot.passages_of(article):
            if not end <= passage.start < passage.end <= len(article.text):
                yield Finding(
                    f"A passage of {article.location} is said to lie at {passage.start} to "
                    f"{passage.end}, in a text of {len(article.text)} characters."
                )
                break
            end = passage.end


def _check_generation(
    folder: Path, snapshot: Snapshot, cache: EmbeddingCache | None
) -> Iterator[Finding]:
    manifest = snapshot.manifest()
    current = generation_folder(folder, manifest)
    for name in broken_files(current, whole=True):
        yield Finding(f"{current / name} is not as it was written.")
    damaged = list(_check_databases(current))
    if damaged:
        yield from damaged
        return
    try:
        generation = open_generation(folder, manifest)
    except LibraryDamaged as exc:
        yield Finding(str(exc))
        return
    try:
        yield from _compare(snapshot, generation, cache)
    except LibraryDamaged as exc:
        yield Finding(str(exc))
    finally:
        generation.close()


def _check_databases(generation: Path) -> Iterator[Finding]:
    for database in vectors_databases(generation):
        if database.is_file() and (faulty := faults(database)):
            yield Finding(f"{database.parent} is damaged ({faulty[0]}).")


def _compare(
    snapshot: Snapshot, generation: Generation, cache: EmbeddingCache | None
) -> Iterator[Finding]:
    """Compare the vectors and words with the catalog, by id and by sampled searches."""
    wanted = {p.id for article in snapshot.articles() for p in snapshot.passages_of(article)}
    for name, ids in (("vectors", generation.vectors.ids()), ("words", generation.words.ids())):
        if lacking := wanted - ids:
            yield Finding(f"The {name} lack {len(lacking)} of {len(wanted)} passages.")
        if surplus := ids - wanted:
            yield Finding(f"The {name} hold {len(surplus)} passages that no article has.")
    sample = sorted(wanted)[:: max(1, len(wanted) // _SAMPLE)][:_SAMPLE]
    altered = by_vector = by_words = 0
    for key in sample:
        passage = snapshot.passage(key)
        known = cache.known(passage.embedded_text) if cache else None
        if known is not None:
            held = generation.vectors.vector(key)
            altered += held.shape != known.shape or not np.allclose(held, known, atol=_CLOSE)
            found = generation.vectors.search(known, k=_NEAREST)
            by_vector += key not in found and max(found.values(), default=0) < _SAME
        best = generation.words.search(passage.text, k=_NEAREST)
        by_words += key not in best and any(best) and not _is_copied(snapshot, passage.text, best)
    if altered:
        yield Finding(f"{altered} of {len(sample)} vectors are not those of their passages.")
    if by_vector > _MISSES * len(sample):
        yield Finding(f"{by_vector} of {len(sample)} passages are not found by their own vectors.")
    if by_words:
        yield Finding(f"{by_words} of {len(sample)} passages are not found by their own words.")


def _is_copied(snapshot: Snapshot, text: str, keys: dict[str, float]) -> bool:
    """Say whether a passage's text stands in others, which may be found in its place."""
    return any(snapshot.passage(key).text == text for key in keys)
