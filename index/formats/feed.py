"""RSS and Atom feeds, by feedparser: entries, each of them an article or the beginning of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from hashlib import sha256
from io import BytesIO

import feedparser
from lxml import etree

from index.addresses import plain_address
from index.errors import FetchError, UnreadableFile
from index.formats.bylines import author_names, parse_day
from index.formats.decoding import decode
from index.formats.feed_prose import MARKUP, Prose, plain_text, read_prose
from index.formats.feed_xml import find_root, tame
from index.formats.reading import possible_day

# What feedparser and libxml2 raise for feeds that they can't make sense of.
_TROUBLE = (ValueError, TypeError, LookupError, AttributeError, etree.XMLSyntaxError)
_HEAD_BYTES = 65_536
_TITLE_CHARS = 500
# A field made for the full text holds it unless it is this short, and a summary only if it is this
# long. Chosen by hand: one paragraph, and about 200 words.
_CONTENT_CHARS, _SUMMARY_CHARS = 400, 1200


@dataclass(frozen=True)
class Entry:
    """One entry of a feed.

    Attributes:
        id: what the feed calls it; its address or a hash of it where the feed doesn't say.
        url: where the article lies, or empty.
        published: the day that the feed states (of publication, else of the last change), or None.
        html: the article or its summary, untrusted, with absolute links where the feed lets them
            be known; empty when there is none.
        whole: html seems to be the whole article and not the beginning or a summary of it.
    """

    id: str
    title: str
    url: str
    published: date | None
    authors: tuple[str, ...]
    html: str
    whole: bool


@dataclass(frozen=True)
class Feed:
    """A feed.

    Attributes:
        entries: in the feed's order, each id once.
        left_out: how many more entries it holds than are read.
    """

    title: str
    entries: tuple[Entry, ...]
    left_out: int


def is_feed(data: bytes) -> bool:
    """Say whether a document begins as an RSS or Atom feed does."""
    head = data[:_HEAD_BYTES]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return find_root(head.decode("utf-16" if wide else "utf-8-sig", errors="ignore")) is not None


def read_feed(data: bytes, address: str, *, charset: str = "") -> Feed:
    """Read a feed that was fetched.

    Args:
        data: the document; feedparser is given what is left of it, and fetches nothing.
        address: where it came from, after redirects; relative links are resolved against it.
        charset: the encoding that the server named, if it did.

    Raises:
        UnreadableFile: it is not an RSS or Atom feed, or one that can't be read.
    """
    text = decode(data, address, charset=charset)
    root = find_root(text)
    if root is None:
        raise UnreadableFile(address, "not an RSS or Atom feed")
    try:
        xml, left_out = tame(text[root:], address)
        parsed = _parsed(xml, address)
        entries = tuple(_unique(_entry(entry, parsed, address) for entry in parsed.entries))
    except _TROUBLE as exc:
        raise UnreadableFile(address, f"can't be parsed ({type(exc).__name__})") from exc
    if not parsed.version:
        raise UnreadableFile(address, "not an RSS or Atom feed")
    return Feed(_title(parsed.feed), entries, left_out)


def _parsed(xml: bytes, address: str) -> feedparser.FeedParserDict:
    said = {"content-location": address, "content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(
        BytesIO(xml), response_headers=said, resolve_relative_uris=False, sanitize_html=False
    )


def _unique(entries: Iterator[Entry]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id not in seen:
            seen.add(entry.id)
            yield entry


def _entry(
    entry: feedparser.FeedParserDict, parsed: feedparser.FeedParserDict, address: str
) -> Entry:
    url = _url(entry)
    title = _title(entry)
    prose = _prose(entry, address)
    words = sha256(f"{title}\n{prose.text}".encode()).hexdigest()[:16]
    return Entry(
        id=_string(entry.get("id")) or url or words,
        title=title,
        url=url,
        published=_day(entry),
        authors=_authors(entry) or _authors(parsed.feed),
        html=prose.html,
        whole=prose.whole,
    )


def _url(entry: feedparser.FeedParserDict) -> str:
    """Return the article's own address rather than that of a service that counts clicks."""
    for name in ("feedburner_origlink", "link"):
        try:
            return plain_address(_string(entry.get(name)))
        except FetchError:
            continue
    return ""


def _title(found: feedparser.FeedParserDict) -> str:
    title = _string(found.get("title"))
    marked_up = found.get("title_detail", {}).get("type") in MARKUP
    return " ".join((plain_text(title) if marked_up else title).split())[:_TITLE_CHARS]


def _prose(entry: feedparser.FeedParserDict, address: str) -> Prose:
    """Return the longest of an entry's texts."""
    summary = read_prose(entry.get("summary_detail", {}), address, least_chars=_SUMMARY_CHARS)
    parts = entry.get("content", [])
    full = [read_prose(part, address, least_chars=_CONTENT_CHARS) for part in parts]
    return max(*full, summary, Prose(), key=lambda prose: len(prose.text))


def _day(entry: feedparser.FeedParserDict) -> date | None:
    """Return the day as the feed writes it, in its own time zone.

    feedparser's own reading isn't taken: it is in UTC, and fills up what a date lacks from today.
    """
    for name in ("published", "updated"):
        stated = _string(entry.get(name)) if name in entry else ""
        if not stated:
            continue
        try:
            day: date | None = parsedate_to_datetime(stated).date()
        except (ValueError, TypeError, LookupError, OverflowError):
            day = parse_day(stated)
        if day := possible_day(day):
            return day
    return None


def _authors(found: feedparser.FeedParserDict) -> tuple[str, ...]:
    stated = [_string(author.get("name")) for author in found.get("authors", [])]
    names = [name for line in stated for name in author_names(line) or (line.strip(),)]
    return tuple(dict.fromkeys(name for name in names if name and "@" not in name))


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
