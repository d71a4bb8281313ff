"""The sentences of the hits, scored by how well they answer the query, and how sure that is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.expectations import holds_what_is_asked
from bot.queries import Query
from index.articles import Article
from index.library import Library
from index.search import Hit
from index.sentences import sentence_spans
from index.words import terms

_CARRIED_WEIGHT = 0.4
_SHORTEST_WORDS = 4
_LARGEST_ODDS = 30.0
THRESHOLD = 0.5


class Scorer(Protocol):
    """What is needed of a sentence scorer."""

    def score(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return a logit per sentence: how well it answers the question."""
        ...


@dataclass(frozen=True)
class Weights:
    """How the features of a sentence add up to its score, and the best ones to a confidence.

    score = sum of weight * feature.
    confidence = 1 / (1 + exp(-(answers * highest probability that a sentence answers
    + found * highest score of a hit + best * highest score of a sentence + intercept))).

    Attributes:
        considered: how many sentences, ranked by cheap features, get the costly ones.
        scorer, similarity, coverage, titled, hit, fits: of a sentence's features.
        answers, found, best, intercept: of the confidence.
    """

    considered: int
    scorer: float
    similarity: float
    coverage: float
    titled: float
    hit: float
    fits: float
    answers: float
    found: float
    best: float
    intercept: float


# Chosen and fitted on the even halves of the news and SQuAD questions; the measurements are in
# tests/benchmarks/README.md and in the scorer's model card.
WITH_SCORER = Weights(16, 2, 0, 0.25, 0.25, 0.25, 0, 3.51, 6.56, 0, -7.46)
WITHOUT_SCORER = Weights(16, 0, 1, 0.5, 0.5, 0.5, 0.25, 0, 0, 4.22, -6.48)


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer the query.

    Attributes:
        start, end: offsets into the article's text, in characters.
        coverage: the part of the query's terms, weighted by rarity, that stand in it, 0 to 1.
        titled: the same for the sentence together with the article's title.
        fits: it holds the kind of thing that the question asks for.
        similarity: cosine of its embedding with the question's, -1 to 1.
        answers: the scorer's chance that it answers the question, 0 to 1; 0 without a scorer.
        score: 0 upward, higher is better.
    """

    hit: Hit
    start: int
    end: int
    coverage: float
    titled: float
    fits: bool
    similarity: float = 0.0
    answers: float = 0.0
    score: float = 0.0

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.hit.passage.article

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
    """

    query: Query
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    confidence: float


def weigh(
    query: Query, hits: Sequence[Hit], library: Library, scorer: Scorer | None = None
) -> Evidence:
    """Score the sentences of the hits.

    Args:
        query: what was searched.
        hits: what was found, best first.
        library: gives the rarity of terms and the embeddings.
        scorer: the sentence scorer; without one, cheaper features decide.
    """
    weights = WITH_SCORER if scorer else WITHOUT_SCORER
    wanted = _term_weights(query, library)
    candidates = [c for hit in hits for c in _candidates(hit, query.question, wanted)]
    candidates.sort(key=_cheap_score, reverse=True)
    candidates = candidates[: weights.considered]
    if not candidates:
        return Evidence(query, tuple(hits), (), 0.0)
    if scorer:
        titled = [f"{candidate.article.title}: {candidate.text}" for candidate in candidates]
        logits = scorer.score(query.text, titled)
        candidates = [
            replace(candidate, answers=_logistic(float(logit)))
            for candidate, logit in zip(candidates, logits, strict=True)
        ]
    else:
        vectors = library.embed([query.text, *(candidate.text for candidate in candidates)])
        candidates = [
            replace(candidate, similarity=float(similarity))
            for candidate, similarity in zip(candidates, vectors[1:] @ vectors[0], strict=True)
        ]
    candidates = [replace(candidate, score=_score(candidate, weights)) for candidate in candidates]
    candidates.sort(key=lambda candidate: candidate.score, reverse=True)
    return Evidence(query, tuple(hits), tuple(candidates), _confidence(candidates, weights))


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
    )


def _score(candidate: Candidate, weights: Weights) -> float:
    return (
        weights.scorer * candidate.answers
        + weights.similarity * candidate.similarity
        + weights.coverage * candidate.coverage
        + weights.titled * candidate.titled
        + weights.hit * candidate.hit.score
        + weights.fits * (candidate.fits - 1)
    )


def _confidence(candidates: Sequence[Candidate], weights: Weights) -> float:
    return _logistic(
        weights.answers * max(candidate.answers for candidate in candidates)
        + weights.found * max(candidate.hit.score for candidate in candidates)
        + weights.best * candidates[0].score
        + weights.intercept
    )


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-_LARGEST_ODDS, min(_LARGEST_ODDS, odds))))
