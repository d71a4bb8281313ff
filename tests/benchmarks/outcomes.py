"""What comes of questions with known answers, by kind and by whether they had been seen."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import Answer, Bot, Library
from bot.evaluation import holds_answer
from index.sync import index_paths
from tests.benchmarks.machine import describe_machine

_RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Asked:
    """A question and what came of it.

    Attributes:
        answers: strings of which one in the answer makes it right; empty where nothing answers.
        kind: what answers it, or asks.
        seen: it was looked at while the code was changed; the others count.
    """

    question: str
    answers: Sequence[str]
    kind: str
    seen: bool
    reply: Answer

    @property
    def right(self) -> bool:
        """What is quoted holds an expected answer; or nothing is, where nothing answers."""
        if not self.answers:
            return self.reply.refused
        quoted = " ".join(sentence.text for sentence in self.reply.sentences)
        return not self.reply.refused and holds_answer(quoted, self.answers)

    @property
    def near(self) -> bool:
        """It is refused, but the words shown as nearest hold an expected answer."""
        words = " ".join(passage.text for passage in self.reply.nearest)
        return self.reply.refused and holds_answer(words, self.answers)


def ask_all(rows: Iterable[dict[str, Any]], articles: Path, library: Path) -> list[Asked]:
    """Ask the questions of rows (question, kind, seen, answers) on a folder of articles.

    Args:
        library: the folder of its library, which is made if it isn't there.
    """
    index_paths([articles], library=library)
    with closing(Bot(Library(library))) as bot:
        return [
            Asked(
                row["question"],
                row.get("answers", ()),
                row["kind"],
                row["seen"],
                bot.answer(row["question"]),
            )
            for row in rows
        ]


def report(asked: Sequence[Asked], name: str, *, failures: bool) -> None:
    """Print the counts, write results/NAME.json, and print the seen failures if that is wanted."""
    if failures:
        for one in asked:
            if one.seen and not one.right:
                print(f"{one.kind}: {one.question} => {' / '.join(one.answers)}")
                print(f"   {one.reply.confidence:.2f} {one.reply.text[:300]}\n")
    parts = {
        part: [one for one in asked if one.seen is seen]
        for part, seen in (("seen", True), ("unseen", False))
    }
    counted = {part: _by_kind(of_part) for part, of_part in parts.items()}
    text = json.dumps({"machine": describe_machine(), **counted}, indent=2)
    (_RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(text)


def _by_kind(asked: Iterable[Asked]) -> dict[str, dict[str, int]]:
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        kinds[one.kind].append(one)
    return {kind: _summary(found) for kind, found in sorted(kinds.items())}


def _summary(asked: Sequence[Asked]) -> dict[str, int]:
    """Count how the questions of one kind came out."""
    return {
        "questions": len(asked),
        "right": sum(one.right for one in asked),
        "right_but_unsure": sum(one.right and one.reply.unsure for one in asked),
        "refused": sum(one.reply.refused for one in asked),
        "refused_with_the_answer_near": sum(one.near for one in asked),
    }
