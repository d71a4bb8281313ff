"""The benchmark data, from the folder that FOOTNOTE_BENCH_DATA names; none of it is kept here."""

import gzip
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


@dataclass(frozen=True)
class Case:
    """A question with what a right answer holds.

    Attributes:
        answers: strings, one of which a right answer contains; none if it can't be answered.
        articles: ids of the articles that hold the answer.
        even: whether it belongs to the half that was used to tune; the other half reports.
    """

    question: str
    answers: tuple[str, ...]
    articles: tuple[str, ...]
    even: bool


def data_folder() -> Path:
    """Return the folder with the data, or end the program with what to set."""
    folder = Path(os.environ.get("FOOTNOTE_BENCH_DATA", ""))
    if not (folder / "news_questions.jsonl").is_file():
        sys.exit("Set FOOTNOTE_BENCH_DATA to the folder that holds news_questions.jsonl.")
    return folder


def news_cases() -> list[Case]:
    """Return the news questions; the even half are those at even lines."""
    rows = read_rows(data_folder() / "news_questions.jsonl")
    return [
        Case(row["question"], (row["answer"],), tuple(row["articles"]), even=number % 2 == 0)
        for number, row in enumerate(rows)
    ]


def squad_cases(*, answerable: bool, most: int) -> list[Case]:
    """Return SQuAD questions, evenly spread; the even half are those on articles at even lines."""
    articles = [row["id"] for row in read_rows(data_folder() / "squad_articles.jsonl")]
    rows = [
        row
        for row in read_rows(data_folder() / "squad_questions.jsonl")
        if row["answerable"] is answerable
    ]
    step = max(1, len(rows) // most)
    return [
        Case(
            row["question"],
            tuple(row["answers"]) if answerable else (),
            (row["article"],),
            even=articles.index(row["article"]) % 2 == 0,
        )
        for row in rows[::step][:most]
    ]


def write_news(folder: Path) -> None:
    """Write the news articles as Markdown files, with their ids as addresses."""
    for number, row in enumerate(read_rows(data_folder() / "news_articles.jsonl.gz")):
        known = {"title": row["title"], "published": row["published"], "authors": row["authors"]}
        _write(folder / f"{number:05d}.md", row["id"], known, row["text"])


def write_squad(folder: Path) -> None:
    """Write the SQuAD articles as Markdown files, with their ids as addresses."""
    for number, row in enumerate(read_rows(data_folder() / "squad_articles.jsonl")):
        _write(folder / f"{number:05d}.md", row["id"], {"title": row["title"]}, row["text"])


def holds_answer(text: str, answers: Sequence[str]) -> bool:
    """Say whether a text contains one of the answers, case, punctuation and "the" aside."""
    plain = f" {_plain(text)} "
    return any(f" {re.sub(r'^(the|an?) ', '', _plain(answer))} " in plain for answer in answers)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Iterate over the objects in a .jsonl or .jsonl.gz file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _write(path: Path, article_id: str, known: dict[str, Any], text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    front = yaml.safe_dump({**known, "url": article_id}, allow_unicode=True)
    body = "\n\n".join(_MARKDOWN.sub(r"\\\1", line) for line in text.splitlines())
    path.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
