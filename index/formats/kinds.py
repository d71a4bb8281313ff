"""What a file really is, by its first bytes, whatever its name says."""

import re

_HEAD_BYTES = 1024
# First bytes, and what a file that begins with them is.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .ppt or .msg)"),
    (b"{\\rtf", "a rich text file (.rtf)"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF87a", "an image (GIF)"),
    (b"GIF89a", "an image (GIF)"),
    (b"II*\0", "an image (TIFF)"),
    (b"MM\0*", "an image (TIFF)"),
    (b"\0\0\x01\0", "an image (ICO)"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xfd7zXZ", "compressed by xz"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd"),
    (b"SQLite format 3", "a SQLite database"),
    (b"bplist", "a Safari web archive or another property list"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3\x02", "sound (MP3)"),
    (b"ID3\x03", "sound (MP3)"),
    (b"ID3\x04", "sound (MP3)"),
    (b"OggS", "sound (Ogg)"),
)
_INSIDE_ZIP = (
    (b"word/document.xml", ".docx"),
    (b"mimetypeapplication/epub+zip", ".epub"),
    (b"META-INF/container.xml", ".epub"),
    (b"xl/workbook.xml", "an Excel file (.xlsx)"),
    (b"ppt/presentation.xml", "a PowerPoint file (.pptx)"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file (.odt, .ods or .odp)"),
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.{0,500}?-->\s*)*(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_SAVED_PAGE = re.compile(
    rb"\s*(?:From: <saved by|(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,12}"
    rb"Content-Type:\s*multipart/related)",
    re.IGNORECASE,
)


def suffix_of(data: bytes) -> str:
    """Return the suffix of the format that bytes are certainly in, or an empty string.

    Args:
        data: the file, or its beginning.
    """
    head = data[:_HEAD_BYTES]
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        kind = next((kind for mark, kind in _INSIDE_ZIP if mark in data), ".zip")
        return kind if kind.startswith(".") else ""
    if head.startswith(b"\x1f\x8b"):
        return ".gz"
    if head.lstrip().startswith(b"%PDF-"):
        return ".pdf"
    if _PAGE.match(head):
        return ".html"
    return ".mhtml" if _SAVED_PAGE.match(head) else ""


def other_kind(data: bytes) -> str:
    """Return in words what bytes are, if it is something that isn't read; else nothing."""
    if data.startswith(b"PK\x03\x04"):
        kind = next((kind for mark, kind in _INSIDE_ZIP if mark in data), "")
        return "" if kind.startswith(".") else kind
    if data[4:8] == b"ftyp":
        return "video or an image (MP4, HEIC)"
    if data[4:10] == b"1AY&SY":
        return "compressed by bzip2"
    if data.startswith(b"RIFF") and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "an image, sound or video (WEBP, WAV or AVI)"
    return next((kind for mark, kind in _OTHERS if data.startswith(mark)), "")
