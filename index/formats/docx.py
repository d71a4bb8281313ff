"""Word files, by MarkItDown; old .doc files aren't read."""

import re
from pathlib import Path
from xml.parsers.expat import ExpatError

from lxml import etree

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.bylines import author_names
from index.formats.markdown import converted_paragraphs
from index.formats.packages import markup_of, package_with, require_file, require_plain_xml
from index.formats.text import read_paragraphs

_DOCUMENT = "word/document.xml"
_ABOUT = "docProps/core.xml"
# What a converter needs for the text; pictures, comments and headers are left out.
_WANTED = {
    "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml",
    "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml", _DOCUMENT, _ABOUT,
}  # fmt: skip
_PICTURES = ("{*}blip", "{*}imagedata")
_NO_TITLE = re.compile(
    r"untitled.*|(?:new |word )?document ?\d*|\S+\.\w{2,5}|.*\.docx?|title", re.IGNORECASE
)
_NO_AUTHOR = re.compile(
    r"microsoft.*|windows.*|.*\buser\b.*|admin.*|python-docx|openoffice.*|libreoffice.*", re.I
)


def read_docx(data: bytes, path: Path) -> Draft:
    """Read a Word file's text; its title is its property's where that looks like one.

    So are its authors where the text has no byline: who made a file may have pasted the article.
    The day on which the file was made is not taken for that of the article.

    Raises:
        UnreadableFile: it is no Word file, is broken or encrypted, or over a limit.
    """
    files = markup_of(data, path, _WANTED.__contains__)
    document = require_file(files, _DOCUMENT, path, "a Word file (.docx)")
    require_plain_xml(files, path)
    files[_DOCUMENT] = _without_pictures(document)
    about = _about(files.get(_ABOUT, b""))
    title, author = about.get("title", ""), about.get("creator", "")
    known = Draft(
        title="" if _NO_TITLE.fullmatch(title) else title,
        paragraphs=(),
        authors=() if _NO_AUTHOR.fullmatch(author) else author_names(author),
    )
    lines = converted_paragraphs(_markdown(files, path), path, breaks=True)
    return read_paragraphs(lines, path, known, byline_wins=True)


def _markdown(files: dict[str, bytes], path: Path) -> str:
    # These take 1 s to load.
    from markitdown import StreamInfo  # noqa: PLC0415
    from markitdown.converters import DocxConverter  # noqa: PLC0415

    converter = DocxConverter()  # type: ignore[no-untyped-call]
    try:
        result = converter.convert(package_with(files), StreamInfo(extension=".docx"))
    except ExpatError as exc:
        raise UnreadableFile(path, "damaged: its XML can't be read") from exc
    return result.markdown


def _without_pictures(document: bytes) -> bytes:
    """Drop references to pictures, which may lead to other files or machines."""
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
    for picture in [element for tag in _PICTURES for element in root.iter(tag)]:
        picture.getparent().remove(picture)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _about(source: bytes) -> dict[str, str]:
    if not source.strip():
        return {}
    root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
    named = {etree.QName(child).localname: child.text or "" for child in root.iterchildren("{*}*")}
    return {name: " ".join(text.split()) for name, text in named.items()}
