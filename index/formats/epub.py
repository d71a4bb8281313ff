"""E-books, by MarkItDown: one book is one article."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.decoding import decode
from index.formats.fields import day_of
from index.formats.markdown import converted_paragraphs
from index.formats.packages import markup_of, package_with, require_file, require_plain_xml
from index.formats.text import read_paragraphs

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = (".xhtml", ".html", ".htm", ".xml")
_MIMES = {"application/xhtml+xml", "text/html", ""}
_ENCRYPTED = "encrypted (it is under copy protection)"


@dataclass(frozen=True, slots=True)
class _Book:
    """What a book's package file says: of the book, and where its pages lie, in order."""

    known: Draft
    pages: tuple[str, ...]


def read_epub(data: bytes, path: Path) -> Draft:
    """Read a book's pages in order; what is known is what its package file says.

    Raises:
        UnreadableFile: it is no e-book, is broken or encrypted, or over a limit.
    """
    files = markup_of(data, path, _is_wanted)
    container = require_file(files, _CONTAINER, path, "an e-book (.epub)")
    require_plain_xml({_CONTAINER: container}, path)
    place = _package_place(container)
    package = require_file(files, place, path, "an e-book (.epub)")
    require_plain_xml({place: package}, path)
    book = _book(package, posixpath.dirname(place))
    pages = {name: decode(files[name], path).encode() for name in book.pages if name in files}
    if not pages:
        raise UnreadableFile(path, "not an e-book (.epub): it lists no pages that are there")
    if _encrypted(files.get(_ENCRYPTION, b""), path) & pages.keys():
        raise UnreadableFile(path, _ENCRYPTED)
    return read_paragraphs(converted_paragraphs(_markdown(pages), path), path, book.known)


def _is_wanted(name: str) -> bool:
    return name in {_CONTAINER, _ENCRYPTION} or name.lower().endswith((*_PAGES, ".opf"))


def _package_place(container: bytes) -> str:
    places = (element.get("full-path") for element in _parsed(container).iter("{*}rootfile"))
    return next((place for place in places if place), "content.opf")


def _book(package: bytes, folder: str) -> _Book:
    root = _parsed(package)
    items = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in root.iter("{*}item")
        if item.get("media-type", "") in _MIMES and "nav" not in item.get("properties", "").split()
    }
    spine = [reference.get("idref") for reference in root.iter("{*}itemref")]
    addresses = (*_named(root, "source"), *_named(root, "identifier"))
    known = Draft(
        title=next(_named(root, "title"), ""),
        paragraphs=(),
        outlet=next(_named(root, "publisher"), ""),
        authors=tuple(_named(root, "creator")),
        published=_published(root),
        url=next((place for place in addresses if place.startswith(("http://", "https://"))), ""),
    )
    return _Book(known, tuple(dict.fromkeys(items[name] for name in spine if name in items)))


def _named(root: etree._Element, name: str) -> Iterator[str]:
    texts = (" ".join("".join(found.itertext()).split()) for found in root.iter(f"{{*}}{name}"))
    return (text for text in texts if text)


def _published(root: etree._Element) -> date | None:
    """Return the day of publication, not that of the file's making or change."""
    for found in root.iter("{*}date"):
        events = {value for name, value in found.items() if name.endswith("event")}
        if (not events or "publication" in events) and (day := day_of(found.text or "")):
            return day
    return None


def _encrypted(source: bytes, path: Path) -> set[str]:
    """Return the files that are encrypted; fonts often are, without harm to the text."""
    if not source.strip():
        return set()
    require_plain_xml({_ENCRYPTION: source}, path)
    places = (found.get("URI") for found in _parsed(source).iter("{*}CipherReference"))
    return {posixpath.normpath(unquote(place)) for place in places if place}


def _parsed(source: bytes) -> etree._Element:
    return etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))


def _markdown(pages: dict[str, bytes]) -> str:
    """Convert the pages alone: in a package of them that says nothing else of the book."""
    # These take 1 s to load.
    from markitdown import StreamInfo  # noqa: PLC0415
    from markitdown.converters import EpubConverter  # noqa: PLC0415

    names = [f"{number}.xhtml" for number in range(len(pages))]
    items = "".join(f'<item id="{name}" href="{name}"/>' for name in names)
    references = "".join(f'<itemref idref="{name}"/>' for name in names)
    files = {
        _CONTAINER: b'<container><rootfile full-path="a.opf"/></container>',
        "a.opf": f"<package>{items}{references}</package>".encode(),
        **dict(zip(names, pages.values(), strict=True)),
    }
    converter = EpubConverter()  # type: ignore[no-untyped-call]
    result = converter.convert(package_with(files), StreamInfo(extension=".epub"))
    return result.markdown
