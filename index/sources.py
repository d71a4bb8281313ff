"""What a library mirrors, files, folders and web addresses, and which files they hold now."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from index.documents import is_passed_over
from index.errors import SourceError
from index.formats import FORMATS, READERS_VERSION, is_readable
from index.settings import absolute_path

_SCHEMES = ("http://", "https://")
# What pages and articles bring along; nobody takes it for an article.
_BESIDE = frozenset(
    ".avif .bmp .css .gif .heic .ico .jpeg .jpg .js .json5 .map .mp3 .mp4 .m4a .mjs .mov .ogg .otf "
    ".png .svg .tif .tiff .ttf .wav .webm .webp .woff .woff2".split()
)
_PAGES = (".html", ".htm")
# A library within a folder of articles holds files of its own that look like articles.
_CATALOG = "catalog.sqlite"


@dataclass(frozen=True)
class Source:
    """A file, folder or web address that a library mirrors.

    Attributes:
        name: an absolute path, or an address.
        fields: for records, the name of the field that holds each of our fields.
    """

    name: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_address(self) -> bool:
        """Say whether it lies on the web."""
        return _is_address(self.name)


def named_source(name: str | Path, fields: Mapping[str, str] | None = None) -> Source:
    """Return the source that a person names by a path or an address.

    Raises:
        SettingsError: it can't be a path on this machine.
    """
    if _is_address(str(name).strip()):
        return Source(str(name).strip(), fields or {})
    return Source(str(absolute_path(name)), fields or {})


@dataclass
class Inventory:
    """What some sources hold.

    Attributes:
        looks: how each article file looks from outside; a file is read again when this changes.
        holders: of the sources that each article file lies in, the nearest to it: it is read as
            that one says.
        addresses: sources on the web, which have to be asked what they hold.
        unlisted: why each source or folder in one that couldn't be listed couldn't; whatever
            was read from it before is still taken to be there.
        passed_over: how many files of other formats lie in them, by suffix; "linked folder" counts
            links to folders, which aren't followed.
    """

    looks: dict[str, str] = field(default_factory=dict)
    holders: dict[str, Source] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    unlisted: dict[str, str] = field(default_factory=dict)
    passed_over: Counter[str] = field(default_factory=Counter)

    def add(self, source: Source) -> None:
        """List one more source.

        Hidden files, READMEs, questions.txt, files of other formats, what a browser saved beside a
        page, links to folders and libraries are passed over.

        Raises:
            SourceError: it doesn't exist or holds no article file.
        """
        if source.is_address:
            self.addresses.append(source.name)
            return
        path = Path(source.name)
        if path.is_file():
            files = [path]
        elif path.is_dir():
            files = self._walk(path)
        else:
            raise SourceError(f"{path} doesn't exist; name a folder or file of articles.", path)
        if not any(is_readable(file.name) for file in files):
            raise SourceError(
                f"{path} holds no articles ({', '.join(FORMATS)}); name a folder that does.", path
            )
        for file in files:
            if not _is_storable(file):
                self.unlisted[str(file)] = "its name is not valid Unicode; rename it"
                continue
            nearest = self.holders.get(str(file), source)
            # Of two sources that a file lies in, one lies in the other.
            if len(source.name) >= len(nearest.name):
                self.looks[str(file)] = _look(file, source.fields)
                self.holders[str(file)] = source

    def holds_place_of(self, file: str) -> bool:
        """Say whether a file that isn't listed may be there nevertheless."""
        listed = file in self.looks or file in self.addresses
        return listed or is_under(file, self.unlisted)

    def _walk(self, folder: Path) -> list[Path]:
        found: list[Path] = []
        for where, folders, names in os.walk(folder, onerror=self._note_unlisted):
            folders[:] = self._entered(Path(where), folders, names)
            found += [Path(where, name) for name in sorted(names) if is_article_file(name)]
            self.passed_over.update(_other_formats(names))
        return [path for path in found if self._is_file(path)]

    def _entered(self, where: Path, folders: Iterable[str], names: Iterable[str]) -> list[str]:
        """Return the folders to look into, in order."""
        of_pages = {f"{Path(name).stem}_files" for name in names if name.lower().endswith(_PAGES)}
        shown = [name for name in sorted(folders) if not name.startswith(".")]
        links = [name for name in shown if (where / name).is_symlink()]
        self.passed_over.update(["linked folder"] * len(links))
        return [
            name
            for name in shown
            if name not in of_pages and name not in links and not is_library(where / name)
        ]

    def _is_file(self, path: Path) -> bool:
        try:
            return path.is_file()
        except OSError as exc:
            self._note_unlisted(exc)
            return False

    def _note_unlisted(self, exc: OSError) -> None:
        self.unlisted[str(exc.filename)] = (
            f"{exc.strerror}; the articles read from it before were kept"
        )


def is_under(file: str, names: Iterable[str]) -> bool:
    """Say whether a file or address is one of some, or lies in one of some folders.

    An address lies in no other: what is read from https://hill.example/ is one page of the site.
    """
    return any(
        file == name or (file.startswith(name.rstrip(os.sep) + os.sep) and not _is_address(name))
        for name in names
    )


class FilesUnder:
    """The files in some folders, for what asks whether a file is among them; see is_under."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def __contains__(self, file: object) -> bool:
        """Say whether a file lies in one of the folders."""
        return is_under(str(file), self._names)


def is_article_file(name: str) -> bool:
    """Say whether a file of this name, in a folder of articles, is taken to hold some."""
    return is_readable(name) and not is_passed_over(name)


def _other_formats(names: Iterable[str]) -> Iterator[str]:
    """Yield the suffix of each file that may hold an article in a format that isn't read."""
    for name in names:
        suffix = Path(name).suffix.lower()
        if not (is_passed_over(name) or is_readable(name) or suffix in _BESIDE):
            yield suffix or "no suffix"


def is_library(folder: Path) -> bool:
    """Say whether a folder holds a library of Footnote's."""
    with suppress(OSError):
        return (folder / _CATALOG).exists()
    return False


def _is_address(name: str) -> bool:
    return name.lower().startswith(_SCHEMES)


def _is_storable(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _look(path: Path, fields: Mapping[str, str]) -> str:
    named = sha256(repr(sorted(fields.items())).encode()).hexdigest()[:8] if fields else ""
    with suppress(OSError):
        status = path.stat()
        return f"{READERS_VERSION}-{status.st_size}-{status.st_mtime_ns}{named and '-'}{named}"
    return ""
