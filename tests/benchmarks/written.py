"""Questions written for training: written_questions, _traps, _pairs and _lists.jsonl.

All but the lists ask of passages of the news articles in the data folder, which they name by
article and offsets; no article that is evidence for a news question is among them. The traps ask
for yes or no, and for what a passage has all the words of without telling it: who did it to whom
the other way round, another rank, time or circumstance, or the reason of what is only stated. The
pairs ask the like in twos of nearly the same wording, one told and one not, so that no wording is a
sign. The lists are made up, as news has them, and whole. Many of the questions can't be answered
from what they are asked of, though it speaks of the same people and things.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.data import read_rows

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Asked:
    """A question, and where in a text its answer stands.

    Attributes:
        answer: (start, end) offsets into the text, in characters; None where it holds none.
    """

    question: str
    answer: tuple[int, int] | None


@dataclass(frozen=True)
class Passage:
    """A passage of an article, with what is asked of it."""

    title: str
    text: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Listed:
    """A list of an article, with what is asked of it.

    Attributes:
        lead: the line that leads to it.
        asked: questions, each with the number of the item that answers it and where in that item
            the answer stands; None where no item does.
    """

    title: str
    lead: str
    items: tuple[str, ...]
    asked: tuple[tuple[int | None, Asked], ...]

    def told(self, number: int) -> str:
        """Return an item after its lead, as prose: how Footnote has it judged."""
        return f"{self.lead.rstrip(':.')}: {self.items[number]}"


def read_passages(data: Path, name: str = "written_questions.jsonl") -> Iterator[Passage]:
    """Iterate over the passages of the news articles that a file here asks of."""
    articles = {row["id"]: row for row in read_rows(data / "news_articles.jsonl.gz")}
    for row in read_rows(_FOLDER / name):
        article, start = articles[row["article"]], row["start"]
        asked = tuple(
            Asked(question, (answer[0] - start, answer[1] - start) if answer else None)
            for question, answer in row["asked"]
        )
        yield Passage(article["title"], article["text"][start : row["end"]], asked)


def read_lists() -> Iterator[Listed]:
    """Iterate over the made-up lists."""
    for row in read_rows(_FOLDER / "written_lists.jsonl"):
        items = tuple(row["items"])
        asked = [
            (item, Asked(question, (start, start + len(answer))))
            if item is not None and (start := items[item].find(answer)) >= 0
            else (None, Asked(question, None))
            for question, item, answer in row["asked"]
        ]
        yield Listed(row["title"], row["lead"], items, tuple(asked))
