"""Whether a library survives a kill -9 at any moment of an indexing: it must, always.

    python -m tests.benchmarks.kills [--kills 100] [--seed 1]

Each round changes the articles, starts an indexing in a process of its own and kills it: after a
random time, or at a random step of a random stage, or up to 30 ms after that step, when native
code is at work. A fresh process then checks the library up, opens it, asks it questions whose
right answers are known, and indexes again. The library must hold all as before or all as after.
It goes from round to round, so what a kill leaves behind would be there in the next.
"""

import argparse
import json
import multiprocessing
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.benchmarks.killed import Operation, Plan, Verdict, run, verify
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.shelf import Shelf

HERE = Path(__file__).parent
OPERATIONS = ("few", "few", "few", "many", "rebuild", "first", "forget")
_LINGER_S = 0.03
_LIMIT_S = 120
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(
    [
        "bot",
        "datasketch",
        "index.checkup",
        "index.sync",
        "index.vectors",
        "index.words",
        "tests.fakes",
    ]
)


@dataclass
class Round:
    """One indexing that was killed, and what was found afterwards."""

    operation: str
    plan: Plan
    killed_in: str
    verdict: Verdict


@dataclass
class Measures:
    """How long an operation takes, and how many steps its stages have, when nobody kills it."""

    duration_s: float = 0.0
    steps: Counter[str] = field(default_factory=Counter)


class Kills:
    """One library, many kills."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = Random(seed)
        self._shelf = Shelf(folder / "articles", self._random)
        self._library = folder / "library"
        self._firsts = 0
        self._finish(Operation("few", self._library, self._shelf.sources))
        self._measures = {name: self._measure(name) for name in dict.fromkeys(OPERATIONS)}

    def round(self) -> Round:
        """Kill one indexing and look at what it left; one that ended before is tried anew."""
        while True:
            name = self._random.choice(OPERATIONS)
            before = self._shelf.texts
            operation = self._change(name)
            plan = self._plan(self._measures[name])
            killed_in = self._run(operation, plan)
            after = self._shelf.without_records if name == "forget" else self._shelf.texts
            outcomes = [None if name == "first" else before, after]
            verdict = self._verify(operation, outcomes)
            if killed_in:
                return Round(name, plan, killed_in, verdict)

    def _change(self, name: str) -> Operation:
        if name == "first":
            self._firsts += 1
            return Operation(name, self._folder / f"library-{self._firsts}", self._shelf.sources)
        if name in {"few", "many"}:
            self._shelf.change(self._random.randint(1, 4) if name == "few" else 30)
        return Operation(name, self._library, self._shelf.sources)

    def _plan(self, measures: Measures) -> Plan:
        way = self._random.choice(("time", "step", "after a step"))
        if way == "time":
            return Plan(way, delay_s=self._random.uniform(0, measures.duration_s))
        stage = self._random.choice(sorted(measures.steps))
        step = self._random.randint(1, measures.steps[stage])
        delay_s = 0.0 if way == "step" else self._random.uniform(0, _LINGER_S)
        return Plan(way, stage, step, delay_s)

    def _measure(self, name: str) -> Measures:
        """Let an operation run to its end, once for its time and once for its steps."""
        measures = Measures()
        operation = self._change(name)
        began = time.perf_counter()
        self._run(operation, Plan("never"))
        measures.duration_s = time.perf_counter() - began
        self._finish(operation)
        operation = self._change(name)
        measures.steps = self._run(operation, Plan("count"))
        self._finish(operation)
        return measures

    def _run(self, operation: Operation, plan: Plan) -> Any:
        """Run an operation until it ends or is killed; return what it said last."""
        receiver, sender = _PROCESSES.Pipe(duplex=False)
        process = _PROCESSES.Process(target=run, args=(operation, plan, sender))
        process.start()
        sender.close()
        said = None
        try:
            assert receiver.poll(_LIMIT_S)
            receiver.recv()  # it begins
            if plan.way == "time":
                time.sleep(plan.delay_s)
                process.kill()
                said = "any"
            while receiver.poll(_LIMIT_S):
                said = receiver.recv()
        except EOFError:
            pass
        process.join()
        return said

    def _verify(self, operation: Operation, outcomes: list[dict[str, str] | None]) -> Verdict:
        receiver, sender = _PROCESSES.Pipe(duplex=False)
        final = self._shelf.texts, self._shelf.questions
        arguments = (operation, outcomes, final, sender)
        process = _PROCESSES.Process(target=verify, args=arguments)
        process.start()
        sender.close()
        try:
            verdict: Verdict = receiver.recv()
        except EOFError:  # the process that opened the library died of it
            process.join()
            verdict = Verdict(failed_opens=[f"exit code {process.exitcode}"])
        process.join()
        return verdict

    def _finish(self, operation: Operation) -> None:
        self._verify(operation, [None, self._shelf.texts])


def sums(rounds: list[Round]) -> dict[str, Any]:
    """Add up what the rounds found."""
    verdicts = [one.verdict for one in rounds]
    return {
        "kills": len(rounds),
        "articles_lost": sum(one.articles_lost for one in verdicts),
        "wrong_answers": sum(len(one.wrong_answers) for one in verdicts),
        "failed_opens": sum(len(one.failed_opens) for one in verdicts),
        "harm_found_by_checkup": sum(len(one.harm) for one in verdicts),
        "not_completed_by_next_indexing": sum(len(one.not_completed) for one in verdicts),
        "questions_asked": sum(one.asked for one in verdicts),
        "left_as_before": sum(one.state == "before" for one in verdicts),
        "left_as_after": sum(one.state == "after" for one in verdicts),
        "killed_by": dict(Counter(one.plan.way for one in rounds)),
        "killed_during": dict(Counter(one.operation for one in rounds)),
        "killed_in": dict(sorted(Counter(one.killed_in for one in rounds).items())),
    }


def main() -> None:
    """Kill, print and write results/kills.json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rounds: list[Round] = []
    with tempfile.TemporaryDirectory() as folder:
        kills = Kills(Path(folder), options.seed)
        while len(rounds) < options.kills:
            rounds.append(kills.round())
            one = rounds[-1]
            print(len(rounds), one.operation, one.plan, one.killed_in, one.verdict, flush=True)
    report = {"machine": describe_machine(), "seed": options.seed, **sums(rounds)}
    text = json.dumps(report, indent=2)
    (HERE / "results" / "kills.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
