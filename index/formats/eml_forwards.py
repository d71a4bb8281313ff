"""Mails that stand in the text of another, as mail programs write those that are forwarded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.formats.eml_text import Piece, size_chars

# Who forwards a mail says so in a few words, and signs; a longer text is a mail's own.
MOST_NOTE_CHARS = 600

_NAMES = {
    "from": "from", "von": "from", "de": "from",
    "date": "date", "sent": "date", "datum": "date", "gesendet": "date", "envoyé": "date",
    "subject": "subject", "betreff": "subject", "objet": "subject",
    "to": "", "cc": "", "bcc": "", "reply-to": "", "importance": "", "attachments": "",
    "an": "", "à": "",
}  # fmt: skip
# "From: Ana Berg", or quoted, bold, or a row of a table.
_HEADER = re.compile(
    rf"[\s>*•]{{0,12}}({'|'.join(_NAMES)})[\s*]{{0,4}}:{{1,2}}[\s*]{{0,4}}(.*)", re.IGNORECASE
)
_NEEDED = {"from", "date", "subject"}
_MOST_HEADER_LINES = 20
_MOST_VALUE_CHARS = 300
_QUOTE = re.compile(r"\s?>\s?")
_ADDRESS = re.compile(r"[\[<(]*(?:mailto:)?[^\s<>\[\]()]+@[^\s<>\[\]()]+[\]>)]*", re.IGNORECASE)
_BEHALF = re.compile(r".*\bon behalf of\b", re.IGNORECASE)


@dataclass(frozen=True)
class Forward:
    """A mail within the text of another.

    Attributes:
        sender: the name that it came from, without an address; may be empty.
        day: when, as it is written there.
        subject: its subject.
        pieces: its text.
    """

    sender: str
    day: str
    subject: str
    pieces: tuple[Piece, ...]


def forwarded(pieces: Sequence[Piece]) -> Forward | None:
    """Return the mail that a short note introduces, None if there is no such.

    It begins with lines that name who sent it, when, and its subject.
    """
    note_chars = 0
    for number, start in _places(pieces):
        lines = pieces[number].lines
        if note_chars > MOST_NOTE_CHARS:
            return None
        headers, end = _headers(lines, start) if _HEADER.match(lines[start]) else ({}, start)
        if headers.keys() >= _NEEDED:
            rest = [replace(pieces[number], lines=lines[end:]), *pieces[number + 1 :]]
            if _QUOTE.match(lines[start]):
                rest = list(map(_unquoted, rest))
            if sum(size_chars(piece.lines) for piece in rest) <= note_chars:
                return None
            sender = _sender(headers["from"])
            return Forward(sender, headers["date"], headers["subject"], tuple(rest))
        note_chars += len(lines[start].strip())
    return None


def _places(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    return ((number, at) for number, piece in enumerate(pieces) for at in range(len(piece.lines)))


def _headers(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    """Return what the lines from one on say of a mail, and the number of the line behind them.

    Until they have said all, a line may be wrapped, or empty.
    """
    found: dict[str, str] = {}
    end = start
    for number, line in enumerate(lines[start : start + _MOST_HEADER_LINES], start):
        if header := _HEADER.match(line):
            found.setdefault(_NAMES[header[1].lower()], header[2].strip(" *")[:_MOST_VALUE_CHARS])
            end = number + 1
        elif found.keys() >= _NEEDED or number > end:
            break
    return found, end


def _unquoted(piece: Piece) -> Piece:
    return replace(piece, lines=tuple(_QUOTE.sub("", line, count=1) for line in piece.lines))


def _sender(value: str) -> str:
    name = _ADDRESS.sub("", _BEHALF.sub("", value))
    return " ".join(name.split()).strip("\"'*,; ")
