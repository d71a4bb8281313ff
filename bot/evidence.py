"""The sentences of the hits, scored by how well they answer the query, and how sure that is."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.expectations import explains_as_asked, holds_what_is_asked
from bot.lists import asks_for_list
from bot.mentions import named, unmentioned_in, years_of_outcome
from bot.queries import Query
from index.articles import Article
from index.library import Library
from index.search import Hit
from index.sentences import sentence_spans
from index.words import terms

_CARRIED_WEIGHT = 0.4
_SHORTEST_WORDS = 4
_LARGEST_ODDS = 30.0

# The weights were chosen, and the confidence fitted, on the even halves of the news and SQuAD
# questions; the measurements are in tests/benchmarks/README.md.
_CONSIDERED = 16
# Eight where no scorer has ordered them before; sixteen there find no more ("What was tried").
_EMBEDDED, _EMBEDDED_UNSCORED = 5, 8
_EMBEDDED_FOR_LISTS = 10
# The second scorer moves no sentence up that is farther behind the best than this, or hardly any.
_NEAR_BEST = 0.5
# Small, so that a reason or a means decides among sentences that are equally good otherwise.
_EXPLAINS_WEIGHT = 0.15
THRESHOLD = 0.45


class _Odds(NamedTuple):
    """What the log odds of the confidence are made of."""

    of_evidence: float
    of_answering: float
    of_unmentioned: float
    at_nothing: float


# By the number of scorers: what their chance counts in a sentence's score, and the odds.
_SCORER_WEIGHTS = (0.0, 1.5, 2.5)
_ODDS = (
    _Odds(4.2, 0.0, -3.9, -6.45),
    _Odds(2.9, 1.0, -3.3, -5.03),
    _Odds(2.76, 1.25, -3.3, -4.97),
)


class Scorer(Protocol):
    """What is needed of a sentence scorer."""

    def score(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return a logit per sentence: how well it answers the question."""
        ...


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer the query.

    Attributes:
        start, end: offsets into the article's text, in characters.
        coverage: the part of the query's terms, weighted by rarity, that stand in it, 0 to 1.
        titled: the same for the sentence together with the article's title.
        fits: it holds the kind of thing that the question asks for.
        explains: the question asks why or how, and it gives a reason or a means.
        similarity: cosine of its embedding with the question's, -1 to 1.
        answers: the scorers' chance that it answers the question, 0 to 1, the mean of those that
            saw it; 0 without a scorer.
        score: 0 upward, higher is better.
        embedding: of the sentence, normalised; None where it wasn't embedded.
    """

    hit: Hit
    start: int
    end: int
    coverage: float
    titled: float
    fits: bool
    explains: bool = False
    similarity: float = 0.0
    answers: float = 0.0
    score: float = 0.0
    embedding: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.hit.passage.article

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: its article's id, and its start."""
        return self.article.id, self.start

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True)
class Evidence:
    """What the library holds on a query.

    Attributes:
        hits: the passages found, best first.
        candidates: their sentences, best first.
        confidence: 0 to 1, that they hold the answer.
        unmentioned: names and years of the question that no candidate's passage mentions, by the
            passage that mentions most.
        considered: the sentences that a scorer saw, those that are no candidates included.
    """

    query: Query
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    confidence: float
    unmentioned: tuple[str, ...] = ()
    considered: tuple[Candidate, ...] = ()


def weigh(
    query: Query, hits: Sequence[Hit], library: Library, scorers: Sequence[Scorer] = ()
) -> Evidence:
    """Score the sentences of the hits.

    Args:
        query: what was searched.
        hits: what was found, best first.
        library: gives the rarity of terms and the embeddings.
        scorers: at most two; the first sees the sentences that cheap features choose, the second
            those that are near the best by then. Without one, the features decide.
    """
    wanted = _term_weights(query, library)
    candidates = [
        candidate
        for hit in hits
        for candidate in _candidates(hit, query.question, wanted)
        if candidate.place not in query.said
    ]
    # Cheap features choose the few sentences that get the costly ones, stage by stage.
    candidates.sort(key=_cheap_score, reverse=True)
    candidates = candidates[:_CONSIDERED]
    if not candidates:
        return Evidence(query, tuple(hits), (), 0.0)
    first, second = (*scorers, None, None)[:2]
    if first:
        candidates = _with_answers(candidates, query, first)
    considered = candidates
    most = _EMBEDDED if first else _EMBEDDED_UNSCORED
    # A list has more to quote than this, and its confidence is no surer for it.
    fitted = {candidate.place for candidate in candidates[:most]}
    if asks_for_list(query.question):
        most = _EMBEDDED_FOR_LISTS
    candidates = candidates[:most]
    if second:
        near = [c for c in candidates if c.score >= candidates[0].score - _NEAR_BEST]
        candidates = [*_with_answers(near, query, second, seen=1), *candidates[len(near) :]]
    candidates = _with_similarity(candidates, query, library, seen=len(scorers))
    counted = [candidate for candidate in candidates if candidate.place in fitted]
    names = named(query.question, unknown=[term for term in wanted if wanted[term] == 1])
    missing = _unmentioned(names, query.question, counted)
    # Scorers know questions, not a follow-up that was made to stand alone by words added to it.
    odds = _ODDS[0 if query.carried else len(scorers)]
    confidence = _logistic(
        odds.of_evidence * max(map(_evidence_score, counted))
        + odds.of_answering * max(candidate.answers for candidate in counted)
        + odds.of_unmentioned * len(missing) / max(1, len(names))
        + odds.at_nothing
    )
    return Evidence(query, tuple(hits), tuple(candidates), confidence, missing, tuple(considered))


