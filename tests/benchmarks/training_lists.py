"""What the sentence scorer learns from: questions, each with right and wrong sentences.

Used of the data folder: news_train, nq_train, and the SQuAD articles 0, 2 and 4. Article 6 is left
for tuning, the odd articles and the news questions for reporting.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.sentences import sentence_spans
from index.words import terms
from tests.benchmarks.data import read_rows

TRAINED_ARTICLES = (0, 2, 4)
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_UNUSABLE_ANSWERS = {"true", "false", "yes", "no", "all of the above", "none of the above"}

Sentence = tuple[str, str]  # the article's title, the sentence
List = dict[str, Any]  # "question", "sentences", and their "labels", 1 or 0


@dataclass(frozen=True)
class Item:
    """A question with sentences that answer it (most likely first) and that do not (hard first)."""

    source: str
    question: str
    right: Sequence[Sentence]
    wrong: Sequence[Sentence]


@dataclass
class Rarity:
    """Inverse document frequency of terms over sentences."""

    counts: Counter[str] = field(default_factory=Counter)
    total: int = 0

    def add(self, sentence: str) -> None:
        """Count a sentence's terms."""
        self.counts.update(_terms(sentence))
        self.total += 1

    def coverage(self, question: str, text: str) -> float:
        """Return the part of the question's terms, weighted by rarity, that the text holds."""
        wanted = {
            term: math.log(1 + self.total / (1 + self.counts[term]))
            for term in sorted(_terms(question))
        }
        found = _terms(text)
        total = sum(wanted.values()) or 1.0
        return sum(weight for term, weight in wanted.items() if term in found) / total


