"""Whether copies of a story are found, other stories kept apart, and clutter told from news.

    FOOTNOTE_BENCH_DATA=folder python -m tests.benchmarks.copies [--show]

With --show it also prints the lines that are dropped, which are never written to a file.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time
from typing import Any
from urllib.parse import urlsplit

from index.articles import Article
from index.clutter import is_clutter
from index.duplicates import SAME_STORY, bands, join, likeness, same_story, signature
from index.errors import UnreadableFile
from index.formats import read_article
from index.notices import is_notice_of_change
from index.repeated_lines import LEAST_STORIES, is_repeated, line_key
from index.sentences import is_heading
from tests.benchmarks.data import data_folder, read_rows, write_news
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.made_copies import make_all

HERE = Path(__file__).parent
MADE_TEXTS = 400
LEAST_READ = 0.026
BUCKETS = (0.75, 0.5, 0.3, 0.1, LEAST_READ)


@dataclass(frozen=True)
class Signed:
    """An article with what is measured on it.

    Attributes:
        row: its place in the data, from 0.
        outlet: the host of its address.
    """

    row: int
    article: Article
    outlet: str
    signature: bytes

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of its text."""
        return self.article.text.split("\n\n")


def read_news() -> tuple[list[Article | None], list[dict[str, Any]]]:
    """Read the news as the index does; None for a row that holds no article."""
    rows = list(read_rows(data_folder() / "news_articles.jsonl.gz"))
    with tempfile.TemporaryDirectory() as name:
        write_news(Path(name))
        return [_read(path) for path in sorted(Path(name).iterdir())], rows


def _read(path: Path) -> Article | None:
    try:
        return read_article(path, most_bytes=10**7)
    except UnreadableFile:
        return None


def measure_cost(texts: Sequence[str]) -> dict[str, Any]:
    """Measure the processor time of signatures, bands and comparisons, and what they import."""
    signature(texts[0])
    began = process_time()
    signatures = [signature(text) for text in texts]
    signed = process_time()
    for one in signatures:
        bands(one)
    banded = process_time()
    pairs = list(combinations(signatures[:200], 2))
    compared_from = process_time()
    for one, other in pairs:
        same_story(one, other)
    compared = process_time()
    return {
        "articles": len(texts),
        "taking_part": sum(map(bool, signatures)),
        "bytes_mean": round(statistics.mean(map(len, signatures))),
        "signature_ms": round(1000 * (signed - began) / len(texts), 2),
        "bands_ms": round(1000 * (banded - signed) / len(texts), 3),
        "same_story_us": round(1e6 * (compared - compared_from) / len(pairs), 1),
        "import_datasketch_s": round(_import_s("datasketch") - _import_s("sys"), 2),
        "import_duplicates_s": round(_import_s("index.duplicates") - _import_s("sys"), 2),
    }


def _import_s(module: str) -> float:
    """Return the processor time of a process that imports a module, the least of five."""
    times = []
    for _ in range(5):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", f"import {module}"], check=True, cwd=HERE.parents[1])
        after = getrusage(RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def measure_real(news: Sequence[Signed]) -> dict[str, Any]:
    """Compare what is found among all pairs with what was read by a person."""
    read = _pairs_read()
    exact = exact_likeness([one.article.text for one in news])
    buckets: dict[float, Counter[str]] = defaultdict(Counter)
    for (a, b), value in exact.items():
        if value < LEAST_READ:
            continue
        bucket = next(least for least in BUCKETS if value >= least)
        label = read.get((news[a].row, news[b].row), "unread")
        found = bool(set(bands(news[a].signature)) & set(bands(news[b].signature)))
        grouped = found and same_story(news[a].signature, news[b].signature)
        buckets[bucket].update(
            {"pairs": 1, label: 1, "candidates": int(found), f"grouped {label}": int(grouped)}
        )
    stories = group(news)
    return {
        "pairs_by_least_exact_likeness": {
            str(bucket): {key: count for key, count in sorted(buckets[bucket].items()) if count}
            for bucket in BUCKETS
        },
        "stories": len(set(stories.values())),
        "articles_with_copies": sum(n for n in Counter(stories.values()).values() if n > 1),
    }


def _pairs_read() -> dict[tuple[int, int], str]:
    lines = (HERE / "copies_read.txt").read_text(encoding="utf-8").splitlines()
    fields = [line.split() for line in lines if line and not line.startswith("#")]
    return {(int(a), int(b)): label for a, b, label in fields}


def exact_likeness(texts: Sequence[str]) -> dict[tuple[int, int], float]:
    """Return the Jaccard similarity of five-word shingles of every pair that shares one."""
    sets = [_shingles(text) for text in texts]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, shingles in enumerate(sets):
        for shingle in shingles:
            holders[shingle].append(number)
    common: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        common.update(combinations(numbers, 2))
    return {(a, b): n / (len(sets[a]) + len(sets[b]) - n) for (a, b), n in common.items()}


def _shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[start : start + 5]) for start in range(len(words) - 4)}


