"""Generations of the vectors and words: the next is built beside the current one, then named.

A generation lies in LIBRARY/generations/NUMBER-ID and never changes once the catalog names it.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from index.catalog import Manifest
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
        try:
            self.words = Words(folder / "words")
        except LibraryDamaged:
            self.vectors.close()
            raise

    def close(self) -> None:
        """Let go of the folder."""
        self.vectors.close()

    def discard(self) -> None:
        """Delete a generation that was begun and never published."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def open_generation(library: Path, manifest: Manifest) -> Generation:
    """Open the generation that a manifest names.

    Raises:
        LibraryDamaged: its folder is gone or can't be opened.
    """
    folder = _path(library, manifest, manifest.generation)
    for part in ("vectors/chroma.sqlite3", "words/meta.json"):
        if not (folder / part).is_file():
            raise LibraryDamaged(
                f"{folder / part} is gone; mend the library with: footnote index --rebuild", library
            )
    generation = Generation(folder, manifest.generation)
    counts = generation.vectors.count(), generation.words.count()
    if counts[0] != counts[1]:
        generation.close()
        raise LibraryDamaged(
            f"{folder} holds {counts[0]} vectors and {counts[1]} passages of words; mend the "
            "library with: footnote index --rebuild",
            library,
        )
    return generation


def begin_generation(library: Path, manifest: Manifest, *, empty: bool = False) -> Generation:
    """Start the generation after the current one, as a copy of it.

    Args:
        library: the library's folder.
        manifest: names the current generation.
        empty: start with nothing in it.
    """
    following = manifest.generation + 1
    folder = _path(library, manifest, following)
    shutil.rmtree(folder, ignore_errors=True)
    if manifest.generation and not empty:
        open_generation(library, manifest).close()
        shutil.copytree(_path(library, manifest, manifest.generation), folder)
    folder.mkdir(parents=True, exist_ok=True)
    return Generation(folder, following)


def drop_old_generations(library: Path, current: int) -> None:
    """Delete what no reader can be at: all but the current generation and the one before."""
    for folder in (library / _FOLDER).glob("*"):
        with suppress(ValueError):
            if int(folder.name.partition("-")[0]) <= current - _KEPT:
                shutil.rmtree(folder, ignore_errors=True)


def _path(library: Path, manifest: Manifest, number: int) -> Path:
    return library / _FOLDER / f"{number:06d}-{manifest.library_id}"
