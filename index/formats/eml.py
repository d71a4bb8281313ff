"""Newsletters, saved from a mail program as .eml."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import TypeVar

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.bylines import is_name, is_outlet
from index.formats.eml_forwards import MOST_NOTE_CHARS, forwarded
from index.formats.eml_text import Piece, mail_pieces, paragraphs_in, size_chars
from index.formats.fields import day_of
from index.formats.mhtml import parts_of
from index.formats.text import read_paragraphs
from index.lists import without_mark

_Value = TypeVar("_Value")

_EXPECTED = {"from", "subject", "date", "received", "message-id"}
_DIGEST = "multipart/digest"
_DEEPEST_MESSAGE = 3
_ANSWERED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_AUTHOR_OF = re.compile(r"(.+?)\s+(?:from|at|of|via|@|\|)\s+(.+)")
_MAIL_CHARS = 200
# Lines that a newsletter carries around its articles, whole sentences among them.
_AROUND = re.compile(
    r"(?:trouble|problems?|having difficulty) (?:viewing|reading|seeing) this\b.*"
    r"|(?:click (?:here )?to )?(?:view|read|open|see)(?: (?:this|the|it|our))?(?: e-?mail"
    r"| newsletter| message| post| story)?(?: (?:in|on|as|with|using))?(?: (?:a|an|your|the))?"
    r" (?:(?:web )?browser|online|web(?: ?page|site| version)?|app)\W*"
    r"|(?:web|online|browser) version\W*|view (?:as )?(?:a )?web ?page\W*"
    r"|(?:to )?(?:unsubscribe|opt[- ]out)(?: (?:here|now|from\b.*|at any time\b.*|click\b.*))?\W*"
    r"|(?:manage|update|change|edit)(?: (?:your|my|e-?mail|newsletter))* (?:preferences"
    r"|subscriptions?|settings|profile)\b.*"
    r"|(?:forward|send|share)(?: (?:this|it))?(?: e-?mail| newsletter)?"
    r"(?: (?:to|with) a friend)?\W*"
    r"|(?:was this|did someone)\b.* forward.*|forwarded this (?:e-?mail|newsletter)\?.*"
    r"|(?:privacy (?:policy|notice|statement)|terms(?: (?:of (?:use|service)|and conditions|& .*))?"
    r"|contact us|advertise(?: with us)?|help(?: centre| center)?|about us|careers)\W*"
    r"|(?:please )?add .{0,80} to your (?:address book|contacts|safe senders).*"
    r"|sent from my .{0,40}|(?:like|comment|restack)\W*|<?https?://\S+>?",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\b(?:you(?:[’']re| are)? (?:receiv\w+|got|getting) this (?:e-?mail|newsletter|message)"
    r"|this (?:e-?mail|newsletter|message) (?:was|is|has been) sent (?:to|by)"
    r"|(?:no longer (?:want|wish)|don[’']t want|prefer not) to (?:receive|get)\b.{0,60}e-?mails?"
    r"|if you (?:want|wish|would like) to unsubscribe|unsubscribe (?:here|from this list))",
    re.IGNORECASE,
)


def read_eml(data: bytes, path: Path) -> Draft:
    """Read a mail: its HTML if it has some, else its plain text; attachments are left out.

    Subject, sender and date are the title, the outlet or author, and the day. Where it only
    forwards another mail, attached or in its text, that one is read; a digest's mails are joined.

    Raises:
        UnreadableFile: it is no mail, is encrypted, or holds no text.
    """
    message = BytesParser().parsebytes(data)
    if not _is_mail(message) and not _attached(message, path):
        raise UnreadableFile(path, "not an e-mail: it has no subject, sender or date")
    mail = _mail(message, path, _DEEPEST_MESSAGE)
    if not mail.paragraphs:
        raise UnreadableFile(path, "no text in it")
    return read_paragraphs(list(mail.paragraphs), path, mail)


def _mail(message: Message, path: Path, depth: int) -> Draft:
    """Return what is known of a mail, with all its lines, or of the one that it forwards."""
    own = _own(message, path)
    is_digest = any(part.get_content_type() == _DIGEST for part in parts_of(message, path))
    if not depth or not (is_digest or size_chars(own.paragraphs) <= MOST_NOTE_CHARS):
        return own
    attached = [_mail(inner, path, depth - 1) for inner in _attached(message, path)]
    mails = [mail for mail in attached if mail.paragraphs]
    if not is_digest and sum(map(_size, mails)) <= _size(own):
        return own
    if len(mails) < 2:
        return mails[0] if mails else own
    return _joined(own if is_digest else Draft(own.title, ()), mails)


def _size(mail: Draft) -> int:
    return size_chars(mail.paragraphs)


def _joined(around: Draft, mails: Sequence[Draft]) -> Draft:
    """Return several mails as one, known to be of what they share, else of what is around them."""
    lines = (line for mail in mails for line in (mail.title, *mail.paragraphs))
    return replace(
        around,
        paragraphs=tuple(filter(None, lines)),
        outlet=_shared([mail.outlet for mail in mails], around.outlet),
        authors=_shared([mail.authors for mail in mails], around.authors),
        published=_shared([mail.published for mail in mails], around.published),
    )


def _shared(values: Sequence[_Value], otherwise: _Value) -> _Value:
    return values[0] if all(value == values[0] for value in values) else otherwise


def _own(message: Message, path: Path) -> Draft:
    """Return what a mail says itself, or the mails forwarded in its text, one in another."""
    headers = _headers(message)
    known = _known(
        subject=_words(headers.get("subject", "")),
        sender=_sender(headers),
        day=_day(headers.get("date", "")),
    )
    known = replace(known, url=_words(headers.get("archived-at", "")).strip("<> "))
    pieces: Sequence[Piece] = mail_pieces(message, path)
    for _ in range(_DEEPEST_MESSAGE):
        if not (inner := forwarded(pieces)):
            break
        sender = _credit(inner.sender)
        known = _known(inner.subject or known.title, sender, day_of(inner.day))
        pieces = inner.pieces
    return replace(known, paragraphs=tuple(_without_footer(paragraphs_in(pieces))))


def _known(subject: str, sender: tuple[str, str], day: date | None) -> Draft:
    outlet, author = sender
    return Draft(
        title=_ANSWERED.sub("", subject),
        paragraphs=(),
        outlet=outlet,
        authors=(author,) if author else (),
        published=day,
    )


def _attached(message: Message, path: Path) -> list[Message]:
    """Return the mails in a mail, forwarded as attachments or collected by a list."""
    parts = parts_of(message, path)
    inner = [part.get_payload() for part in parts if part.get_content_type() == "message/rfc822"]
    mails = (payload[0] for payload in inner if isinstance(payload, list) and payload)
    return [mail for mail in mails if isinstance(mail, Message) and _is_mail(mail)]


def _is_mail(message: Message) -> bool:
    return bool(_headers(message).keys() & _EXPECTED)


def _without_footer(lines: list[str]) -> list[str]:
    """Drop the lines around the articles, and all from where the newsletter explains itself."""
    ends = (n for n, line in enumerate(lines) if n * 2 > len(lines) and _FOOTER.search(line))
    kept = lines[: next(ends, len(lines))]
    return [
        line
        for line in kept
        if len(line) > _MAIL_CHARS or not (_is_around(without_mark(line)) or _FOOTER.search(line))
    ]


def _is_around(line: str) -> bool:
    return all(map(_AROUND.fullmatch, re.split(r"\s+[|•·]\s+", line)))


def _headers(message: Message) -> dict[str, str]:
    """Return the first of each header, by its name in small letters, still encoded."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        raw = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        found.setdefault(name.lower(), " ".join(raw.split()))
    return found


