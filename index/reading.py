"""Read documents into articles, in worker processes when there is much to read.

Documents -> (workers) -> Readings, in the same order. A hostile file may hang, crash or fill the
process that parses it: then that file is skipped, and the next worker goes on.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import cast

from index.articles import Article
from index.documents import Document, ReadingOptions
from index.duplicates import signature
from index.errors import UnreadableFile
from index.formats import READERS_VERSION, read_document
from index.formats.reading import parsing
from index.repeated_lines import line_key

# So few documents are read sooner here than a worker is started; only formats whose parsers
# are not known to hang or crash are ever read here.
_FEW = 12
_LIGHT = {".txt", ".md", ".markdown", ".html", ".htm", ".record"}
_LIGHT_BYTES = 200_000
_MOST_WORKERS = 8
_AHEAD = 8


class _End(Enum):
    """Stands in the stream of what was read where a holder ends."""

    OF_HOLDER = 0


_Known = UnreadableFile | _End


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one document.

    Attributes:
        digest: changes when anything that was read does.
        signature: the signature of its text; see index.duplicates.
        lines: the keys of lines in it that may be repeated ones; see index.repeated_lines.
    """

    article: Article
    digest: str
    signature: bytes
    lines: frozenset[bytes] = frozenset()


Outcome = Reading | UnreadableFile
Task = tuple[Document, ReadingOptions]


@dataclass(frozen=True, slots=True)
class Workers:
    """How documents are read in other processes.

    Attributes:
        module: its serve() is what each of them runs.
        timeout_s: a document that takes longer is given up.
    """

    module: str = "index.reading_process"
    timeout_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Something that holds articles: a file, or what lies at a web address.

    Attributes:
        location: the file's name or the address.
        documents: the articles in it, found one after another.
        options: how they are read.
    """

    location: str
    documents: Iterator[Document | UnreadableFile]
    options: ReadingOptions


def read_holders(
    holders: Iterable[Holder], *, workers: Workers = Workers()
) -> Iterator[Iterator[Outcome]]:
    """Read articles, in several processes when there are many or they could harm their reader.

    Args:
        holders: what holds them.
        workers: the processes, for those that aren't read in this one.

    Yields:
        For each holder in order, what became of each article in it; to be taken before the next.
        When no more can be found in a holder, the error that says why is the last.
    """
    stream = _outcomes(_tasks(holders), workers)
    for outcome in stream:
        yield cast(Iterator[Outcome], iter(partial(next, chain([outcome], stream)), _End.OF_HOLDER))


def read(document: Document, options: ReadingOptions) -> Outcome:
    """Read one document in this process; what is wrong with it is returned."""
    try:
        article = read_document(document, options)
    except UnreadableFile as exc:
        return exc
    keys = (line_key(line, authors=article.authors) for line in article.text.splitlines() if line)
    lines = frozenset(key for key in keys if key)
    return Reading(article, _digest(article), signature(article.text), lines)


def _digest(article: Article) -> str:
    known = (article.title, article.text, article.outlet, article.authors, article.published)
    all_known = (READERS_VERSION, *known, article.url, article.opinion)
    return sha256(repr(all_known).encode()).hexdigest()[:16]


def _tasks(holders: Iterable[Holder]) -> Iterator[Task | _Known]:
    for holder in holders:
        try:
            with parsing(holder.location):
                for document in holder.documents:
                    if isinstance(document, Document):
                        yield document, holder.options
                    else:
                        yield document
        except UnreadableFile as exc:
            yield exc
        yield _End.OF_HOLDER


def _outcomes(tasks: Iterable[Task | _Known], workers: Workers) -> Iterator[Outcome | _Known]:
    """Read documents in order; what is no document passes as it is."""
    stream = iter(tasks)
    first: list[Task | _Known] = []
    for task in stream:
        first.append(task)
        if sum(isinstance(one, tuple) for one in first) > _FEW or not _is_light(task):
            yield from _read_in_workers(chain(first, stream), workers)
            return
    for task in first:
        yield read(*task) if isinstance(task, tuple) else task


def _is_light(task: Task | _Known) -> bool:
    if not isinstance(task, tuple):
        return True
    document, _ = task
    size = 0
    with suppress(OSError):  # what can't be opened is named when it is read
        data = document.data
        size = Path(document.source).stat().st_size if data is None else len(data)
    return document.suffix in _LIGHT and size <= _LIGHT_BYTES


def _read_in_workers(
    tasks: Iterable[Task | _Known], workers: Workers
) -> Iterator[Outcome | _Known]:
    count = min(os.cpu_count() or 1, _MOST_WORKERS)
    waiting: deque[Future[Outcome] | _Known] = deque()
    with _started(workers, count) as submit:
        for task in tasks:
            waiting.append(submit(task) if isinstance(task, tuple) else task)
            if len(waiting) > _AHEAD * count:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(outcome: "Future[Outcome] | _Known") -> Outcome | _Known:
    return outcome.result() if isinstance(outcome, Future) else outcome


@contextmanager
def _started(workers: Workers, count: int) -> Iterator[Callable[[Task], "Future[Outcome]"]]:
    """Give a function that hands a document to the next free worker."""
    idle: SimpleQueue[_Worker] = SimpleQueue()
    started = [_Worker(workers) for _ in range(count)]
    for worker in started:
        idle.put(worker)

    def read_in_worker(task: Task) -> Outcome:
        worker = idle.get()
        try:
            return worker.read(task)
        finally:
            idle.put(worker)

    pool = ThreadPoolExecutor(count)
    try:
        yield lambda task: pool.submit(read_in_worker, task)
    finally:
        pool.shutdown(cancel_futures=True)
        for worker in started:
            worker.stop()


class _Worker:
    """A process that reads documents, started when it is first needed, and again after a crash.

    It ends when this process does, however that ends: its input is then closed, and it gives up by
    itself what takes too long. It imports nothing of the program that calls it, so a script needs
    no `if __name__ == "__main__"`.
    """

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._process: subprocess.Popen[bytes] | None = None
        self._overdue = False

    def read(self, task: Task) -> Outcome:
        is_new = self._process is None
        self._process = self._process or _start(self._workers)
        self._overdue = False
        timer = Timer(self._workers.timeout_s, self._give_up, [self._process])
        try:
            assert self._process.stdin
            assert self._process.stdout
            if is_new:
                pickle.load(self._process.stdout)  # noqa: S301  it is ready: now its time counts
            timer.start()
            pickle.dump(task, self._process.stdin)
            self._process.stdin.flush()
            return cast(Outcome, pickle.load(self._process.stdout))  # noqa: S301  our own
        except (EOFError, OSError, pickle.UnpicklingError):
            self.stop()
            reason = f"took longer than {self._workers.timeout_s:g} s to read"
            if not self._overdue:
                reason = "its reader crashed; it may be broken, or too large to unpack"
            return UnreadableFile(task[0].location, reason)
        finally:
            timer.cancel()

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        self._process.wait()
        self._process = None

    def _give_up(self, process: "subprocess.Popen[bytes]") -> None:
        self._overdue = True
        process.kill()


def _start(workers: Workers) -> "subprocess.Popen[bytes]":
    program = (
        f"import sys; sys.path[:] = {sys.path!r}; import {workers.module} as p; "
        f"p.serve({workers.timeout_s!r})"
    )
    return subprocess.Popen(  # noqa: S603 - no file's name or text is in the command
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C is for the program that started it
    )
