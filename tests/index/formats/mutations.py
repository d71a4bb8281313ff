"""Small real files of every format, and ways to break them, for fuzzing the readers."""

import csv
import gzip
import io
import json
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from index.documents import Document, ReadingOptions
from index.errors import UnreadableFile
from index.formats import read_document, unpack
from tests.index.formats import samples

OPTIONS = ReadingOptions(2_000_000)
_RECORDS = [
    {"id": "a", "title": samples.TITLE, "text": samples.FIRST, "published": "2021-12-18"},
    {"id": "b", "text": f"<p>{samples.SECOND}</p>", "authors": [{"name": "Ana Berg"}]},
]
_LINES = "\n".join(map(json.dumps, _RECORDS)).encode()
_WITHIN = 0.7
# Pieces that mean something to one parser or another.
_PIECES = [
    b"\0", b"\xff\xfe", b"\x1f\x8b\x08", b"PK\x03\x04", b"%PDF-1.4", b"stream\n", b"endobj", b"<<",
    b"[[[[[[[[", b"{", b'"', b"\\ud800", b"\\u0000", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;",
    b"<script>", b"<div>" * 300, b"<w:p>", b"</w:t>", b"<w:r>" * 150, b'<a href="x">', b"]]>",
    b"<itemref idref='p0'/>", b"xmlns:w='x'", b"<![CDATA[", b"---\n", b"=?utf-8?q?=ff?=",
    b"Content-Type: text/html\n", b"\r\n\r\n", b"--edge", b"\xed\xa0\x80", b"\x80\x81", b"-1",
    "\u202e".encode(), b"99999999999", b"/Length 4294967296", b"0 R", b"\n" * 50, b",,,,", b"1e999",
    b"null", b"charset=utf-7",
]  # fmt: skip


def _table():
    text = io.StringIO()
    rows = csv.DictWriter(text, ["id", "title", "text", "published", "authors"])
    rows.writeheader()
    rows.writerows(_RECORDS)
    return text.getvalue().encode()


def _archive():
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.html", samples.PAGE)
        archive.writestr("b/c.jsonl", _LINES)
        archive.writestr("d.docx", samples.docx())
    return data.getvalue()


_MARKDOWN = (
    f"---\ntitle: {samples.TITLE}\nauthors: [Ana Berg]\npublished: 2021-12-18\n---\n\n"
    f"# {samples.TITLE}\n\n{samples.FIRST}\n\n- <b>{samples.SECOND}</b>\n"
).encode()
FILES: dict[str, bytes] = {
    ".txt": f"{samples.TITLE}\nBy Ana Berg\n\n{samples.FIRST}\n\n{samples.SECOND}\n".encode(),
    ".md": _MARKDOWN,
    ".html": samples.PAGE.encode(),
    ".mhtml": samples.mhtml(),
    ".eml": samples.eml(samples.FIRST, html=samples.PAGE),
    ".pdf": samples.pdf(packed=False),
    ".docx": samples.docx(),
    ".epub": samples.epub(),
    ".jsonl": _LINES,
    ".json": json.dumps({"articles": _RECORDS}, indent=1).encode(),
    ".csv": _table(),
    ".zip": _archive(),
    ".jsonl.gz": gzip.compress(_LINES, mtime=0),
}


def mutate(data: bytes, dice: random.Random) -> bytes:
    """Return a file broken in one to four ways; often within what is compressed."""
    if dice.random() < _WITHIN and data.startswith(b"PK"):
        return _repacked(data, dice)
    if dice.random() < _WITHIN and data.startswith(b"\x1f\x8b"):
        return gzip.compress(mutate(gzip.decompress(data), dice), mtime=0)
    for _ in range(dice.choice((1, 1, 2, 3, 4))):
        data = dice.choice(_WAYS)(data, dice)
    return data


def _repacked(data: bytes, dice: random.Random) -> bytes:
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        broken = dice.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutate(content, dice) if name == broken else content)
    return packed.getvalue()


def _flip(data: bytes, dice: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        if broken:
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
    return bytes(broken)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _drop(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + data[end:]


def _repeat(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:end] + data[start:end] * dice.choice((1, 2, 30)) + data[end:]


def _insert(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(_PIECES) * dice.choice((1, 1, 1, 5)) + data[at:]


def _splice(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    other = dice.choice(list(FILES.values()))
    other_start, other_end = _span(other, dice)
    return data[:start] + other[other_start:other_end] + data[end:]


def _overwrite(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + dice.randbytes(end - start) + data[end:]


def _span(data: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    length = int(dice.expovariate(1 / 40)) if dice.random() < 0.8 else dice.randrange(len(data) + 1)
    return start, min(len(data), start + length)


_WAYS: list[Callable[[bytes, random.Random], bytes]] = [
    _flip, _cut, _drop, _repeat, _insert, _insert, _splice, _overwrite,
]  # fmt: skip


def read_all(path: Path) -> int:
    """Read everything in a file and return how many articles it gave.

    Nothing but UnreadableFile may come out of it, or articles that can be stored and shown.
    """
    count = 0
    try:
        for found in unpack(path, OPTIONS):
            if isinstance(found, Document):
                count += _read(found)
            else:
                require_reason(found)
    except UnreadableFile as exc:
        require_reason(exc)
    return count


def _read(document: Document) -> int:
    try:
        article = read_document(document, OPTIONS)
    except UnreadableFile as exc:
        require_reason(exc)
        return 0
    texts = [
        article.title,
        article.text,
        article.outlet,
        article.url,
        article.part,
        *article.authors,
    ]
    for text in texts:
        assert text == text.encode().decode(), text
        kinds = {unicodedata.category(c) for c in text if c != "\n"}
        assert not kinds & {"Cc", "Cs", "Zl", "Zp"}, repr(text)
    assert article.text.strip() == article.text != ""
    assert all(paragraph.strip() for paragraph in article.text.split("\n\n"))
    assert "\n" not in article.text.replace("\n\n", "")
    return 1


def require_reason(error: UnreadableFile) -> None:
    """Hold a reason to one short line of text that can be stored."""
    assert 0 < len(error.reason) < 300, error.reason
    assert error.reason.encode().decode().isprintable(), repr(error.reason)
    error.location.encode()
