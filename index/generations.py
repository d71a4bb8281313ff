"""Generations of the vectors and words: the next is built beside the current one, then named.

A generation lies in LIBRARY/generations/NUMBER and never changes once the catalog names it.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from index.errors import LibraryDamaged
from index.vectors import Vectors
from index.words import Words

_FOLDER = "generations"
# A reader in the middle of a question may still be at the one before.
_KEPT = 2


class Generation:
    """The vectors and words of one generation, open."""

    def __init__(self, folder: Path, number: int) -> None:
        self.number = number
        self.folder = folder
        self.vectors = Vectors(folder / "vectors")
        self.words = Words(folder / "words")

    def close(self) -> None:
        """Let go of the folder."""
        self.vectors.close()


def open_generation(library: Path, number: int) -> Generation:
    """Open a published generation.

    Raises:
        LibraryDamaged: its folder is gone or can't be opened.
    """
    folder = _path(library, number)
    for part in ("vectors/chroma.sqlite3", "words/meta.json"):
        if not (folder / part).is_file():
            raise LibraryDamaged(
                f"{folder / part} is gone; mend the library with: footnote index --rebuild", library
            )
    return Generation(folder, number)


def begin_generation(library: Path, current: int, *, empty: bool = False) -> Generation:
    """Start the generation after the current one, as a copy of it.

    Args:
        library: the library's folder.
        current: the published generation, 0 for none.
        empty: start with nothing in it.
    """
    folder = _path(library, current + 1)
    shutil.rmtree(folder, ignore_errors=True)
    if current and not empty:
        open_generation(library, current).close()
        shutil.copytree(_path(library, current), folder)
    folder.mkdir(parents=True, exist_ok=True)
    return Generation(folder, current + 1)


def drop_old_generations(library: Path, current: int) -> None:
    """Delete what no reader can be at: all but the current generation and the one before."""
    for folder in (library / _FOLDER).glob("*"):
        with suppress(ValueError):
            if int(folder.name) <= current - _KEPT:
                shutil.rmtree(folder, ignore_errors=True)


def _path(library: Path, number: int) -> Path:
    return library / _FOLDER / f"{number:06d}"
