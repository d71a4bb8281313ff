"""What runs in the processes of tests.benchmarks.kills: indexings that die, and a look after."""

import os
import signal
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Timer
from types import CodeType, FrameType

from bot import Bot
from index import placement
from index.checkup import check_up
from index.errors import LibraryMissing
from index.library import Library
from index.settings import Settings
from index.sync import forget_source, index_paths
from tests.fakes import FakeEmbedder

# A step is a call that the index package makes, or a call of it. Its stage is that of the nearest
# function on the stack whose name or module is here, but what comes after the naming of the
# generation is named after that.
_STAGES = {
    "begin_generation": "copying the generation",
    "seal": "sealing",
    "sources.py": "listing",
    "reading.py": "reading",
    "settling.py": "settling",
    "embeddings.py": "embedding",
    "vectors.py": "vectors",
    "shard.py": "vectors",
    "words.py": "words",
    "update.py": "writing to the catalog",
    "database.py": "writing to the catalog",
    "sync.py": "between stages",
}
_LAST_STAGES = {"publish": "publishing", "_drop_orphans": "dropping old generations"}
_INDEX = "/index"
_BOT_QUESTIONS = 3
# The libraries are small, and shall have several shards.
placement.SHARD_PASSAGES = 10


@dataclass(frozen=True)
class Operation:
    """An indexing: few or many changed articles, a rebuild, a first one, or a source forgotten."""

    name: str
    library: Path
    sources: Sequence[Path]

    def run(self) -> None:
        """Do it."""
        if self.name == "forget":
            forget_source(self.sources[-1], library=self.library)
        else:
            self.index(rebuild=self.name == "rebuild")

    def index(self, *, rebuild: bool = False) -> None:
        """Bring the library in step with all sources."""
        index_paths(self.sources, library=self.library, embedder=FakeEmbedder(), rebuild=rebuild)


@dataclass(frozen=True)
class Plan:
    """When an indexing is killed.

    Attributes:
        way: "time", "step", "after a step"; or "never", or "count" to count the steps instead.
        stage, step: at which step of which stage.
        delay_s: how long after that, or after the beginning.
    """

    way: str
    stage: str = ""
    step: int = 0
    delay_s: float = 0.0


@dataclass
class Verdict:
    """What was found in a library after a kill.

    Attributes:
        state: "before" or "after", if it held just these articles; else empty.
    """

    state: str = ""
    asked: int = 0
    articles_lost: int = 0
    wrong_answers: list[str] = field(default_factory=list)
    failed_opens: list[str] = field(default_factory=list)
    harm: list[str] = field(default_factory=list)
    not_completed: list[str] = field(default_factory=list)


def run(operation: Operation, plan: Plan, sender: Connection) -> None:
    """Do an operation until the plan kills this process; say where that was.

    Sends that it begins; then, unless the parent kills it, the stage in which it dies or the
    number of steps by stage.
    """
    steps = _Steps(plan, sender)
    sender.send("begins")
    if plan.stage or plan.way == "count":
        sys.setprofile(steps.see)
    operation.run()
    sys.setprofile(None)
    if plan.way == "count":
        sender.send(steps.counts)


class _Steps:
    """Counts the steps of each stage, and kills the process at the planned one."""

    def __init__(self, plan: Plan, sender: Connection) -> None:
        self.counts: Counter[str] = Counter()
        self._plan = plan
        self._sender = sender
        self._last_stage = ""

    def see(self, frame: FrameType, event: str, _what: object) -> None:
        """Take notice of one event of the interpreter."""
        if event not in {"call", "c_call"} or not _is_ours(frame):
            return
        stage = self._stage(frame)
        self.counts[stage] += 1
        if stage == self._plan.stage and self.counts[stage] == self._plan.step:
            self._sender.send(stage)
            if self._plan.way == "step":
                _die()
            sys.setprofile(None)
            Timer(self._plan.delay_s, _die).start()

    def _stage(self, frame: FrameType) -> str:
        self._last_stage = _last_stage_begun_by(frame.f_code) or self._last_stage
        if self._last_stage:
            return self._last_stage
        above: FrameType | None = frame
        while above:
            if stage := _stage_of(above.f_code):
                return stage
            above = above.f_back
        return "opening"


