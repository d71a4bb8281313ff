"""The steps of tests.benchmarks.scale that write: build, copy and update a made library."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

import numpy as np

from index.articles import Article
from index.catalog import Catalog
from index.duplicates import signature
from index.embeddings import EmbeddingCache
from index.generations import Generation, begin_generation
from index.passages import Passage
from index.reading import Reading
from index.settling import settle
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

    def report(self) -> dict[str, Any]:
        """Return seconds by what they were spent on."""
        return {
            "wall_s": {what: round(spent, 2) for what, spent in self._wall_s.items()},
            "processor_s": {what: round(spent, 2) for what, spent in self._processor_s.items()},
        }


def place_of(work: Path, passages: int) -> Path:
    """Return where the library of so many passages lies, with what is known of it beside it."""
    return work / f"scale-{passages}"


def build(work: Path, passages: int) -> dict[str, Any]:
    """Build a library of made articles with the index's own parts.

    Beside it, made.npz keeps each passage's id, day and outlet, and vectors.npy its vector.
    """
    place, watch = place_of(work, passages), Stopwatch()
    catalog = Catalog(place / "library")
    (place / "library").mkdir(parents=True)
    catalog.create(MadeVectors.name)
    made_vectors = MadeVectors(np.load(work / "real.npz")["passages"], seed=SEED)
    cache = EmbeddingCache(place / "library", made_vectors)
    kept = np.lib.format.open_memmap(
        place / "vectors.npy", "w+", np.float32, (passages, made_vectors.dimensions)
    )
    known: list[tuple[str, int, str]] = []
    with catalog.write() as update:
        generation = begin_generation(place / "library", update.manifest())
        for chunk in _chunks(MadeArticles(seed=SEED).write(passages)):
            batch = [passage for _, parts in chunk for passage in parts]
            rows = watch.time("embeddings kept", cache.embed, [p.embedded_text for p in batch])
            watch.time("vectors", generation.vectors.add, batch, rows)
            watch.time("words", generation.words.add, batch)
            for article, parts in chunk:
                its_signature = watch.time("signatures", signature, article.text)
                watch.time("catalog", update.put, Reading(article, "", its_signature))
                watch.time("catalog", update.put_passages, article, parts)
            watch.time("stories", settle, update, [article.id for article, _ in chunk])
            kept[len(known) : len(known) + len(batch)] = rows
            known += [(p.id, p.article.published.toordinal(), p.article.outlet) for p in batch]
            print(f"{len(known):,} passages", watch.report()["wall_s"], flush=True)
        watch.time("words", generation.words.commit)
        watch.time("seal", generation.seal)
        update.publish(generation.number)
    ids, days, outlets = (np.array(column) for column in zip(*known, strict=True))
    np.savez(place / "made.npz", ids=ids, days=days, outlets=outlets)
    return watch.report() | {"peak_memory_mb": peak_memory_mb()}


def sizes_mb(work: Path, passages: int) -> dict[str, Any]:
    """Return megabytes on disk by part of the library."""
    library = place_of(work, passages) / "library"
    (generation,) = (library / "generations").iterdir()
    parts = {
        "catalog": library.glob("catalog.sqlite*"),
        "embeddings kept": library.glob("embeddings.sqlite*"),
        "vectors, Chroma's SQLite": generation.glob("vectors/chroma.sqlite3*"),
        "vectors, HNSW": generation.glob("vectors/*/*"),
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
