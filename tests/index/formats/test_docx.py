from datetime import date
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.formats import packages
from index.formats.docx import read_docx
from tests.index.formats.samples import FIRST, SECOND, TITLE, docx, epub

PATH = Path("/articles/tunnel.docx")


def run(text, inner=""):
    return f"<w:p><w:r>{inner}<w:t>{text}</w:t></w:r></w:p>"


def test_the_text_is_read_without_its_markup():
    draft = read_docx(docx(), PATH)
    assert draft.title == TITLE
    assert draft.paragraphs == (FIRST, SECOND)


def test_properties_are_what_is_known_but_the_day_of_making_is_not_the_articles():
    properties = (
        "<dc:title>Goat wins</dc:title><dc:creator>Ana Berg; Jo Marsh</dc:creator>"
        "<dcterms:created>2021-12-18T10:30:00Z</dcterms:created>"
    )
    draft = read_docx(docx(FIRST, properties=properties), PATH)
    assert (draft.title, draft.authors) == ("Goat wins", ("Ana Berg", "Jo Marsh"))
    assert draft.published is None


def test_byline_and_day_in_the_text_are_found():
    draft = read_docx(docx(f"#{TITLE}", "By Ana Berg", "18 December 2021", FIRST), PATH)
    assert (draft.authors, draft.published) == (("Ana Berg",), date(2021, 12, 18))


MAKER = "<dc:creator>Lena Kort</dc:creator>"


def test_the_byline_in_the_text_wins_over_who_made_the_file():
    data = docx(f"#{TITLE}", "By Ana Berg", "18 December 2021", FIRST, properties=MAKER)
    draft = read_docx(data, PATH)
    assert (draft.authors, draft.published) == (("Ana Berg",), date(2021, 12, 18))
    assert draft.paragraphs == (FIRST,)


def test_who_made_the_file_is_its_author_where_the_text_has_no_byline():
    draft = read_docx(docx(FIRST, "Lena Kort, 18 December 2021", SECOND, properties=MAKER), PATH)
    assert (draft.authors, draft.paragraphs) == (("Lena Kort",), (FIRST, SECOND))


def test_a_page_pasted_with_line_breaks_is_parted_by_them():
    lines = (TITLE, "By Ana Berg", "18 December 2021", FIRST, SECOND)
    runs = "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines)
    draft = read_docx(docx(document=f"<w:p><w:r>{runs}</w:r></w:p>"), PATH)
    assert (draft.title, draft.authors) == (TITLE, ("Ana Berg",))
    assert draft.published == date(2021, 12, 18)
    assert draft.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize("title", ["Untitled", "Document1", "tunnel-final.docx", ""])
@pytest.mark.parametrize("creator", ["Microsoft Office User", "Windows User", "admin", ""])
def test_what_a_program_wrote_for_want_of_properties_is_none(title, creator):
    properties = f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
    draft = read_docx(docx(properties=properties), PATH)
    assert (draft.title, draft.authors) == (TITLE, ())


@pytest.mark.parametrize(
    ("document", "paragraphs"),
    [
        (run("Rosa won *the* race_ 1. &lt;b&gt; ran."), ("Rosa won *the* race_ 1. <b> ran.",)),
        (run("Rosa won.", "<w:rPr><w:u w:val='single'/><w:b/></w:rPr>"), ("Rosa won.",)),
        ("<w:p><w:r><w:t>Rosa won</w:t><w:br/><w:t>again.</w:t></w:r></w:p>", ("Rosa won again.",)),
        (
            f"<w:tbl><w:tr><w:tc>{run('Rosa ran.')}</w:tc><w:tc>{run('She won.')}</w:tc></w:tr>"
            "</w:tbl>",
            ("Rosa ran.", "She won."),
        ),
        (
            f"{run('Rosa won.')}<w:p><w:del><w:r><w:delText>No.</w:delText></w:r></w:del></w:p>",
            ("Rosa won.",),
        ),
    ],
)  # fmt: skip
def test_what_stands_in_the_text_is_kept_and_what_is_markup_is_not(document, paragraphs):
    properties = "<dc:title>Goat wins</dc:title>"
    assert read_docx(docx(document=document, properties=properties), PATH).paragraphs == paragraphs


PICTURE = (
    '<w:p><w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><wp:inline>'
    "<a:graphic><a:graphicData><pic:pic "
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    '<a:blip {}="r9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r></w:p>"
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r9" {} '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
    "</Relationships>"
)


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("r:embed", 'Target="media/a.png"'),
        ("r:link", 'TargetMode="External" Target="http://192.0.2.1/a.png"'),
        ("r:link", 'TargetMode="External" Target="file:///etc/hostname"'),
    ],
)
def test_pictures_are_left_out_and_never_fetched(reference, target):
    files = {
        "word/_rels/document.xml.rels": RELATIONS.format(target),
        "word/media/a.png": b"\x89PNG\r\n",
    }
    data = docx(document=run("Rosa won.") + PICTURE.format(reference), files=files)
    assert read_docx(data, PATH).paragraphs == ("Rosa won.",)


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = ENTITIES.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Rosa won.", "damaged or cut short: it can't be expanded"),
        (docx()[:-40], "damaged or cut short: it can't be expanded"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 40, "really an old Office file (.doc, .xls, .ppt or .msg)"),
        (epub(), "not a Word file (.docx): it lacks word/document.xml"),
        (docx(files={"word/document.xml": "<w:p"}), "damaged: word/document.xml is not XML"),
        (
            docx(files={"word/document.xml": ENTITIES}),
            "declares entities or a document type, which no article needs",
        ),
        (
            docx(files={"word/document.xml": OUTSIDE}),
            "declares entities or a document type, which no article needs",
        ),
        (
            docx(document="<w:sdt>" * 300 + "</w:sdt>" * 300),
            "nested more than 200 elements deep",
        ),
        (
            docx(document="x" * 10_000_001),
            "its text expands to more than 10 MB",
        ),
    ],
)
def test_a_word_file_that_cannot_be_read_is_refused_with_a_reason(data, reason):
    with pytest.raises(UnreadableFile) as caught:
        read_docx(data, PATH)
    assert caught.value.reason == reason


def test_a_word_file_of_too_many_elements_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_ELEMENTS", 5)
    with pytest.raises(UnreadableFile, match="holds more than 5 elements"):
        read_docx(docx(), PATH)


def test_an_encrypted_member_is_named():
    data = bytearray(docx())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    with pytest.raises(UnreadableFile, match="encrypted; save a copy without a password"):
        read_docx(bytes(data), PATH)


def test_pictures_are_not_unpacked():
    data = docx(files={"word/media/a.png": b"\0" * 50_000_000})
    assert read_docx(data, PATH).title == TITLE
