"""The evidence on both sides of a comparison: which of them hold an answer, and what is said of it.

Neither side's sentences pass for the other's: where one side has nothing, the answer says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from bot.candidates import Candidate
from bot.comparisons import Side
from bot.evidence import Evidence
from bot.mentions import named, unmentioned
from bot.queries import Query
from bot.quoting import with_context
from index.words import terms

# Of the best score, what a sentence of a side needs when those on the other have gone.
_LEAST_LEFT = 0.7


@dataclass(frozen=True)
class Weighed:
    """The evidence that an answer is made from.

    Attributes:
        parts: one for each side that holds an answer, or the only one.
        scope: what was searched, in a sentence; see Answer.
    """

    parts: tuple[Evidence, ...]
    scope: str = ""

    def merged(self, query: Query) -> Evidence:
        """Return the parts as one, as sure as the least sure of them.

        Args:
            query: the whole question.
        """
        in_turn = chain.from_iterable(zip_longest(*(part.hits for part in self.parts)))
        hits = {hit.passage.id: hit for hit in in_turn if hit}
        return Evidence(
            query,
            tuple(hits.values()),
            tuple(candidate for part in self.parts for candidate in part.candidates),
            min(part.confidence for part in self.parts),
            tuple(dict.fromkeys(name for part in self.parts for name in part.unmentioned)),
        )


def weigh_sides(sides: Sequence[Side], weighed: Sequence[Weighed], *, least: float) -> Weighed:
    """Keep the sides that hold an answer, and of each only what speaks of it.

    Args:
        sides: both.
        weighed: what was found for each.
        least: the confidence that an answer needs.

    Returns:
        All of the evidence where neither side holds an answer, so that it can be refused.
    """
    own = [
        _own(side, other, evidence)
        for side, other, found in zip(sides, reversed(sides), weighed, strict=True)
        for evidence in found.parts
    ]
    held = [part.confidence >= least for part in own]
    known = " ".join(dict.fromkeys(found.scope for found in weighed if found.scope))
    if not any(held):
        return Weighed(tuple(own), known)
    parts = _apart(*own) if all(held) else tuple(own[number] for number in (0, 1) if held[number])
    return Weighed(parts, f"{_said(sides, held)} {known}".strip())


def _said(sides: Sequence[Side], held: Sequence[bool]) -> str:
    one, other = sides
    if all(held):
        return f"Searched for {one.name} and for {other.name}, each by itself."
    found, missing = (one, other) if held[0] else (other, one)
    nothing = (
        f"Found nothing {'in' if missing.outlets else 'on'} {missing.name} that surely answers this"
    )
    return f"{nothing}; what is quoted is {'from' if found.outlets else 'on'} {found.name} alone."


def _own(side: Side, other: Side, evidence: Evidence) -> Evidence:
    """Keep the sentences that speak of this side; of it first, if there are such."""
    if side.outlets or not evidence.candidates:
        return evidence
    least = _LEAST_LEFT * evidence.candidates[0].score
    mine = [c for c in evidence.candidates if c.score >= least and _speaks_of(c, side, other)]
    if not mine:
        return replace(evidence, candidates=(), confidence=0.0)
    told = [c for c in mine if _comes_first(side, other, c.text)]
    return replace(evidence, candidates=tuple(told or mine))


def _apart(one: Evidence, other: Evidence) -> tuple[Evidence, Evidence]:
    """Leave a sentence that both sides have to the one it answers better, if the other has more."""
    scores = [{c.place: c.score for c in part.candidates} for part in (one, other)]
    parts = [
        replace(
            part,
            candidates=tuple(c for c in part.candidates if c.score >= theirs.get(c.place, 0.0))
            or part.candidates,
        )
        for part, theirs in zip((one, other), reversed(scores), strict=True)
    ]
    return parts[0], parts[1]


def _speaks_of(candidate: Candidate, side: Side, other: Side) -> bool:
    """Say whether a sentence, with those it is quoted with, names a side, or its headline does."""
    text = _quoted_text(candidate)
    return _names(side, text) or (_names(side, candidate.article.title) and not _names(other, text))


def _comes_first(side: Side, other: Side, text: str) -> bool:
    """Say whether a side is named before the other one, as whoever acts most often is."""
    own, others = (_place_of(each, text) for each in (side, other))
    return own is None or others is None or own < others


def _place_of(side: Side, text: str) -> int | None:
    """Return where a text first has a word of a side's name, function words and digits aside."""
    words = [word for word in side.name.split() if terms(word) and not word.isdigit()]
    found = (re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)
    return min((match.start() for match in found if match), default=None)


def _quoted_text(candidate: Candidate) -> str:
    return "\n".join(article.text[slice(*span)] for article, span in with_context(candidate))


def _names(side: Side, text: str) -> bool:
    words = named(f"What is said about {side.name}?") or terms(side.name)
    return not unmentioned(words, text)
