"""A folder of articles: the files that may hold some, and a count of what is passed over.

folder -> (files) -> Inventory
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from index.documents import is_passed_over
from index.formats import is_readable

LINKED = "linked folder"
# What pages, articles and systems bring along; nobody takes it for an article.
_BESIDE = frozenset(
    ".avif .bmp .css .gif .heic .ico .ini .jpeg .jpg .js .json5 .map .mjs .mov .mp3 .mp4 .m4a .ogg "
    ".otf .png .svg .tif .tiff .ttf .wav .webm .webp .woff .woff2".split()
)
_SUFFIX = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9]{1,12}")
_PAGES = (".html", ".htm", ".xhtml")
# What a browser, in its language, appends to a page's name for the folder of what the page shows:
# the endings that Windows takes for those of a page's "connected files".
_PAGE_FOLDERS = (
    "_files .files _archivos _arquivos _bestanden _bylos -dateien _datoteke _dosyalar _elemei "
    "_failid _fails _fajlovi _ficheiros _fichiers _file -filer _fitxategiak _fitxers _pliki "
    "_soubory _tiedostot"
).split()
# A library in a folder of articles holds files of its own that look like articles.
_CATALOG = "catalog.sqlite"
_OF_LIBRARY = ("generations", "lock", "lock-holder.txt")
_DATABASES = (_CATALOG, "embeddings.sqlite")  # and the journals beside them


class Walk:
    """A look into folders of articles.

    Args:
        unlisted: is told of each folder that can't be listed.
    """

    def __init__(self, unlisted: Callable[[OSError], None] = lambda _exc: None) -> None:
        self._unlisted = unlisted
        self._others: dict[str, Counter[str]] = {}  # by folder, which may lie in several sources

    @property
    def passed_over(self) -> Counter[str]:
        """How many files of other formats lie in the folders, by suffix, and links to folders."""
        total: Counter[str] = Counter()
        for kinds in self._others.values():
            total.update(kinds)
        return total

    def files(self, top: Path) -> Iterator[Path]:
        """Yield what has the name of an article file in a folder and those in it, in order.

        Hidden files, READMEs, questions.txt, files of other formats, what a browser saved beside a
        page, links to folders and the files of a library are passed over.
        """
        for where, folders, names in os.walk(top, onerror=self._unlisted):
            folder = Path(where)
            shown = [name for name in sorted(folders) if not name.startswith(".")]
            links = [name for name in shown if (folder / name).is_symlink()]
            left = {*links, *_of_pages(shown, names)}
            if _CATALOG in names:
                left |= set(filter(_is_of_library, [*shown, *names]))
            folders[:] = [name for name in shown if name not in left]
            files = [name for name in sorted(names) if name not in left]
            kinds = filter(None, map(_other_kind, files))
            self._others[where] = Counter([*kinds, *[LINKED] * len(links)])
            yield from (folder / name for name in files if is_article_file(name))


def is_article_file(name: str) -> bool:
    """Say whether a file of this name, in a folder of articles, is taken to hold some."""
    return is_readable(name) and not is_passed_over(name)


def is_in_library(path: Path) -> bool:
    """Say whether a file or folder, which may be gone, is one of a library's own."""
    for inner, folder in zip([path, *path.parents], path.parents, strict=False):
        if _is_of_library(inner.name):
            with suppress(OSError):
                if (folder / _CATALOG).exists():
                    return True
    return False


def _is_of_library(name: str) -> bool:
    """Say whether something of this name, beside a library's catalog, is the library's own."""
    return name in _OF_LIBRARY or name.startswith(_DATABASES)


def _of_pages(folders: Iterable[str], names: Iterable[str]) -> set[str]:
    """Return the folders that hold what pages show: pictures, scripts, the frames of adverts."""
    pages = {Path(name).stem.lower() for name in names if name.lower().endswith(_PAGES)}
    return {
        folder
        for folder in folders
        for ending in _PAGE_FOLDERS
        if folder.lower().endswith(ending) and folder.lower().removesuffix(ending) in pages
    }


def _other_kind(name: str) -> str:
    """Return the suffix of a file that may hold an article in a format that isn't read, or ""."""
    suffix = Path(name).suffix.lower()
    if (
        is_passed_over(name)
        or is_readable(name)
        or suffix in _BESIDE
        or name.endswith("~")  # what an editor keeps of a file before a change
    ):
        return ""
    return suffix if _SUFFIX.fullmatch(suffix) else "no suffix"
