"""The built-in answerer: the best one to three sentences of the hits, word for word."""

import re
from collections.abc import Iterator, Sequence

from bot.answers import Citation, Citer, Sentence
from bot.evidence import Candidate, Evidence
from bot.names import names
from index.articles import Article
from index.sentences import PARAGRAPH_BREAK, Span, is_heading, sentence_spans
from index.words import terms

MOST_SENTENCES = 3
# A further sentence is quoted when it scores nearly as high as the best and says something else.
_LEAST_OF_BEST = 0.75
_MOST_OVERLAP = 0.6
_LOOK_BACK_CHARS = 1500
_MOST_BROUGHT = 2
_QUOTED = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)")
_PRONOUN = re.compile(
    r"\W*(?:(?:but|and|yet|so|still|then|also|meanwhile|however|instead),?\s+)?"
    r"(?:he|she|they|it|this|that|these|those|his|her|hers|their|its|such|both|neither"
    r"|according to (?:him|her|them))\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"\b(?:he|she|they)\s+(?:also\s+|then\s+|has\s+|have\s+|had\s+)?"
    r"(?:said|says|told|added|noted|wrote|warned|called|argued|continued|explained|went on)\b",
    re.IGNORECASE,
)


def quote(
    evidence: Evidence, other: Candidate | None = None
) -> Iterator[tuple[tuple[Sentence, ...], tuple[Citation, ...]]]:
    """Yield the answer's sentences and citations, one sentence more each time.

    Args:
        evidence: what is quoted, the best first.
        other: a sentence to quote beside the best one, however much the two are alike.
    """
    citer = Citer()
    sentences: tuple[Sentence, ...] = ()
    for article, (start, end) in _choose(evidence.candidates, other):
        number = citer.cite(article, start, end)
        sentences += (Sentence(article.text[start:end], (number,), "verbatim"),)
        yield sentences, citer.citations


def _choose(
    candidates: Sequence[Candidate], other: Candidate | None = None
) -> list[tuple[Article, Span]]:
    """Pick what to quote: the best first, each with the sentences it can't be read without."""
    chosen = [candidates[0], other] if other else []
    groups = [_with_context(candidate) for candidate in chosen]
    for candidate in candidates:
        if candidate.score < _LEAST_OF_BEST * candidates[0].score:
            break
        if any(_repeats(candidate, earlier) for earlier in chosen):
            continue
        taken = [place for group in groups for place in group]
        group = [place for place in _with_context(candidate) if place not in taken]
        if groups and len(taken) + len(group) > MOST_SENTENCES:
            continue
        chosen.append(candidate)
        groups.append(group)
    return _in_reading_order(groups)


def _in_reading_order(groups: list[list[tuple[Article, Span]]]) -> list[tuple[Article, Span]]:
    """Keep the articles in the order of their best sentence, each article's text in its own."""
    places = [place for group in groups for place in group]
    articles = list(dict.fromkeys(article.id for article, _ in places))
    return sorted(places, key=lambda place: (articles.index(place[0].id), place[1]))


def _with_context(candidate: Candidate) -> list[tuple[Article, Span]]:
    """Return a sentence's place, after those of the sentences it leans on."""
    article = candidate.article
    spans: list[Span] = [(candidate.start, candidate.end)]
    while len(spans) <= _MOST_BROUGHT and leans_back(article.text[slice(*spans[0])]):
        before = _sentence_before(article.text, spans[0][0])
        if before is None:
            break
        spans.insert(0, before)
    return [(article, span) for span in spans]


def _sentence_before(text: str, start: int) -> Span | None:
    # From a paragraph's start, so that no sentence is met in its middle.
    paragraph = text.rfind(PARAGRAPH_BREAK, 0, max(0, start - _LOOK_BACK_CHARS))
    spans = sentence_spans(text, max(0, paragraph), start)
    if not spans or is_heading(text[slice(*spans[-1])]):
        return None
    return spans[-1]


def leans_back(sentence: str) -> bool:
    """Say whether a sentence can't be read without the one before it.

    It can't if it opens with a pronoun, or if it is a quotation that doesn't name its speaker.
    """
    outside = _QUOTED.sub(" ", sentence)
    if len(re.findall(r"\w+", outside)) < 2 and len(outside) < len(sentence):
        return True
    if _PRONOUN.match(outside):
        return True
    return _SPEAKER.search(outside) is not None and not names(outside)


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    mine, theirs = set(terms(candidate.text)), set(terms(other.text))
    return len(mine & theirs) >= _MOST_OVERLAP * min(len(mine), len(theirs))
