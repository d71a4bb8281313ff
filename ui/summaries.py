"""What an indexing did and what a library holds, as text for the terminal: pure, soon imported."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from index.library import Status
    from index.sync import SyncResult

_NAMED_SKIPS = 10
LINKED = "linked folder"
# Letters and emoji are joined, or not, by these; like odd spaces they do a terminal no harm.
_JOINERS = "\u200c\u200d"


def result_text(result: "SyncResult", folder: Path) -> str:
    """Say what an indexing changed, what it skipped, and what the library in the folder holds."""
    changed = (
        f"{len(result.added)} added, {len(result.changed)} changed, {len(result.removed)} removed, "
        f"{len(result.unchanged)} unchanged, {len(result.skipped)} skipped."
    )
    articles, passages = _count(result.articles, "article"), _count(result.passages, "passage")
    held = f"{articles}, {passages} in {printable(folder)}"
    others = _passed_over(result.passed_over)
    told = [f"  passed over: {others}"] if others else []
    return "\n".join([changed, *_skip_lines(result.skipped, _NAMED_SKIPS), *told, held])


def sources_text(counts: Mapping[str, int]) -> str:
    """Say in a line for each source how many articles lie in it."""
    return "".join(
        f"{number:>7,} {'article' if number == 1 else 'articles':<8}  {printable(source)}\n"
        for source, number in counts.items()
    )


def status_text(
    status: "Status", passed_over: Mapping[str, int], model: str, *, all_skipped: bool
) -> str:
    """Say what a library holds and where it lies.

    Args:
        status: its state.
        passed_over: how many files of other formats lie in its sources; see SyncResult.
        model: the language model that answers, "" for none.
        all_skipped: whether to name every file that couldn't be read, with the reason.
    """
    rows = {
        "Library": printable(status.folder),
        "Articles": f"{status.articles:,}",
        "Passages": f"{status.passages:,}",
        "Embedding model": status.embedder,
        "Language model": model or "none (answers are quoted)",
        "Size": f"{status.size_bytes / 1e6:.1f} MB",
        "Generation": str(status.generation),
        "Sources": "\n".join(printable(source.name) for source in status.sources),
        "Skipped files": str(len(status.skipped)),
    }
    if others := _passed_over(passed_over):
        rows["Passed over"] = others
    indented = {name: value.replace("\n", f"\n{'':<17}") for name, value in rows.items()}
    lines = [f"{name + ':':<17}{value}" for name, value in indented.items()]
    if all_skipped:
        lines += _skip_lines(status.skipped, len(status.skipped))
    return "\n".join(lines)


def printable(value: object, *, lines: bool = False) -> str:
    """Return text that is safe to print: a file's name may hold anything.

    What a terminal would obey is written out, so that nobody takes what is left for a name.

    Args:
        value: what is printed.
        lines: whether it may have several lines.
    """
    text = str(value).encode("utf-8", "backslashreplace").decode()
    kept = _JOINERS + "\n" if lines else _JOINERS
    return "".join(
        char
        if char.isprintable() or char in kept or category(char) == "Zs"
        else f"\\x{ord(char):02x}"
        for char in text
    )


def _count(number: int, of: str) -> str:
    return f"{number:,} {of}{'' if number == 1 else 's'}"


def _passed_over(counts: Mapping[str, int]) -> str:
    """Say what was not looked into, by suffix, the most frequent first; nothing if it was all."""
    kinds = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    files = [(kind, number) for kind, number in kinds if kind != LINKED]
    named = [f"{printable(kind)} {number:,}" for kind, number in files[:_NAMED_SKIPS]]
    named += ["..."] if len(files) > _NAMED_SKIPS else []
    total = sum(number for _, number in files)
    said = [f"{_count(total, 'file')} of other formats ({', '.join(named)})"] if files else []
    said += [_count(counts[LINKED], LINKED)] if LINKED in counts else []
    return ", ".join(said)


def _skip_lines(skipped: Mapping[str, str], most: int) -> list[str]:
    lines = [
        f"  skipped {printable(path)}: {printable(reason)}" for path, reason in skipped.items()
    ]
    left = len(lines) - most
    more = [f"  and {left} more: footnote status --skipped"] if left > 0 else []
    return lines[:most] + more
