"""Measurements in processes of their own: one after another, or by turns."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from tests.benchmarks.machine import peak_memory_mb

# Called with a function to call once all is prepared and the clock may start, and with arguments
# that can be pickled; returns what to report beside time and memory.
Measure = Callable[..., dict[str, Any]]

_TURN_S = 5.0
_PROCESSES = multiprocessing.get_context("spawn")


class Measurement:
    """A measurement in a new process, prepared and waiting.

    Attributes:
        result: None until it is done; then what the measure returned, wall_s and cpu_s (seconds,
            its own processes counted in, while it was not stopped), peak_mb, largest_worker_mb.
    """

    def __init__(self, measure: Measure, *arguments: Any) -> None:
        self.result: dict[str, Any] | None = None
        self._wall_s = 0.0
        self._connection, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_run, args=(theirs, measure, *arguments))
        self._process.start()
        theirs.close()
        try:
            self._connection.recv()
        except EOFError:  # it has failed and said why
            self._process.join()
            raise

    def run(self, seconds: float | None = None) -> None:
        """Let it run until it is done, or for so many seconds and then stop it."""
        began = perf_counter()
        if self._wall_s:
            self._signal(signal.SIGCONT)
        else:
            self._connection.send(None)
        done = self._connection.poll(seconds)
        if not done:
            self._signal(signal.SIGSTOP)
        self._wall_s += perf_counter() - began
        if done:
            self.result = {**self._connection.recv(), "wall_s": round(self._wall_s, 2)}
            self._process.join()

    def end(self) -> None:
        """Kill it if it is not done."""
        if self._process.is_alive():
            self._signal(signal.SIGKILL)
            self._process.join()

    def _signal(self, number: signal.Signals) -> None:
        assert self._process.pid is not None
        for pid in _with_descendants(self._process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, number)


def alone(measure: Measure, *arguments: Any) -> dict[str, Any]:
    """Run a measurement from start to end; return its result."""
    return by_turns((measure, *arguments))[0]


def by_turns(*calls: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Run measurements by turns of five seconds, the others being stopped; return their results.

    A shared machine is faster in one minute than in the next by more than what is looked for; so
    each has its part of every minute.

    Args:
        calls: for each, what to measure and its arguments; prepared one after the other.
    """
    measurements: list[Measurement] = []
    try:
        for measure, *arguments in calls:
            measurements.append(Measurement(measure, *arguments))
        while waiting := [each for each in measurements if each.result is None]:
            for measurement in waiting:
                measurement.run(_TURN_S if len(waiting) > 1 else None)
    finally:
        for measurement in measurements:
            measurement.end()
    return [each.result for each in measurements if each.result is not None]


def _run(connection: Connection, measure: Measure, *arguments: Any) -> None:
    began = 0.0

    def prepared() -> None:
        nonlocal began
        connection.send(None)
        connection.recv()
        began = _cpu_s()

    result = measure(prepared, *arguments)
    workers_kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    usage = {
        "cpu_s": round(_cpu_s() - began, 2),
        "peak_mb": peak_memory_mb(),
        "largest_worker_mb": round(workers_kib * 1.024e-3),
    }
    connection.send({**result, **usage})


def _with_descendants(pid: int) -> Iterator[int]:
    """Yield a process's number and those of all that it started, in other sessions too."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has ended
            for child in children.read_text().split():
                yield from _with_descendants(int(child))


def _cpu_s() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime
