"""Where two outlets tell the same thing otherwise: other figures, or another day.

A wrong "the articles differ" costs more trust than a missed one, so much has to hold before it is
said: the question asks for a figure or a day, each of the two sentences gives exactly one, plainly,
and nothing tells that the two speak of different things. Where the limits come from stands in
tests/benchmarks/README.md.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answers import Citation, Differing
from bot.bylines import same_outlet
from bot.candidates import Candidate
from bot.claims import Asked, Claim, agree, asked, claims
from bot.day_words import MONTH
from bot.evidence import Evidence
from bot.mentions import named, unmentioned
from bot.speakers import leans_back
from index.articles import Article
from index.words import terms

_LEAST_COVERAGE = 0.6
_LEAST_ANSWERS = 0.3
_LEAST_SHARED_TERMS = 0.3
_MOST_DAYS_APART = 3  # later, a count has grown and a price has changed
_MOST_TIMES = 3
_MOST_READ_CHARS = 50_000
_DATELINE = re.compile(
    r"^\W*(?:[A-Z][\w .,]{2,40})?\((?:[A-Z][\w ]{1,30})\)\W*|^[A-Z][A-Z ,.]{3,40} [-–—] "
)
_YEAR = re.compile(r"\b(?:19|20)\d\d$")
# Words that set a figure apart from another: what it is a part of, how sure it is, and its time.
_CIRCUMSTANCES = re.compile(
    r"(?i:\b(?:initially|originally|previous(?:ly)?|earlier|later|expect\w*|forecasts?|project(?:ed|ion)s?"
    r"|estimat\w*|predict\w*|could|would|might|if|plan(?:s|ned)?|goals?|targets?|aim(?:s|ed)?"
    r"|average|typical\w*|median|so far|since|propos\w*|s(?:eek|ought)\w*|offer\w*|demand\w*"
    r"|not|no|never|without|deny|denied|den(?:ies)|false\w*|incorrect\w*|wrong\w*|correct(?:ed|ion)"
    r"|daily|weekly|monthly|annual\w*|yearly|quarter\w*|nationwide|worldwide|global\w*|statewide"
    r"|total|altogether|overall|combined|each|per|another|half|alone|core|record\w*|previous"
    rf"|(?!may\b){MONTH}"
    r"|days?|weeks?|months?|years?|hours?|decades?|first|last|next|second|third|injur\w*|wound\w*"
    r"|includ\w*|among|except\w*|exclud\w*)\b)|\bMay\b"
)


@dataclass(frozen=True)
class Disagreement:
    """Two sentences that answer a question otherwise.

    Attributes:
        best, other: the sentences.
        claims: what each of them claims, in their order; offsets count the sentence's characters.
        asked: what the question asks for.
    """

    best: Candidate
    other: Candidate
    claims: tuple[Claim, Claim]
    asked: Asked

    def cited(self, citations: Iterable[Citation]) -> tuple[Differing, ...]:
        """Return both claims with their citations, or nothing while one isn't cited."""
        numbers = {(c.article.id, c.start, c.end): c.number for c in citations}
        pairs = list(zip((self.best, self.other), self.claims, strict=True))
        keys = [(candidate.article.id, candidate.start, candidate.end) for candidate, _ in pairs]
        if any(key not in numbers for key in keys):
            return ()
        return tuple(
            Differing(candidate.text[claim.start : claim.end], numbers[key])
            for key, (candidate, claim) in zip(keys, pairs, strict=True)
        )


def disagreement(evidence: Evidence) -> Disagreement | None:
    """Return the sentence of another outlet that differs from the best one, if there is one."""
    if evidence.query.said:
        return None
    scored = any(candidate.answers for candidate in evidence.considered)
    least = _LEAST_ANSWERS if scored else 0.0
    found = (
        pair
        for pair in contrary(evidence)
        if _tells(pair.best, least) and _tells(pair.other, least) and _of_one_thing(pair)
    )
    return max(found, key=lambda pair: pair.other.answers, default=None)


