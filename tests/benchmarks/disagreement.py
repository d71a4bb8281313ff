"""Whether Footnote is right where it says that articles differ, and where it doesn't.

    FOOTNOTE_BENCH_DATA=... python -m tests.benchmarks.disagreement --work DIR [--show]
    FOOTNOTE_BENCH_DATA=... python -m tests.benchmarks.disagreement --work DIR --all-pairs

Asks the 114 news questions, those of the training questions that ask for a figure or a day, those
of figure_questions.txt, and questions made of the articles' own figures, over the news articles,
then over the sentences that come with the training questions, one article for each title, whose
outlets and days aren't known; over the sample articles their own questions; and over invented
articles, which do differ, theirs. Listed is each pair of sentences of two outlets that give two
figures or days that can't both be right, if they tell of one thing: whether Footnote says so, and
what reading the two says (disagreement_read.jsonl: "other" things or times, or the same at a
"later" time). DIR keeps the libraries.

--all-pairs: any two sentences of two articles that are alike, as if a question had found them.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from bot import Bot
from bot.claims import asked
from bot.disagreement import Disagreement, contrary, disagreement
from bot.evidence import weigh
from bot.queries import Query
from index.library import Library
from index.sync import index_paths
from tests.benchmarks.contrary_pairs import contrary_pairs
from tests.benchmarks.data import data_folder, read_rows
from tests.benchmarks.made_questions import made_questions

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "corpus"
READ = HERE / "disagreement_read.jsonl"
INVENTED = HERE / "invented_disagreements.jsonl"
_OUTLETS = (("Hill Post", "2022-05-04"), ("Bay News", "2022-05-05"))
_FILLER = "The weather stayed dry in most places, and the markets were quiet."


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


def news_questions(library: Library) -> Iterator[Asking]:
    """Iterate over the questions on the news articles."""
    data = data_folder()
    for row in read_rows(data / "news_questions.jsonl"):
        yield Asking(row["id"], "news", row["question"])
    for row in read_rows(data / "news_train.jsonl.gz"):
        if asked(row["question"]):
            yield Asking(row["id"], "training", row["question"])
    yield from _own("figure_questions.txt", "own")
    for question, record in made_questions(library.articles()):
        yield Asking(f"{record} {crc32(question.encode()):08x}", "made", question)


def sample_questions() -> Iterator[Asking]:
    """Iterate over the questions on the sample articles."""
    yield from _own("sample_questions.txt", "sample")
    yield from _own("sample_figure_questions.txt", "sample")
    for line in (CORPUS / "questions.txt").read_text().splitlines():
        yield Asking(line, "sample", line)


def invented_questions() -> Iterator[Asking]:
    """Iterate over the questions on invented articles, of which two each do differ."""
    for row in read_rows(INVENTED):
        yield Asking(row["question"], "invented", row["question"])


def _own(name: str, kind: str) -> Iterator[Asking]:
    for line in (HERE / name).read_text().splitlines():
        yield Asking(line, kind, line)


def pairs(bot: Bot, asking: Asking) -> Iterator[tuple[Disagreement, bool]]:
    """Iterate over the contrary sentences behind an answer, each with whether it was said."""
    answer = bot.answer(asking.question)
    if not answer.sentences or asked(answer.query) is None:
        return
    evidence = weigh(Query(answer.query), answer.hits, bot.library, bot.judges)
    found = disagreement(evidence)
    for pair in contrary(evidence):
        yield pair, found == pair and bool(answer.differs)


def row_of(asking: Asking, library: str, pair: Disagreement, *, said: bool) -> dict[str, Any]:
    """Return a pair as a row to be read: without an article's words but for the two claims."""
    sides = list(zip((pair.best, pair.other), pair.claims, strict=True))
    return {
        "library": library,
        "set": asking.kind,
        "question": asking.key,
        "half": "tuned" if asking.tuned else "held out",
        "articles": [c.article.part or Path(c.article.source).name for c, _ in sides],
        "claims": [c.text[claim.start : claim.end] for c, claim in sides],
        "said": said,
    }