def _with_answers(
    candidates: Sequence[Candidate], query: Query, scorer: Scorer, seen: int = 0
) -> list[Candidate]:
    """Score candidates that as many scorers have seen before, and rank them."""
    titled = [f"{candidate.article.title}: {candidate.text}" for candidate in candidates]
    chances = map(_logistic, map(float, scorer.score(query.text, titled)))
    scored = (
        replace(candidate, answers=(seen * candidate.answers + chance) / (seen + 1))
        for candidate, chance in zip(candidates, chances, strict=True)
    )
    return _ranked(scored, seen + 1)


def _with_similarity(
    candidates: Sequence[Candidate], query: Query, library: Library, seen: int
) -> list[Candidate]:
    vectors = library.embed([candidate.text for candidate in candidates])
    similarities = vectors @ library.embed_query(query.text)
    scored = zip(candidates, similarities, vectors, strict=True)
    return _ranked((replace(c, similarity=float(x), embedding=v) for c, x, v in scored), seen)


def _unmentioned(
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


def _ranked(candidates: Iterable[Candidate], seen: int) -> list[Candidate]:
    """Score candidates that as many scorers have seen by all features and sort, best first."""
    scored = [
        replace(
            candidate,
            score=_evidence_score(candidate)
            + _SCORER_WEIGHTS[seen] * candidate.answers
            + _EXPLAINS_WEIGHT * candidate.explains,
        )
        for candidate in candidates
    ]
    return sorted(scored, key=lambda candidate: candidate.score, reverse=True)


def _term_weights(query: Query, library: Library) -> dict[str, float]:
    """Weigh each of the query's terms by its rarity; what was carried over counts less."""
    own, carried = terms(query.question), terms(query.carried)
    rarities = library.rarities([*own, *carried])
    return {term: _CARRIED_WEIGHT * rarities[term] for term in carried} | {
        term: rarities[term] for term in own
    }


def _candidates(hit: Hit, question: str, weights: Mapping[str, float]) -> list[Candidate]:
    article = hit.passage.article
    spans = sentence_spans(article.text, hit.passage.start, hit.passage.end)
    sentence_terms = [set(terms(article.text[start:end])) for start, end in spans]
    title_terms = set(terms(article.title))
    candidates = []
    for number, (start, end) in enumerate(spans):
        sentence = article.text[start:end]
        if len(sentence.split()) < _SHORTEST_WORDS or sentence.rstrip("\"'”’)").endswith("?"):
            continue
        found = sentence_terms[number]
        candidates.append(
            Candidate(
                hit,
                start,
                end,
                coverage=coverage(found, weights),
                titled=coverage(found | title_terms, weights),
                fits=holds_what_is_asked(question, sentence),
                explains=explains_as_asked(question, sentence),
            )
        )
    return candidates


def coverage(found: set[str], weights: Mapping[str, float]) -> float:
    """Return sum(w[t] for t in found and wanted) / sum(w[t] for t in wanted), 0 to 1."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in found) / total if total else 0


def _cheap_score(candidate: Candidate) -> float:
    return (
        candidate.coverage
        + 0.5 * candidate.titled
        + 0.5 * candidate.hit.score
        + 0.25 * candidate.fits
        + _EXPLAINS_WEIGHT * candidate.explains
    )


def _evidence_score(candidate: Candidate) -> float:
    """Return how much speaks for a sentence, the scorer aside."""
    return (
        candidate.similarity
        + 0.5 * candidate.coverage
        + 0.5 * candidate.titled
        + 0.5 * candidate.hit.score
        + 0.25 * (candidate.fits - 1)
    )


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-_LARGEST_ODDS, min(_LARGEST_ODDS, odds))))
