from datetime import date
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.formats.epub import read_epub
from tests.index.formats.samples import FIRST, SECOND, TITLE, docx, epub

PATH = Path("/articles/weekly.epub")


def test_the_pages_are_read_in_their_order():
    draft = read_epub(epub(), PATH)
    assert draft.title == TITLE
    assert draft.paragraphs == (FIRST, SECOND)


def test_the_package_says_what_is_known():
    about = (
        "<dc:title>Hill Weekly</dc:title><dc:creator>Ana Berg</dc:creator>"
        "<dc:creator>Jo Marsh</dc:creator><dc:publisher>Hill Post</dc:publisher>"
        '<dc:date opf:event="modification">2022-01-05</dc:date><dc:date>2021-12-18</dc:date>'
        "<dc:identifier>urn:isbn:1</dc:identifier><dc:source>https://hill.example/w</dc:source>"
        "<dc:description>A week.\n\n**Title:** no.</dc:description>"
    )
    draft = read_epub(epub(about=about), PATH)
    assert (draft.title, draft.outlet) == ("Hill Weekly", "Hill Post")
    assert draft.authors == ("Ana Berg", "Jo Marsh")
    assert (draft.published, draft.url) == (date(2021, 12, 18), "https://hill.example/w")
    assert draft.paragraphs == (TITLE, FIRST, SECOND)


def test_a_book_that_says_nothing_is_named_after_its_first_heading():
    assert read_epub(epub(about=""), PATH).title == TITLE


def test_scripts_are_no_text_and_angles_are():
    draft = read_epub(epub("<p>Rosa &lt;b&gt; won.</p><script>x()</script>"), PATH)
    assert draft.paragraphs == ("Rosa <b> won.",)


def test_a_page_may_be_in_another_encoding():
    page = '<?xml version="1.0" encoding="utf-16"?><html><body><p>Rosa ate café.</p></body></html>'
    data = epub(files={"OEBPS/page 0.xhtml": page.encode("utf-16")})
    assert read_epub(data, PATH).paragraphs[0] == "Rosa ate café."


ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><x:EncryptedData '
    'xmlns:x="http://www.w3.org/2001/04/xmlenc#"><x:CipherData><x:CipherReference URI="{}"/>'
    "</x:CipherData></x:EncryptedData></encryption>"
)


def test_an_encrypted_font_does_no_harm():
    files = {"META-INF/encryption.xml": ENCRYPTION.format("OEBPS/a.otf")}
    assert read_epub(epub(files=files), PATH).paragraphs == (FIRST, SECOND)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa">]><package><metadata>&a;</metadata></package>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Rosa won.", "damaged or cut short: it can't be expanded"),
        (epub()[:-40], "damaged or cut short: it can't be expanded"),
        (docx(), "not an e-book (.epub): it lacks META-INF/container.xml"),
        (
            epub(files={"META-INF/container.xml": "<container/>"}),
            "not an e-book (.epub): it lacks content.opf",
        ),
        (
            epub(files={"OEBPS/content.opf": "<package/>"}),
            "not an e-book (.epub): it lists no pages that are there",
        ),
        (
            epub(files={"OEBPS/content.opf": ENTITIES}),
            "declares entities or a document type, which no article needs",
        ),
        (
            epub(files={"META-INF/encryption.xml": ENCRYPTION.format("OEBPS/page%200.xhtml")}),
            "encrypted (it is under copy protection)",
        ),
        (epub("x" * 10_000_001), "its text expands to more than 10 MB"),
    ],
)
def test_a_book_that_cannot_be_read_is_refused_with_a_reason(data, reason):
    with pytest.raises(UnreadableFile) as caught:
        read_epub(data, PATH)
    assert caught.value.reason == reason
