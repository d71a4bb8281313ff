"""The sentences that may answer a query, with the cheap features of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.expectations import explains_as_asked, holds_what_is_asked
from bot.lists import asks_for_list
from bot.queries import Place
from bot.reasons import asks_for_reason
from bot.topics import asks_about, opening_gain
from index.articles import Article
from index.lists import (
    is_item,
    item_words,
    lead_of,
    list_start,
    paragraph_start,
    statement_spans,
    with_items,
    without_mark,
)
from index.passages import MOST_CHARS
from index.search import Hit
from index.sentences import (
    PARAGRAPH_BREAK,
    Span,
    ends_as_sentence,
    is_heading,
    sentence_spans,
)
from index.words import terms

_SHORTEST_WORDS = 4
_LOOK_BACK_CHARS = 1500
_SHORTEST_ITEM_WORDS = 2  # "Defence: Varga"
# Small, so that a reason or a means decides among sentences that are equally good otherwise.
EXPLAINS_WEIGHT = 0.15


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer the query; one that leads to a list, together with its items.

    Attributes:
        start, end: offsets into the article's text, in characters.
        coverage: the part of the query's terms, weighted by rarity, that stand in what it tells,
            0 to 1.
        titled: the same for that together with the article's title.
        around: the same for the passage it stands in together with that.
        fits: it holds the kind of thing that the question asks for.
        explains: the question asks why or how, and it gives a reason or a means.
        unexplained: the question asks why, and it gives no reason in any usual turn of phrase.
        opens: what it gains by standing early in its article, where a topic is asked about.
        similarity: cosine of its embedding with the question's, -1 to 1.
        scored: the scorer's chance that it answers the question, 0 to 1; 0 without a scorer.
        found: the reader's chance of that, 0 to 1; None where it wasn't read.
        marked: where the words stand that the reader takes for the answer, (start, end) offsets
            into the article's text; None where a few words are no answer, where several things
            are asked for or told, or where it is unsure.
        score: 0 upward, higher is better.
        lead: where the line stands that leads to the list it is an item of; None where none does.
        embedding: of what is told, normalised; None where it wasn't embedded.
    """

    hit: Hit
    start: int
    end: int
    coverage: float
    titled: float
    fits: bool
    around: float = 0.0
    explains: bool = False
    unexplained: bool = False
    opens: float = 0.0
    similarity: float = 0.0
    scored: float = 0.0
    found: float | None = None
    marked: Span | None = None
    score: float = 0.0
    lead: Span | None = None
    embedding: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.hit.passage.article

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.article.id, self.start, self.end

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.article.text[self.start : self.end]

    @property
    def words(self) -> str:
        """The same without the marks of a list."""
        return _words(self.text)

    @property
    def told(self) -> str:
        """What it tells, as prose: an item of a list after the line that leads to the list."""
        return _told(self.article.text, (self.start, self.end), self.lead)

    @property
    def answers(self) -> float:
        """The chance that it answers the question, 0 to 1, the mean of those known."""
        return self.scored if self.found is None else (self.scored + self.found) / 2

    @property
    def cheap_score(self) -> float:
        """How much speaks for it before any model has seen it."""
        return (
            self.coverage
            + 0.5 * self.titled
            + 0.5 * self.hit.score
            + 0.25 * self.fits
            + EXPLAINS_WEIGHT * self.explains
            + self.opens
        )

    @property
    def support(self) -> float:
        """How much speaks for an answer in it or next to it, the models aside: for the confidence.

        A passage tells once whom or what it is about, its sentences seldom. "They failed" is less
        of an answer to why they did than "they failed because ...".
        """
        holds = self.fits and not self.unexplained
        return (
            self.similarity
            + 0.5 * self.titled
            + 0.5 * self.around
            + 0.5 * self.hit.score
            + 0.25 * (holds - 1)
        )

    @property
    def evidence_score(self) -> float:
        """How much speaks for it, the scorer and the reader aside: orders the sentences."""
        return (
            self.similarity
            + 0.5 * self.coverage
            + 0.5 * self.titled
            + 0.5 * self.hit.score
            + 0.25 * (self.fits - 1)
            + self.opens
        )


