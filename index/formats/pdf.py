"""PDFs with a text layer, by pdfminer.six.

MarkItDown's own PDF converter hands prose to pdfminer as well, after a search for tables in which
every page is read a second time: for pages printed from a browser it gave the very same text in
3.5 times the time, and where it finds a table the ends of pages are lost, by which running
headers are told. So pdfminer is asked directly.
"""

import logging
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.bylines import author_names, is_outlet
from index.formats.limits import MOST_PAGES, MOST_PDF_BYTES
from index.formats.pdf_text import join_pages
from index.formats.text import read_paragraphs

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PIECE_BYTES = 1 << 16
_LEAST_LETTERS = 20
# What word processors and typesetters write for want of a title.
_NO_TITLE = re.compile(
    r"microsoft \w+ - .*|untitled.*|(?:new )?document ?\d*|\S+\.\w{2,5}|https?:.*|print(?:ing)?"
    r"|about:blank|title|\(?(?:anonymous|unspecified)\)?|slide \d+"
    r"|.*\.(?:docx?|indd|qxp|pages|pdf|html?)",
    re.IGNORECASE,
)


def read_pdf(data: bytes, path: Path) -> Draft:
    """Read a PDF's text, its lines joined to paragraphs, without running headers and page numbers.

    The title is the document's own where it looks like such; so is the author, unless there is a
    byline. The day on which the file was made is not taken for that of the article.

    Raises:
        UnreadableFile: it is no PDF, is broken, encrypted, too long, or holds no text.
    """
    from pdfminer.psexceptions import PSException  # noqa: PLC0415

    from index.formats.pdf_layout import text_of_pages  # noqa: PLC0415 (0.1 s that only PDFs need)

    _require_modest(data, path)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it logs each flaw of a file
    try:
        about = _about(data, path)
        pages = text_of_pages(data, MOST_PAGES)
    except (PSException, struct.error, zlib.error) as exc:
        raise UnreadableFile(path, "a broken PDF, perhaps cut short") from exc
    if sum(character.isalpha() for page in pages for character in page) < _LEAST_LETTERS:
        raise UnreadableFile(path, "no text in it; it may be a scan")
    lines, address = join_pages(pages)
    if not lines:
        raise UnreadableFile(path, "its fonts don't say which letters they show")
    stated = about.get("Title", "")
    title, outlet = _title(stated)
    if outlet:  # browsers print "Goat wins | Hill Post" over each page
        lines = [line for line in lines if line != stated]
    known = Draft(
        title=title,
        paragraphs=(),
        outlet=outlet,
        authors=author_names(about.get("Author", "")),
        url=address,
    )
    return read_paragraphs(lines, path, known, byline_wins=True)


def _about(data: bytes, path: Path) -> dict[str, str]:
    """Return what the PDF says of itself, having seen that it can be read."""
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError  # noqa: PLC0415
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415

    if b"%PDF-" not in data[:_PIECE_BYTES]:
        raise UnreadableFile(path, "not a PDF")
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
    except (PDFEncryptionError, struct.error) as exc:  # the latter where all use is forbidden
        raise UnreadableFile(path, "encrypted; save a copy without a password") from exc
    pages = sum(1 for _ in islice(PDFPage.create_pages(document), MOST_PAGES + 1))
    if pages > MOST_PAGES:
        raise UnreadableFile(path, f"has more than {MOST_PAGES} pages")
    if not pages:
        raise UnreadableFile(path, "a broken PDF, perhaps cut short")
    return {name: _string(value) for about in document.info for name, value in about.items()}


def _string(value: Any) -> str:  # noqa: ANN401 (whatever stands in the file)
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415
    from pdfminer.utils import decode_text  # noqa: PLC0415

    value = resolve1(value)
    return " ".join(decode_text(value).split()) if isinstance(value, bytes) else ""


def _title(stated: str) -> tuple[str, str]:
    """Return the headline and the outlet in a title such as "Goat wins | Hill Post"."""
    if _NO_TITLE.fullmatch(stated) or sum(map(str.isalpha, stated)) < 3:
        return "", ""
    for mark in (" | ", " - ", " – ", " — "):
        title, _, outlet = stated.rpartition(mark)
        if title and is_outlet(outlet):
            return title, outlet
    return stated, ""


def _require_modest(data: bytes, path: Path) -> None:
    """Refuse a PDF whose packed streams hold more than memory should: pdfminer unpacks any.

    Raises:
        UnreadableFile: it expands to more than MOST_PDF_BYTES.
    """
    left = MOST_PDF_BYTES

    def counted(pieces: Iterable[bytes]) -> Iterator[bytes]:
        nonlocal left
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                reason = f"expands to more than {MOST_PDF_BYTES / 1e6:g} MB"
                raise UnreadableFile(path, reason)
            yield piece

    def count(pieces: Iterator[bytes]) -> None:
        first = next(pieces, b"")
        if first.startswith(b"\x78"):  # packed; what comes out may be packed again
            count(counted(_unpacked(chain([first], pieces))))
        else:
            for _ in pieces:
                pass

    for match in _STREAM.finditer(data):
        if data[match.end() : match.end() + 1] == b"\x78":
            count(_pieces(data, match.end()))


def _pieces(data: bytes, start: int) -> Iterator[bytes]:
    return (data[at : at + _PIECE_BYTES] for at in range(start, len(data), _PIECE_BYTES))


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacking = zlib.decompressobj()
    try:
        for piece in pieces:
            waiting = piece
            while waiting and not unpacking.eof:
                yield unpacking.decompress(waiting, _PIECE_BYTES)
                waiting = unpacking.unconsumed_tail
            if unpacking.eof:
                return
    except zlib.error:
        return  # not packed, or broken; pdfminer reads what stands before the fault
