"""How long an answer takes on the sample corpus, cold and warm, and where the time goes.

    python -m tests.benchmarks.latency

Cold is a whole `footnote ask` in a new process, from its start to its end. Warm is Bot.answer()
in one process, after a first round of all questions.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot import Bot
from index.embedder import Embedder, shared_embedder
from index.library import Library
from index.settings import PACKAGED_EMBEDDER
from index.sync import index_paths
from tests.benchmarks.machine import describe_machine

HERE = Path(__file__).parent
ROUNDS = 5
COLD_RUNS = 3


class TimedEmbedder:
    """An embedder that adds up the time spent in it."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.name = inner.name
        self.spent_s = 0.0

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; see Embedder."""
        began = perf_counter()
        vectors = self._inner.embed_array(texts)
        self.spent_s += perf_counter() - began
        return vectors


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value that `part` (0 to 1) of the values don't exceed, interpolated."""
    return float(np.quantile(values, part))


def measure_warm(library: Path, questions: Sequence[str]) -> dict[str, Any]:
    """Answer all questions in rounds; the first warms up and isn't counted."""
    embedder = TimedEmbedder(shared_embedder(PACKAGED_EMBEDDER))
    bot = Bot(Library(library, embedder=embedder))
    for question in questions:
        bot.answer(question)
    totals, steps, embedding = [], [], []
    for _ in range(ROUNDS):
        for question in questions:
            embedder.spent_s = 0.0
            began = perf_counter()
            reply = bot.answer(question)
            totals.append(perf_counter() - began)
            steps.append(reply.timings_s)
            embedding.append(embedder.spent_s)
    bot.close()
    return {
        "answers": len(totals),
        "p50_ms": round(1000 * percentile(totals, 0.5), 1),
        "p95_ms": round(1000 * percentile(totals, 0.95), 1),
        "median_ms_by_step": {
            step: round(1000 * statistics.median(spent[step] for spent in steps), 1)
            for step in ("query", "search", "answer")
        },
        "median_ms_embedding": round(1000 * statistics.median(embedding), 1),
    }


def measure_cold(library: Path, question: str) -> dict[str, Any]:
    """Run `footnote ask` in new processes."""
    script = "from ui.command_line import main; main()"
    command = [sys.executable, "-c", script, "ask", question, "--library", str(library), "--json"]
    totals = []
    for _ in range(COLD_RUNS):
        began = perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=HERE.parents[1])
        totals.append(perf_counter() - began)
    return {"runs": COLD_RUNS, "median_s": round(statistics.median(totals), 2)}


def main() -> None:
    """Measure, print and write results/latency.json."""
    questions = (HERE / "sample_questions.txt").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        result = index_paths([HERE.parents[1] / "corpus"], library=library)
        report = {
            "machine": describe_machine(),
            "library": {"articles": result.articles, "passages": result.passages},
            "questions": len(questions),
            "warm": measure_warm(library, questions),
            "cold": measure_cold(library, questions[0]),
        }
    text = json.dumps(report, indent=2)
    (HERE / "results" / "latency.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
