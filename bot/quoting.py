"""The built-in answerer: the best one to three sentences of the hits, word for word."""

from collections.abc import Iterator, Sequence

from bot.additions import adds
from bot.answers import Citation, Citer, Sentence
from bot.candidates import Candidate, line_over, sentence_before
from bot.evidence import Evidence
from bot.lists import asks_for_list
from bot.mentions import named, unmentioned_in
from bot.queries import lies_in
from bot.speakers import leans_back, leans_forward
from bot.topics import asks_about
from index.articles import Article
from index.lists import (
    without_mark,
)
from index.sentences import PARAGRAPH_BREAK, Span, sentence_spans

MOST_SENTENCES = 3
MOST_SENTENCES_OF_SIDE = 2
# A further sentence is quoted when it scores nearly as high as the best and says something else.
_LEAST_OF_BEST = 0.75
_LEAST_OF_BEST_IN_LIST = 0.65
# One that is far less likely to answer than the best is left out: it only stands nearby.
_LEAST_OF_ANSWER = 0.7
# For a list, what another sentence of an article counts beside the best ones of other articles.
_SAME_ARTICLE = 0.9
_LOOK_ON_CHARS = 1500
_MOST_BROUGHT = 2
_SHORT_ITEM_WORDS = 8

_Quoted = tuple[Article, Span]


def quote(
    *parts: Evidence, other: Candidate | None = None
) -> Iterator[tuple[tuple[Sentence, ...], tuple[Citation, ...]]]:
    """Yield the answer's sentences and citations, one sentence more each time.

    Args:
        parts: what to quote from, one after the other: of several, fewer sentences each.
        other: a sentence to quote beside the best one, however much the two are alike.
    """
    citer = Citer()
    sentences: tuple[Sentence, ...] = ()
    most = MOST_SENTENCES if len(parts) == 1 else MOST_SENTENCES_OF_SIDE
    places = list(dict.fromkeys(p for part in parts for p in _choose(part, most, other)))
    places = [p for p in places if _beside([p], [another for another in places if another != p])]
    marked = {candidate.place: candidate.marked for part in parts for candidate in part.candidates}
    for article, (start, end) in places:
        number = citer.cite(article, start, end)
        words = marked.get((article.id, start, end))
        answer_span = (words[0] - start, words[1] - start) if words else None
        text = article.text[start:end]
        sentences += (Sentence(text, (number,), "verbatim", answer_span),)
        yield sentences, citer.citations


def _choose(evidence: Evidence, most: int, other: Candidate | None) -> list[_Quoted]:
    """Pick what to quote: the best first, each with the sentences it can't be read without."""
    chosen = [evidence.candidates[0], other] if other else []
    groups = [with_context(candidate) for candidate in chosen]
    for candidate in _worth_quoting(evidence):
        if not adds(candidate, chosen, evidence.query.question):
            continue
        # A list takes the place of those of its items that were chosen before.
        group = _beside(with_context(candidate), [place for group in groups for place in group])
        kept = [_beside(earlier, group) for earlier in groups]
        if groups and sum(map(len, kept)) + len(group) > most:
            continue
        chosen.append(candidate)
        groups = [*kept, group]
    return _in_reading_order(groups)


def _beside(places: Sequence[_Quoted], others: Sequence[_Quoted]) -> list[_Quoted]:
    """Return the places that lie in none of the others."""
    taken = [(article.id, *span) for article, span in others]
    return [(article, span) for article, span in places if not lies_in((article.id, *span), taken)]


def _worth_quoting(evidence: Evidence) -> list[Candidate]:
    """Return the candidates that come near the best; for a list or topic, of other articles."""
    question = evidence.query.question
    listed = asks_for_list(question) or asks_about(question)
    least = _LEAST_OF_BEST_IN_LIST if listed else _LEAST_OF_BEST
    best = max((candidate.score for candidate in evidence.candidates), default=0.0)
    near = [candidate for candidate in evidence.candidates if candidate.score >= least * best]
    if not listed:
        likely = _LEAST_OF_ANSWER * max((candidate.answers for candidate in near[:1]), default=0.0)
        near = [candidate for candidate in near if candidate.answers >= likely]
        return [*near[:1], *_of_the_same(near[:1], near[1:], question)]
    firsts = list({candidate.article.id: candidate for candidate in reversed(near)}.values())
    weights = {True: 1.0, False: _SAME_ARTICLE}
    others = sorted(near[1:], key=lambda f: f.score * weights[f in firsts], reverse=True)
    return [*near[:1], *others]


def _of_the_same(
    best: Sequence[Candidate], others: Sequence[Candidate], question: str
) -> list[Candidate]:
    """Keep those whose passages mention all names of the question that the best one's does.

    Where Bo Falk resigned is asked for, another Falk's resignation adds nothing.
    """
    names = [name for name in named(question) if not name.isdecimal()]
    lacking = {name for one in best for name in unmentioned_in(names, one.hit.passage)}
    return [c for c in others if set(unmentioned_in(names, c.hit.passage)) <= lacking]


def _in_reading_order(groups: list[list[_Quoted]]) -> list[_Quoted]:
    """Keep the articles in the order of their best sentence, each article's text in its own."""
    places = [place for group in groups for place in group]
    articles = list(dict.fromkeys(article.id for article, _ in places))
    return sorted(places, key=lambda place: (articles.index(place[0].id), place[1]))


def with_context(candidate: Candidate) -> list[_Quoted]:
    """Return a sentence's place, with those of the sentences it can't be read without."""
    text = candidate.article.text
    spans: list[Span] = [(candidate.start, candidate.end)]
    if leans_forward(candidate.text):
        spans += _rest_of_quotation(text, spans[0])
    if lead := _lead(text, spans[0]):
        return [(candidate.article, span) for span in (lead, *spans)]
    while len(spans) <= _MOST_BROUGHT and leans_back(text[slice(*spans[0])]):
        before = sentence_before(text, spans[0][0])
        if before is None:
            break
        spans.insert(0, before)
    return [(candidate.article, span) for span in spans]


def _lead(text: str, span: Span) -> Span | None:
    """Return the line that leads to the list in which a sentence stands, if it needs that."""
    lead = line_over(text, span[0])
    needed = lead and (text[: lead[1]].endswith(":") or _is_short(text[slice(*span)]))
    return lead if needed else None


def _is_short(item: str) -> bool:
    """Say whether an item of a list says too little without the line over the list."""
    return len(without_mark(item).split()) <= _SHORT_ITEM_WORDS


def _rest_of_quotation(text: str, span: Span) -> list[Span]:
    """Return the sentences up to the end of a quotation, or none if it doesn't end soon."""
    paragraph_end = text.find(PARAGRAPH_BREAK, span[1])
    until = min(span[1] + _LOOK_ON_CHARS, paragraph_end if paragraph_end >= 0 else len(text))
    following = sentence_spans(text, span[1], until)[:_MOST_BROUGHT]
    for number, (_, end) in enumerate(following, 1):
        if not leans_forward(text[span[0] : end]):
            return following[:number]
    return []