def group(news: Sequence[Signed]) -> dict[str, str]:
    """Group articles into stories one by one, as the index does; by article id."""
    holders: dict[int, list[Signed]] = defaultdict(list)
    stories: dict[str, str] = {}
    for one in news:
        own = bands(one.signature)
        candidates = {other.article.id: other for band in own for other in holders[band]}
        copies = [
            stories[other.article.id]
            for other in candidates.values()
            if same_story(one.signature, other.signature)
        ]
        joining = join(one.article.id, copies)
        for other, story in stories.items():
            if story in joining.relabelled:
                stories[other] = joining.story
        stories[one.article.id] = joining.story
        for band in own:
            holders[band].append(one)
    return stories


def measure_made(texts: Sequence[str]) -> dict[str, Any]:
    """Return, for each rule of made pairs, which part is found, likened and grouped."""
    report = {}
    alike = found_alike = 0
    for made in make_all(texts, seed=7):
        signed = [(signature(a), signature(b)) for a, b in made.pairs]
        exact = [_jaccard(_shingles(a), _shingles(b)) for a, b in made.pairs]
        found = [bool(set(bands(a)) & set(bands(b))) for a, b in signed]
        if made.copies:
            alike += sum(value >= SAME_STORY for value in exact)
            found_alike += sum(
                value >= SAME_STORY and candidate and same_story(*pair)
                for value, candidate, pair in zip(exact, found, signed, strict=True)
            )
        report[made.rule] = {
            "copies": made.copies,
            "exact_likeness_median": round(statistics.median(exact), 2),
            "candidates": _part(found),
            "likeness_alone": _part(likeness(a, b) >= SAME_STORY for a, b in signed),
            "grouped": _part(
                candidate and same_story(*pair)
                for candidate, pair in zip(found, signed, strict=True)
            ),
        }
    return {"texts": len(texts), "recall_of_exact": round(found_alike / alike, 3), "rules": report}


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b)


def _part(values: Iterable[bool]) -> float:
    return round(statistics.mean(map(float, values)), 3)


def measure_lines(news: Sequence[Signed], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Count the lines that are dropped as clutter, kept as notices, and dropped as repeated."""
    raw = [" ".join(line.split()) for row in rows for line in row["text"].splitlines()]
    raw = [line for line in raw if line]
    clutter = Counter(line for line in raw if is_clutter(line))
    repeated, considered = repeated_lines(news)
    recurring = _recurring(news)
    if "--show" in sys.argv:
        for title, lines in (("clutter", clutter), ("repeated", repeated)):
            print(f"--- {title}")
            print(*(f"{count}  {line[:160]}" for line, count in lines.most_common()), sep="\n")
    return {
        "raw_lines": len(raw),
        "clutter": {"lines": clutter.total(), "different": len(clutter)},
        "notices_of_change": sum(map(is_notice_of_change, raw)),
        "recurring_in_3_stories": {
            "different": len(recurring),
            "headings_or_short": sum(is_heading(line) for line in recurring),
        },
        "considered": considered,
        "repeated": {"lines": repeated.total(), "different": len(repeated)},
    }


def repeated_lines(news: Sequence[Signed]) -> tuple[Counter[str], int]:
    """Return the lines that leave the texts, with how often, and how many had a key at all."""
    stories = group(news)
    holders: dict[tuple[str, bytes], set[str]] = defaultdict(set)
    lines: dict[tuple[str, bytes], Counter[str]] = defaultdict(Counter)
    for one in news:
        for paragraph in one.paragraphs:
            if key := line_key(paragraph, authors=one.article.authors):
                holders[one.outlet, key].add(stories[one.article.id])
                lines[one.outlet, key][paragraph] += 1
    gone: Counter[str] = Counter()
    for key, found in holders.items():
        if is_repeated(len(found)):
            gone[lines[key].most_common(1)[0][0]] += lines[key].total()
    return gone, len(holders)


def _recurring(news: Sequence[Signed]) -> list[str]:
    """Return every line that recurs in three stories of an outlet, with a key or without."""
    stories = group(news)
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    lines = {}
    for one in news:
        for paragraph in one.paragraphs:
            plain = " ".join(re.findall(r"\w+", paragraph.lower()))
            holders[one.outlet, plain].add(stories[one.article.id])
            lines[one.outlet, plain] = paragraph
    return [lines[key] for key, found in holders.items() if len(found) >= LEAST_STORIES]


def main() -> None:
    """Measure, print and write results/copies.json."""
    articles, rows = read_news()
    news = [
        Signed(row, article, urlsplit(rows[row]["url"]).hostname or "", signature(article.text))
        for row, article in enumerate(articles)
        if article
    ]
    texts = [one.article.text for one in news if one.signature]
    report = {
        "machine": describe_machine(),
        "cost": measure_cost([one.article.text for one in news]),
        "real": measure_real(news),
        "made": measure_made(texts[:: max(1, len(texts) // MADE_TEXTS)][:MADE_TEXTS]),
        "lines": measure_lines(news, rows),
    }
    text = json.dumps(report, indent=2)
    (HERE / "results" / "copies.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
