"""The files and folders that a library mirrors: which article files they hold now."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import SourceError
from index.formats import READERS, READERS_VERSION

# What a folder of articles may hold beside them: notes on it, and example questions for the chat.
_NOT_ARTICLES = {"readme.md", "readme.txt", "readme.html", "questions.txt"}


@dataclass
class Listing:
    """What some sources hold.

    Attributes:
        looks: how each article file looks from outside; a file is read again when this changes.
        unlisted: why each source or folder in one that couldn't be listed couldn't; whatever
            was read from it before is still taken to be there.
    """

    looks: dict[Path, str] = field(default_factory=dict)
    unlisted: dict[Path, str] = field(default_factory=dict)

    def add(self, source: Path) -> None:
        """List one more file or folder.

        Hidden files, READMEs, questions.txt and files of other formats are passed over.

        Raises:
            SourceError: it doesn't exist or holds no article file.
        """
        if source.is_file():
            files = [source]
        elif source.is_dir():
            files = self._walk(source)
        else:
            raise SourceError(f"{source} doesn't exist; name a folder or file of articles.", source)
        if not any(path.suffix.lower() in READERS for path in files):
            raise SourceError(
                f"{source} holds no articles ({', '.join(READERS)}); name a folder that does.",
                source,
            )
        self.looks.update((path, _look(path)) for path in files)

    def holds_place_of(self, path: Path) -> bool:
        """Say whether a file that isn't listed may be there nevertheless."""
        return path in self.looks or is_under(path, self.unlisted)

    def _walk(self, folder: Path) -> list[Path]:
        found: list[Path] = []
        for where, folders, names in os.walk(folder, onerror=self._note_unlisted):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [Path(where, name) for name in sorted(names) if _is_article(name)]
        return [path for path in found if self._is_file(path)]

    def _is_file(self, path: Path) -> bool:
        try:
            return path.is_file()
        except OSError as exc:
            self._note_unlisted(exc)
            return False

    def _note_unlisted(self, exc: OSError) -> None:
        self.unlisted[Path(str(exc.filename))] = (
            f"{exc.strerror}; the articles read from it before were kept"
        )


def is_under(path: Path, folders: Iterable[Path]) -> bool:
    """Say whether a path is one of some files or lies in one of some folders."""
    return any(path == folder or path.is_relative_to(folder) for folder in folders)


def _is_article(name: str) -> bool:
    hidden = name.startswith(".")
    return not hidden and Path(name).suffix.lower() in READERS and name.lower() not in _NOT_ARTICLES


def _look(path: Path) -> str:
    with suppress(OSError):
        status = path.stat()
        return f"{READERS_VERSION}-{status.st_size}-{status.st_mtime_ns}"
    return ""
