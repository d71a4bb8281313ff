"""Small real files of each format, made at run time."""

import base64
import io
import zlib
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

TITLE = "Harbour tunnel opens to trains"
FIRST = (
    "The harbour tunnel opened to trains on Monday after ten years of work, and the first of them "
    "left the northern shore at dawn with four hundred people aboard."
)
SECOND = (
    "The builders said that the second tube would be finished in the spring of next year, if no "
    "more water is found behind the walls of the northern side."
)
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8">'
    f"<title>{TITLE} | Hill Post</title>"
    '<meta property="article:published_time" content="2021-12-18T10:30:00Z">'
    f'</head><body><nav><a href="/">Home</a></nav><article><h1>{TITLE}</h1>'
    f"<p>{FIRST}</p><p>{SECOND}</p></article><footer>All rights reserved</footer></body></html>"
)


def mhtml(page=PAGE, *, location="https://hill.example/tunnel", charset="utf-8", headers=""):
    """Return a page as browsers save it in one file, with a picture."""
    encoded = base64.encodebytes(page.encode(charset)).decode()
    lines = [
        "From: <Saved by Blink>",
        f"Snapshot-Content-Location: {location}",
        "Subject: Harbour tunnel",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related; type="text/html"; boundary="----edge"{headers}',
        "",
        "------edge",
        f"Content-Type: text/html; charset={charset}",
        "Content-ID: <root@mhtml.blink>",
        "Content-Transfer-Encoding: base64",
        f"Content-Location: {location}",
        "",
        encoded,
        "------edge",
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        "Content-Location: https://hill.example/a.png",
        "",
        "iVBORw0KGgo=",
        "------edge--",
        "",
    ]
    return "\r\n".join(lines).encode()


def docx(*paragraphs, properties="", files=(), document=""):
    """Return a Word file; a paragraph that begins with # is a heading."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = document or "".join(map(_docx_paragraph, paragraphs or (f"#{TITLE}", FIRST, SECOND)))
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{properties}</cp:coreProperties>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return _package(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
            ),
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                f'relationships"><Relationship Id="r1" Type="{relation}" '
                'Target="word/document.xml"/></Relationships>'
            ),
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body>'
            "</w:document>",
            "docProps/core.xml": core,
            **dict(files),
        }
    )


def _docx_paragraph(text):
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if text.startswith("#") else ""
    return f"<w:p>{style}<w:r><w:t>{text.removeprefix('#')}</w:t></w:r></w:p>"


def epub(*pages, about=f"<dc:title>{TITLE}</dc:title>", files=()):
    """Return an e-book of some pages, each the content of a body."""
    pages = pages or (f"<h1>{TITLE}</h1><p>{FIRST}</p>", f"<p>{SECOND}</p>")
    names = [f"page {number}.xhtml" for number in range(len(pages))]
    items = "".join(
        f'<item id="p{number}" href="page%20{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(pages))
    )
    references = "".join(f'<itemref idref="p{number}"/>' for number in range(len(pages)))
    return _package(
        {
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
            ),
            "OEBPS/content.opf": (
                '<package xmlns="http://www.idpf.org/2007/opf" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" '
                f'xmlns:opf="http://www.idpf.org/2007/opf"><metadata>{about}</metadata>'
                f"<manifest>{items}</manifest><spine>{references}</spine></package>"
            ),
            **{
                f"OEBPS/{name}": '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html '
                f'xmlns="http://www.w3.org/1999/xhtml"><head/><body>{page}</body></html>'
                for name, page in zip(names, pages, strict=True)
            },
            **dict(files),
        },
        mimetype="application/epub+zip",
    )


def _package(files, mimetype=""):
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as package:
        if mimetype:
            package.writestr(ZipInfo("mimetype"), mimetype)
        for name, content in files.items():
            package.writestr(name, content)
    return data.getvalue()


def pdf(*pages, about="", trailer="", packed=True, font=""):
    """Return a PDF; each page is a list of blocks, each a list of lines, or what placed() gives."""
    pages = pages or ([[TITLE], wrapped(FIRST), wrapped(SECOND)],)
    numbers = [4 + 2 * number for number in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    font = font or "/BaseFont /Helvetica"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: f"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding {font} >>".encode(),
    }
    for number, page in zip(numbers, pages, strict=True):
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        content = _content(page)
        content, how = (zlib.compress(content), "/Filter /FlateDecode") if packed else (content, "")
        objects[number + 1] = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (
            len(content),
            how.encode(),
            content,
        )
    last = max(objects)
    objects[last + 1] = f"<< {about} >>".encode()
    return _pdf_file(objects, f"/Root 1 0 R /Info {last + 1} 0 R {trailer}")


def placed(left, top, lines):
    """Return a block for a page of pdf() that begins there, in points from its lower left."""
    return left, top, lines


def _pdf_file(objects, trailer):
    data = b"%PDF-1.4\n"
    places = []
    for number, content in sorted(objects.items()):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} {trailer} >>\n"
            f"startxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )


def _content(page):
    lines, top = [], 740
    for block in page:
        left, top, block_lines = block if isinstance(block, tuple) else (50, top, block)
        for line in block_lines:
            text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            shown = text.encode("cp1252", "replace")
            lines.append(b"BT /F1 11 Tf %d %d Td (%s) Tj ET" % (left, top, shown))
            top -= 13
        top -= 20
    return b"\n".join(lines)


def wrapped(text, width=80):
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


# The standard security handler with a user password that isn't empty.
ENCRYPTED = (
    "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 "
    f"/O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<{'43' * 16}> <{'43' * 16}>]"
)


def eml(*lines, subject=TITLE, sender="Hill Post Daily <news@hill.example>", headers=(), html=""):
    """Return a mail, of plain text or with HTML beside it."""
    head = [
        f"From: {sender}",
        "To: reader@example.com",
        f"Subject: {subject}",
        "Date: Sat, 18 Dec 2021 10:30:00 +0000",
        "MIME-Version: 1.0",
        *headers,
    ]
    text = "\r\n".join(lines or (FIRST, "", SECOND))
    if not html:
        parts = ["Content-Type: text/plain; charset=utf-8", "", text, ""]
    else:
        parts = [
            'Content-Type: multipart/alternative; boundary="edge"',
            "",
            "--edge",
            "Content-Type: text/plain; charset=utf-8",
            "",
            text,
            "--edge",
            "Content-Type: text/html; charset=utf-8",
            "",
            html,
            "--edge--",
            "",
        ]
    return "\r\n".join([*head, *parts]).encode()
