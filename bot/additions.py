"""Whether a further sentence adds something to those that are chosen to be quoted."""

from collections.abc import Sequence

from bot.candidates import Candidate
from bot.lists import asks_for_list, new_items
from bot.names import figures
from index.words import terms

# Of the terms of the shorter sentence.
_MOST_OVERLAP = 0.6
_SAME_MEANING = 0.8


def adds(candidate: Candidate, chosen: Sequence[Candidate], question: str) -> bool:
    """Say whether a sentence says something that the chosen ones don't.

    A question for a list wants a name or a figure that isn't told yet, and no part of one where the
    sentence is much like another; any other question takes what isn't a repetition, by shared
    terms or by meaning.
    """
    if not chosen:
        return True
    if asks_for_list(question):
        known = [question, *(other.text for other in chosen)]
        alike = any(
            overlaps(candidate.text, o.text) or _means_the_same(candidate, o) for o in chosen
        )
        return bool(new_items(candidate.text, known, wholly=alike))
    return not any(repeats(candidate, other) for other in chosen)


def repeats(candidate: Candidate, other: Candidate) -> bool:
    """Say whether a sentence merely says again what another one says.

    It does if most of the terms of the shorter one stand in both, or if both mean the same and
    this one has no figure of its own.
    """
    if overlaps(candidate.text, other.text):
        return True
    fresh = figures(candidate.text) - figures(other.text)
    return _means_the_same(candidate, other) and not fresh


def overlaps(sentence: str, other: str) -> bool:
    """Say whether most of the terms of the shorter of two sentences stand in both."""
    mine, theirs = set(terms(sentence)), set(terms(other))
    return len(mine & theirs) >= _MOST_OVERLAP * min(len(mine), len(theirs))


def _means_the_same(candidate: Candidate, other: Candidate) -> bool:
    if candidate.embedding is None or other.embedding is None:
        return False
    return float(candidate.embedding @ other.embedding) >= _SAME_MEANING
