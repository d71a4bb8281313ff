"""Questions that speak of now: "this week", "recently". Newer articles come first for those."""

import math
import re
from collections.abc import Sequence
from datetime import date

from index.search import Hit

# How much an article of today gains on an old one, in hit score, and how fast that wears off.
# Chosen on the even half of the news questions: tests/benchmarks/README.md, "What was tried".
_GAIN = 0.3
_WEARS_OFF_DAYS = 365
_NOW = re.compile(
    r"\b(?:this (?:week|month|year|morning|spring|summer|autumn|fall|winter)"
    r"|in recent (?:days|weeks|months)|recent(?:ly)?|ha(?:s|ve) just|now|current(?:ly)?|soon"
    r"|today|yesterday|(?:next|last) (?:week|month|year)|latest|newest)\b",
    re.IGNORECASE,
)


def speaks_of_now(question: str) -> bool:
    """Say whether a question is about what is new, without naming a day."""
    return _NOW.search(question) is not None


def newer_first(hits: Sequence[Hit], today: date) -> list[Hit]:
    """Sort hits by score + 0.3 * exp(-age / 365 days); an undated article gains nothing.

    Args:
        hits: best first.
        today: the day that ages are counted from; an article published later counts as new.
    """

    def gained(hit: Hit) -> float:
        published = hit.passage.article.published
        if published is None:
            return hit.score
        age_days = max(0, (today - published).days)
        return hit.score + _GAIN * math.exp(-age_days / _WEARS_OFF_DAYS)

    return sorted(hits, key=gained, reverse=True)