def _words(raw: str) -> str:
    """Decode a header: =?utf-8?q?caf=C3=A9?="""
    try:
        pieces = decode_header(raw)
    except HeaderParseError:
        return raw
    return "".join(
        piece if isinstance(piece, str) else _decoded(piece, charset or "utf-8")
        for piece, charset in pieces
    )


def _decoded(piece: bytes, charset: str) -> str:
    try:
        return piece.decode(charset, "replace")
    except (LookupError, ValueError):
        return piece.decode("latin-1")


def _sender(headers: dict[str, str]) -> tuple[str, str]:
    """Return the outlet and the author that the sender's name says, either may be empty."""
    name, address = parseaddr(headers.get("from", ""))
    outlet, author = _credit(name := _words(name).strip("\"' "))
    is_list = any(header.startswith("list-") for header in headers)
    if is_list and not (outlet and author):
        return name or address.rpartition("@")[2], ""
    return outlet, author


def _credit(name: str) -> tuple[str, str]:
    """Return the outlet and the author that a name says, either may be empty."""
    both = _AUTHOR_OF.fullmatch(name)
    if both and is_name(both[1]):
        return both[2], both[1]
    if is_outlet(name) or name.startswith("The "):
        return name, ""
    return "", name if is_name(name) else ""


def _day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, LookupError, OverflowError):
        return day_of(text)