def _is_ours(frame: FrameType) -> bool:
    """Say whether the index package calls, or is called."""
    return _is_in_index(frame.f_code) or bool(frame.f_back and _is_in_index(frame.f_back.f_code))


@cache
def _is_in_index(code: CodeType) -> bool:
    return os.path.dirname(code.co_filename).endswith(_INDEX)


@cache
def _last_stage_begun_by(code: CodeType) -> str:
    of_index = code.co_filename.endswith((_INDEX + "/update.py", _INDEX + "/sync.py"))
    return _LAST_STAGES.get(code.co_name, "") if of_index else ""


@cache
def _stage_of(code: CodeType) -> str:
    folder, name = os.path.split(code.co_filename)
    if not folder.endswith(_INDEX):
        return ""
    return _STAGES.get(code.co_name) or _STAGES.get(name, "")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def verify(
    operation: Operation,
    outcomes: Sequence[Mapping[str, str] | None],
    final: tuple[Mapping[str, str], Mapping[str, str]],
    sender: Connection,
) -> None:
    """Look at a library after a kill, then index again, and send a Verdict.

    Args:
        operation: what was killed.
        outcomes: the articles' texts by location, before and after; None where there was no
            library before.
        final: the articles' texts, and questions on them, after the next indexing.
        sender: takes the Verdict.
    """
    verdict = Verdict()
    texts, questions = final
    try:
        _look(operation.library, outcomes, questions, verdict)
    except Exception as exc:
        verdict.failed_opens.append(f"{type(exc).__name__}: {exc}")
    try:
        operation.index()
        after = Verdict()
        _look(operation.library, [None, texts], questions, after)
        verdict.not_completed += [*after.wrong_answers, *after.harm]
        if after.state != "after":
            verdict.not_completed.append("other articles")
    except Exception as exc:
        verdict.not_completed.append(f"{type(exc).__name__}: {exc}")
    sender.send(verdict)


def _look(
    folder: Path,
    outcomes: Sequence[Mapping[str, str] | None],
    questions: Mapping[str, str],
    verdict: Verdict,
) -> None:
    """Check a library up, open it and ask it of all its articles."""
    embedder = FakeEmbedder()
    try:
        library = Library(folder, embedder=embedder)
    except LibraryMissing:
        if None not in outcomes:
            raise
        verdict.state = "before"
        return
    verdict.harm += [found.what for found in check_up(folder, embedder) if found.harm]
    held = {article.location: article.text for article in library.articles()}
    for state, texts in zip(("before", "after"), outcomes, strict=True):
        verdict.state = state if held == texts else verdict.state
    verdict.articles_lost = min(
        len(texts.items() ^ held.items()) for texts in outcomes if texts is not None
    )
    _ask(library, held, questions, verdict)
    library.close()


def _ask(
    library: Library, held: Mapping[str, str], questions: Mapping[str, str], verdict: Verdict
) -> None:
    """Ask for the figure that each article gives, and some of these as a person would."""
    for where, question in questions.items():
        hits = library.search(question, k=5)
        stale = [hit for hit in hits if hit.passage.text not in held[hit.passage.article.location]]
        right = hits[0].passage.article.location == where if where in held else True
        if stale or not right:
            verdict.wrong_answers.append(question)
        verdict.asked += 1
    bot = Bot(library, settings=Settings(scorer="off"))
    for where in sorted(held)[:: -(-len(held) // _BOT_QUESTIONS)]:
        if where not in questions:
            continue
        first = held[where].partition("\n")[0]
        reply = bot.answer(questions[where])
        if not reply.citations or reply.citations[0].quote != first:
            verdict.wrong_answers.append(f"bot: {questions[where]} {reply.text}")
        verdict.asked += 1
