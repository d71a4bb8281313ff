"""ZIP archives and gzip: the files in them, read as streams and never written to disk.

An archive within an archive isn't read.
"""

import io
import stat
import struct
from collections.abc import Callable, Iterator
from gzip import GzipFile
from typing import cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from index.documents import Document, is_passed_over
from index.errors import UnreadableFile
from index.formats.expansion import Budget, Expanded
from index.formats.kinds import other_kind
from index.formats.limits import MOST_DIRECTORY_BYTES, MOST_MEMBERS
from index.formats.parts import PartNames, member_name

_BUFFER_BYTES = 1 << 16
_ENCRYPTED = 0x1
# What zipfile raises on a broken list of members; UnicodeDecodeError is a ValueError.
ZIP_TROUBLE = (BadZipFile, ValueError, OverflowError, LookupError, RuntimeError, struct.error)

Member = tuple[str, io.BufferedReader]


def expanded_gzip(stream: io.BufferedReader, budget: Budget, location: str) -> io.BufferedReader:
    """Return the stream of what a gzip stream holds.

    Raises:
        UnreadableFile: it isn't gzip.
    """
    if not stream.peek(2).startswith(b"\x1f\x8b"):
        raise UnreadableFile(location, f"not compressed by gzip{_but(stream.peek(64))}")
    return _buffered(GzipFile(fileobj=stream), budget, location)


def open_members(
    place: Document, stream: io.BufferedReader, budget: Budget, is_readable: Callable[[str], bool]
) -> Iterator[Member | UnreadableFile]:
    """Yield the name of each article file in a ZIP archive, with its stream, opened until the next.

    Hidden files, READMEs, questions.txt, folders and files of other formats are passed over.

    Raises:
        UnreadableFile: it is no archive, is too large, or holds no file that is read.
    """
    names = PartNames()
    some = False
    with _opened(stream, place.location) as archive:
        for info in archive.infolist():
            name = member_name(info.filename)
            is_archive = name.lower().endswith(".zip")
            if info.is_dir() or any(map(is_passed_over, name.split("/"))):
                continue
            if not is_archive and not is_readable(name):
                continue
            some = True
            location = place.inner(name, "").location
            problem = _problem(info, name, names)
            if problem:
                yield UnreadableFile(location, problem)
                continue
            try:
                with archive.open(info) as member:
                    yield name, _buffered(member, budget, location)
            except ZIP_TROUBLE:
                yield UnreadableFile(location, "damaged: it can't be expanded")
    if not some:
        raise UnreadableFile(place.location, "no articles in it")


def _opened(stream: io.BufferedReader, location: str) -> ZipFile:
    head = stream.peek(64)
    try:
        archive = ZipFile(cast("io.BytesIO", _Careful(stream)))
    except ZIP_TROUBLE as exc:
        reason = f"not a ZIP archive{_but(head)}, or cut short"
        raise UnreadableFile(location, reason) from exc
    if len(archive.infolist()) > MOST_MEMBERS:
        raise UnreadableFile(location, f"holds more than {MOST_MEMBERS:,} files; unpack it")
    return archive


def _problem(info: ZipInfo, name: str, names: PartNames) -> str:
    """Say why a member can't be read, or nothing."""
    if name.lower().endswith(".zip"):
        return "an archive within an archive; unpack it"
    if not names.take(name):
        return "a second file of the same name"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted; save a copy without a password"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, not a file"
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return "packed by a method that isn't read; pack it anew by the usual one (deflate)"
    return ""


def _buffered(packed: object, budget: Budget, location: str) -> io.BufferedReader:
    expanded = Expanded(cast("io.BufferedReader", packed), budget, location)
    return io.BufferedReader(expanded, _BUFFER_BYTES)


def _but(head: bytes) -> str:
    kind = other_kind(head)
    return f" but {kind}" if kind else ""


class _Careful(io.RawIOBase):
    """A file of which no large piece is read at once: zipfile reads the list of members so."""

    def __init__(self, stream: io.BufferedReader) -> None:
        super().__init__()
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """Read some bytes, or all that are left.

        Raises:
            BadZipFile: so many are asked for that it must be a list of more than MOST_MEMBERS.
        """
        if size > MOST_DIRECTORY_BYTES:
            raise BadZipFile(f"its list of files is larger than {MOST_DIRECTORY_BYTES:,} bytes")
        return self._stream.read(size)

    def seekable(self) -> bool:
        """Say that it is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Say where it is read next."""
        return self._stream.tell()
