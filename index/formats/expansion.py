"""Reading what is compressed, by the bytes that really come out of it."""

import io
import zlib
from typing import BinaryIO
from zipfile import BadZipFile

from index.errors import UnreadableFile
from index.formats.limits import FREE_EXPANSION_BYTES, MOST_EXPANSION

_CHUNK_BYTES = 1 << 16


class Budget:
    """How many bytes may still come out of one compressed file, archives within it included.

    At most FREE_EXPANSION_BYTES, or MOST_EXPANSION times the file's size if that is more.
    """

    def __init__(self, location: str, size_bytes: int) -> None:
        self._location = location
        self._left = max(FREE_EXPANSION_BYTES, MOST_EXPANSION * size_bytes)

    @property
    def is_spent(self) -> bool:
        """Whether more came out than may."""
        return self._left < 0

    def spend(self, size_bytes: int) -> None:
        """Count bytes that came out.

        Raises:
            UnreadableFile: they are too many.
        """
        self._left -= size_bytes
        if self._left < 0:
            reason = f"expands to more than {MOST_EXPANSION} times its size"
            raise UnreadableFile(self._location, reason)


class Expanded(io.RawIOBase):
    """A stream of what comes out of a compressed one, counted.

    Errors of any decompression come out of it as UnreadableFile.
    """

    def __init__(self, packed: BinaryIO, budget: Budget, location: str) -> None:
        super().__init__()
        self._packed = packed
        self._budget = budget
        self._location = location

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read again from the beginning."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in what comes out."""
        return self._packed.seek(offset, whence)

    def tell(self) -> int:
        """Say where it is read next."""
        return self._packed.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into a buffer and return how many bytes, 0 at the end.

        Raises:
            UnreadableFile: what is packed is cut short, damaged, encrypted or too large.
        """
        data = self._read(min(len(buffer), _CHUNK_BYTES))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def _read(self, most_bytes: int) -> bytes:
        try:
            return self._packed.read(most_bytes)
        except EOFError as exc:
            raise UnreadableFile(self._location, "cut short") from exc
        except (OSError, zlib.error, BadZipFile, ValueError) as exc:
            # gzip.BadGzipFile is an OSError.
            raise UnreadableFile(self._location, "damaged: it can't be expanded") from exc


def read_at_most(stream: io.RawIOBase | BinaryIO, most_bytes: int, location: str) -> bytes:
    """Read a stream to its end.

    Raises:
        UnreadableFile: it is longer than that.
    """
    pieces: list[bytes] = []
    left = most_bytes
    while piece := stream.read(_CHUNK_BYTES):
        left -= len(piece)
        if left < 0:
            raise UnreadableFile(location, f"larger than {most_bytes / 1e6:g} MB")
        pieces.append(piece)
    return b"".join(pieces)
