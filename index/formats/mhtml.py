"""Web pages saved as one file, with their images: a mail package whose root part is the page."""

from dataclasses import replace
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.decoding import decode, decode_as
from index.formats.html import read_html
from index.formats.limits import MOST_MAIL_PARTS

_PAGES = {"text/html", "application/xhtml+xml"}


def read_mhtml(data: bytes, path: Path) -> Draft:
    """Read the page in the package as an HTML file is read; its address is the package's.

    Raises:
        UnreadableFile: there is no page in it, or no article in the page.
    """
    package = BytesParser().parsebytes(data)
    page = _root(package, path)
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise UnreadableFile(path, "the page in it is empty")
    charset = page.get_content_charset()
    text = decode_as(content, charset, path) if charset else decode(content, path)
    draft = read_html(text, path)
    places = (package.get("Snapshot-Content-Location"), page.get("Content-Location"))
    stated = (str(place).strip() for place in places if place)
    address = next((place for place in stated if place.startswith(("http://", "https://"))), "")
    return replace(draft, url=draft.url or address)


def _root(package: Message, path: Path) -> Message:
    """Return the part that the package names as its start, else the first page in it."""
    parts = parts_of(package, path)
    start = package.get_param("start")
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    named = [part for part in pages if start and str(part.get("Content-ID")) == str(start)]
    if not pages:
        raise UnreadableFile(path, "no web page in it")
    return (named or pages)[0]


def parts_of(package: Message, path: Path) -> list[Message]:
    """Return the parts of a mail package, in order, but none of messages attached to it.

    Raises:
        UnreadableFile: there are too many.
    """
    parts: list[Message] = []
    waiting = [package]
    while waiting:
        part = waiting.pop()
        parts.append(part)
        if len(parts) > MOST_MAIL_PARTS:
            raise UnreadableFile(path, f"holds more than {MOST_MAIL_PARTS:,} parts")
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [message for message in reversed(inner) if isinstance(message, Message)]
    return parts
