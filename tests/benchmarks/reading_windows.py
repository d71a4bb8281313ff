"""What the passage reader learns from: questions, each with a window of text, and where in it an
answer stands, if one does.

The same parts of the data as in training_lists.py, and the questions of written.py. Those of
Natural Questions and SQuAD are asked of news articles too, which don't answer them ("off_topic").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from index.articles import Article
from index.passages import MOST_CHARS, Passage, split
from index.words import terms
from tests.benchmarks.data import read_rows
from tests.benchmarks.training_lists import (
    NUMBERS,
    TRAINED_ARTICLES,
    Rarity,
    half_holds,
    news_pools,
    normal_words,
)
from tests.benchmarks.written import Passage as WrittenPassage
from tests.benchmarks.written import read_lists, read_passages

_UNTITLED = 0.1
_HARDEST = 4
# How many of the windows without the answer, hard ones first, one is drawn from.
_DRAWN_FROM = {"news": 8, "lists": 100}
_WRITTEN = {
    "written": "written_questions.jsonl",
    "traps": "written_traps.jsonl",
    "pairs": "written_pairs.jsonl",
}
_HELD_BACK = 20
# How often an answered one has no window without the answer: those told nowhere are hard enough.
_SPARED = {"written": 0.5, "traps": 0.8, "pairs": 0.8}


@dataclass(frozen=True)
class Window:
    """A stretch of an article, as a passage is.

    Attributes:
        answers: (start, end) offsets into text of every place where an answer stands, in
            characters; empty if the window doesn't hold the answer.
    """

    title: str
    text: str
    answers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Reading:
    """A question with windows that hold its answer, and windows that do not, hard ones first."""

    source: str
    question: str
    right: Sequence[Window]
    wrong: Sequence[Window] = ()


def find_answers(text: str, answers: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where an answer's words stand, whatever their case, punctuation and small numbers."""
    places = set()
    for answer in answers:
        words = [word for word in normal_words(answer).split() if word not in ("the", "a", "an")]
        if not words:
            continue
        pattern = r"[\W_]+".join(
            f"(?:{word}|{NUMBERS[int(word)]})"
            if word.isdecimal() and int(word) < len(NUMBERS)
            else re.escape(word)
            for word in words
        )
        found = re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
        places.update(match.span() for match in found)
    return tuple(sorted(places))


def _window(title: str, text: str, answers: Iterable[str]) -> Window:
    return Window(title, text, find_answers(text, answers))


def _news(data: Path) -> Iterator[Reading]:
    for answer, pool, item in news_pools(data):
        by_title: dict[str, list[str]] = defaultdict(list)
        for title, sentence in pool:
            if sum(map(len, by_title[title])) + len(sentence) < MOST_CHARS:
                by_title[title].append(sentence)
        best_first = list(dict.fromkeys(title for title, _ in item.right))
        right = [_window(t, " ".join(by_title[t]), [answer]) for t in best_first]
        right = [window for window in right if window.answers]
        hard_first = dict.fromkeys(title for title, _ in item.wrong)
        wrong = [
            Window(title, " ".join(by_title[title]))
            for title in hard_first
            if by_title[title]
            and not any(half_holds(sentence, answer) for sentence in by_title[title])
        ]
        if right and wrong:
            yield Reading("news", item.question, right[:3], wrong)


def _natural_questions(data: Path) -> Iterator[Reading]:
    rows = list(read_rows(data / "nq_train.jsonl.gz"))
    shelf = _Shelf([Window(row["title"], row["passage"]) for row in rows])
    for number, row in enumerate(rows):
        question, answers = row["question"], row["answers"]
        own = _window(row["title"], row["passage"], answers)
        if own.answers:
            yield Reading("nq", question, [own], shelf.near(question, number, answers))


