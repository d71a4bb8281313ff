"""Dense and word search, fused: hits with a score from 0 to 1."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.passages import Passage

# Convex combination of min-max normalised scores (Bruch et al., 2023); the weight is the one that
# did best on news questions, see tests/benchmarks/README.md.
DENSE_WEIGHT = 0.45
CANDIDATES = 50


@dataclass(frozen=True)
class Hit:
    """A passage that was found.

    Attributes:
        score: 0 to 1, higher is better; 1 for a passage that is best by meaning and by words.
        dense: cosine similarity to the query, -1 to 1; 0 if it was found by words alone.
        words: BM25, 0 or greater; 0 if it was found by meaning alone.
    """

    passage: Passage
    score: float
    dense: float
    words: float


def fuse(dense: Mapping[str, float], words: Mapping[str, float]) -> dict[str, float]:
    """Combine two rankings.

    score = w * norm(dense) + (1 - w) * norm(words), where norm(x) = (x - min) / (max - min) over
    the list's own scores, and 0 for what a list lacks.

    Args:
        dense: cosine similarity by passage id.
        words: BM25 by passage id.

    Returns:
        The fused score, 0 to 1, by passage id, best first; equal ones in the order of their ids.
    """
    by_meaning, by_words = _normalise(dense), _normalise(words)
    scores = {
        key: DENSE_WEIGHT * by_meaning.get(key, 0.0) + (1 - DENSE_WEIGHT) * by_words.get(key, 0.0)
        for key in by_meaning.keys() | by_words.keys()
    }
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


def _normalise(scores: Mapping[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {key: (value - low) / (high - low) for key, value in scores.items()}