def contrary(evidence: Evidence) -> Iterator[Disagreement]:
    """Iterate over the sentences with another figure or day than the best one's.

    They may well speak of another thing; disagreement() tells.
    """
    wanted = asked(evidence.query.question)
    if wanted is None or not evidence.candidates:
        return
    best = evidence.candidates[0]
    mine = _sole_claim(best, wanted)
    for other in evidence.considered if mine else ():
        theirs = _sole_claim(other, wanted) if _elsewhere(best, other) else None
        if mine and theirs and _differ(mine, theirs):
            yield Disagreement(best, other, (mine, theirs), wanted)


def _sole_claim(candidate: Candidate, wanted: Asked) -> Claim | None:
    """Return a sentence's only claim of the kind asked for, if it is plain."""
    found = claims(candidate.text, wanted)
    return found[0] if len(found) == 1 and found[0].plain else None


def _tells(candidate: Candidate, least: float) -> bool:
    """Say whether a sentence answers the question, by a least chance, and can be read alone."""
    return (
        candidate.fits
        and candidate.coverage >= _LEAST_COVERAGE
        and candidate.answers >= least
        and not leans_back(candidate.text)
    )


def _elsewhere(one: Candidate, other: Candidate) -> bool:
    """Say whether two sentences stand in different stories, of outlets not known to be the same."""
    copies = {article.id for article in (*one.hit.also_in, *other.hit.also_in)}
    return (
        one.article.id != other.article.id
        and not {one.article.id, other.article.id} & copies
        and not (one.article.outlet and same_outlet(one.article.outlet, other.article.outlet))
    )


def _differ(one: Claim, other: Claim) -> bool:
    """Say whether two claims are of one kind of thing, and can't both be right."""
    if (one.unit, one.narrowed) != (other.unit, other.narrowed) or agree(one, other):
        return False
    low, high = sorted((one.value, other.value))
    return one.unit == "day" or high <= _MOST_TIMES * low


def _of_one_thing(pair: Disagreement) -> bool:
    """Say whether nothing tells that two sentences speak of different things, or times."""
    best, other = pair.best, pair.other
    mine, theirs = pair.claims
    return (
        _days_apart(best.article, other.article) <= _MOST_DAYS_APART
        and _circumstances(best, mine) == _circumstances(other, theirs)
        and _shared_terms(best, other) >= _LEAST_SHARED_TERMS
        and not _unknown_names(best, mine, other)
        and not _unknown_names(other, theirs, best)
        and not any(agree(mine, claim) for claim in _like(other.article, theirs, pair.asked))
        and not any(agree(theirs, claim) for claim in _like(best.article, mine, pair.asked))
    )


def _days_apart(one: Article, other: Article) -> int:
    if one.published is None or other.published is None:
        return _MOST_DAYS_APART + 1  # they may tell of different years
    return abs((one.published - other.published).days)


def _circumstances(candidate: Candidate, claim: Claim) -> set[str]:
    return {word.lower() for word in _CIRCUMSTANCES.findall(_around(candidate, claim))}


def _around(candidate: Candidate, claim: Claim) -> str:
    """Return a sentence without its claim, but with the year of a day that it claims."""
    opening = _DATELINE.match(candidate.text)
    text = candidate.text
    if opening and opening.end() <= claim.start:
        text = text[opening.end() :]
    start, end = (at + len(text) - len(candidate.text) for at in (claim.start, claim.end))
    year = _YEAR.search(text[max(0, start) : end])
    return f"{text[: max(0, start)]} {year[0] if year else ''} {text[end:]}"


def _shared_terms(one: Candidate, other: Candidate) -> float:
    """Return the part of the shorter sentence's terms, figures aside, that the other shares."""
    mine, theirs = ({term for term in terms(c.text) if not term.isdigit()} for c in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _unknown_names(candidate: Candidate, claim: Claim, other: Candidate) -> list[str]:
    """Return the names and years of a sentence that the other's passage doesn't mention."""
    known = (
        other.article.title,
        other.article.byline,
        other.hit.passage.text,
        candidate.article.byline,
    )
    return unmentioned(named(_around(candidate, claim)), "\n".join(known))


def _like(article: Article, claim: Claim, wanted: Asked) -> list[Claim]:
    """Return the claims of the same unit anywhere in an article."""
    text = article.text[:_MOST_READ_CHARS]
    return [found for found in claims(text, wanted) if found.unit == claim.unit]
