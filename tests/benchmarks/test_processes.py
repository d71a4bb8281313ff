"""Measurements in processes of their own."""

import subprocess
import sys
from itertools import pairwise
from multiprocessing import active_children
from time import monotonic, process_time

import pytest

from tests.benchmarks import processes
from tests.benchmarks.processes import alone, by_turns


def busy(prepared, cpu_s):
    """Use so many seconds of the processor; return the moments at which it was used."""
    prepared()
    moments, until = [monotonic()], process_time() + cpu_s
    while process_time() < until:
        if monotonic() - moments[-1] > 0.001:
            moments.append(monotonic())
    return {"moments": moments}


def busy_elsewhere(prepared, cpu_s):
    """The same in a process of a session of its own, as those that read articles have."""
    prepared()
    program = (
        "from tests.benchmarks.test_processes import busy; "
        f"print(*busy(lambda: None, {cpu_s})['moments'])"
    )
    command = [sys.executable, "-c", program]
    said = subprocess.run(command, start_new_session=True, capture_output=True, check=True)
    return {"moments": [float(moment) for moment in said.stdout.split()]}


def failing(_prepared):
    raise ValueError


def test_a_measurement_reports_its_time_and_memory():
    result = alone(busy, 0.3)
    assert result["cpu_s"] == pytest.approx(0.3, abs=0.2)
    assert result["wall_s"] >= 0.3
    assert result["peak_mb"] > 1


@pytest.mark.parametrize("other", [busy, busy_elsewhere])
def test_measurements_by_turns_never_run_at_once(monkeypatch, other):
    monkeypatch.setattr(processes, "_TURN_S", 0.05)
    results = by_turns((busy, 2), (other, 0.3))
    merged = sorted((at, number) for number, r in enumerate(results) for at in r["moments"])
    turns = 1 + sum(a[1] != b[1] for a, b in pairwise(merged))
    assert turns >= 4
    assert (merged[-1][0] - merged[0][0]) / turns >= 0.02  # at once, it were the moments' .001


def test_the_time_that_a_measurement_is_stopped_does_not_count(monkeypatch):
    monkeypatch.setattr(processes, "_TURN_S", 0.05)
    results = by_turns((busy, 0.6), (busy, 0.6))
    moments = [at for result in results for at in result["moments"]]
    passed = max(moments) - min(moments)
    assert sum(result["wall_s"] for result in results) == pytest.approx(passed, rel=0.2, abs=0.2)


def test_a_measurement_that_fails_before_it_is_prepared_ends_the_run():
    with pytest.raises(EOFError):
        by_turns((busy, 0.3), (failing,))
    assert not active_children()
