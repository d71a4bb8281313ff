"""Whether facts in lists and tables are found, on articles made up for that.

    python -m tests.benchmarks.lists_and_tables [--failures]

lists_and_tables/ holds 14 articles about places that don't exist, as web pages, Markdown, pasted
text and a mail, and questions in other words than theirs. Each names its kind (a short item, an
item that is a sentence, several items, a table's cell, prose, or nothing answers it), and whether
it had been seen when what it asks for was mended: the unseen ones count.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.data import read_rows
from tests.benchmarks.outcomes import ask_all, report

_FOLDER = Path(__file__).parent / "lists_and_tables"


def main() -> None:
    """Ask all questions, print the counts and write results/lists_and_tables.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", action="store_true", help="print the seen ones that fail")
    arguments = parser.parse_args()
    with TemporaryDirectory() as scratch:
        rows = read_rows(_FOLDER / "cases.jsonl")
        asked = ask_all(rows, _FOLDER / "articles", Path(scratch))
    report(asked, "lists_and_tables", failures=arguments.failures)


if __name__ == "__main__":
    main()
