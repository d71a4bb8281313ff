"""Whether facts in lists and tables are found, on articles made up for that.

    python -m tests.benchmarks.lists_and_tables [--failures]

lists_and_tables/ holds 14 articles about places that don't exist, as web pages, Markdown, pasted
text and a mail, and questions in other words than theirs. Each names its kind (a short item, an
item that is a sentence, several items, a table's cell, prose, or nothing answers it), and whether
it had been seen when what it asks for was mended: the unseen ones count.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot import Answer, Bot, Library
from bot.evaluation import holds_answer
from index.sync import index_paths
from tests.benchmarks.machine import describe_machine

_HERE = Path(__file__).parent
_FOLDER = _HERE / "lists_and_tables"


@dataclass(frozen=True)
class Asked:
    """A question and what came of it."""

    case: dict[str, Any]
    reply: Answer

    @property
    def right(self) -> bool:
        """What is quoted holds an expected answer; or nothing is, where nothing answers."""
        if self.case.get("unanswerable"):
            return self.reply.refused
        quoted = " ".join(sentence.text for sentence in self.reply.sentences)
        return not self.reply.refused and holds_answer(quoted, self.case["answers"])

    @property
    def near(self) -> bool:
        """It is refused, but the words shown as nearest hold an expected answer."""
        words = " ".join(passage.text for passage in self.reply.nearest)
        return self.reply.refused and holds_answer(words, self.case.get("answers", ()))


def summary(asked: Sequence[Asked]) -> dict[str, int]:
    """Count how the questions of one kind came out."""
    return {
        "questions": len(asked),
        "right": sum(one.right for one in asked),
        "right_but_unsure": sum(one.right and one.reply.unsure for one in asked),
        "refused": sum(one.reply.refused for one in asked),
        "refused_with_the_answer_near": sum(one.near for one in asked),
    }


def main() -> None:
    """Ask all questions, print the counts and write results/lists_and_tables.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", action="store_true", help="print the seen ones that fail")
    arguments = parser.parse_args()
    lines = (_FOLDER / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    with TemporaryDirectory() as scratch:
        index_paths([_FOLDER / "articles"], library=scratch)
        bot = Bot(Library(scratch))
        asked = [Asked(case, bot.answer(case["question"])) for case in map(json.loads, lines)]
        bot.close()
    if arguments.failures:
        for one in asked:
            if one.case["seen"] and not one.right:
                print(f"{one.case}\n   {one.reply.confidence:.2f} {one.reply.text[:300]}\n")
    kinds: dict[str, dict[str, list[Asked]]] = defaultdict(lambda: defaultdict(list))
    for one in asked:
        kinds["seen" if one.case["seen"] else "unseen"][one.case["kind"]].append(one)
    counted = {
        part: {kind: summary(found) for kind, found in sorted(of_part.items())}
        for part, of_part in kinds.items()
    }
    text = json.dumps({"machine": describe_machine(), **counted}, indent=2)
    (_HERE / "results" / "lists_and_tables.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
