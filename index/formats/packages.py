"""The markup in a DOCX or EPUB: a ZIP archive of XML, taken apart with care."""

import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from index.errors import UnreadableFile
from index.formats.archives import ZIP_TROUBLE
from index.formats.kinds import other_kind
from index.formats.limits import MOST_DEPTH, MOST_ELEMENTS, MOST_MARKUP_BYTES, MOST_MEMBERS
from index.formats.parts import part_name

_PIECE_BYTES = 1 << 16
_ENCRYPTED = 0x1


def markup_of(data: bytes, path: Path, is_wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return the wanted files in a package by their names.

    Raises:
        UnreadableFile: it is no package, is encrypted, or they are too large unpacked.
    """
    files: dict[str, bytes] = {}
    left = MOST_MARKUP_BYTES
    try:
        with ZipFile(BytesIO(data)) as package:
            for info in package.infolist()[:MOST_MEMBERS]:
                if not is_wanted(info.filename):
                    continue
                if info.flag_bits & _ENCRYPTED:
                    raise UnreadableFile(path, "encrypted; save a copy without a password")
                with package.open(info) as member:
                    content = member.read(left + 1)
                left -= len(content)
                if left < 0:
                    reason = f"its text expands to more than {MOST_MARKUP_BYTES / 1e6:g} MB"
                    raise UnreadableFile(path, reason)
                files[info.filename] = content
    except (*ZIP_TROUBLE, EOFError, OSError, zlib.error) as exc:
        kind = other_kind(data)
        reason = f"really {kind}" if kind else "damaged or cut short: it can't be expanded"
        raise UnreadableFile(path, reason) from exc
    return files


def package_with(files: Mapping[str, bytes]) -> BytesIO:
    """Return a package of some files, to be read by a converter."""
    package = BytesIO()
    with ZipFile(package, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    package.seek(0)
    return package


def require_plain_xml(files: Mapping[str, bytes], path: Path) -> None:
    """Refuse XML that would grow or sink a parser: entities, deep nesting, too many elements.

    Raises:
        UnreadableFile: one of the files is so, or isn't XML.
    """
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 (only packages need it)
    from defusedxml.ElementTree import ParseError, iterparse  # noqa: PLC0415

    for name, content in files.items():
        depth = count = 0
        try:
            for event, element in iterparse(BytesIO(content), ("start", "end"), forbid_dtd=True):
                depth += 1 if event == "start" else -1
                count += event == "start"
                if depth > MOST_DEPTH:
                    raise UnreadableFile(path, f"nested more than {MOST_DEPTH} elements deep")
                if count > MOST_ELEMENTS:
                    raise UnreadableFile(path, f"holds more than {MOST_ELEMENTS:,} elements")
                if event == "end":
                    element.clear()
        except DefusedXmlException as exc:
            reason = "declares entities or a document type, which no article needs"
            raise UnreadableFile(path, reason) from exc
        except ParseError as exc:
            raise UnreadableFile(path, f"damaged: {part_name(name)[:200]} is not XML") from exc


def require_file(files: Mapping[str, bytes], name: str, path: Path, kind: str) -> bytes:
    """Return the content of a file that such a package must hold.

    Raises:
        UnreadableFile: it doesn't.
    """
    if name not in files:
        raise UnreadableFile(path, f"not {kind}: it lacks {part_name(name)[:200]}")
    return files[name]
