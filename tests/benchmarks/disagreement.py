"""Where Footnote says that articles differ: the cases to read, and how many of them are right.

    FOOTNOTE_BENCH_DATA=... python -m tests.benchmarks.disagreement --work DIR [--made N] [--show]

Asks the 114 news questions, those of the training questions that ask for a figure or a day, those
of figure_questions.txt, and N made of the articles' own figures, over the news articles; and
sample_questions.txt and corpus/questions.txt over the sample articles. DIR keeps the libraries.
What reading a case says stands in disagreement_read.jsonl. Half of the cases, by a checksum of the
question, were used to choose the rules; the other half counts.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from bot import Answer, Bot
from bot.claims import asked
from index.library import Library
from index.sync import index_paths
from tests.benchmarks.data import data_folder, read_rows
from tests.benchmarks.made_questions import made_questions

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "corpus"
READ = HERE / "disagreement_read.jsonl"


@dataclass(frozen=True)
class Asking:
    """A question of the benchmark.

    Attributes:
        key: names it without an article's words.
        kind: the set it belongs to.
    """

    key: str
    kind: str
    question: str

    @property
    def tuned(self) -> bool:
        """Whether its case was used to choose the rules."""
        return crc32(self.question.encode()) % 2 == 0


def news_questions(library: Library, *, most_made: int) -> Iterator[Asking]:
    """Iterate over the questions on the news articles."""
    data = data_folder()
    for row in read_rows(data / "news_questions.jsonl"):
        yield Asking(row["id"], "news", row["question"])
    for row in read_rows(data / "news_train.jsonl.gz"):
        if asked(row["question"]):
            yield Asking(row["id"], "training", row["question"])
    yield from _own("figure_questions.txt", "own")
    for question, record in made_questions(library.articles())[:most_made]:
        yield Asking(f"{record} {crc32(question.encode()):08x}", "made", question)


def sample_questions() -> Iterator[Asking]:
    """Iterate over the questions on the sample articles."""
    yield from _own("sample_questions.txt", "sample")
    yield from _own("sample_figure_questions.txt", "sample")
    for line in (CORPUS / "questions.txt").read_text().splitlines():
        yield Asking(line, "sample", line)


def _own(name: str, kind: str) -> Iterator[Asking]:
    for line in (HERE / name).read_text().splitlines():
        yield Asking(line, kind, line)


def cases(bot: Bot, askings: Iterable[Asking]) -> Iterator[tuple[Asking, Answer]]:
    """Ask each question, and iterate over all answers."""
    for asking in {asking.question: asking for asking in askings}.values():
        yield asking, bot.answer(asking.question)


def row_of(asking: Asking, answer: Answer) -> dict[str, Any]:
    """Return a case as a row to be read: without an article's words but for the two claims."""
    cited = {citation.number: citation.article for citation in answer.citations}
    articles = [cited[told.citation] for told in answer.differs]
    return {
        "set": asking.kind,
        "question": asking.key,
        "articles": [article.part or Path(article.source).name for article in articles],
        "claims": [told.words for told in answer.differs],
    }


def described(asking: Asking, answer: Answer) -> str:
    """Return a case with the sentences, to read."""
    cited = {citation.number: citation for citation in answer.citations}
    lines = [f"{asking.kind} {'tuned' if asking.tuned else 'HELD'} {asking.key}", asking.question]
    for told in answer.differs:
        citation = cited[told.citation]
        lines.append(f"  {told.words} | {citation.article.part} {citation.article.day}")
        lines.append(f"    {citation.article.title}: {citation.quote}")
    return "\n".join(lines)


def libraries(work: Path) -> dict[str, Library]:
    """Make the libraries in a folder, as far as they aren't there."""
    sources = {"news": data_folder() / "news_articles.jsonl.gz", "sample": CORPUS}
    opened = {}
    for name, source in sources.items():
        index_paths([source], library=work / f"{name}-records")
        opened[name] = Library(work / f"{name}-records")
    return opened


def main() -> None:
    """Print the cases, and the precision of those that were read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--made", type=int, default=1_000_000)
    parser.add_argument("--show", action="store_true", help="print the sentences of each case")
    options = parser.parse_args()
    verdicts = {_key(row): row["verdict"] for row in read_rows(READ)} if READ.exists() else {}
    counts: Counter[tuple[str, str]] = Counter()
    opened = libraries(options.work)
    news = news_questions(opened["news"], most_made=options.made)
    for name, askings in (("sample", sample_questions()), ("news", news)):
        for asking, answer in cases(Bot(opened[name]), askings):
            counts[asking.kind, "questions"] += 1
            counts[asking.kind, "answered"] += bool(answer.sentences)
            if not answer.differs:
                continue
            row = row_of(asking, answer)
            verdict = verdicts.get(_key(row), "not read")
            counts[asking.kind, f"{'tuned on' if asking.tuned else 'held out'}: {verdict}"] += 1
            if options.show:
                print(f"{described(asking, answer)}\n  {verdict}\n")
            print(json.dumps(row, ensure_ascii=False))
    for (kind, what), count in sorted(counts.items()):
        print(f"{kind:10}{what:24}{count}")


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["question"], *row["articles"], *row["claims"])


if __name__ == "__main__":
    main()
