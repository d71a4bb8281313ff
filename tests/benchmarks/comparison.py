"""Figures of several contenders side by side, and whether one is surely better than another."""

from collections.abc import Iterable, Mapping, Sequence
from math import comb
from typing import Any

import numpy as np

from bot.evaluation import Metric

_RESAMPLES = 10_000
_SEED = 13


def paired(ours: Sequence[bool], theirs: Sequence[bool]) -> dict[str, float | int]:
    """Compare two contenders on the same questions.

    Returns:
        difference: mean(ours) - mean(theirs); low, high: its 95 % interval over 10,000 resamples
        of the questions; better, worse: questions that only we, or only they, got right; p: the
        two-sided sign test on these, min(1, 2 P(X <= min(better, worse))), X binomial with
        n = better + worse and 1/2.
    """
    gains = np.asarray(ours, dtype=float) - np.asarray(theirs, dtype=float)
    rng = np.random.default_rng(_SEED)
    means = gains[rng.integers(len(gains), size=(_RESAMPLES, len(gains)))].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    better, worse = int((gains > 0).sum()), int((gains < 0).sum())
    tail = sum(comb(better + worse, k) for k in range(min(better, worse) + 1))
    return {
        "difference": round(float(gains.mean()), 3),
        "low": round(float(low), 3),
        "high": round(float(high), 3),
        "better": better,
        "worse": worse,
        "p": round(min(1.0, 2 * tail / 2 ** (better + worse)), 4),
    }


def best_threshold(groups: Iterable[tuple[float, bool, float]]) -> float:
    """Return the confidence below which refusing gives the highest F1; the lowest of equals.

    Args:
        groups: confidence, whether the question can't be answered, and its weight, of each.
    """
    rows = list(groups)
    total = sum(weight for _, unanswerable, weight in rows if unanswerable)

    def f1(threshold: float) -> float:
        refused = [(unanswerable, weight) for c, unanswerable, weight in rows if c < threshold]
        rightly = sum(weight for unanswerable, weight in refused if unanswerable)
        return 2 * rightly / (sum(weight for _, weight in refused) + total)

    return max(sorted({confidence for confidence, _, _ in rows}), key=f1)


def metric_object(metric: Metric) -> dict[str, Any]:
    """Return a metric as it stands in a result file, with three decimals."""
    if metric.value is None:
        return {"value": None, "missing": metric.missing}
    known = {"value": metric.value, "low": metric.low, "high": metric.high}
    rounded = {name: round(value, 3) for name, value in known.items() if value is not None}
    return {**rounded, "count": metric.count}


def table(columns: Mapping[str, Mapping[str, Metric]], labels: Mapping[str, str]) -> str:
    """Return metrics as a Markdown table: a row for each label, a column for each contender.

    Args:
        columns: the metrics of each contender, by the names that labels has.
        labels: what each is called, in the order of the rows.
    """
    head = f"| measure | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}\n"
    return head + "".join(
        f"| {label} | {' | '.join(_cell(metrics[name]) for metrics in columns.values())} |\n"
        for name, label in labels.items()
    )


def _cell(metric: Metric) -> str:
    if metric.value is None:
        return metric.missing
    if metric.value > 1:
        return f"{metric.value:.0f}"
    shown = _decimals(metric.value)
    if metric.low is None or metric.high is None:
        return shown
    return f"{shown} ({_decimals(metric.low, 2)}–{_decimals(metric.high, 2)})"


def _decimals(value: float, digits: int = 3) -> str:
    return f"{value:.{digits}f}".removeprefix("0")
