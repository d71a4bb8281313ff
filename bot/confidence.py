"""How sure an answer is, from what is known of the sentences that may hold it."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.candidates import Candidate
from bot.judges import Judges
from bot.mentions import unmentioned_in, years_of_outcome
from bot.queries import Query

# Fitted on the even halves of the news and SQuAD questions, with the reader also on questions in
# other words than the articles'; the measurements are in tests/benchmarks/README.md.
THRESHOLD = 0.45
# At most, where something a little different may be told: it is answered, but never surely.
DOUBTED = 0.55
# At least, where the words of somebody are asked for, and these are.
SPOKEN = 0.7
_LARGEST_ODDS = 30.0
# Below and above these the reader's log odds say no more of how sure an answer is.
_LEAST_ODDS, _SUREST_ODDS = -3.0, 3.0


class _Weights(NamedTuple):
    """What counts in the log odds of the confidence, by the judges that took part.

    Attributes:
        of_support: for the highest support of a candidate.
        of_answering: for the reader's highest log odds if by_reader, else the scorer's highest
            chance.
        of_unmentioned: for the part of the question's names that no passage mentions.
    """

    of_support: float
    of_answering: float
    of_unmentioned: float
    at_nothing: float
    by_reader: bool = False


_UNJUDGED = _Weights(4.2, 0.0, -3.9, -6.7)
_SCORED = _Weights(2.9, 1.0, -3.3, -5.19)
_READ = _Weights(2.0, 0.6, -2.0, -3.0, by_reader=True)


def confidence(query: Query, counted: Sequence[Candidate], lacking: float, judges: Judges) -> float:
    """Return how sure it is that sentences answer a query, 0 to 1.

    Args:
        counted: the best candidates.
        lacking: the part of the question's names that no passage mentions.
        judges: what has judged them.
    """
    return max(_sure(counted, lacking, judged) for judged in _trusted(query, judges, counted))


def least_unmentioned(
    names: Sequence[str], question: str, candidates: Iterable[Candidate]
) -> tuple[str, ...]:
    """Return the fewest names that a candidate's passage, title and byline leave out.

    A year whose outcome is asked for is left out by whatever was published before it, too.
    """
    if not names:
        return ()
    years = years_of_outcome(question)
    passages = {c.hit.passage.id: c.hit.passage for c in candidates}
    left_out = []
    for passage in passages.values():
        published = passage.article.published
        missing = unmentioned_in(names, passage)
        too_early = [y for y in years if published and published.year < int(y)]
        left_out.append(tuple(dict.fromkeys([*missing, *too_early])))
    return min(left_out, key=lambda missing: (len(missing), missing))


def _trusted(query: Query, judges: Judges, counted: Sequence[Candidate]) -> tuple[_Weights, ...]:
    """Return the weights that make the confidence; of several the surest counts.

    The scorer knows questions, not a follow-up that was made to stand alone by words added to it;
    the reader may, so that it can only raise what the features say. It doesn't know what there is
    to tell beside what was told. Where it could read none of the sentences, it has no say.
    """
    read = any(candidate.found is not None for candidate in counted)
    if query.carried or not judges.scorer:
        return (_UNJUDGED, _READ) if read else (_UNJUDGED,)
    return (_SCORED,) if query.said or not read else (_READ,)


def _sure(counted: Sequence[Candidate], lacking: float, weights: _Weights) -> float:
    """Return how sure it is that sentences answer, 0 to 1.

    Args:
        lacking: the part of the question's names that no passage mentions.
    """
    return logistic(
        weights.of_support * max(candidate.support for candidate in counted)
        + weights.of_answering * max(_answering(candidate, weights) for candidate in counted)
        + weights.of_unmentioned * lacking
        + weights.at_nothing
    )


def _answering(candidate: Candidate, weights: _Weights) -> float:
    """Return how sure the last judge that the weights count is that a sentence answers."""
    if not weights.by_reader:
        return candidate.scored
    if candidate.found is None:
        return _LEAST_ODDS
    return max(_LEAST_ODDS, min(_SUREST_ODDS, _log_odds(candidate.found)))


def _log_odds(chance: float) -> float:
    """Return the log odds of a chance that logistic gave."""
    return math.log(chance / (1 - chance))


def logistic(odds: float) -> float:
    """Return the chance, 0 to 1, of natural log odds."""
    return 1 / (1 + math.exp(-max(-_LARGEST_ODDS, min(_LARGEST_ODDS, odds))))
