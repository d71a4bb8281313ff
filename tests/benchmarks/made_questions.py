"""Questions made of the articles' own figures and days, where another outlet's may be others."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from bot.claims import Asked, claims
from index.articles import Article
from index.sentences import Span, sentence_spans
from index.words import terms

_SHORTEST_WORDS, _LONGEST_WORDS = 7, 32
_MOST_ASKED_WORDS = 18
_MOST_DAYS_APART = 14
_LEAST_SHARED, _LEAST_SHARED_TERMS = 0.3, 3
_LEAD_IN = re.compile(r"^\W*(?:[A-Z][\w .,]{2,40})?\([A-Z][\w ]{1,30}\)\W*")
_FIGURE = re.compile(r"(?<![\w$€£.,:-])\d[\d,]*(?:\.\d+)?(?: (?:million|billion))?")
_COUNTED = re.compile(r"\s((?:[a-z][\w’'-]*\s){0,2}?[a-z][\w’'-]*s|people|children|women|men)\b")
_HEDGE = re.compile(
    r"(?:\b(?:about|around|nearly|almost|over|at least|more than|up to|to|by|for|of|on|in))+\s*$",
    re.IGNORECASE,
)
_ASKING = {"money": "How much", "share": "By how much", "day": "When"}


@dataclass(frozen=True)
class Telling:
    """A sentence that gives one figure or day: of what unit, and what is asked for it.

    Attributes:
        span: where it stands in the article's text, in characters.
    """

    article: Article
    span: Span
    unit: str
    value: str
    question: str
    terms: frozenset[str]

    def may_differ(self, other: "Telling", *, any_outlet: bool = False) -> bool:
        """Say whether two sentences may tell one thing otherwise, by a cheap look."""
        mine, theirs = self.article, other.article
        same = mine.id == theirs.id or (
            mine.outlet and mine.outlet == theirs.outlet and not any_outlet
        )
        if same or self.value == other.value:
            return False
        if mine.published and theirs.published:
            apart = abs((mine.published - theirs.published).days)
            if apart > _MOST_DAYS_APART:
                return False
        shared = len(self.terms & other.terms)
        least = _LEAST_SHARED * min(len(self.terms), len(other.terms))
        return shared >= max(_LEAST_SHARED_TERMS, least)


def made_questions(articles: Iterable[Article]) -> list[tuple[str, str]]:
    """Return questions, each with the record of the article whose sentence it was made of.

    They are made of sentences like one of another outlet, published within two weeks, that gives
    another figure of the same unit; of each such pair, both.
    """
    by_unit: dict[str, list[Telling]] = defaultdict(list)
    for article in articles:
        for telling in tellings(article):
            by_unit[telling.unit].append(telling)
    made: dict[str, str] = {}
    for found in by_unit.values():
        for one, other in combinations(found, 2):
            if one.may_differ(other):
                made |= {side.question: side.article.part for side in (one, other)}
    return sorted(made.items())


def tellings(article: Article) -> Iterator[Telling]:
    """Iterate over an article's sentences that give one figure or day."""
    for start, end in sentence_spans(article.text):
        sentence = _LEAD_IN.sub("", article.text[start:end]).rstrip(". ")
        if not _SHORTEST_WORDS <= len(sentence.split()) <= _LONGEST_WORDS:
            continue
        found = frozenset(term for term in terms(sentence) if not term[0].isdigit())
        for kind in ("money", "share", "day"):
            told = claims(sentence, Asked(kind))
            if len(told) == 1 and told[0].plain:
                question = _asking(_ASKING[kind], sentence, told[0].start, told[0].end)
                value = str(told[0].value)
                yield Telling(article, (start, end), told[0].unit, value, question, found)
        for unit, value, question in _counting(sentence):
            yield Telling(article, (start, end), unit, value, question, found)


def _counting(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Ask for what a sentence counts, where it has one figure: its unit, value and question."""
    figures = list(_FIGURE.finditer(sentence))
    noun = _COUNTED.match(sentence, figures[0].end()) if len(figures) == 1 else None
    if noun and all(terms(word) for word in noun[1].split()):
        question = _asking(f"How many {noun[1]}", sentence, figures[0].start(), noun.end())
        yield terms(noun[1])[-1], figures[0][0], question


def _asking(opening: str, sentence: str, start: int, end: int) -> str:
    """Ask for sentence[start:end] with the words before and after it; a count's after it first."""
    before = _HEDGE.sub("", sentence[:start].rstrip()).strip(" ,-–—")
    after = re.split(r"[,–—]", sentence[end:])[0].strip()
    parts = (after, before) if opening.startswith("How many") else (before, after)
    return f"{opening} {' '.join(' '.join(parts).split()[:_MOST_ASKED_WORDS])}?"
