import pytest

from index.formats.kinds import other_kind, suffix_of


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (b"\n %PDF-1.4", ".pdf"),
        (b"<!DOCTYPE html><p>a", ".html"),
        (b"\xef\xbb\xbf  <!-- saved from x -->\n<HTML lang=en>", ".html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", ".html"),
        (b"\x1f\x8b\x08\x00", ".gz"),
        (b"PK\x03\x04abc", ".zip"),
        (b"PK\x05\x06" + b"\0" * 18, ".zip"),
        (b"PK\x03\x04... word/document.xml", ".docx"),
        (b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/epub+zip", ".epub"),
        (b"From: <Saved by Blink>\r\n", ".mhtml"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", ".mhtml"),
    ],
)
def test_a_format_is_told_by_its_first_bytes(data, suffix):
    assert suffix_of(data) == suffix


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Goat wins\n\nThe file began with %PDF-1.4.",
        b"The <html> element holds a page.",
        b"PK is the constituency of Perth.",
        b"From: Ana Berg",
        b"PK\x03\x04... xl/workbook.xml",
    ],
)
def test_other_bytes_are_in_no_certain_format(data):
    assert suffix_of(data) == ""


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1\\ansi", "a rich text file (.rtf)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office file (.doc, .xls, .ppt or .msg)"),
        (b"GIF89a", "an image (GIF)"),
        (b"RIFF\0\0\0\0WEBP", "an image, sound or video (WEBP, WAV or AVI)"),
        (b"\0\0\0\x18ftypmp42", "video or an image (MP4, HEIC)"),
        (b"BZh91AY&SY", "compressed by bzip2"),
        (b"PK\x03\x04... xl/workbook.xml", "an Excel file (.xlsx)"),
        (b"PK\x03\x04... word/document.xml", ""),
        (b"RIFF and raff", ""),
        (b"ID3 tags are", ""),
        (b"MZ is a code", ""),
        (b"GIF87 was a format", ""),
        (b"Rosa won.", ""),
    ],
)
def test_what_is_not_read_is_named(data, kind):
    assert other_kind(data) == kind
