"""Questions made of news sentences, which the sentence scorer learns from before the real ones.

A name or a figure in a headline or a sentence gives way to a question word, and the other search
results are the sentences to choose from: those that hold what was taken out and share much with the
rest are right. After Lewis, Denoyer and Riedel, "Unsupervised Question Answering by Cloze
Translation", 2019. Used of the data folder: the search results in news_train, not its questions.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.benchmarks.training_lists import (
    Item,
    Rarity,
    Sentence,
    half_holds,
    holds,
    read_lines,
    term_set,
)

_FIGURE = re.compile(
    r"(?<![\w.])\$?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|trillion|percent|%|[MB]\b))?"
)
_NAME = re.compile(r"\b[A-Z][\w’'.&-]*[a-z\d](?:\s(?:of\s)?[A-Z][\w’'&-]*[a-z\d]){0,3}\b")
_NO_NAMES = frozenset(
    "A AP After And As At Before But CNN Dr For Friday He Her His How I If In It Its Monday Mr "
    "Mrs Ms On Reuters Saturday She Sunday That The Their There These They This Those Thursday "
    "Tuesday We Wednesday What When Where While Who Why With You Your January February March "
    "April May June July August September October November December".split()
)
_BEFORE_A_PERSON = (
    r"(?:said|says|[Pp]resident|minister|Sen\.|Rep\.|Gov\.|actor|actress|singer|coach|CEO|star)"
)
_AFTER_A_PERSON = r",?\s(?:said|says|told|who|\d\d,)"
_LENGTHS = range(31, 260)  # characters of a text that a question is made of
_WORDS_AROUND = 14
_LEAST_TERMS = 5
_LEAST_WRONG = 4
_LEAST_COVERAGE = 0.35
_NEAR_BEST = 0.7
_SAME_WORDS = 0.6
_OF_AN_ANSWER = 2


@dataclass(frozen=True)
class _Blank:
    """A place in a text that a question can ask for."""

    start: int
    end: int
    kind: str  # "money", "number", "year", "person" or "thing"


def read_clozes(data: Path, rng: np.random.Generator, most: int) -> list[Item]:
    """Make questions of the search results in news_train.

    Args:
        data: the folder that FOOTNOTE_BENCH_DATA names.
        rng: where chance comes from.
        most: how many are made of one question's search results, headlines first.
    """
    pools = [
        list(dict.fromkeys((c["title"], c["sentence"]) for c in row["candidates"]))
        for row in read_lines(data / "news_train.jsonl.gz")
    ]
    rarity, names = Rarity(), Counter[str]()
    for _, sentence in (pair for pool in pools for pair in pool):
        rarity.add(sentence)
        names.update(match[0] for match in _NAME.finditer(sentence) if match.start() > 0)
    made: dict[tuple[str, str], Item] = {}
    for pool in pools:
        taken = Counter[str]()
        found = list(_of_pool(pool, rarity, names, rng))
        mixed = [found[number] for number in rng.permutation(len(found))]
        headlines = {title for title, _ in pool}
        for text, answer, item in sorted(mixed, key=lambda cloze: cloze[0] not in headlines):
            if sum(taken.values()) == most:
                break
            if taken[answer] < _OF_AN_ANSWER and (text, answer) not in made:
                taken[answer] += 1
                made[text, answer] = item
    return list(made.values())


def _of_pool(
    pool: Sequence[Sentence], rarity: Rarity, names: Mapping[str, int], rng: np.random.Generator
) -> Iterator[tuple[str, str, Item]]:
    """Yield the text, what was taken out of it, and the question with its sentences."""
    everything = " ".join(sentence for _, sentence in pool)
    # A sentence is answered by other articles, a headline by its own as well.
    own = {sentence: title for title, sentence in pool} | {title: "" for title, _ in pool}
    for text, title in own.items():
        others = [pair for pair in pool if pair[0] != title]
        if len(text) not in _LENGTHS:
            continue
        for blank in _blanks(text, names, everything):
            answer = text[blank.start : blank.end]
            if holds(f"{text[: blank.start]} {text[blank.end :]}", answer):
                continue
            item = _item(_question(text, blank, rng), text, answer, others, rarity)
            if item:
                yield text, answer, item


def _blanks(text: str, names: Mapping[str, int], everything: str) -> Iterator[_Blank]:
    for match in _FIGURE.finditer(text):
        figure = match[0].strip()
        year = re.fullmatch(r"(?:19|20)\d\d", figure)
        kind = "money" if figure.startswith("$") else "year" if year else "number"
        yield _Blank(match.start(), match.start() + len(figure), kind)
    for match in _NAME.finditer(text):
        name = match[0]
        # In a headline any word may have a capital: a name has one amid a sentence, too.
        if len(name) < 3 or not names.get(name) or not _NO_NAMES.isdisjoint(name.split()):
            continue
        known = re.escape(name)
        person = rf"\b{_BEFORE_A_PERSON}\s+{known}|{known}{_AFTER_A_PERSON}"
        yield _Blank(*match.span(), "person" if re.search(person, everything) else "thing")


def _question(text: str, blank: _Blank, rng: np.random.Generator) -> str:
    """Put a question word in a blank's place, or in front of what follows it."""
    asked: dict[str, Sequence[str]] = {
        "money": ("how much",),
        "number": ("how many", "how many", "what number of"),
        "year": ("when", "in what year"),
        "person": ("who",),
        "thing": ("what", "which"),
    }
    before, after = text[: blank.start], text[blank.end :]
    if blank.kind == "year":
        before = re.sub(r"\b(?:in|since|by|of)\s*$", "", before)
    word = asked[blank.kind][rng.integers(len(asked[blank.kind]))]
    lead = before.split()[-_WORDS_AROUND:]
    tail = re.split(r"(?<=[.;])\s", after)[0].split()[:_WORDS_AROUND]
    words = [word, *tail, *lead] if rng.random() < 0.4 else [*lead, word, *tail]
    return " ".join(words).strip(" .,;:") + "?"


def _item(
    question: str, text: str, answer: str, pool: Sequence[Sentence], rarity: Rarity
) -> Item | None:
    """Part the search results by whether they answer; None if there are too few of either."""
    if len(term_set(question)) < _LEAST_TERMS:
        return None
    covered = {pair: rarity.coverage(question, pair[1]) for pair in pool}
    ranked = sorted(covered, key=lambda pair: covered[pair], reverse=True)
    right = [
        pair
        for pair in ranked
        if holds(pair[1], answer)
        and covered[pair] >= _LEAST_COVERAGE
        and _alike(pair[1], text) <= _SAME_WORDS
    ]
    wrong = [pair for pair in ranked if pair[1] != text and not half_holds(pair[1], answer)]
    if not right or len(wrong) < _LEAST_WRONG:
        return None
    near = [pair for pair in right if covered[pair] >= _NEAR_BEST * covered[right[0]]]
    return Item("cloze", question, near, wrong)


def _alike(one: str, other: str) -> float:
    """Return the part of two texts' terms that stand in both (Jaccard)."""
    mine, theirs = term_set(one), term_set(other)
    return len(mine & theirs) / max(1, len(mine | theirs))