def candidates_of(hit: Hit, question: str, weights: Mapping[str, float]) -> list[Candidate]:
    """Return the sentences of a passage, but for questions and those of a few words.

    Args:
        hit: the passage, as it was found.
        question: as it was asked.
        weights: the query's terms and what each counts.
    """
    article = hit.passage.article
    title_terms = set(terms(article.title))
    around = coverage(title_terms | set(terms(hit.passage.text)), weights)
    candidates = []
    passage, listed, topical = hit.passage, asks_for_list(question), asks_about(question)
    for start, end in statement_spans(article.text, passage.start, passage.end, headings=True):
        sentence = article.text[start:end]
        words = item_words(sentence)
        shortest = _SHORTEST_ITEM_WORDS if is_item(sentence, 0) else _SHORTEST_WORDS
        if len(words.split()) < shortest or sentence.rstrip("\"'”’)").endswith("?"):
            continue
        if not listed and _an_item_says_more(sentence, weights):
            continue
        lead = line_over(article.text, start)
        found = set(terms(_told(article.text, (start, end), lead)))
        explains = explains_as_asked(question, sentence)
        candidates.append(
            Candidate(
                hit,
                start,
                end,
                coverage=coverage(found, weights),
                titled=coverage(found | title_terms, weights),
                fits=holds_what_is_asked(question, sentence),
                explains=explains,
                unexplained=asks_for_reason(question) and not explains,
                around=around,
                opens=opening_gain(start) if topical else 0.0,
                lead=lead,
            )
        )
    return candidates


def line_over(text: str, start: int) -> Span | None:
    """Return the line that leads to the list in which a sentence stands, unless it is too long."""
    item = paragraph_start(text, start)
    lead = lead_of(text, item) if is_item(text, item) else None
    return lead if lead and lead[1] - lead[0] <= MOST_CHARS else None


def sentence_before(text: str, start: int) -> Span | None:
    """Return the sentence before a place; before an item or after a list, the one over the list."""
    start = list_start(text, start) if is_item(text, start) else start
    before = paragraph_start(text, max(0, start - len(PARAGRAPH_BREAK)))
    if start and is_item(text, before):
        lead = lead_of(text, before)
        span = with_items(text, lead, start) if lead else None
        return span if span and span != lead and span[1] - span[0] <= MOST_CHARS else None
    # From a paragraph's start, so that no sentence is met in its middle.
    paragraph = text.rfind(PARAGRAPH_BREAK, 0, max(0, start - _LOOK_BACK_CHARS))
    spans = sentence_spans(text, max(0, paragraph), start)
    if not spans or is_heading(text[slice(*spans[-1])]):
        return None
    first, last = spans[-1]
    return (first, last) if last - first <= MOST_CHARS else None


def _told(text: str, span: Span, lead: Span | None) -> str:
    words = _words(text[slice(*span)])
    return words if lead is None else f"{text[slice(*lead)].rstrip(':.')}: {words}"


def _an_item_says_more(sentence: str, weights: Mapping[str, float]) -> bool:
    """Say whether an item of a list speaks more of what is asked than the line that leads to it.

    Then that item answers, and the others would only hide it.
    """
    covered = [coverage(set(terms(line)), weights) for line in sentence.split(PARAGRAPH_BREAK)]
    return max(covered) > covered[0]


def _words(sentence: str) -> str:
    first, *items = map(without_mark, sentence.split(PARAGRAPH_BREAK))
    if not items:
        return first
    ended = [item if ends_as_sentence(item) else f"{item.rstrip(' ;,')};" for item in items]
    return f"{first.rstrip(':')}: {' '.join(ended).removesuffix(';')}"


def coverage(found: set[str], weights: Mapping[str, float]) -> float:
    """Return sum(w[t] for t in found and wanted) / sum(w[t] for t in wanted), 0 to 1."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in found) / total if total else 0