@lru_cache(maxsize=200_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(terms(text))


@lru_cache(maxsize=200_000)
def normal_words(text: str) -> str:
    """Lower case, without punctuation, small number words as digits."""
    words = re.sub(r"\W+", " ", text.lower()).split()
    return " ".join(str(NUMBERS.index(word)) if word in NUMBERS else word for word in words)


def holds(text: str, answer: str) -> bool:
    """Say whether the answer's words stand in the text, whatever their case and punctuation."""
    wanted = re.sub(r"^(the|a|an) ", "", normal_words(answer))
    return bool(wanted) and f" {wanted} " in f" {normal_words(text)} "


def half_holds(text: str, answer: str) -> bool:
    """Say whether half of the answer's words are there: no clear negative."""
    words = set(normal_words(answer).split())
    return 2 * len(words & set(normal_words(text).split())) >= len(words)


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def part_by_answer(
    source: str, question: str, answers: Sequence[str], pool: Iterable[Sentence], rarity: Rarity
) -> Item:
    """Part a pool of sentences by whether they hold an answer; unclear ones are dropped."""
    ranked = sorted(
        dict.fromkeys(pool),
        key=lambda pair: (
            rarity.coverage(question, " ".join(pair)) + rarity.coverage(question, pair[1])
        ),
        reverse=True,
    )
    right = [pair for pair in ranked if any(holds(pair[1], answer) for answer in answers)]
    wrong = [pair for pair in ranked if not any(half_holds(pair[1], a) for a in answers)]
    if right:  # one that shares far less with the question than the best holds the answer by chance
        best = rarity.coverage(question, " ".join(right[0]))
        right = [pair for pair in right if rarity.coverage(question, " ".join(pair)) >= 0.6 * best]
    return Item(source, question, right, wrong)


def news_pools(data: Path) -> Iterator[tuple[str, list[Sentence], Item]]:
    """Iterate over the news questions that can be used.

    Yields:
        The answer, the sentences of the search results, and these parted by whether they hold it.
    """
    rows = list(read_rows(data / "news_train.jsonl.gz"))
    rarity = Rarity()
    for row in rows:
        for candidate in row["candidates"]:
            rarity.add(candidate["sentence"])
    for row in rows:
        answer = row["answer"]
        if answer.lower() in _UNUSABLE_ANSWERS or holds(row["question"], answer):
            continue
        pool = [(c["title"], c["sentence"]) for c in row["candidates"]]
        yield answer, pool, part_by_answer("news", row["question"], [answer], pool, rarity)


def _news(data: Path) -> Iterator[Item]:
    for _, _, item in news_pools(data):
        if item.right and item.wrong:
            yield item


def _natural_questions(data: Path) -> Iterator[Item]:
    rows = list(read_rows(data / "nq_train.jsonl.gz"))
    rarity = Rarity()
    own: list[list[Sentence]] = []
    having: dict[str, set[Sentence]] = defaultdict(set)
    for row in rows:
        own.append([(row["title"], sentence) for sentence in _split(row["passage"])])
        for pair in own[-1]:
            rarity.add(pair[1])
            for term in _terms(pair[1]):
                having[term].add(pair)
    for row, passage in zip(rows, own, strict=True):
        rare = sorted(sorted(_terms(row["question"])), key=rarity.counts.__getitem__)[:3]
        others = sorted(set().union(*(having[term] for term in rare)) - set(passage))
        others.sort(key=lambda pair: rarity.coverage(row["question"], pair[1]), reverse=True)
        item = part_by_answer("nq", row["question"], row["answers"], passage, rarity)
        far = [p for p in others[:6] if not any(half_holds(p[1], a) for a in row["answers"])]
        if item.right:
            yield Item("nq", row["question"], item.right[:1], [*item.wrong, *far[:3]])


def _squad(data: Path) -> Iterator[Item]:
    articles = list(read_rows(data / "squad_articles.jsonl"))
    kept = {articles[number]["id"]: articles[number] for number in TRAINED_ARTICLES}
    rarity = Rarity()
    paragraphs = {
        key: [[(article["title"], s) for s in _split(p)] for p in article["text"].split("\n\n")]
        for key, article in kept.items()
    }
    for pairs in (pair for article in paragraphs.values() for pair in article):
        for _, sentence in pairs:
            rarity.add(sentence)
    for row in read_rows(data / "squad_questions.jsonl"):
        if row["article"] not in kept:
            continue
        article = paragraphs[row["article"]]
        home = article[row["paragraph"]]
        everywhere = [pair for paragraph in article for pair in paragraph]
        if not row["answerable"]:
            item = part_by_answer("squad", row["question"], [], everywhere, rarity)
            near = part_by_answer("squad", row["question"], [], home, rarity)
            yield Item("squad", row["question"], [], [*near.wrong[:2], *item.wrong[:3]])
            continue
        near = part_by_answer("squad", row["question"], row["answers"], home, rarity)
        far = part_by_answer("squad", row["question"], row["answers"], everywhere, rarity)
        if near.right:
            yield Item("squad", row["question"], near.right[:1], [*near.wrong[:2], *far.wrong[:3]])


def _sampled(items: Sequence[Item], rng: np.random.Generator, titled: float) -> Iterator[List]:
    """Draw the lists of one epoch: some right ones, hard and other wrong ones, a stray one."""
    for number in rng.permutation(len(items)):
        item = items[number]
        news = item.source == "news"
        right = list(item.right[: 2 if news else 1])
        hard = list(item.wrong[: 12 if news else 5])
        easy = list(item.wrong[len(hard) :])
        wrong = [hard[i] for i in rng.permutation(len(hard))[: 4 if news else 3]]
        wrong += [easy[i] for i in rng.permutation(len(easy))[:2]]
        if rng.random() < 0.5:
            other = items[rng.integers(len(items))]
            wrong += [other.wrong[0]] if other.question != item.question and other.wrong else []
        with_title = rng.random() < titled
        texts = [f"{title}: {text}" if with_title else text for title, text in [*right, *wrong]]
        yield {
            "question": item.question,
            "sentences": texts,
            "labels": [1.0] * len(right) + [0.0] * len(wrong),
        }


def read_items(data: Path) -> list[Item]:
    """Read every question that can be learned from."""
    return [*_news(data), *_natural_questions(data), *_squad(data)]


def draw_lists(
    items: Sequence[Item], rng: np.random.Generator, titled: float, epochs: Mapping[str, int]
) -> list[List]:
    """Draw each question's sentences anew for every epoch.

    Args:
        items: what read_items gave.
        rng: where chance comes from.
        titled: the part of the lists whose sentences follow their article's title.
        epochs: by source, how often its questions are drawn.
    """
    return [
        drawn
        for epoch in range(max(epochs.values()))
        for drawn in _sampled([i for i in items if epoch < epochs[i.source]], rng, titled)
    ]


def sample_lists(data: Path, most: int) -> list[List]:
    """Draw a few lists, the same ones each time, to look at what a trained model does."""
    epochs = dict.fromkeys(("news", "nq", "squad"), 1)
    return draw_lists(read_items(data), np.random.default_rng(14), 0.5, epochs)[:most]
