"""Which of the sentences that answer nearly as well as the best are taken first."""

from collections.abc import Callable
from dataclasses import replace

from bot.candidates import Candidate
from bot.countries import countries
from bot.evidence import Evidence
from index.filters import day_number
from index.words import terms

# Of the best score.
_EQUALLY_GOOD = 0.8


def newest_first(evidence: Evidence) -> Evidence:
    """Put the newest of the candidates that score nearly as high as the best before the others."""
    return _reordered(evidence, lambda candidate: -day_number(candidate.article.published))


def preferred_first(evidence: Evidence) -> Evidence:
    """Put those of the preferred articles that score nearly as high as the best before others."""
    preferred = evidence.query.preferred
    return _reordered(evidence, lambda candidate: candidate.article.id not in preferred)


def speaking_of(question: str, evidence: Evidence) -> Evidence | None:
    """Keep the candidates that hold a word of a question, if one scores nearly as high as the best.

    For "And Japan?", read as "Why did Japan scramble its jets?": why South Korea did is no answer.
    """
    wanted, states = set(terms(question)), countries(question)
    kept = tuple(
        candidate
        for candidate in evidence.candidates
        if wanted & set(terms(candidate.text)) or states & countries(candidate.text)
    )
    if not kept or kept[0].score < _EQUALLY_GOOD * evidence.candidates[0].score:
        return None
    return replace(evidence, candidates=kept)


def _reordered(evidence: Evidence, key: Callable[[Candidate], int]) -> Evidence:
    best = max((candidate.score for candidate in evidence.candidates), default=0.0)
    near = [c for c in evidence.candidates if c.score >= _EQUALLY_GOOD * best]
    others = [candidate for candidate in evidence.candidates if candidate not in near]
    return replace(evidence, candidates=(*sorted(near, key=key), *others))
