"""What a library mirrors, files, folders and web addresses, and which files they hold now."""

import os
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from shlex import quote
from stat import S_ISDIR, S_ISREG

from index.errors import SourceError
from index.formats import FORMATS, READERS_VERSION, is_readable
from index.settings import absolute_path
from index.walking import Walk

_SCHEMES = ("http://", "https://")
_ANY_SCHEME = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+://|https?:)", re.IGNORECASE)
_KEPT = "; the articles read from it before were kept"


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
        SettingsError: it is empty, or can't be a path on this machine.
        SourceError: it is an address that isn't fetched, such as one of ftp.
    """
    text = str(name).strip()
    if _is_address(text):
        return Source(text, fields or {})
    if is_meant_as_address(text):
        from index.addresses import checked_address  # noqa: PLC0415 - takes long to import

        return Source(checked_address(text), fields or {})
    return Source(str(absolute_path(name)), fields or {})


def is_meant_as_address(text: str) -> bool:
    """Say whether a source is meant as an address, of whatever scheme, and not as a path."""
    return _ANY_SCHEME.match(text) is not None


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
        known: the names of sources that were listed before, in an earlier indexing.
    """

    looks: dict[str, str] = field(default_factory=dict)
    holders: dict[str, Source] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    unlisted: dict[str, str] = field(default_factory=dict)
    known: Container[str] = ()

    def __post_init__(self) -> None:
        self._walk = Walk(self._note_unlisted)

    @property
    def passed_over(self) -> Counter[str]:
        """How many files of other formats lie in the sources; see Walk."""
        return self._walk.passed_over

    def add(self, source: Source) -> None:
        """List one more source; of a folder, what Walk.files says.

        Raises:
            SourceError: it doesn't exist, can't be read or holds no article file.
        """
        if source.is_address:
            self.addresses.append(source.name)
            return
        path = Path(source.name)
        files = [path]
        if self._is_folder(path):
            files = [file for file in self._walk.files(path) if self._is_file(file)]
        if not any(is_readable(file.name) for file in files):
            raise SourceError(self._without_articles(path), path)
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

    def _is_folder(self, path: Path) -> bool:
        """Say whether a source is a folder, and not a file.

        Raises:
            SourceError: it is neither.
        """
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError) as exc:
            raise SourceError(self._missing(path), path) from exc
        except OSError as exc:
            raise SourceError(_denied(path, exc.strerror or "can't be read"), path) from exc
        if not (S_ISDIR(mode) or S_ISREG(mode)):
            raise SourceError(f"{path} is neither a file nor a folder; name one of articles.", path)
        return S_ISDIR(mode)

    def _missing(self, path: Path) -> str:
        if str(path) not in self.known:
            return f"{path} doesn't exist; name a folder or file of articles."
        old = quote(str(path))
        return (
            f"{path} doesn't exist any more; if it was moved: footnote forget {old}, then: "
            "footnote index NEW-PLACE."
        )

    def _without_articles(self, path: Path) -> str:
        for where, reason in self.unlisted.items():
            if is_under(where, [str(path)]):
                return _denied(where, reason.removesuffix(_KEPT))
        return f"{path} holds no articles ({', '.join(FORMATS)}); name a folder that does."

    def _is_file(self, path: Path) -> bool:
        try:
            return path.is_file()
        except OSError as exc:
            self._note_unlisted(exc)
            return False

    def _note_unlisted(self, exc: OSError) -> None:
        self.unlisted[str(exc.filename)] = f"{exc.strerror}{_KEPT}"


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


def count_passed_over(sources: Iterable[Source]) -> Counter[str]:
    """Return how many files of other formats lie in some sources now; see Walk."""
    walk = Walk()
    for source in sources:
        if not source.is_address:
            for _ in walk.files(Path(source.name)):
                pass
    return walk.passed_over


def _is_address(name: str) -> bool:
    return name.lower().startswith(_SCHEMES)


def _denied(path: str | Path, reason: str) -> str:
    return f"{path} can't be read ({reason}); see to its rights, then try again."


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
