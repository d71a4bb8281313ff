"""What a mail program shows of a mail: the text of its parts, one after the other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from index.errors import UnreadableFile
from index.formats.decoding import decode, decode_as
from index.formats.fragments import html_paragraphs
from index.formats.mhtml import parts_of
from index.formats.text import paragraphs_of

_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
_LINK = re.compile(r"https?://\S+")
_SHINGLE_WORDS = 4
_REPEATED_SHARE = 0.5


@dataclass(frozen=True)
class Piece:
    """The text of one part of a mail.

    Attributes:
        lines: of HTML, its paragraphs; else as they stand in it, wrapped or empty.
        is_html: whether it is HTML.
        is_file: whether it has a file's name.
    """

    lines: tuple[str, ...]
    is_html: bool = False
    is_file: bool = False


def mail_pieces(message: Message, path: Path) -> list[Piece]:
    """Return the text of a mail in order, but neither attachments nor mails within it.

    Of several forms of one text the HTML is taken, if there is text in it.

    Raises:
        UnreadableFile: it is encrypted, or holds too many parts.
    """
    if any(part.get_content_type() in _ENCRYPTED for part in parts_of(message, path)):
        raise UnreadableFile(path, "encrypted; save a copy without a password")
    pieces = _pieces(message, path)
    shown = [piece for piece in pieces if not piece.is_file] or pieces
    html = _shingles(piece for piece in shown if piece.is_html)
    return [piece for piece in shown if piece.is_html or not _repeats(piece, html)]


def paragraphs_in(pieces: Iterable[Piece]) -> list[str]:
    """Return the paragraphs of some pieces, wrapped lines joined."""
    return [
        line
        for piece in pieces
        for line in (piece.lines if piece.is_html else paragraphs_of("\n".join(piece.lines)))
    ]


def size_chars(lines: Iterable[str]) -> int:
    """Count the characters in some lines, those at their ends aside."""
    return sum(len(line.strip()) for line in lines)


def _pieces(part: Message, path: Path) -> list[Piece]:
    inner = part.get_payload()
    if part.get_content_maintype() != "multipart" or not isinstance(inner, list):
        return _piece(part, path)
    each = [_pieces(child, path) for child in inner if isinstance(child, Message)]
    found = list(filter(None, each))
    if part.get_content_type() == "multipart/alternative":
        return _richest(found)
    if part.get_content_type() == "multipart/related":
        return found[0] if found else []  # the others are what the first one shows
    return [piece for pieces in found for piece in pieces]


def _richest(forms: Sequence[list[Piece]]) -> list[Piece]:
    """Return the last form of a text with HTML in it, else the last: each is richer than before."""
    with_html = [pieces for pieces in forms if any(piece.is_html for piece in pieces)]
    return [*forms, *with_html][-1] if forms else []


def _piece(part: Message, path: Path) -> list[Piece]:
    kind = part.get_content_type()
    if kind not in {"text/plain", "text/html"} or part.get_content_disposition() == "attachment":
        return []
    is_html = kind == "text/html"
    text = _text(part, path)
    lines = tuple(html_paragraphs(text) if is_html else text.splitlines())
    return [Piece(lines, is_html, part.get_filename() is not None)] if size_chars(lines) else []


def _text(part: Message, path: Path) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset()
    return decode_as(content, charset, path) if charset else decode(content, path)


def _repeats(piece: Piece, html: set[tuple[str, ...]]) -> bool:
    """Say whether a plain text says what the HTML does, where a sender didn't mark it as such."""
    own = _shingles([piece])
    return bool(html) and len(own & html) > len(own) * _REPEATED_SHARE


def _shingles(pieces: Iterable[Piece]) -> set[tuple[str, ...]]:
    text = " ".join(line for piece in pieces for line in piece.lines)
    words = re.findall(r"\w+", _LINK.sub("", text).casefold())
    ends = range(min(len(words), _SHINGLE_WORDS), len(words) + 1)
    return {tuple(words[max(0, end - _SHINGLE_WORDS) : end]) for end in ends}
