"""Copies of news articles, and articles that are none, made by rules from real ones."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

# What pages and agencies add around a story; these lines are ours.
_ADDED = """Share this story with your friends
Most read in World: Harbour tunnel opens to trains
How dry springs drive bakers to rye
Ida Lund wins the village race in Hilltown
Download the Hill Post app for alerts
Ana Berg covers courts for the Hill Post. Reach her at berg@hill.example.
Follow Jo Marsh on Twitter @jomarsh
The Wire Agency contributed to this report.
Copyright 2021 The Wire Agency. All rights reserved.
More from Transport: Ferry fares rise by 12%
Mira Tolland in Quayside and Ossian Hale in Northport contributed.
(Reporting by Pia Strand; Editing by Åsa Öberg)
Published 3:15 p.m. ET Sept. 4, 2021
Updated 11:20 GMT
12 comments
Read more: Why the second tube is late
This story originally appeared in the Plains Gazette.
Related: Who pays for the tunnel?
Got a tip? Write to tips@hill.example
Weather: Rain in the north, sun in Quayside by Friday""".splitlines()
_WORD = re.compile(r"\w+")
_BREAK = "\n\n"

Pair = tuple[str, str]


@dataclass(frozen=True)
class Made:
    """A set of pairs that were made by one rule.

    Attributes:
        copies: whether the two texts of each pair are the same story.
    """

    rule: str
    copies: bool
    pairs: list[Pair]


def make_all(texts: Sequence[str], *, seed: int) -> Iterator[Made]:
    """Make pairs of every kind from each of some texts."""
    rng = random.Random(seed)
    rules: list[tuple[str, bool, Callable[[str], Pair]]] = [
        ("agency's dateline and credit", True, lambda text: (text, _wired(text))),
        ("2 lines added to each", True, lambda text: _framed(rng, text, _wired(text), 2)),
        ("4 lines added to each", True, lambda text: _framed(rng, text, _wired(text), 4)),
        ("a word changed in 3 of 10 sentences", True, lambda text: (text, _edited(rng, text))),
        ("last tenth cut", True, lambda text: (text, _cut(text, 0.1))),
        ("last fifth cut", True, lambda text: (text, _cut(text, 0.2))),
        ("last 3 tenths cut", True, lambda text: (text, _cut(text, 0.3))),
        ("last 4 tenths cut", True, lambda text: (text, _cut(text, 0.4))),
        ("cut by a tenth, edited, 2 lines each", True, lambda text: _worn(rng, text)),
        ("a fifth more on top", True, lambda text: (text, _other(rng, texts, text, 0.2) + text)),
        ("the same words, other figures", False, lambda text: (text, _refigured(rng, text, 0))),
        ("and a tenth of the names", False, lambda text: (text, _refigured(rng, text, 0.1))),
        ("and a quarter of the names", False, lambda text: (text, _refigured(rng, text, 0.25))),
        ("3 tenths own, 7 tenths shared", False, lambda text: _shared(rng, texts, text, 0.3)),
        ("a fifth own, 4 fifths shared", False, lambda text: _shared(rng, texts, text, 0.2)),
        ("a tenth own, 9 tenths shared", False, lambda text: _shared(rng, texts, text, 0.1)),
    ]
    for rule, copies, make in rules:
        yield Made(rule, copies, [make(text) for text in texts])


def _wired(text: str) -> str:
    return f"Another paper's headline\n\nHILLTOWN (Wire) - {text}\n\n(Reporting by Ana Berg)"


def _framed(rng: random.Random, first: str, second: str, lines: int) -> Pair:
    return _frame(rng, first, lines), _frame(rng, second, lines)


def _frame(rng: random.Random, text: str, lines: int) -> str:
    added = rng.sample(_ADDED, lines)
    before = rng.randrange(lines + 1)
    return _BREAK.join([*added[:before], text, *added[before:]])


def _worn(rng: random.Random, text: str) -> Pair:
    return _framed(rng, text, _edited(rng, _cut(_wired(text), 0.1)), 2)


def _edited(rng: random.Random, text: str) -> str:
    sentences = [sentence.split(" ") for sentence in re.split(r"(?<=[.!?]) ", text)]
    for words in sentences:
        if rng.random() < 0.3:
            words[rng.randrange(len(words))] = "moreover"
    return " ".join(" ".join(words) for words in sentences)


def _cut(text: str, part: float) -> str:
    """Drop whole paragraphs from the end, at most so much of the text."""
    paragraphs = text.split(_BREAK)
    while len(_BREAK.join(paragraphs[:-1])) >= len(text) * (1 - part):
        paragraphs.pop()
    return _BREAK.join(paragraphs)


def _refigured(rng: random.Random, text: str, names: float) -> str:
    """Put another word for each word with a digit, and for some capitalised ones."""
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if any(map(str.isdigit, word)):
            others.setdefault(word, str(rng.randrange(10 ** len(word))))
        elif word[0].isupper():
            others.setdefault(word, f"Q{word[::-1]}" if rng.random() < names else word)
        return others.get(word, word)

    return _WORD.sub(other, text)


def _shared(rng: random.Random, texts: Sequence[str], text: str, own: float) -> Pair:
    """Put the same text under the beginnings of two others."""
    part = own / (1 - own)
    return _other(rng, texts, text, part) + text, _other(rng, texts, text, part) + text


def _other(rng: random.Random, texts: Sequence[str], text: str, part: float) -> str:
    """Return so much of another text, as a part of this one's length, to stand above this one."""
    length = int(part * len(text))
    return rng.choice([other for other in texts if len(other) >= length])[:length] + _BREAK
