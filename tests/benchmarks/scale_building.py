"""The steps of tests.benchmarks.scale that write: build, copy and update a made library."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

import numpy as np

from index.articles import Article
from index.catalog import Catalog
from index.deriving import Derivation
from index.duplicates import signature
from index.embeddings import EmbeddingCache
from index.generations import Generation, begin_generation, generation_folder
from index.passages import Passage
from index.reading import Reading
from index.settling import settle
from index.vectors import Vectors
from index.words import Words
from tests.benchmarks.machine import peak_memory_mb
from tests.benchmarks.made_archive import MadeArticles, MadeVectors

CHUNK_PASSAGES = 5000
SEED = 20
_Result = TypeVar("_Result")
Written = list[tuple[Article, list[Passage]]]


class Stopwatch:
    """Adds up wall and processor time by what it was spent on."""

    def __init__(self) -> None:
        self._wall_s: dict[str, float] = {}
        self._processor_s: dict[str, float] = {}

    def time(
        self, what: str, call: Callable[..., _Result], *arguments: Any, **options: Any
    ) -> _Result:
        """Call, and add the time that it takes to that of `what`."""
        wall, processor = perf_counter(), process_time()
        result = call(*arguments, **options)
        self._wall_s[what] = self._wall_s.get(what, 0) + perf_counter() - wall
        self._processor_s[what] = self._processor_s.get(what, 0) + process_time() - processor
        return result

    def watch(self, owner: type, name: str, what: str) -> None:
        """Time each call of a class's method, for the rest of the process."""
        method = getattr(owner, name)

        @wraps(method)
        def timed(*arguments: Any, **options: Any) -> Any:
            return self.time(what, method, *arguments, **options)

        setattr(owner, name, timed)

    def report(self) -> dict[str, Any]:
        """Return seconds by what they were spent on."""
        return {
            "wall_s": {what: round(spent, 2) for what, spent in self._wall_s.items()},
            "processor_s": {what: round(spent, 2) for what, spent in self._processor_s.items()},
        }


def place_of(work: Path, passages: int) -> Path:
    """Return where the library of so many passages lies, with what is known of it beside it."""
    return work / f"scale-{passages}"


class _AsWritten(Derivation):
    """A derivation of articles whose passages were made with them."""

    def _split(self, _article_ids: Sequence[str]) -> None:
        pass


def build(work: Path, passages: int) -> dict[str, Any]:
    """Build a library of made articles.

    Beside it, made.npz keeps each passage's id, day and outlet, and vectors.npy its vector.
    """
    place, watch = place_of(work, passages), Stopwatch()
    library = place / "library"
    library.mkdir(parents=True)
    Catalog(library).create(MadeVectors.name)
    known: list[tuple[str, int, str]] = []
    with Catalog(library).write() as update:
        for chunk in _chunks(MadeArticles(seed=SEED).write(passages)):
            for article, parts in chunk:
                its_signature = watch.time("signatures", signature, article.text)
                watch.time("catalog", update.put, Reading(article, "", its_signature))
                watch.time("catalog", update.put_passages, article, parts)
                known += [(p.id, p.article.published.toordinal(), p.article.outlet) for p in parts]
            watch.time("stories", settle, update, [article.id for article, _ in chunk])
    ids, days, outlets = (np.array(column) for column in zip(*known, strict=True))
    np.savez(place / "made.npz", ids=ids, days=days, outlets=outlets)
    report = watch.report() | rebuild(work, passages)
    _keep_vectors(work, passages, ids.tolist())
    return report


def rebuild(work: Path, passages: int) -> dict[str, Any]:
    """Build the generation from the catalog, as a first indexing and a repair do."""
    library, watch = place_of(work, passages) / "library", Stopwatch()
    watch.watch(EmbeddingCache, "embed", "embeddings kept")
    watch.watch(Vectors, "add", "vectors")
    watch.watch(Words, "add", "words")
    watch.watch(Words, "commit", "words")
    watch.watch(Generation, "seal", "seal")
    with Catalog(library).write() as update:
        derivation = _AsWritten(library, update, _cache(work, library), _show)
        watch.time("all of the indexes", derivation.build_anew)
    with Catalog(library).read() as snapshot:
        manifest = snapshot.manifest()
        for older in range(manifest.generation):
            shutil.rmtree(generation_folder(library, manifest, older), ignore_errors=True)
    return {f"indexes, {key}": value for key, value in watch.report().items()} | {
        "peak_memory_mb": peak_memory_mb()
    }


