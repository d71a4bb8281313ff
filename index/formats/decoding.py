"""Bytes to text: the byte order mark, UTF-8, what the page declares, then a guess."""

import codecs
import io
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import UnreadableFile
from index.formats.encodings import guessed_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?([\w-]{2,30})",
    re.IGNORECASE,
)
_AS_BROWSERS_READ = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
}  # fmt: skip
_UTF_8_NAMES = {"utf-8", "utf8"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_HEAD_BYTES = 4096
_LONG_HEAD_BYTES = 1 << 16
_UTF_16_LEAST_BYTES = 32
_UTF_16_ZEROS = 0.4  # of the odd or the even bytes
# Of a text in UTF-8 with a few bytes that are none, what must be right for each that is wrong.
_RIGHT_FOR_WRONG, _RIGHT_WHERE_DECLARED = 2, 1


def decode(data: bytes, path: Path | str, *, charset: str = "") -> str:
    """Decode a text file, keeping as much of it as can be kept.

    Control characters are dropped and line ends become newlines.

    Args:
        charset: the encoding that a server named, if one did; UTF-8 is seen without that.

    Raises:
        UnreadableFile: the bytes are not text in any encoding.
    """
    return clean(_decode(data, path, charset))


def clean(text: str) -> str:
    """Return text without control characters, its line ends newlines."""
    return _LINE_END.sub("\n", _CONTROL.sub("", text))


def decode_as(data: bytes, charset: str, path: Path | str) -> str:
    """Decode text whose encoding is named beside it, or as decode() does if that can't be right.

    Raises:
        UnreadableFile: the bytes are not text in any encoding.
    """
    name = charset.strip().lower()
    try:
        return clean(data.decode(_AS_BROWSERS_READ.get(name, name)))
    except (LookupError, ValueError):
        return decode(data, path, charset=name)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252; see codecs.register_error."""
    assert isinstance(error, UnicodeDecodeError)
    broken = error.object[error.start : error.end]
    return bytes(broken).decode("cp1252", errors="replace"), error.end


_AS_CP1252 = "footnote-cp1252"
codecs.register_error(_AS_CP1252, _as_cp1252)


def head_of(stream: io.BufferedReader) -> bytes:
    """Return a file's first 64 KB, and leave the stream where it is."""
    start = stream.tell()
    try:
        head = stream.read(_LONG_HEAD_BYTES)
        stream.seek(start)
    except UnreadableFile:  # cut short soon; what comes before can be read
        stream.seek(start)
        head = stream.peek(_HEAD_BYTES)
    return head


def head_text(stream: io.BufferedReader) -> str:
    """Return the text that a file begins with, as decode() gives it, and leave the stream."""
    head = head_of(stream)
    return clean(head.decode(_encoding_of(head), errors="replace"))


@contextmanager
def text_stream(stream: io.BufferedReader, *, newline: str = "\n") -> Iterator[io.TextIOWrapper]:
    """Give a stream of the text in a long file, its encoding told by the beginning.

    What is no character in that encoding is replaced; what isn't UTF-8, once the beginning was, is
    read as Windows-1252. Line ends are kept as they are.

    Args:
        newline: what ends a line; empty for any of the usual ends.
    """
    head = head_of(stream)
    if len(head) == _LONG_HEAD_BYTES:  # it may end within a character
        head = head[: head.rfind(b"\n") + 1] or head
    encoding = _encoding_of(head)
    errors = _AS_CP1252 if encoding.startswith("utf-8") else "replace"
    text = io.TextIOWrapper(stream, encoding, errors=errors, newline=newline)
    try:
        yield text
    finally:
        if not text.closed:
            text.detach()  # so that the file itself stays open


def _encoding_of(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if encoding := _without_mark(head):
        return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "utf-8" if _is_patched_utf_8(head) else guessed_encoding(head) or "cp1252"
    return "utf-8"


def _without_mark(data: bytes) -> str:
    """Tell UTF-16 that has no mark by its zeros: every other byte of Latin text is one."""
    head = data[: min(len(data), _HEAD_BYTES) // 2 * 2]
    if len(head) < _UTF_16_LEAST_BYTES:
        return ""
    most = len(head) // 2 * _UTF_16_ZEROS
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > most and not even:
        return "utf-16-le"
    return "utf-16-be" if even > most and not odd else ""


def _decode(data: bytes, path: Path | str, charset: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if encoding := _without_mark(data):
        return data.decode(encoding, errors="replace")
    if b"\0" in data[:_HEAD_BYTES]:
        raise UnreadableFile(path, "a binary file, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        named = (charset.strip().lower(), _declared(data))
        decoded = (_decoded(data, name) for name in named)
        return next(filter(None, decoded), "") or _guessed(data, path, named)


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:_HEAD_BYTES])
    return match[1].decode("ascii").lower() if match else ""


def _decoded(data: bytes, name: str) -> str:
    if not name:
        return ""
    try:
        return data.decode(_AS_BROWSERS_READ.get(name, name))
    except (LookupError, UnicodeError):
        return ""


def _guessed(data: bytes, path: Path | str, named: Collection[str]) -> str:
    """Guess; a file that is UTF-8 but for a few bytes keeps all the others."""
    if _is_patched_utf_8(data, declared=not _UTF_8_NAMES.isdisjoint(named)):
        return data.decode("utf-8", errors="replace")
    encoding = guessed_encoding(data)
    if not encoding:
        raise UnreadableFile(path, "a binary file, or text in an unknown encoding")
    return data.decode(encoding, errors="replace")


def _is_patched_utf_8(data: bytes, *, declared: bool = False) -> bool:
    """Say whether bytes are UTF-8 but for a few: in no other encoding do most make characters."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    return right >= wrong * (_RIGHT_WHERE_DECLARED if declared else _RIGHT_FOR_WRONG)
