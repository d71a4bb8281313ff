"""Whether follow-ups are understood without a model, on conversations over the sample articles.

    python -m tests.benchmarks.conversations [--work DIR] [--failures]

conversations.jsonl holds one conversation a line. A turn says what its answer must hold ("answers",
any of them), or that nothing answers it ("unanswerable"), or that it must say something that no
earlier turn said ("new"); which words its query must carry over ("carried") and which it must not
("dropped"). The sets are told apart by when they were written: 1 before what failed in it was
mended, 2 before that too, and 3 after it, before what failed in 2 was mended; one mend was made
for what failed in 3.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot import Answer, Bot, Library
from index.sync import index_paths
from tests.benchmarks.machine import describe_machine

_HERE = Path(__file__).parent
CASES = _HERE / "conversations.jsonl"
_CORPUS = _HERE.parent.parent / "corpus"


@dataclass(frozen=True)
class Turn:
    """One turn and what became of it.

    Attributes:
        wanted: the line of the file.
        earlier: the answers before it.
        number: of the set of its conversation.
    """

    wanted: dict[str, Any]
    reply: Answer
    earlier: tuple[Answer, ...]
    number: int = 1

    @property
    def first(self) -> bool:
        """It opens the conversation, so nothing can be carried over."""
        return not self.earlier

    @property
    def carried(self) -> bool:
        """All words to carry over stand in the query, and none of those to drop."""
        query = self.reply.query.lower()
        return all(word.lower() in query for word in self.wanted.get("carried", ())) and not any(
            word.lower() in query for word in self.wanted.get("dropped", ())
        )

    @property
    def right(self) -> bool:
        """The answer holds what it must, or is refused where it must be."""
        if self.wanted.get("unanswerable"):
            return self.reply.refused
        if self.wanted.get("new"):
            said = {sentence.text for answer in self.earlier for sentence in answer.sentences}
            now = [sentence.text for sentence in self.reply.sentences]
            return bool(now) and not said & set(now)
        text = self.reply.text.lower()
        return not self.reply.refused and any(a.lower() in text for a in self.wanted["answers"])


def converse(bot: Bot, case: dict[str, Any]) -> list[Turn]:
    """Ask the turns of a conversation, one after the other."""
    done: list[Turn] = []
    for wanted in case["turns"]:
        earlier = tuple(turn.reply for turn in done)
        reply = bot.answer(wanted["question"], history=earlier)
        done.append(Turn(wanted, reply, earlier, case.get("set", 1)))
    return done


def summary(turns: Sequence[Turn]) -> dict[str, float | int]:
    """Return, for first turns and follow-ups, the part that is right; for the latter, carried."""
    first = [turn for turn in turns if turn.first]
    later = [turn for turn in turns if not turn.first]
    return {
        "first_turns": len(first),
        "first_right": round(sum(turn.right for turn in first) / len(first), 3),
        "follow_ups": len(later),
        "follow_ups_right": round(sum(turn.right for turn in later) / len(later), 3),
        "follow_ups_carried": round(sum(turn.carried for turn in later) / len(later), 3),
    }


def main() -> None:
    """Run all conversations and write results/conversations.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, help="keeps the library of the sample articles")
    parser.add_argument("--failures", action="store_true")
    arguments = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = arguments.work or Path(scratch) / "library"
        index_paths([_CORPUS], library=folder)
        bot = Bot(Library(folder))
        cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
        turns = [turn for case in cases for turn in converse(bot, case)]
        bot.close()
    if arguments.failures:
        for turn in turns:
            if not (turn.right and turn.carried):
                print(f"{turn.wanted}\n   {turn.reply.query}\n   {turn.reply.text[:300]}\n")
    result = {
        "machine": describe_machine(),
        "conversations": len(cases),
        "all": summary(turns),
        **{f"set_{n}": summary([t for t in turns if t.number == n]) for n in (1, 2, 3)},
    }
    text = json.dumps(result, indent=2)
    (_HERE / "results" / "conversations.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