def _show(done: int, total: int) -> None:
    if done % 6400 == 0:
        print(f"{done:,} of {total:,} articles, {peak_memory_mb()} MB", flush=True)


def _cache(work: Path, library: Path) -> EmbeddingCache:
    return EmbeddingCache(library, MadeVectors(np.load(work / "real.npz")["passages"], seed=SEED))


def _keep_vectors(work: Path, passages: int, ids: Sequence[str]) -> None:
    """Write the passages' vectors where the exact search finds them."""
    place = place_of(work, passages)
    cache = _cache(work, place / "library")
    with Catalog(place / "library").read() as snapshot:
        kept: Any = None
        for first in range(0, len(ids), CHUNK_PASSAGES):
            chunk = ids[first : first + CHUNK_PASSAGES]
            rows = cache.embed([snapshot.passage(key).embedded_text for key in chunk])
            if kept is None:
                shape = (len(ids), rows.shape[1])
                kept = np.lib.format.open_memmap(place / "vectors.npy", "w+", np.float32, shape)
            kept[first : first + len(chunk)] = rows


def sizes_mb(work: Path, passages: int) -> dict[str, Any]:
    """Return megabytes on disk by part of the library."""
    library = place_of(work, passages) / "library"
    (generation,) = (library / "generations").iterdir()
    parts = {
        "catalog": library.glob("catalog.sqlite*"),
        "embeddings kept": library.glob("embeddings.sqlite*"),
        "vectors, Chroma's SQLite": generation.glob("vectors/**/chroma.sqlite3*"),
        "vectors, HNSW": generation.glob("vectors/**/*.bin"),
        "words": generation.glob("words/*"),
    }
    sizes = {part: sum(file.stat().st_size for file in files) for part, files in parts.items()}
    sizes["all"] = sum(sizes.values())
    return {part: round(size / 1e6) for part, size in sizes.items()}


def copy_generation(work: Path, passages: int) -> dict[str, Any]:
    """Copy the generation, as an indexing does that changes something."""
    place, watch = place_of(work, passages), Stopwatch()
    (generation,) = (place / "library" / "generations").iterdir()
    os.sync()
    for part in ("vectors", "words"):
        watch.time(part, shutil.copytree, generation / part, place / "copy" / part)
    watch.time("until all is on the disk", os.sync)
    shutil.rmtree(place / "copy")
    return watch.report()


def update_one(work: Path, passages: int) -> dict[str, Any]:
    """Change one article as an indexing does, up to the point of naming the new generation."""
    library, watch = place_of(work, passages) / "library", Stopwatch()
    ((article, parts),) = MadeArticles(seed=SEED).write(1)
    rows = MadeVectors(np.load(work / "real.npz")["passages"], seed=SEED).embed_array([""])
    with Catalog(library).read() as snapshot:
        generation = watch.time("begin as a copy", begin_generation, library, snapshot.manifest())
    watch.time("remove from the vectors", generation.vectors.remove_articles, [article.id])
    watch.time("add to the vectors", generation.vectors.add, parts, rows)
    watch.time("words", _replace_words, generation, article.id, parts)
    watch.time("count the vectors", generation.vectors.count)
    watch.time("seal", generation.seal)
    generation.discard()
    return watch.report() | {"peak_memory_mb": peak_memory_mb()}


def _replace_words(generation: Generation, article_id: str, parts: list[Passage]) -> None:
    generation.words.remove([article_id])
    generation.words.add(parts)
    generation.words.commit()


def _chunks(written: Iterator[tuple[Article, list[Passage]]]) -> Iterator[Written]:
    chunk: Written = []
    size = 0
    for article, parts in written:
        chunk.append((article, parts))
        size += len(parts)
        if size >= CHUNK_PASSAGES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
