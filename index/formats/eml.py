"""Newsletters, saved from a mail program as .eml."""

import re
from collections.abc import Sequence
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.bylines import is_name, is_outlet
from index.formats.decoding import decode, decode_as
from index.formats.fragments import html_paragraphs
from index.formats.mhtml import parts_of
from index.formats.text import paragraphs_of, read_paragraphs
from index.lists import without_mark

_EXPECTED = {"from", "subject", "date", "received", "message-id"}
_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
_ALTERNATIVE, _DIGEST, _MESSAGE = "multipart/alternative", "multipart/digest", "message/rfc822"
_DEEPEST_MESSAGE = 3
_NOTE_WORDS = 60
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
    """Read a mail as it is shown, HTML rather than plain text; attachments are left out.

    Of a mail that is forwarded as an attachment to a short note, that mail is read. Subject, sender
    and date are the title, the outlet or author, and the day.

    Raises:
        UnreadableFile: it is no mail, is encrypted, or holds no text.
    """
    message = BytesParser().parsebytes(data)
    lines = _lines(message, path)
    for _ in range(_DEEPEST_MESSAGE):
        inner = _attached_message(message, path) if _is_note(lines) else None
        forwarded = _lines(inner, path) if inner else []
        if inner is None or len(" ".join(forwarded)) < len(" ".join(lines)):
            break
        message, lines = inner, forwarded
    headers = _headers(message)
    if not headers.keys() & _EXPECTED:
        raise UnreadableFile(path, "not an e-mail: it has no subject, sender or date")
    if not lines:
        raise UnreadableFile(path, "no text in it")
    outlet, author = _sender(headers)
    known = Draft(
        title=_ANSWERED.sub("", _words(headers.get("subject", ""))),
        paragraphs=(),
        outlet=outlet,
        authors=(author,) if author else (),
        published=_day(headers.get("date", "")),
        url=_words(headers.get("archived-at", "")).strip("<> "),
    )
    return read_paragraphs(_without_footer(lines), path, known)


def _lines(message: Message, path: Path) -> list[str]:
    """Return the lines of the message itself."""
    if any(part.get_content_type() in _ENCRYPTED for part in parts_of(message, path)):
        raise UnreadableFile(path, "encrypted; save a copy without a password")
    return _shown(message, path)


def _shown(part: Message, path: Path) -> list[str]:
    """Return the lines that a mail program would show of a part: of alternatives, the best."""
    kind, inner = part.get_content_type(), part.get_payload()
    if part.get_content_disposition() == "attachment":
        return []
    if part.get_content_maintype() == "multipart" and isinstance(inner, list):
        told = [_of_digest(each, path) if kind == _DIGEST else _shown(each, path) for each in inner]
        told = [lines for lines in told if lines]
        return told[-1] if told and kind == _ALTERNATIVE else _joined(told)
    readers = {"text/html": html_paragraphs, "text/plain": paragraphs_of}
    return list(readers[kind](_text(part, path))) if kind in readers else []


def _of_digest(part: Message, path: Path) -> list[str]:
    """Return the subject and the lines of one of the messages of a digest."""
    inner = part.get_payload()
    if part.get_content_type() != _MESSAGE or not isinstance(inner, list) or not inner:
        return _shown(part, path)
    subject = _words(_headers(inner[0]).get("subject", ""))
    return [*filter(None, [subject]), *_shown(inner[0], path)]


def _joined(told: Sequence[Sequence[str]]) -> list[str]:
    """Put the lines of parts one after the other; plain text that HTML repeats is left out."""
    known = [set(lines) for lines in told]
    return [
        line
        for number, lines in enumerate(told)
        if not any(
            len(known[number] & other) * 2 > len(known[number]) for other in known[number + 1 :]
        )
        for line in lines
    ]


def _is_note(lines: Sequence[str]) -> bool:
    """Say whether a message says so little that it only passes another one on."""
    return len(" ".join(lines).split()) <= _NOTE_WORDS


def _attached_message(message: Message, path: Path) -> Message | None:
    """Return the first message that was forwarded as an attachment."""
    for part in parts_of(message, path):
        inner = part.get_payload()
        if part.get_content_type() == _MESSAGE and isinstance(inner, list) and inner:
            return inner[0] if isinstance(inner[0], Message) else None
    return None


def _text(part: Message, path: Path) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset()
    return decode_as(content, charset, path) if charset else decode(content, path)


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
    name = _words(name).strip("\"' ")
    both = _AUTHOR_OF.fullmatch(name)
    if both and is_name(both[1]):
        return both[2], both[1]
    is_list = any(header.startswith("list-") for header in headers)
    if is_list or is_outlet(name):
        return name or address.rpartition("@")[2], ""
    return "", name if is_name(name) else ""


def _day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, LookupError, OverflowError):
        return None
