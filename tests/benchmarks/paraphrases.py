"""Questions in other words than the articles', as people ask who haven't read them.

    FOOTNOTE_BENCH_DATA=... python -m tests.benchmarks.paraphrases --work DIR [--failures]
    python -m tests.benchmarks.paraphrases --articles sample [--failures]

paraphrases.jsonl holds 135 questions on some 90 of the 1,117 news articles, none of which was
trained on: who, when, where, how many, what, why, how, lists, and what was said, and of the same
people and things what no article tells; 95 for yes or no on others; and a second set of 200 on 40
articles of which the reader learned nothing, a fifth of them traps (who did what to whom turned
round, another rank, time or circumstance). paraphrases_sample.jsonl holds 208 questions of all
these kinds on the sample articles. Some were looked at while the code was changed ("seen"). The
answers are places in the news articles, and words of the sample articles. DIR is that of
tests.benchmarks.quality; the library in it is made if it isn't there.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.data import data_folder, read_rows, write_news
from tests.benchmarks.outcomes import Asked, ask_all, report

_FOLDER = Path(__file__).parent
_SAMPLE = _FOLDER.parents[1] / "corpus"


def of_news(work: Path) -> list[Asked]:
    """Ask the questions on the news articles, of a library in a folder."""
    articles = {
        row["id"]: row["text"] for row in read_rows(data_folder() / "news_articles.jsonl.gz")
    }
    folder = work / "news"
    if not folder.exists():
        write_news(folder)
    rows = [
        row | {"answers": [articles[key][start:end] for key, start, end in row["answers"] or ()]}
        for row in read_rows(_FOLDER / "paraphrases.jsonl")
    ]
    return ask_all(rows, folder, work / "news-library")


def of_sample() -> list[Asked]:
    """Ask the questions on the sample articles."""
    with TemporaryDirectory() as scratch:
        return ask_all(read_rows(_FOLDER / "paraphrases_sample.jsonl"), _SAMPLE, Path(scratch))


def main() -> None:
    """Ask all questions on some articles, print the counts and write them to results/."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", choices=("news", "sample"), default="news")
    parser.add_argument("--work", type=Path, help="where the library of the news articles is kept")
    parser.add_argument("--failures", action="store_true", help="print the seen ones that fail")
    arguments = parser.parse_args()
    if arguments.articles == "sample":
        report(of_sample(), "paraphrases_sample", failures=arguments.failures)
    elif arguments.work:
        report(of_news(arguments.work), "paraphrases", failures=arguments.failures)
    else:
        parser.error("--work is needed for the news articles")


if __name__ == "__main__":
    main()
