"""The metrics, over plain numbers: each with a 95 % interval from the bootstrap."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

NOT_ASKED = "not asked"
_RESAMPLES = 2000
_SEED = 13


@dataclass(frozen=True)
class Metric:
    """One figure.

    Attributes:
        value: None when there is nothing to work it out from.
        low, high: the 95 % interval, or None where there is none.
        count: how many questions (for citations: answers) it rests on.
        missing: why there is no value.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    count: int = 0
    missing: str = ""


def ratio(
    tops: Sequence[float], bottoms: Sequence[float] | None = None, *, missing: str = NOT_ASKED
) -> Metric:
    """Return sum(tops) / sum(bottoms), 0 to 1; the mean of the tops when no bottoms are given.

    The interval is the middle 95 % of the same over 2,000 resamples of the pairs (percentile
    bootstrap; Efron, 1979). For a value of 0 or 1 that is no interval at all; then its other end
    is 3 / n away, by the rule of three (Hanley and Lippman-Hand, 1983).

    Args:
        tops: one for each question, 0 <= top <= bottom.
        bottoms: the weight of each question, such as its number of citations.
        missing: what to say when the bottoms add up to 0.
    """
    top = np.asarray(tops, dtype=float)
    bottom = np.ones_like(top) if bottoms is None else np.asarray(bottoms, dtype=float)
    if not bottom.sum():
        return Metric(None, missing=missing)
    counted = int(np.count_nonzero(bottom))
    value = float(top.sum() / bottom.sum())
    drawn = _draws(len(top), _SEED)
    totals = drawn @ bottom
    resampled = (drawn @ top)[totals > 0] / totals[totals > 0]
    return Metric(value, *_interval(value, resampled, counted), counted)


def recall_at(ranks: Sequence[int | None], k: int) -> Metric:
    """Return recall@k: questions with a right one among the first k / questions.

    Any one of several right ones is enough (also called success@k or top-k accuracy).

    Args:
        ranks: the place of the first right one for each question, from 1; None if not found.
        k: how many are looked at.
    """
    return ratio([rank is not None and rank <= k for rank in ranks])


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> Metric:
    """Return MRR: the mean of 1 / rank over the questions, 0 for what was not found.

    Of outcomes it is MRR@8, since they give no rank over 8.

    Args:
        ranks: as for recall_at.
    """
    return ratio([1 / rank if rank else 0.0 for rank in ranks])


def auroc(positive: Sequence[float], negative: Sequence[float]) -> Metric:
    """Return the chance that a positive scores higher than a negative, a tie counting half.

    AUROC = (#{p > n} + #{p = n} / 2) / (|P| |N|), 0 to 1, .5 for scores that tell nothing. The
    interval is as for ratio, with 2,000 resamples of each side and n the size of the smaller.
    """
    if not (positive and negative):
        return Metric(None, missing=NOT_ASKED)
    over = np.subtract.outer(np.asarray(positive, dtype=float), np.asarray(negative, dtype=float))
    wins = (over > 0) + 0.5 * (over == 0)
    drawn, against = _draws(len(positive), _SEED), _draws(len(negative), _SEED + 1)
    resampled = ((drawn @ wins) * against).sum(axis=1) / wins.size
    value = float(wins.mean())
    return Metric(value, *_interval(value, resampled, min(wins.shape)), sum(wins.shape))


def percentile(values: Sequence[float], part: float) -> Metric:
    """Return the value that `part` (0 to 1) of the values don't exceed, interpolated linearly."""
    if not values:
        return Metric(None, missing=NOT_ASKED)
    return Metric(float(np.quantile(values, part)), count=len(values))


def risk_coverage(
    confidences: Sequence[float], right: Sequence[bool], *, asked: int
) -> list[tuple[float, float]]:
    """Return how often answers are wrong, the more of the questions are answered.

    At each confidence t of the answers given: coverage = answers with confidence >= t / questions
    asked; risk = the wrong ones among those answers / those answers (El-Yaniv and Wiener, 2010).

    Args:
        confidences: of the answers given.
        right: whether each is right.
        asked: questions in all, those refused among them.

    Returns:
        (coverage, risk), rising in coverage.
    """
    order = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    points = []
    wrong = 0
    for answered, (confidence, is_right) in enumerate(order, 1):
        wrong += not is_right
        # Equal confidences are answered or refused together.
        if answered == len(order) or order[answered][0] != confidence:
            points.append((answered / asked, wrong / answered))
    return points


def _interval(value: float, resampled: NDArray[np.float64], count: int) -> tuple[float, float]:
    """Return the middle 95 % of the resampled values, widened where they don't vary."""
    low, high = np.quantile(resampled, (0.025, 0.975))
    if value == 1:
        low = max(0.0, 1 - 3 / count)
    if value == 0:
        high = min(1.0, 3 / count)
    return float(low), float(high)


@lru_cache(maxsize=2)
def _draws(size: int, seed: int) -> NDArray[np.float32]:
    """Return how often each of `size` is drawn in each resample: shape (2000, size)."""
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(size, np.full(size, 1 / size), size=_RESAMPLES)
    return drawn.astype(np.float32)
