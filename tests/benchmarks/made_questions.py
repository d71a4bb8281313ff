"""Questions made of the articles' own figures and days, to look for articles that differ."""

import re
from collections.abc import Iterable, Iterator
from random import Random

from bot.claims import Asked, claims
from bot.names import names
from index.articles import Article
from index.sentences import sentence_spans
from index.words import terms

_SHORTEST_WORDS, _LONGEST_WORDS = 7, 28
_MOST_ASKED_WORDS = 18
_COUNTED = re.compile(r"\s((?:[a-z][\w’'-]*\s){0,2}?[a-z][\w’'-]*s|people|children|women|men)\b")
_LEAD_IN = re.compile(r"^\W*(?:[A-Z][\w .,]{2,40})?\([A-Z][\w ]{1,30}\)\W*")
_HEDGE = re.compile(
    r"(?:\b(?:about|around|nearly|almost|over|at least|more than|up to|to|by|for|of|on|in))+\s*$",
    re.IGNORECASE,
)
_KINDS = ("money", "share", "day")
_ASKING = {"money": "How much", "share": "By how much", "day": "When"}


def made_questions(articles: Iterable[Article], *, most: int, seed: int) -> list[tuple[str, str]]:
    """Return questions, each with the id of the article whose sentence it was made of.

    Args:
        articles: any.
        most: how many to return, spread over all articles by chance.
        seed: of that chance.
    """
    made = [(question, article.id) for article in articles for question in _of(article)]
    Random(seed).shuffle(made)
    return list(dict(made).items())[:most]


def _of(article: Article) -> Iterator[str]:
    for start, end in sentence_spans(article.text):
        sentence = _LEAD_IN.sub("", article.text[start:end]).rstrip(". ")
        words = len(sentence.split())
        if not _SHORTEST_WORDS <= words <= _LONGEST_WORDS or re.search(r"[“”\"?:;]", sentence):
            continue
        if not names(sentence):
            continue
        for kind in _KINDS:
            found = claims(sentence, Asked(kind))
            if len(found) == 1:
                yield _asking(_ASKING[kind], sentence, found[0].start, found[0].end)
        yield from _counting(sentence)


def _counting(sentence: str) -> Iterator[str]:
    """Ask for what a sentence counts, where it counts one thing."""
    figures = list(
        re.finditer(r"(?<![\w$€£.,:-])\d[\d,]*(?:\.\d+)?(?: (?:million|billion))?", sentence)
    )
    if len(figures) != 1:
        return
    figure = figures[0]
    noun = _COUNTED.match(sentence, figure.end())
    if noun and all(terms(word) for word in noun[1].split()):
        yield _asking(f"How many {noun[1]}", sentence, figure.start(), noun.end())


def _asking(opening: str, sentence: str, start: int, end: int) -> str:
    """Ask for sentence[start:end] with the words after it, then those before it."""
    before = _HEDGE.sub("", sentence[:start].rstrip()).strip(" ,-–—")
    after = re.split(r"[,–—]", sentence[end:])[0].strip()
    words = (
        f"{after} {before}".split()
        if opening.startswith("How many")
        else f"{before} {after}".split()
    )
    return f"{opening} {' '.join(words[:_MOST_ASKED_WORDS])}?"