class _Shelf:
    """Windows to draw hard ones from: those that share a question's rare words."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self._windows = windows
        self._rarity = Rarity()
        self._having: dict[str, set[int]] = defaultdict(set)
        for number, window in enumerate(windows):
            self._rarity.add(window.text)
            for term in set(terms(window.text)):
                self._having[term].add(number)

    def near(self, question: str, number: int | None, answers: Sequence[str]) -> list[Window]:
        """Return the windows, but for one, that share most with a question and hold no answer."""
        counts, texts = self._rarity.counts, [window.text for window in self._windows]
        rare = sorted(set(terms(question)), key=lambda term: (counts[term], term))[:3]
        others = sorted(set().union(*(self._having[term] for term in rare)) - {number})
        others = [n for n in others if not any(half_holds(texts[n], a) for a in answers)]
        others.sort(key=lambda n: self._rarity.coverage(question, texts[n]), reverse=True)
        return [self._windows[n] for n in others[:_HARDEST]]


def held_back(source: str, number: int) -> bool:
    """Say whether the questions on a written passage, counted from 0, are kept to measure with."""
    return source != "written" and number % _HELD_BACK == 0


def read_held_back(data: Path) -> Iterator[tuple[str, WrittenPassage]]:
    """Iterate over the written passages that are kept to measure with, each after its source."""
    for source, name in _WRITTEN.items():
        for number, passage in enumerate(read_passages(data, name)):
            if held_back(source, number):
                yield source, passage


def _written(data: Path, source: str) -> Iterator[Reading]:
    passages = list(read_passages(data, _WRITTEN[source]))
    windows = [Window(passage.title, passage.text) for passage in passages]
    shelf = _Shelf(windows)
    for number, passage in enumerate(passages):
        for asked in () if held_back(source, number) else passage.asked:
            if asked.answer is None:
                yield Reading(source, asked.question, [], [windows[number]])
                continue
            answer = passage.text[slice(*asked.answer)]
            right = Window(passage.title, passage.text, (asked.answer,))
            wrong = shelf.near(asked.question, number, [answer])
            yield Reading(source, asked.question, [right], wrong)


def _lists() -> Iterator[Reading]:
    for listed in read_lists():
        for number, asked in listed.asked:
            told = [Window(listed.title, listed.told(n)) for n in range(len(listed.items))]
            if number is None or asked.answer is None:
                yield Reading("lists", asked.question, [], told)
                continue
            own = told.pop(number)
            shift = len(own.text) - len(listed.items[number])
            answer = asked.answer[0] + shift, asked.answer[1] + shift
            yield Reading("lists", asked.question, [Window(own.title, own.text, (answer,))], told)


def _squad(data: Path) -> Iterator[Reading]:
    articles = list(read_rows(data / "squad_articles.jsonl"))
    kept = {articles[number]["id"]: articles[number] for number in TRAINED_ARTICLES}
    rarity = Rarity()
    passages = {key: _passages(row) for key, row in kept.items()}
    spans = {key: _paragraph_spans(row["text"]) for key, row in kept.items()}
    for passage in (passage for own in passages.values() for passage in own):
        rarity.add(passage.text)
    for row in read_rows(data / "squad_questions.jsonl"):
        key, question = row["article"], row["question"]
        if key not in kept:
            continue
        start, end = spans[key][row["paragraph"]]
        home = [p for p in passages[key] if p.start < end and p.end > start]
        away = [p for p in passages[key] if p not in home]
        away.sort(key=lambda p: rarity.coverage(question, p.text), reverse=True)
        answers = [answer for answer in row["answers"] if answer != "."]
        title = kept[key]["title"]
        if row["answerable"]:
            windows = [_window(title, p.text, answers) for p in home]
            wrong = [p for p in away if not any(half_holds(p.text, a) for a in answers)]
            right = [window for window in windows if window.answers]
            if right:
                far = [Window(title, p.text) for p in wrong[:_HARDEST]]
                yield Reading("squad", question, right, far)
        else:
            near = [Window(title, p.text) for p in [*home, *away[:1]]]
            yield Reading("squad", question, [], near)


def _off_topic(data: Path, readings: Iterable[Reading]) -> Iterator[Reading]:
    """Ask questions on other things of the news, but for what is evidence for a news question."""
    evidence = {key for row in read_rows(data / "news_questions.jsonl") for key in row["articles"]}
    shelf = _Shelf(
        [
            Window(row["title"], passage.text)
            for row in read_rows(data / "news_articles.jsonl.gz")
            if row["id"] not in evidence
            for passage in _passages(row)
        ]
    )
    for reading in readings:
        answers = [w.text[slice(*place)] for w in reading.right for place in w.answers]
        near = shelf.near(reading.question, None, answers)
        if near:
            yield Reading("off_topic", reading.question, [], near)


def _passages(row: dict[str, Any]) -> list[Passage]:
    return split(Article(row["id"], row["title"], row["text"], "", (), None, "", row["id"]))


def _paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Return where the paragraphs stand that the questions count."""
    spans, at = [], 0
    for paragraph in text.split("\n\n"):
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return spans


def read_readings(data: Path) -> list[Reading]:
    """Read every question that can be learned from."""
    written = [reading for source in _WRITTEN for reading in _written(data, source)]
    encyclopedic = [*_natural_questions(data), *_squad(data)]
    strays = _off_topic(data, encyclopedic)
    return [*_news(data), *encyclopedic, *written, *_lists(), *strays]


def draw_windows(
    readings: Sequence[Reading], rng: np.random.Generator, epochs: Mapping[str, float]
) -> list[list[tuple[str, Window]]]:
    """Draw for each epoch and question a window with its answer, and one to three without.

    Args:
        readings: what read_readings gave.
        rng: where chance comes from.
        epochs: by source, how often its questions are drawn; 1.3: all once, three in ten again.

    Returns:
        By epoch, questions with windows.
    """
    return [
        [
            (reading.question, window)
            for reading in readings
            if rng.random() < epochs[reading.source] - epoch
            for window in _drawn(reading, readings, rng)
        ]
        for epoch in range(ceil(max(epochs.values())))
    ]


def _drawn(
    reading: Reading, readings: Sequence[Reading], rng: np.random.Generator
) -> Iterator[Window]:
    windows = [reading.right[rng.integers(len(reading.right))]] if reading.right else []
    spared = windows and rng.random() < _SPARED.get(reading.source, 0)
    if reading.wrong and not spared:
        hard = reading.wrong[: _DRAWN_FROM.get(reading.source, _HARDEST)]
        windows.append(hard[rng.integers(len(hard))])
    if reading.source == "news" and len(reading.wrong) > 1:
        windows.append(reading.wrong[rng.integers(len(reading.wrong))])
    if rng.random() < 0.15:
        stray = readings[rng.integers(len(readings))]
        if stray.question != reading.question and stray.right:
            windows.append(Window(stray.right[0].title, stray.right[0].text))
    for window in windows:
        title = "" if rng.random() < _UNTITLED else window.title
        yield Window(title, window.text, window.answers)
