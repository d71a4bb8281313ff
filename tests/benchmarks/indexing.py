"""How long indexing takes beside the embedding alone, how much memory, and what a re-sync costs.

    FOOTNOTE_BENCH_DATA=... python -m tests.benchmarks.indexing --work DIR

Indexes the 1,117 news articles from their one file of records into a new library; by turns with
it, sentence-transformers alone encodes the same passages, sorted by length, at the batch size that
was best on a sample. Writes results/indexing.json.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.catalog import Catalog
from index.embedder import Embedder, shared_embedder
from index.settings import PACKAGED_EMBEDDER
from index.sync import forget_source, index_paths
from tests.benchmarks.data import data_folder, read_rows, write_news
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.processes import alone, by_turns

BATCH_SIZES = (4, 8, 16, 32, 64)
SAMPLE, ROUNDS = 200, 4
Prepared = Callable[[], None]


class MadeEmbedder:
    """Gives random vectors at once, so that all but the embedding is measured."""

    name = "made"

    def __init__(self) -> None:
        self._random = np.random.default_rng(0)

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return as many vectors of length 1 as there are texts."""
        vectors = self._random.standard_normal((len(texts), 384), dtype=np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def index_anew(
    prepared: Prepared, source: str, library: str, made: Embedder | None = None
) -> dict[str, Any]:
    """Index a source into a new library, the embedding model being loaded already."""
    embedder = made or shared_embedder(PACKAGED_EMBEDDER)
    embedder.embed_array(["Warm up."])
    prepared()
    result = index_paths([source], library=library, embedder=embedder)
    return {"articles": result.articles, "passages": result.passages}


def encode_alone(prepared: Prepared, library: str) -> dict[str, Any]:
    """Encode all passages of a library with nothing else done, at the best batch size."""
    from sentence_transformers import SentenceTransformer

    embedder = shared_embedder(PACKAGED_EMBEDDER)
    embedder.embed_array(["Warm up."])
    model: SentenceTransformer = embedder._model
    with Catalog(Path(library)).read() as snapshot:
        texts = {p.embedded_text for a in snapshot.articles() for p in snapshot.passages_of(a)}
    ordered = sorted(texts, key=len)
    sample = ordered[:: max(1, len(ordered) // SAMPLE)]

    def encode(batch: list[str], size: int) -> float:
        began = perf_counter()
        model.encode(batch, batch_size=size, normalize_embeddings=True, show_progress_bar=False)
        return perf_counter() - began

    # In turns, and the best time of each counts, for the machine's speed changes.
    rounds = [{size: encode(sample, size) for size in BATCH_SIZES} for _ in range(ROUNDS)]
    spent = {size: min(times[size] for times in rounds) for size in BATCH_SIZES}
    best = min(spent, key=lambda size: spent[size])
    prepared()
    encode(ordered, best)
    return {
        "texts": len(ordered),
        "batch_size": best,
        "sample_ms_per_text_by_batch_size": {
            size: round(1000 * seconds / len(sample), 1) for size, seconds in spent.items()
        },
    }


def sync_again(prepared: Prepared, library: str) -> dict[str, Any]:
    """Bring a library in step in a new process; nothing, or little, has changed."""
    prepared()
    result = index_paths([], library=library)
    return {
        "changed": len(result.changed),
        "unchanged": len(result.unchanged),
        "torch_imported": "torch" in sys.modules,
    }


def whole_command(library: str) -> dict[str, Any]:
    """Time `footnote index` from start to end: Python, imports, and a re-sync of all sources."""
    began = perf_counter()
    program = "from ui.command_line import main; main()"
    subprocess.run(
        [sys.executable, "-c", program, "index", "--library", library],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return {"wall_s": round(perf_counter() - began, 2)}


def change_one(prepared: Prepared, library: str, file: str) -> dict[str, Any]:
    """Change one file and bring the library in step, the embedding model being loaded already."""
    shared_embedder(PACKAGED_EMBEDDER).embed_array(["Warm up."])
    index_paths([], library=library)
    with Path(file).open("a", encoding="utf-8") as text:
        text.write("\n\nThe harbour tunnel was closed again on Tuesday, its keeper said.\n")
    return sync_again(prepared, library)


def write_records(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write articles as a compressed file of records."""
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def main() -> None:
    """Run all measurements and write results/indexing.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--articles", type=int, help="only so many, for a quick look")
    arguments = parser.parse_args()
    work: Path = arguments.work
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    rows = list(islice(read_rows(data_folder() / "news_articles.jsonl.gz"), arguments.articles))
    records, quarter = work / "all.jsonl.gz", work / "quarter.jsonl.gz"
    write_records(records, rows)
    write_records(quarter, rows[: len(rows) // 4])

    whole_library, made_library = str(work / "whole"), str(work / "made")
    results: dict[str, Any] = {"machine": describe_machine()}
    results["index_quarter"] = alone(index_anew, str(quarter), str(work / "quarter"))
    results["index_with_made_vectors"] = alone(
        index_anew, str(records), made_library, MadeEmbedder()
    )
    results["index"], results["encode_alone"] = by_turns(
        (index_anew, str(records), whole_library),
        (encode_alone, made_library),
    )
    for measure in ("wall", "cpu"):
        ratio = results["index"][f"{measure}_s"] / results["encode_alone"][f"{measure}_s"]
        results[f"{measure}_ratio"] = round(ratio, 3)
    write_news(work / "files")
    for file in sorted((work / "files").iterdir())[len(rows) :]:
        file.unlink()
    shutil.copytree(whole_library, work / "of-files")  # so that nothing is embedded twice
    files_library = str(work / "of-files")
    index_paths([work / "files"], library=files_library)
    forget_source(records, library=files_library)  # its records' texts are in the files as well
    results["nothing_changed_whole_command"] = whole_command(files_library)
    results["nothing_changed"] = alone(sync_again, files_library)
    one = str(next(iter(sorted((work / "files").iterdir()))))
    results["one_changed"] = alone(change_one, files_library, one)
    text = json.dumps(results, indent=2)
    (Path(__file__).parent / "results" / "indexing.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
