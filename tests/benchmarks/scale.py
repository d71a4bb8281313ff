"""How large a library can grow: building, searching, copying and updating one of made articles.

    FOOTNOTE_BENCH_DATA=... python -m tests.benchmarks.scale --work DIR --passages 250000

DIR keeps the libraries. The news library that tests.benchmarks.quality leaves there gives the
real vectors; it is built first where there is none, which takes minutes.
"""

import argparse
import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from index.embedder import shared_embedder
from index.embeddings import EmbeddingCache
from index.library import Library
from index.passages import split
from index.settings import PACKAGED_EMBEDDER
from index.sync import index_paths
from tests.benchmarks.data import data_folder, news_cases, read_rows, write_news
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.scale_building import (
    build,
    copy_generation,
    rebuild,
    sizes_mb,
    update_one,
)
from tests.benchmarks.scale_search import recall, search

RESULT = Path(__file__).parent / "results" / "scale.json"
STEPS = {
    "build": build,
    "rebuild": rebuild,
    "size_mb": sizes_mb,
    "search": search,
    "recall": recall,
    "copy": copy_generation,
    "update_one_article": update_one,
}
_ALL = ",".join(step for step in STEPS if step != "rebuild")  # the build does it too
QUESTIONS = 500


def prepare(work: Path) -> None:
    """Keep the real passages' vectors, and real questions with theirs, in DIR/real.npz."""
    library = work / "news-library"
    if not library.exists():
        write_news(work / "news")
        index_paths([work / "news"], library=library)
    embedder = shared_embedder(PACKAGED_EMBEDDER)
    passages = [p for article in Library(library).articles() for p in split(article)]
    cache = EmbeddingCache(library, embedder)
    asked = [case.question for case in news_cases()]
    asked += [row["question"] for row in read_rows(data_folder() / "news_train.jsonl.gz")]
    np.savez(
        work / "real.npz",
        passages=cache.embed([passage.embedded_text for passage in passages]),
        questions=np.array(asked[:QUESTIONS]),
        question_vectors=embedder.embed_array(asked[:QUESTIONS]),
    )


def in_own_process(step: Any, *arguments: Any) -> Any:
    """Call a function in a new process, so that its peak memory is its own."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(step, *arguments).result()


def main() -> None:
    """Run the steps, and write each one's result to results/scale.json as it comes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=250_000)
    parser.add_argument("--steps", default=_ALL, help="comma-separated; default: %(default)s")
    arguments = parser.parse_args()
    if not (arguments.work / "real.npz").exists():
        in_own_process(prepare, arguments.work)
    for step in arguments.steps.split(","):
        outcome = in_own_process(STEPS[step], arguments.work, arguments.passages)
        outcome["load_average"] = round(os.getloadavg()[0], 1)
        report = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
        report["machine"] = describe_machine()
        report.setdefault(f"{arguments.passages} passages", {})[step] = outcome
        RESULT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        print(step, json.dumps(outcome, indent=2), flush=True)


if __name__ == "__main__":
    main()
