"""How well the passage reader tells what a passage answers, on written questions it didn't learn.

    FOOTNOTE_BENCH_DATA=folder python -m tests.benchmarks.held_back

The questions are those on every twentieth passage of written_traps.jsonl and written_pairs.jsonl,
which the reader may have met as passages that don't answer something else; nearly half are told
nowhere. Writes results/held_back.json.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.metrics import Metric, auroc, ratio
from bot.expectations import asks_yes_or_no
from bot.reader import PassageReader
from index.sentences import Span, sentence_spans
from tests.benchmarks.data import data_folder
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.reading_windows import read_held_back
from tests.benchmarks.written import Asked, Passage

_RESULT = Path(__file__).parent / "results" / "held_back.json"


@dataclass(frozen=True)
class Reading:
    """What the reader says of a question and the passage it was asked of.

    Attributes:
        answered: the passage tells.
        odds: the highest log odds of a sentence.
        right: the sentence that has them holds the answer; or none is likelier than not to answer,
            where the passage doesn't tell.
    """

    answered: bool
    odds: float
    right: bool


def read(reader: PassageReader, passage: Passage, asked: Asked) -> Reading:
    """Let a reader answer a question from the passage it was asked of."""
    sentences = sentence_spans(passage.text)
    found = reader.read(asked.question, passage.title, passage.text, sentences)
    odds, best = max(
        (one.odds, sentence)
        for one, sentence in zip(found, sentences, strict=True)
        if one is not None
    )
    right = odds < 0 if asked.answer is None else _meet(asked.answer, best)
    return Reading(asked.answer is not None, odds, right)


def measure(readings: Sequence[Reading]) -> dict[str, Any]:
    """Return how well the odds part what is told from what is not, and how often they are right."""
    told = [one for one in readings if one.answered]
    nowhere = [one for one in readings if not one.answered]
    return {
        "told": len(told),
        "told_nowhere": len(nowhere),
        "auroc": _figure(auroc([one.odds for one in told], [one.odds for one in nowhere])),
        "right_sentence": _figure(ratio([one.right for one in told])),
        "likelier_than_not_where_told": _figure(ratio([one.odds > 0 for one in told])),
        "likelier_than_not_where_told_nowhere": _figure(ratio([not one.right for one in nowhere])),
    }


def main() -> None:
    """Ask all questions, print the figures of each set and write them to results/."""
    reader = PassageReader()
    sets: Mapping[str, list[Reading]] = defaultdict(list)
    for source, passage in read_held_back(data_folder()):
        for asked in passage.asked:
            kind = "yes or no" if asks_yes_or_no(asked.question) else "others"
            sets[f"{source}, {kind}"].append(read(reader, passage, asked))
    figures = {name: measure(readings) for name, readings in sets.items()}
    text = json.dumps({"machine": describe_machine(), **figures}, indent=2)
    _RESULT.write_text(text + "\n", encoding="utf-8")
    print(text)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _figure(metric: Metric) -> float | None:
    return None if metric.value is None else round(metric.value, 3)


if __name__ == "__main__":
    main()
