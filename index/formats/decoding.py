"""Bytes to text: the byte order mark, UTF-8, what the page declares, then a guess."""

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from index.errors import UnreadableFile

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
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
_HEAD_BYTES = 4096


def decode(data: bytes, path: Path | str, *, charset: str = "") -> str:
    """Decode a text file, keeping as much of it as can be kept.

    Control characters are dropped and line ends become newlines.

    Args:
        charset: the encoding that a server named, if one did; UTF-8 is seen without that.

    Raises:
        UnreadableFile: the bytes are not text in any encoding.
    """
    text = _CONTROL.sub("", _decode(data, path, charset))
    return re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text)


def _decode(data: bytes, path: Path | str, charset: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data[:_HEAD_BYTES]:
        raise UnreadableFile(path, "a binary file, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, charset) or _decoded(data, _declared(data)) or _guessed(data, path)


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


def _guessed(data: bytes, path: Path | str) -> str:
    """Guess; a file that is UTF-8 but for a few bytes keeps all the others."""
    patched = data.decode("utf-8", errors="replace")
    if patched.count("\ufffd") * 100 <= sum(byte > 127 for byte in data):
        return patched
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableFile(path, "a binary file, or text in an unknown encoding")
    return str(best)
