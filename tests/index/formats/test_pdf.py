import zlib
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.formats import pdf as module
from index.formats.pdf import read_pdf
from tests.index.formats.samples import ENCRYPTED, FIRST, SECOND, TITLE, pdf, placed, wrapped

PATH = Path("/articles/tunnel.pdf")


@pytest.mark.parametrize("packed", [True, False])
def test_the_text_is_read_in_paragraphs(packed):
    draft = read_pdf(pdf(packed=packed), PATH)
    assert draft.title == TITLE
    assert draft.paragraphs == (FIRST, SECOND)


def test_title_and_author_are_the_documents_own():
    draft = read_pdf(
        pdf(about="/Title (Goat wins | Hill Post) /Author (Ana Berg and Jo Marsh)"), PATH
    )
    assert (draft.title, draft.outlet) == ("Goat wins", "Hill Post")
    assert draft.authors == ("Ana Berg", "Jo Marsh")


def test_the_day_of_the_files_making_is_not_the_articles():
    assert read_pdf(pdf(about="/CreationDate (D:20211218103000)"), PATH).published is None


def test_a_day_in_the_text_is_the_articles():
    page = [[TITLE], ["By Ana Berg"], ["18 December 2021"], wrapped(FIRST), wrapped(SECOND)]
    draft = read_pdf(pdf(page), PATH)
    assert str(draft.published) == "2021-12-18"
    assert draft.authors == ("Ana Berg",)


def test_a_byline_counts_before_whoever_made_the_file():
    page = [[TITLE], ["By Ana Berg"], wrapped(FIRST), wrapped(SECOND)]
    assert read_pdf(pdf(page, about="/Author (Jo Marsh)"), PATH).authors == ("Ana Berg",)


def test_a_byline_and_a_day_on_lines_together_are_told_apart():
    page = [[TITLE], ["By Ana Berg", "Hill Post", "18 December 2021"], wrapped(FIRST)]
    draft = read_pdf(pdf(page), PATH)
    assert (draft.title, draft.authors, draft.outlet) == (TITLE, ("Ana Berg",), "Hill Post")
    assert str(draft.published) == "2021-12-18"
    assert draft.paragraphs == (FIRST,)


def test_the_files_title_over_its_pages_is_no_paragraph():
    page = [["Goat wins | Hill Post"], ["Goat wins"], wrapped(FIRST)]
    draft = read_pdf(pdf(page, about="/Title (Goat wins | Hill Post)"), PATH)
    assert (draft.title, draft.paragraphs) == ("Goat wins", (FIRST,))


def test_columns_are_read_one_after_the_other():
    left, right = wrapped(FIRST, 38), wrapped(SECOND, 38)
    draft = read_pdf(pdf([[TITLE], placed(330, 690, right[:3]), placed(50, 690, left)]), PATH)
    assert draft.paragraphs == (FIRST, " ".join(right[:3]))


def test_a_sentence_goes_on_from_column_to_column():
    lines = wrapped(FIRST, 38)
    draft = read_pdf(pdf([[TITLE], placed(330, 690, lines[3:]), placed(50, 690, lines[:3])]), PATH)
    assert draft.paragraphs == (FIRST,)


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - tunnel.doc", "Untitled", "untitled-1", "tunnel_final2.docx", "a.indd",
        "Document1", "https://hill.example/a", "...", "about:blank", "(anonymous)",
    ],
)  # fmt: skip
def test_what_a_program_wrote_for_want_of_a_title_is_none(title):
    assert read_pdf(pdf(about=f"/Title ({title})"), PATH).title == TITLE


def test_a_title_in_utf_16_is_read():
    title = "Café opens".encode("utf-16-be").hex()
    assert read_pdf(pdf(about=f"/Title <feff{title}>"), PATH).title == "Café opens"


def test_running_headers_and_page_numbers_are_dropped():
    pages = [
        [["Hill Post Weekly"], [TITLE], [FIRST[:80] + "."], ["Page 1 of 2"]],
        [["Hill Post Weekly"], [SECOND[:80] + "."], ["Page 2 of 2"]],
    ]
    draft = read_pdf(pdf(*pages, about=f"/Title ({TITLE})"), PATH)
    assert draft.paragraphs == (FIRST[:80] + ".", SECOND[:80] + ".")
    assert draft.outlet == "Hill Post Weekly"


def bomb(levels):
    """Return a stream of twenty million zeros, packed so often."""
    data = b"\0" * 20_000_000
    for _ in range(levels):
        data = zlib.compress(data, 1)
    return b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + data + b"\nendstream\n"


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_a_pdf_that_unpacks_to_too_much_is_refused(monkeypatch, levels):
    monkeypatch.setattr(module, "MOST_PDF_BYTES", 10_000_000)
    with pytest.raises(UnreadableFile, match="expands to more than 10 MB"):
        read_pdf(bomb(levels), PATH)


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_PAGES", 2)
    with pytest.raises(UnreadableFile, match="has more than 2 pages"):
        read_pdf(pdf([[TITLE]], [[FIRST]], [[SECOND]]), PATH)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Rosa won the race.", "not a PDF"),
        (b"%PDF-1.4\n", "a broken PDF, perhaps cut short"),
        (pdf()[:400], "a broken PDF, perhaps cut short"),
        (pdf(trailer=ENCRYPTED), "encrypted; save a copy without a password"),
        (
            pdf(trailer="/Encrypt << /Filter /Other >> /ID [<43> <43>]"),
            "encrypted; save a copy without a password",
        ),
        (
            pdf(trailer=ENCRYPTED.replace("/P -4", "/P 0")),
            "encrypted; save a copy without a password",
        ),
        (pdf([[""]]), "no text in it; it may be a scan"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_a_reason(data, reason):
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(data, PATH)
    assert caught.value.reason == reason
