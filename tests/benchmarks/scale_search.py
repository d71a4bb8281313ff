"""The steps of tests.benchmarks.scale that read: how fast a search is, and how much it finds."""

import os
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.catalog import Catalog
from index.filters import Filters
from index.generations import open_generation
from index.library import Library
from index.scope import Scope
from index.search import CANDIDATES
from tests.benchmarks.machine import peak_memory_mb
from tests.benchmarks.made_archive import MadeVectors
from tests.benchmarks.scale_building import place_of

WARM_UP = 20
RECALL_QUESTIONS = 100
FILTERS = {
    "all": None,
    "half of the years": Filters(since=date(2018, 1, 1)),
    "a year": Filters(since=date(2021, 1, 1), until=date(2021, 12, 31)),
    "a month": Filters(since=date(2021, 12, 1), until=date(2021, 12, 31)),
    "a day": Filters(since=date(2021, 12, 18), until=date(2021, 12, 18)),
    "the largest outlet": Filters(outlets=("Outlet 01",)),
    "the smallest outlet": Filters(outlets=("Outlet 40",)),
    "the largest outlet in a year": Filters(
        since=date(2021, 1, 1), until=date(2021, 12, 31), outlets=("Outlet 01",)
    ),
}


@dataclass(frozen=True)
class Embedded:
    """Questions embedded beforehand: an Embedder at no cost."""

    questions: tuple[str, ...]
    vectors: NDArray[np.float32]
    name: str = MadeVectors.name

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the questions' vectors; see Embedder."""
        return self.vectors[[self.questions.index(text) for text in texts]]


class Timings:
    """Wall and processor time of many calls."""

    def __init__(self) -> None:
        self._wall_ms: list[float] = []
        self._processor_ms: list[float] = []

    @contextmanager
    def one(self):
        """Time what is done meanwhile."""
        wall, processor = perf_counter(), process_time()
        yield
        self._wall_ms.append(1000 * (perf_counter() - wall))
        self._processor_ms.append(1000 * (process_time() - processor))

    def report(self) -> dict[str, float]:
        """Return the median and the value that 95 of 100 calls don't exceed, in milliseconds."""
        return {
            "p50_ms": round(float(np.median(self._wall_ms)), 1),
            "p95_ms": round(float(np.quantile(self._wall_ms, 0.95)), 1),
            "processor_p50_ms": round(float(np.median(self._processor_ms)), 1),
            "processor_p95_ms": round(float(np.quantile(self._processor_ms, 0.95)), 1),
        }


def search(work: Path, passages: int) -> dict[str, Any]:
    """Time Library.search() over real questions, embedded beforehand, with and without filters."""
    folder = place_of(work, passages) / "library"
    real = np.load(work / "real.npz")
    embedder = Embedded(tuple(real["questions"].tolist()), real["question_vectors"])
    opened = {"not read before": _open_s(folder, embedder, evicted=True)}
    opened["read before"] = _open_s(folder, embedder, evicted=False)
    library = Library(folder, embedder=embedder)
    for question in embedder.questions[:WARM_UP]:
        library.search(question)
    searched = {}
    for name, filters in FILTERS.items():
        timings = Timings()
        for question in embedder.questions:
            with timings.one():
                library.search(question, filters=filters)
        searched[name] = timings.report()
    library.close()
    return {
        "open_and_first_search_s": opened,
        "questions": len(embedder.questions),
        "search": searched,
        "peak_memory_mb": peak_memory_mb(),
        "parts": _parts(folder, embedder),
    }


def _open_s(folder: Path, embedder: Embedded, *, evicted: bool) -> float:
    """Open the library and search it once."""
    if evicted:
        for file in filter(Path.is_file, folder.rglob("*")):
            handle = os.open(file, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)
    began = perf_counter()
    library = Library(folder, embedder=embedder)
    library.search(embedder.questions[0])
    spent = perf_counter() - began
    library.close()
    return round(spent, 2)


def _parts(folder: Path, embedder: Embedded) -> dict[str, Any]:
    """Time the two searches within a search by themselves."""
    with Catalog(folder).read() as snapshot:
        generation = open_generation(folder, snapshot.manifest())
        vectors, words = Timings(), Timings()
        for question, vector in zip(embedder.questions, embedder.vectors, strict=True):
            with vectors.one():
                generation.vectors.search(vector, k=CANDIDATES)
            with words.one():
                generation.words.search(question, k=CANDIDATES)
        generation.close()
    return {"vectors": vectors.report(), "words": words.report()}


def recall(work: Path, passages: int) -> dict[str, Any]:
    """Measure how many of the nearest passages a search by meaning finds.

    recall@k = those of the k nearest by exact search that are among the first k found / k (or
    all there are).
    """
    place = place_of(work, passages)
    made, every = np.load(place / "made.npz"), np.load(place / "vectors.npy", mmap_mode="r")
    questions = np.load(work / "real.npz")["question_vectors"][:RECALL_QUESTIONS]
    ids, exact = (
        made["ids"],
        np.concatenate(
            [questions @ every[first : first + 50_000].T for first in range(0, passages, 50_000)],
            axis=1,
        ),
    )
    found: dict[str, Any] = {}
    with Catalog(place / "library").read() as snapshot:
        generation = open_generation(place / "library", snapshot.manifest())
        for name, filters in FILTERS.items():
            among = Scope(snapshot, filters) if filters else None
            passing = np.flatnonzero(_passes(made, filters))
            at: dict[int, list[float]] = {10: [], CANDIDATES: []}
            for vector, similarities in zip(questions, exact, strict=True):
                near = list(generation.vectors.search(vector, k=CANDIDATES, among=among))
                best = ids[passing[np.argsort(-similarities[passing])[:CANDIDATES]]].tolist()
                for k, shares in at.items():
                    wanted = best[:k]
                    shares.append(len(set(near[:k]).intersection(wanted)) / len(wanted))
            found[name] = {f"recall@{k}": round(float(np.mean(s)), 3) for k, s in at.items()}
            found[name]["passages"] = len(passing)
        generation.close()
    return found


def _passes(made: Any, filters: Filters | None) -> NDArray[np.bool_]:
    passes = np.ones(len(made["ids"]), dtype=bool)
    if filters is None:
        return passes
    if filters.since:
        passes &= made["days"] >= filters.since.toordinal()
    if filters.until:
        passes &= made["days"] <= filters.until.toordinal()
    if filters.outlets:
        passes &= np.isin(made["outlets"], filters.outlets)
    return passes