def described(asking: Asking, pair: Disagreement) -> str:
    """Return a pair with its sentences, to read."""
    sides = (
        f"  {side.article.outlet} {side.article.day} | {side.article.title}\n    {side.text}"
        for side in (pair.best, pair.other)
    )
    return "\n".join([asking.question, *sides])


def libraries(work: Path) -> dict[str, Library]:
    """Make the libraries in a folder, as far as they aren't there."""
    snippets = work / "snippets.jsonl"
    if not snippets.exists():
        write_snippets(snippets)
    invented = work / "invented.jsonl"
    write_invented(invented)
    sources = {
        "sample": CORPUS,
        "invented": invented,
        "news": data_folder() / "news_articles.jsonl.gz",
        "snippets": snippets,
    }
    opened = {}
    for name, source in sources.items():
        index_paths([source], library=work / f"{name}-records")
        opened[name] = Library(work / f"{name}-records")
    return opened


def write_invented(path: Path) -> None:
    """Write two articles of two outlets for each invented disagreement."""
    path.parent.mkdir(parents=True, exist_ok=True)
    records = [
        {
            "id": f"{number}-{outlet}",
            "title": f"News of the day {number}",
            "text": f"{sentence}\n\n{_FILLER}",
            "outlet": outlet,
            "published": day,
        }
        for number, row in enumerate(read_rows(INVENTED))
        for sentence, (outlet, day) in zip(row["sentences"], _OUTLETS, strict=True)
    ]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records))


def write_snippets(path: Path) -> None:
    """Write the sentences that come with the training questions that ask for a figure or a day."""
    sentences: dict[str, dict[str, None]] = {}
    for row in read_rows(data_folder() / "news_train.jsonl.gz"):
        for found in row["candidates"] if asked(row["question"]) else ():
            sentences.setdefault(found["title"], {})[found["sentence"]] = None
    records = (
        {"id": str(number), "title": title, "text": "\n\n".join(texts)}
        for number, (title, texts) in enumerate(sentences.items())
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records))


def count_all_pairs(opened: Mapping[str, Library]) -> None:
    """Print, for any two like sentences with other values, how often they are said to differ."""
    for name in ("news", "snippets"):
        found = [(disagreement(evidence), pair) for evidence, pair in contrary_pairs(opened[name])]
        said = [pair for one, pair in found if one]
        print(name, f"pairs {len(found)}", f"said {len(said)}")
        for pair in said:
            print(pair.best.text, pair.other.text, sep="\n", end="\n\n")


def main() -> None:
    """Print the pairs, and how many of them were said and are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="print the sentences of each pair")
    parser.add_argument("--all-pairs", action="store_true", help="any two like sentences instead")
    options = parser.parse_args()
    if options.all_pairs:
        count_all_pairs(libraries(options.work))
        return
    verdicts = {_key(row): row["verdict"] for row in read_rows(READ)} if READ.exists() else {}
    counts: Counter[tuple[str, ...]] = Counter()
    for name, library in libraries(options.work).items():
        bot = Bot(library)
        own = {"sample": sample_questions(), "invented": invented_questions()}
        askings = own.get(name) or news_questions(library)
        for asking in {asking.question: asking for asking in askings}.values():
            counts[name, asking.kind, "questions"] += 1
            for pair, said in pairs(bot, asking):
                row = row_of(asking, name, pair, said=said)
                unread = "differ" if name == "invented" else "not read"
                row["verdict"] = verdicts.get(_key(row), unread)
                counts[name, row["half"], "said" if said else "not said", row["verdict"]] += 1
                if options.show:
                    print(described(asking, pair))
                print(json.dumps(row, ensure_ascii=False), flush=True)
    for key, count in sorted(counts.items()):
        print(count, *key, sep="  ")


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["library"], row["question"], *row["articles"], *row["claims"])


if __name__ == "__main__":
    main()
