"""The sentences of the hits, scored by how well they answer the query, and how sure that is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.expectations import holds_what_is_asked
from bot.queries import Query
from index.articles import Article
from index.library import Library
from index.search import Hit
from index.sentences import sentence_spans
from index.words import terms

# Only the sentences that cheap features rank highest are embedded, which costs most of the time.
_EMBEDDED = 16
_CARRIED_WEIGHT = 0.4
_FIT_WEIGHT = 0.25
_SHORTEST_WORDS = 4
# Fitted on the even halves of the news and SQuAD questions, see tests/benchmarks/README.md.
_CONFIDENCE_SLOPE, _CONFIDENCE_INTERCEPT = 4.22, -6.48
THRESHOLD = 0.5


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer the query.

    Attributes:
        start, end: offsets into the article's text, in characters.
        coverage: the part of the query's terms, weighted by rarity, that stand in it, 0 to 1.
        titled: the same for the sentence together with the article's title.
        fits: it holds the kind of thing that the question asks for.
        similarity: cosine of its embedding with the question's, -1 to 1.
        score: 0 upward, higher is better.
    """

    hit: Hit
    start: int
    end: int
    coverage: float
    titled: float
    fits: bool
    similarity: float = 0.0
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


def weigh(query: Query, hits: Sequence[Hit], library: Library) -> Evidence:
    """Score the sentences of the hits.

    Args:
        query: what was searched.
        hits: what was found, best first.
        library: gives the rarity of terms and the embeddings.
    """
    weights = _term_weights(query, library)
    candidates = [
        candidate for hit in hits for candidate in _candidates(hit, query.question, weights)
    ]
    candidates.sort(key=_cheap_score, reverse=True)
    chosen = candidates[:_EMBEDDED]
    if chosen:
        vectors = library.embed([query.text, *(candidate.text for candidate in chosen)])
        similarities = vectors[1:] @ vectors[0]
        chosen = [
            replace(candidate, similarity=float(similarity))
            for candidate, similarity in zip(chosen, similarities, strict=True)
        ]
        chosen = [replace(candidate, score=_score(candidate)) for candidate in chosen]
        chosen.sort(key=lambda candidate: candidate.score, reverse=True)
    return Evidence(query, tuple(hits), tuple(chosen), _confidence(chosen))


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
        + _FIT_WEIGHT * candidate.fits
    )


def _score(candidate: Candidate) -> float:
    return (
        candidate.similarity
        + 0.5 * candidate.coverage
        + 0.5 * candidate.titled
        + 0.5 * candidate.hit.score
        + _FIT_WEIGHT * (candidate.fits - 1)
    )


def _confidence(candidates: Sequence[Candidate]) -> float:
    """Return 1 / (1 + exp(-(a * best score + b))), the fitted chance that the best answers."""
    if not candidates:
        return 0.0
    return 1 / (1 + math.exp(-(_CONFIDENCE_SLOPE * candidates[0].score + _CONFIDENCE_INTERCEPT)))
