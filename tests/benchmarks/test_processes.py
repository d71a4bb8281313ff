"""Measurements in processes of their own."""

from itertools import pairwise
from time import monotonic, process_time

import pytest

from tests.benchmarks import processes
from tests.benchmarks.processes import Measurement, alone, by_turns


def busy(prepared, cpu_s):
    """Use so many seconds of the processor; return the moments at which it was used."""
    prepared()
    moments, until = [monotonic()], process_time() + cpu_s
    while process_time() < until:
        if monotonic() - moments[-1] > 0.001:
            moments.append(monotonic())
    return {"moments": moments}


def failing(_prepared):
    raise ValueError


def test_a_measurement_reports_its_time_and_memory():
    result = alone(busy, 0.3)
    assert result["cpu_s"] == pytest.approx(0.3, abs=0.2)
    assert result["wall_s"] >= 0.3
    assert result["peak_mb"] > 1


def test_measurements_by_turns_never_run_at_once_and_wait_for_free(monkeypatch):
    monkeypatch.setattr(processes, "_TURN_S", 0.05)
    results = by_turns(*[Measurement(busy, 0.3) for _ in range(2)])
    merged = sorted((at, number) for number, r in enumerate(results) for at in r["moments"])
    turns = 1 + sum(a[1] != b[1] for a, b in pairwise(merged))
    assert turns >= 6
    passed = merged[-1][0] - merged[0][0]
    assert sum(result["wall_s"] for result in results) == pytest.approx(passed, rel=0.2, abs=0.2)


def test_a_measurement_that_fails_before_it_is_prepared_ends_the_run():
    with pytest.raises(EOFError):
        alone(failing)
