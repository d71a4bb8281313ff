"""The sentences of the hits, scored by how well they answer the query, and how sure that is."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.candidates import EXPLAINS_WEIGHT, Candidate, candidates_of
from bot.expectations import asks_for_few_words, ranks_otherwise
from bot.judges import Judges, Reader, Scorer
from bot.lists import asks_for_list
from bot.mentions import named, unmentioned_in, years_of_outcome
from bot.queries import Place, Query, lies_in
from bot.topics import asks_about
from bot.utterances import spoken_in
from index.library import Library
from index.search import Hit
from index.sentences import PARAGRAPH_BREAK, Span
from index.words import terms

_CARRIED_WEIGHT = 0.4
_LARGEST_ODDS = 30.0

# The weights were chosen, and the confidence fitted, on the even halves of the news and SQuAD
# questions, with the reader also on questions in other words than the articles'; the measurements
# are in tests/benchmarks/README.md.
_CONSIDERED = 16
# Eight where no scorer has ordered them before; sixteen there find no more ("What was tried").
_EMBEDDED, _EMBEDDED_UNSCORED = 5, 8
_EMBEDDED_FOR_LISTS = 10
# The reader moves no sentence up that is farther behind the best than this, or hardly any.
_NEAR_BEST = 0.5
# The reader's odds are more extreme than they should be.
_READER_TEMPERATURE = 2.0
# Words are marked as the answer where they are likelier than that the passage holds none.
_LEAST_MARKED = 0.5
THRESHOLD = 0.45
# At most, where something a little different may be told: it is answered, but never surely.
DOUBTED = 0.55
# At least, where the words of somebody are asked for, and these are.
_SPOKEN = 0.7
_NO_JUDGES = Judges()


class _Weights(NamedTuple):
    """What counts, by the judges that took part.

    Attributes:
        answers: the mean chance that it answers, in a sentence's score.
        of_support, of_answering, of_unmentioned, at_nothing: in the log odds of the confidence;
            of_answering counts the reader's highest log odds if by_reader, else the scorer's
            highest chance.
    """

    answers: float
    of_support: float
    of_answering: float
    of_unmentioned: float
    at_nothing: float
    by_reader: bool = False


_UNJUDGED = _Weights(0.0, 4.2, 0.0, -3.9, -6.7)
_SCORED = _Weights(1.5, 2.9, 1.0, -3.3, -5.19)
_READ = _Weights(3.5, 2.0, 0.6, -2.0, -3.0, by_reader=True)
# Below and above these the reader's log odds say no more of how sure an answer is.
_LEAST_ODDS, _SUREST_ODDS = -3.0, 3.0


@dataclass(frozen=True)
class Evidence:
    """What the library holds on a query.

    Attributes:
        hits: the passages found, best first.
        candidates: their sentences, best first.
        confidence: 0 to 1, that they hold the answer.
        unmentioned: names and years of the question that no candidate's passage mentions, by the
            passage that mentions most.
        considered: the sentences that the scorer saw, those that are no candidates included.
    """

    query: Query
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    confidence: float
    unmentioned: tuple[str, ...] = ()
    considered: tuple[Candidate, ...] = ()


def weigh(
    query: Query, hits: Sequence[Hit], library: Library, judges: Judges = _NO_JUDGES
) -> Evidence:
    """Score the sentences of the hits.

    Args:
        query: what was searched.
        hits: what was found, best first.
        library: gives the rarity of terms and the embeddings.
        judges: the scorer sees the sentences that cheap features choose, the reader those that are
            near the best by then, in their passages. Without them, and of what there is on a
            topic, the features decide.
    """
    if asks_about(query.question):
        judges = _NO_JUDGES
    wanted = _term_weights(query, library)
    candidates = [
        candidate
        for hit in hits
        for candidate in candidates_of(hit, query.question, wanted)
        if not lies_in(candidate.place, query.said)
    ]
    spoken = spoken_in(candidates, query)
    if spoken:
        candidates, judges = spoken, _NO_JUDGES
    # Cheap features choose the few sentences that get the costly ones, stage by stage.
    candidates.sort(key=lambda candidate: candidate.cheap_score, reverse=True)
    candidates = candidates[:_CONSIDERED]
    if not candidates:
        return Evidence(query, tuple(hits), (), 0.0)
    if judges.scorer:
        candidates = _scored(candidates, query, judges.scorer)
    considered = candidates
    fitted = _EMBEDDED if judges.scorer else _EMBEDDED_UNSCORED
    candidates = candidates[: _EMBEDDED_FOR_LISTS if asks_for_list(query.question) else fitted]
    if judges.reader:
        least = candidates[0].score - _NEAR_BEST
        near = [candidate for candidate in candidates if candidate.score >= least]
        candidates = [*_read(near, query, judges.reader), *candidates[len(near) :]]
        known = {candidate.place: candidate for candidate in candidates}
        considered = [known.get(candidate.place, candidate) for candidate in considered]
    candidates = _with_similarity(candidates, query, library, _order(query, judges))
    # A list has more to quote than this, and its confidence is no surer for it.
    counted = candidates[:fitted]
    names = named(query.question, unknown=[term for term in wanted if wanted[term] == 1])
    missing = _unmentioned(names, query.question, counted)
    lacking = len(missing) / max(1, len(names))
    confidence = max(_sure(counted, lacking, judged) for judged in _trusted(query, judges, counted))
    if spoken:
        confidence = max(confidence, _SPOKEN)
    if ranks_otherwise(query.question, candidates[0].told):
        # What is second-largest may be the largest elsewhere.
        confidence = min(confidence, DOUBTED)
    return Evidence(query, tuple(hits), tuple(candidates), confidence, missing, tuple(considered))


def _order(query: Query, judges: Judges) -> _Weights:
    """Return the weights that order sentences.

    What the reader marks counts most where a few words are asked for: of "Who is she?" and "What
    did he say?" it knows less.
    """
    if judges.reader and asks_for_few_words(query.question):
        return _READ
    return _SCORED if judges.scorer else _UNJUDGED


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
    return _logistic(
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


def _scored(candidates: Sequence[Candidate], query: Query, scorer: Scorer) -> list[Candidate]:
    titled = [f"{candidate.article.title}: {candidate.told}" for candidate in candidates]
    chances = map(_logistic, map(float, scorer.score(query.text, titled)))
    judged = (replace(c, scored=x) for c, x in zip(candidates, chances, strict=True))
    return _ranked(judged, _SCORED)


def _read(candidates: Sequence[Candidate], query: Query, reader: Reader) -> list[Candidate]:
    """Let the reader say of candidates whether they answer."""
    read: dict[Place, Candidate] = {}
    one = asks_for_few_words(query.question) and not asks_for_list(query.question)
    for text, own in _readings(candidates):
        title, spans = own[0][0].article.title, [span for _, span in own]
        found = reader.read(query.text, title, text, spans)
        for (candidate, (_, end)), answer in zip(own, found, strict=True):
            if answer:
                chance = _logistic(answer.odds / _READER_TEMPERATURE)
                before = candidate.end - end
                sure = one and chance >= _LEAST_MARKED and PARAGRAPH_BREAK not in candidate.text
                marked = (before + answer.start, before + answer.end) if sure else None
                read[candidate.place] = replace(candidate, found=chance, marked=marked)
    return [read.get(candidate.place, candidate) for candidate in candidates]


def _readings(
    candidates: Sequence[Candidate],
) -> Iterator[tuple[str, list[tuple[Candidate, Span]]]]:
    """Yield each text to read, with the candidates in it and where they stand there.

    Sentences are read among their neighbours. What is told by a list is read alone, as prose: the
    reader learned of prose, and says of a list that it answers nothing.
    """
    prose: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.told == candidate.text:
            prose.setdefault(candidate.hit.passage.id, []).append(candidate)
        else:
            told = candidate.told
            yield told, [(candidate, (len(told) - len(candidate.words), len(told)))]
    for own in prose.values():
        passage = own[0].hit.passage
        yield passage.text, [(c, (c.start - passage.start, c.end - passage.start)) for c in own]


def _with_similarity(
    candidates: Sequence[Candidate], query: Query, library: Library, weights: _Weights
) -> list[Candidate]:
    vectors = library.embed([candidate.told for candidate in candidates])
    similarities = vectors @ library.embed_query(query.text)
    scored = zip(candidates, similarities, vectors, strict=True)
    return _ranked((replace(c, similarity=float(x), embedding=v) for c, x, v in scored), weights)


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


def _ranked(candidates: Iterable[Candidate], weights: _Weights) -> list[Candidate]:
    """Score candidates by all features and sort, best first."""
    scored = [
        replace(
            candidate,
            score=candidate.evidence_score
            + weights.answers * candidate.answers
            + EXPLAINS_WEIGHT * candidate.explains,
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


def _log_odds(chance: float) -> float:
    """Return the log odds of a chance that _logistic gave."""
    return math.log(chance / (1 - chance))


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-_LARGEST_ODDS, min(_LARGEST_ODDS, odds))))
