"""The benchmark data, from the folder that FOOTNOTE_BENCH_DATA names; none of it is kept here."""

import gzip
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation import Case

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


@dataclass(frozen=True)
class BenchmarkCase(Case):
    """A case of the benchmark.

    Attributes:
        even: whether it belongs to the half that was used to tune; the other half reports.
        asked: the day it was asked on, if that is known.
    """

    even: bool = False
    asked: date | None = None


def data_folder() -> Path:
    """Return the folder with the data, or end the program with what to set."""
    folder = Path(os.environ.get("FOOTNOTE_BENCH_DATA", ""))
    if not (folder / "news_questions.jsonl").is_file():
        sys.exit("Set FOOTNOTE_BENCH_DATA to the folder that holds news_questions.jsonl.")
    return folder


def news_cases() -> list[BenchmarkCase]:
    """Return the news questions; the even half are those at even lines."""
    rows = read_rows(data_folder() / "news_questions.jsonl")
    return [
        BenchmarkCase(
            row["question"],
            (row["answer"],),
            tuple(row["articles"]),
            even=number % 2 == 0,
            asked=date.fromisoformat(row["asked"]),
        )
        for number, row in enumerate(rows)
    ]


def squad_cases(*, answerable: bool, most: int) -> list[BenchmarkCase]:
    """Return SQuAD questions, evenly spread; the even half are those on articles at even lines."""
    articles = [row["id"] for row in read_rows(data_folder() / "squad_articles.jsonl")]
    rows = [
        row
        for row in read_rows(data_folder() / "squad_questions.jsonl")
        if row["answerable"] is answerable
    ]
    step = max(1, len(rows) // most)
    return [
        BenchmarkCase(
            row["question"],
            # Some of SQuAD's answers are a mere full stop.
            tuple(text for text in row["answers"] if answerable and text != "."),
            (row["article"],),
            unanswerable=not answerable,
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
