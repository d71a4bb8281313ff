"""The sentences of the hits, scored by how well they answer the query, and how sure that is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.candidates import EXPLAINS_WEIGHT, Candidate, candidates_of
from bot.confidence import DOUBTED, SPOKEN, confidence, least_unmentioned, logistic
from bot.expectations import asks_for_few_words, ranks_otherwise
from bot.judges import Judges, Reader, Scorer
from bot.lists import asks_for_list
from bot.mentions import named
from bot.queries import Place, Query, lies_in
from bot.topics import asks_about
from bot.utterances import spoken_in
from index.library import Library
from index.search import Hit
from index.sentences import PARAGRAPH_BREAK, Span
from index.words import terms

_CARRIED_WEIGHT = 0.4

# Chosen on the even halves of the news and SQuAD questions, with the reader also on questions in
# other words than the articles'; the measurements are in tests/benchmarks/README.md.
_CONSIDERED = 16
# Eight where no scorer has ordered them before; sixteen there find no more ("What was tried").
_EMBEDDED, _EMBEDDED_UNSCORED = 5, 8
_EMBEDDED_FOR_LISTS = 10
# The reader moves no sentence up that is farther behind the best than this, or hardly any.
_NEAR_BEST = 0.5
# What the judges' chance counts in the order of sentences.
_SCORER_WEIGHT, _READER_WEIGHT = 1.5, 3.5
# The reader's odds are more extreme than they should be.
_READER_TEMPERATURE = 2.0
# Words are marked as the answer where they are likelier than that the passage holds none.
_LEAST_MARKED = 0.5
_NO_JUDGES = Judges()


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
    missing = least_unmentioned(names, query.question, counted)
    sure = confidence(query, counted, len(missing) / max(1, len(names)), judges)
    if spoken:
        sure = max(sure, SPOKEN)
    if ranks_otherwise(query.question, candidates[0].told):
        # What is second-largest may be the largest elsewhere.
        sure = min(sure, DOUBTED)
    return Evidence(query, tuple(hits), tuple(candidates), sure, missing, tuple(considered))


def _order(query: Query, judges: Judges) -> float:
    """Return what the judges' chance counts in the order of sentences.

    What the reader marks counts most where a few words are asked for: of "Who is she?" and "What
    did he say?" it knows less.
    """
    if judges.reader and asks_for_few_words(query.question):
        return _READER_WEIGHT
    return _SCORER_WEIGHT if judges.scorer else 0.0


def _scored(candidates: Sequence[Candidate], query: Query, scorer: Scorer) -> list[Candidate]:
    titled = [f"{candidate.article.title}: {candidate.told}" for candidate in candidates]
    chances = map(logistic, map(float, scorer.score(query.text, titled)))
    judged = (replace(c, scored=x) for c, x in zip(candidates, chances, strict=True))
    return _ranked(judged, _SCORER_WEIGHT)


def _read(candidates: Sequence[Candidate], query: Query, reader: Reader) -> list[Candidate]:
    """Let the reader say of candidates whether they answer."""
    read: dict[Place, Candidate] = {}
    one = asks_for_few_words(query.question) and not asks_for_list(query.question)
    for text, own in _readings(candidates):
        title, spans = own[0][0].article.title, [span for _, span in own]
        found = reader.read(query.text, title, text, spans)
        for (candidate, (_, end)), answer in zip(own, found, strict=True):
            if answer:
                chance = logistic(answer.odds / _READER_TEMPERATURE)
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
    candidates: Sequence[Candidate], query: Query, library: Library, order: float
) -> list[Candidate]:
    vectors = library.embed([candidate.told for candidate in candidates])
    similarities = vectors @ library.embed_query(query.text)
    scored = zip(candidates, similarities, vectors, strict=True)
    return _ranked((replace(c, similarity=float(x), embedding=v) for c, x, v in scored), order)


def _ranked(candidates: Iterable[Candidate], order: float) -> list[Candidate]:
    """Score candidates by all features and sort, best first; see _order."""
    scored = [
        replace(
            candidate,
            score=candidate.evidence_score
            + order * candidate.answers
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
