"""Questions about the news articles in other words than theirs, as a researcher would ask them.

    FOOTNOTE_BENCH_DATA=... python -m tests.benchmarks.paraphrases --work DIR [--failures]

paraphrases.jsonl holds 135 questions on some 90 of the 1,117 articles, none of which was trained
on: who, when, where, how many, what, why, how, lists, and what was said, and of the same people and
things what no article tells. Half of them were looked at ("seen"). The answers are places in the
articles. DIR is that of tests.benchmarks.quality; the library in it is made if it isn't there.
"""

import argparse
from pathlib import Path

from bot import Bot, Library
from index.sync import index_paths
from tests.benchmarks.data import data_folder, read_rows, write_news
from tests.benchmarks.outcomes import Asked, report


def main() -> None:
    """Ask all questions, print the counts and write results/paraphrases.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--failures", action="store_true", help="print the seen ones that fail")
    arguments = parser.parse_args()
    articles = {
        row["id"]: row["text"] for row in read_rows(data_folder() / "news_articles.jsonl.gz")
    }
    folder = arguments.work / "news"
    if not folder.exists():
        write_news(folder)
    index_paths([folder], library=arguments.work / "news-library")
    bot = Bot(Library(arguments.work / "news-library"))
    asked = [
        Asked(
            row["question"],
            [articles[article][start:end] for article, start, end in row["answers"] or ()],
            row["kind"],
            row["seen"],
            bot.answer(row["question"]),
        )
        for row in read_rows(Path(__file__).with_suffix(".jsonl"))
    ]
    bot.close()
    report(asked, "paraphrases", failures=arguments.failures)


if __name__ == "__main__":
    main()
