"""RSS and Atom feeds as files of articles: one entry an article, whole or its summary."""

import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.documents import Document, ReadingOptions
from index.errors import UnreadableFile
from index.formats.records import RECORD

if TYPE_CHECKING:
    from index.formats.feed import Entry, Feed


def unpack_feed(
    place: Document, stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[Document | UnreadableFile]:
    """Find the articles in a feed.

    Raises:
        UnreadableFile: it is no feed, or larger than a file may be.
    """
    from index.formats.feed import read_feed  # noqa: PLC0415 - feedparser takes time to load

    data = stream.read(options.most_bytes + 1)
    if len(data) > options.most_bytes:
        raise UnreadableFile(place.location, f"larger than {options.most_bytes / 1e6:g} MB")
    feed = read_feed(data, place.location)
    for entry in feed.entries:
        yield entry_document(place, feed, entry)


def entry_document(place: Document, feed: "Feed", entry: "Entry") -> Document:
    """Return what a feed itself holds of an article, as a part of the place of the feed."""
    fields = {
        "title": entry.title,
        "text": entry.html,
        "url": entry.url,
        "published": entry.published.isoformat() if entry.published else "",
        "authors": entry.authors,
        "outlet": feed.title,
    }
    return place.inner(entry.id, RECORD, json.dumps(fields).encode())
