"""From a file to an Article: one module a format, and these tables of them.

A reader turns the bytes of one article into a Draft; an unpacker finds the articles in a file of
many. To add a format, write a module with such a function and name it here; to drop one, delete
both. Any file may also be compressed (.gz) or lie in a ZIP archive.
"""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import cast

from index.articles import Article, Draft
from index.documents import Document, ReadingOptions
from index.errors import UnreadableFile
from index.formats.archives import expanded_gzip, open_members
from index.formats.decoding import decode
from index.formats.docx import read_docx
from index.formats.eml import read_eml
from index.formats.epub import read_epub
from index.formats.expansion import Budget, read_at_most
from index.formats.feeds import unpack_feed
from index.formats.html import read_html
from index.formats.kinds import suffix_of
from index.formats.markdown import read_markdown
from index.formats.mhtml import read_mhtml
from index.formats.pdf import read_pdf
from index.formats.reading import (
    Reader,
    article_of,
    bytes_of,
    draft_of,
    parsing,
    require_text,
    true_suffix,
)
from index.formats.record import read_record
from index.formats.records import RECORD, unpack_csv, unpack_json, unpack_lines
from index.formats.text import read_text

Unpacker = Callable[
    [Document, io.BufferedReader, ReadingOptions], Iterator[Document | UnreadableFile]
]


def _decoded(reader: Callable[[str, Path], Draft]) -> Reader:
    """Make a reader of bytes of one that reads text."""
    return lambda data, path: reader(decode(data, path), path)


READERS: dict[str, Reader] = {
    ".txt": _decoded(read_text),
    ".md": _decoded(read_markdown),
    ".markdown": _decoded(read_markdown),
    ".html": _decoded(read_html),
    ".htm": _decoded(read_html),
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".eml": read_eml,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".epub": read_epub,
    RECORD: read_record,
}
UNPACKERS: dict[str, Unpacker] = {
    ".jsonl": unpack_lines,
    ".ndjson": unpack_lines,
    ".json": unpack_json,
    ".csv": unpack_csv,
    ".rss": unpack_feed,
    ".atom": unpack_feed,
    ".xml": unpack_feed,
}
FORMATS = (*(suffix for suffix in READERS if suffix != RECORD), *UNPACKERS, ".zip")
# Goes up when any reader, the splitter or what settles the texts gives another result, so that all
# files are read again.
READERS_VERSION = 12


def is_readable(name: str) -> bool:
    """Say whether a file's name is one of a format that is read."""
    suffix = _suffix(name)
    return suffix in FORMATS or (
        suffix.endswith(".gz") and suffix != ".zip.gz" and suffix.removesuffix(".gz") in FORMATS
    )


def unpack(path: Path, options: ReadingOptions) -> Iterator[Document | UnreadableFile]:
    """Find the articles in a file, most often one: the file itself.

    A file of many is read as a stream; no more than one of them is held at a time.

    Args:
        path: an absolute path.
        options: how files are read.

    Yields:
        Documents, and what is wrong with each part that can't be one.

    Raises:
        UnreadableFile: the file can't be opened or is in no format that is read; or it breaks off,
            perhaps after some articles: what else it would have held isn't known.
    """
    if not is_readable(path.name):
        raise UnreadableFile(path, f"not in a format that is read ({', '.join(FORMATS)})")
    place = Document(str(path), "", _suffix(path.name))
    if place.suffix in READERS:
        yield place
        return
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            yield from _unpack(place, stream, Budget(place.location, size), options)
    except OSError as exc:
        raise UnreadableFile(path, exc.strerror or "can't be read") from exc


def unpack_data(
    source: str, name: str, data: bytes, options: ReadingOptions
) -> Iterator[Document | UnreadableFile]:
    """Find the articles in bytes that are no file here; see unpack.

    Args:
        source: where they are from.
        name: a file's name, whose suffix tells the format.
        data: the bytes.
        options: how files are read.
    """
    place = Document(source, "", _suffix(name), data)
    if not is_readable(name):
        raise UnreadableFile(source, f"not in a format that is read ({', '.join(FORMATS)})")
    if place.suffix in READERS:
        yield place
        return
    stream = cast(io.BufferedReader, io.BufferedReader(io.BytesIO(data)))
    yield from _unpack(place, stream, Budget(place.location, len(data)), options)


def read_document(document: Document, options: ReadingOptions) -> Article:
    """Read one article.

    Raises:
        UnreadableFile: it can't be opened, is too large, or holds no article.
    """
    data = bytes_of(document, options.most_bytes)
    reader = READERS[true_suffix(document, data)]
    return article_of(document, draft_of(document, data, reader))


def _suffix(name: str) -> str:
    """Return a name's last suffix, with the one before if that is .gz."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    return "".join(suffixes[-2:] if suffixes[-1:] == [".gz"] else suffixes[-1:])


def _unpack(
    place: Document, stream: io.BufferedReader, budget: Budget, options: ReadingOptions
) -> Iterator[Document | UnreadableFile]:
    """Find the articles in an opened file, which may be compressed or lie in an archive."""
    if not stream.peek(1):
        raise UnreadableFile(place.location, "empty")
    if place.suffix.endswith(".gz") or suffix_of(stream.peek(2)) == ".gz":
        stream = expanded_gzip(stream, budget, place.location)
        place = replace(place, suffix=place.suffix.removesuffix(".gz"))
    if place.suffix in READERS:
        data = read_at_most(stream, options.most_bytes, place.location)
        yield replace(place, data=data)
    elif place.suffix == ".zip":
        for member in open_members(place, stream, budget, is_readable):
            if isinstance(member, UnreadableFile):
                yield member
            else:
                yield from _unpack_member(place, *member, budget, options)
    else:
        require_text(place, stream.peek(1))
        yield from UNPACKERS[place.suffix](place, stream, options)


def _unpack_member(
    place: Document, name: str, stream: io.BufferedReader, budget: Budget, options: ReadingOptions
) -> Iterator[Document | UnreadableFile]:
    """Find the articles in a file of an archive; what is wrong with it harms no other file."""
    member = place.inner(name, _suffix(name))
    try:
        with parsing(member.location):
            yield from _unpack(member, stream, budget, options)
    except UnreadableFile as exc:
        if budget.is_spent:
            raise
        yield UnreadableFile(exc.location, exc.reason)
