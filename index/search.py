"""Dense and word search, fused: hits with a score from 0 to 1."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.articles import Article
from index.passages import Passage
from index.snapshot import Snapshot

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
        also_in: other articles that tell the same story in much the same words, oldest first.
    """

    passage: Passage
    score: float
    dense: float
    words: float
    also_in: tuple[Article, ...] = ()


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


def gather(
    snapshot: Snapshot, dense: Mapping[str, float], words: Mapping[str, float], k: int
) -> list[Hit]:
    """Return the k best hits of two rankings, with one article for each story.

    Args:
        snapshot: the catalog, as it was when the rankings were made.
        dense: cosine similarity by passage id.
        words: BM25 by passage id.
    """
    articles: dict[str, Article] = {}
    copies: dict[str, tuple[Article, ...]] = {}
    left_out: set[str] = set()
    hits: list[Hit] = []
    for key, score in fuse(dense, words).items():
        article_id, _, span = key.partition(":")
        if len(hits) == k:
            break
        if article_id in left_out:
            continue
        if article_id not in articles:
            articles[article_id] = snapshot.article(article_id)
            copies[article_id] = tuple(snapshot.copies_of(article_id))
            left_out |= {copy.id for copy in copies[article_id]}
        start, _, end = span.partition("-")
        passage = Passage(articles[article_id], int(start), int(end))
        both = dense.get(key, 0), words.get(key, 0)
        hits.append(Hit(passage, score, *both, copies[article_id]))
    return hits


def _normalise(scores: Mapping[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {key: (value - low) / (high - low) for key, value in scores.items()}
