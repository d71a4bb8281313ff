"""The built-in answerer: the best one to three sentences of the hits, word for word."""

from collections.abc import Iterator

from bot.additions import adds
from bot.answers import Citation, Citer, Sentence
from bot.candidates import Candidate
from bot.evidence import Evidence
from bot.lists import asks_for_list
from bot.speakers import leans_back, leans_forward
from index.articles import Article
from index.lists import is_item, lead_of
from index.passages import MOST_CHARS
from index.sentences import ITEM_MARK, PARAGRAPH_BREAK, Span, is_heading, sentence_spans

MOST_SENTENCES = 3
MOST_SENTENCES_OF_SIDE = 2
# A further sentence is quoted when it scores nearly as high as the best and says something else.
_LEAST_OF_BEST = 0.75
_LEAST_OF_BEST_IN_LIST = 0.65
# One that is far less likely to answer than the best is left out: it only stands nearby.
_LEAST_OF_ANSWER = 0.7
# For a list, what another sentence of an article counts beside the best ones of other articles.
_SAME_ARTICLE = 0.9
_LOOK_BACK_CHARS = 1500
_MOST_BROUGHT = 2
_SHORT_ITEM_WORDS = 8


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
    places = [place for part in parts for place in _choose(part, most, other)]
    marked = {candidate.place: candidate.marked for part in parts for candidate in part.candidates}
    for article, (start, end) in dict.fromkeys(places):
        number = citer.cite(article, start, end)
        words = marked.get((article.id, start))
        answer_span = (words[0] - start, words[1] - start) if words else None
        text = article.text[start:end]
        sentences += (Sentence(text, (number,), "verbatim", answer_span),)
        yield sentences, citer.citations


def _choose(evidence: Evidence, most: int, other: Candidate | None) -> list[tuple[Article, Span]]:
    """Pick what to quote: the best first, each with the sentences it can't be read without."""
    chosen = [evidence.candidates[0], other] if other else []
    groups = [with_context(candidate) for candidate in chosen]
    for candidate in _worth_quoting(evidence):
        if not adds(candidate, chosen, evidence.query.question):
            continue
        taken = [place for group in groups for place in group]
        group = [place for place in with_context(candidate) if place not in taken]
        if groups and len(taken) + len(group) > most:
            continue
        chosen.append(candidate)
        groups.append(group)
    return _in_reading_order(groups)


def _worth_quoting(evidence: Evidence) -> list[Candidate]:
    """Return the candidates that come near the best; for a list, rather of other articles."""
    listed = asks_for_list(evidence.query.question)
    least = _LEAST_OF_BEST_IN_LIST if listed else _LEAST_OF_BEST
    best = max((candidate.score for candidate in evidence.candidates), default=0.0)
    near = [candidate for candidate in evidence.candidates if candidate.score >= least * best]
    if not listed:
        likely = _LEAST_OF_ANSWER * max((candidate.answers for candidate in near[:1]), default=0.0)
        return [candidate for candidate in near if candidate.answers >= likely]
    firsts = list({candidate.article.id: candidate for candidate in reversed(near)}.values())
    weights = {True: 1.0, False: _SAME_ARTICLE}
    others = sorted(near[1:], key=lambda f: f.score * weights[f in firsts], reverse=True)
    return [*near[:1], *others]


def _in_reading_order(groups: list[list[tuple[Article, Span]]]) -> list[tuple[Article, Span]]:
    """Keep the articles in the order of their best sentence, each article's text in its own."""
    places = [place for group in groups for place in group]
    articles = list(dict.fromkeys(article.id for article, _ in places))
    return sorted(places, key=lambda place: (articles.index(place[0].id), place[1]))


def with_context(candidate: Candidate) -> list[tuple[Article, Span]]:
    """Return a sentence's place, with those of the sentences it can't be read without."""
    article = candidate.article
    spans: list[Span] = [(candidate.start, candidate.end)]
    if is_item(article.text, candidate.start):
        lead = lead_of(article.text, candidate.start)
        if lead and (article.text[: lead[1]].endswith(":") or _is_short(candidate.text)):
            spans.insert(0, lead)
        return [(article, span) for span in spans]
    if leans_forward(article.text[slice(*spans[0])]):
        spans += _rest_of_quotation(article.text, spans[0])
    while len(spans) <= _MOST_BROUGHT and leans_back(article.text[slice(*spans[0])]):
        before = _sentence_before(article.text, spans[0][0])
        if before is None:
            break
        spans.insert(0, before)
    return [(article, span) for span in spans]


def _is_short(item: str) -> bool:
    """Say whether an item of a list says too little without the heading over the list."""
    return len(item.removeprefix(ITEM_MARK).split()) <= _SHORT_ITEM_WORDS


def _rest_of_quotation(text: str, span: Span) -> list[Span]:
    """Return the sentences up to the end of a quotation, or none if it doesn't end soon."""
    paragraph_end = text.find(PARAGRAPH_BREAK, span[1])
    until = min(span[1] + _LOOK_BACK_CHARS, paragraph_end if paragraph_end >= 0 else len(text))
    following = sentence_spans(text, span[1], until)[:_MOST_BROUGHT]
    for number, (_, end) in enumerate(following, 1):
        if not leans_forward(text[span[0] : end]):
            return following[:number]
    return []


def _sentence_before(text: str, start: int) -> Span | None:
    # From a paragraph's start, so that no sentence is met in its middle.
    paragraph = text.rfind(PARAGRAPH_BREAK, 0, max(0, start - _LOOK_BACK_CHARS))
    spans = sentence_spans(text, max(0, paragraph), start)
    if not spans or is_heading(text[slice(*spans[-1])]):
        return None
    first, last = spans[-1]
    return (first, last) if last - first <= MOST_CHARS else None
