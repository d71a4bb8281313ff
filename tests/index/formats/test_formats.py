import gzip
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from index.articles import article_id
from index.clutter import is_clutter
from index.documents import Document, ReadingOptions
from index.errors import UnreadableFile
from index.formats import FORMATS, is_readable, read_document, unpack
from index.formats.reading import possible_day
from index.passages import split
from tests.index.formats.test_html import NEWS_PAGE
from tests.index.formats.test_markdown import FULL
from tests.index.formats.test_text import COPIED_OPINION_PAGE, SAVED_NEWS_PAGE

MOST_BYTES = 1_000_000
OPTIONS = ReadingOptions(MOST_BYTES)
NAVIGATION_PAGE = (
    '<html><body><nav><a href="/">Home</a></nav><form><input name="q"></form></body></html>'
)


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a file and reads the article in it."""

    def write_and_read(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_file(path)

    return write_and_read


def read_file(path):
    [document] = unpack(path, OPTIONS)
    return read_document(document, OPTIONS)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".markdown", ".html", ".htm", ".TXT", ".Html"])
def test_the_suffix_tells_the_format(read, suffix):
    content = NEWS_PAGE if "htm" in suffix.lower() else "Goat wins\n\nRosa won the race again."
    assert read(f"one{suffix}", content).title in {"Goat wins", "Harbour tunnel opens to trains"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_readable_also_in_capitals_and_compressed(suffix):
    assert is_readable(f"one{suffix}")
    assert is_readable(f"5. one{suffix.upper()}")
    assert is_readable(f"one{suffix}.gz") is (suffix != ".zip")


@pytest.mark.parametrize("name", ["one", "one.gz", "one.tar.gz", "one.record", "one.jpg", ".txt"])
def test_other_files_are_not_readable(name, tmp_path):
    assert not is_readable(name)
    with pytest.raises(UnreadableFile, match="not in a format that is read"):
        list(unpack(tmp_path / name, OPTIONS))


def test_an_article_knows_its_file_and_has_its_id(read, tmp_path):
    article = read("one.txt", "Goat wins\n\nRosa won the race again.")
    assert (article.source, article.part) == (str(tmp_path / "one.txt"), "")
    assert article.id == article_id(str(tmp_path / "one.txt"))


@pytest.mark.parametrize(
    ("known", "opinion"),
    [
        ("title: Goat wins\nurl: https://hill.example/opinion/goat", True),
        ("title: 'Opinion: Goats are late'", True),
        ("authors: [Opinion Ana Berg]", True),
        ("title: Goat wins\nurl: https://hill.example/sport/goat", False),
    ],
)
def test_an_opinion_piece_is_known_by_its_address_headline_or_author(read, known, opinion):
    assert read("one.md", f"---\n{known}\n---\nRosa won.").opinion is opinion


def test_paragraphs_are_parted_by_a_blank_line_and_hold_single_spaces(read):
    article = read("one.txt", "Goat wins\n\nRosa  won\tthe\u00a0race.\nShe will run again.")
    assert article.text == "Rosa won the race.\n\nShe will run again."


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a.txt", SAVED_NEWS_PAGE),
        ("b.txt", COPIED_OPINION_PAGE),
        ("c.html", NEWS_PAGE),
        ("d.md", FULL),
    ],
)
def test_no_passage_holds_a_line_of_clutter(read, name, page):
    lines = [line for p in split(read(name, page)) for line in p.text.splitlines() if line]
    assert lines
    assert not [line for line in lines if is_clutter(line)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_file_may_be_in_another_encoding(read, encoding):
    body = "Тоннель под гаванью открылся в понедельник после десяти лет работ. " * 3
    article = read("one.txt", f"Тоннель открыт\n\n{body}".encode(encoding))
    assert article.title == "Тоннель открыт"
    assert article.text == body.strip()


@pytest.mark.parametrize(
    "name", ["with space.txt", "100% #1?.txt", "naïve 好 🙂.txt", "a'b\"c.txt"]
)
def test_a_file_may_have_any_name(read, name):
    assert Path(read(name, "Rosa won the race again.").source).name == name


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.md", "---\ntitle: Goat\n---\n", "no article text found"),
        ("a.txt", "Advertisement\n\nShare\n", "no article text found"),
        ("a.html", "<html></html>", "no article text found in the page"),
        ("a.html", NAVIGATION_PAGE, "no article text found"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "really an image (PNG)"),
        ("a.txt", b"\0" * 100, "holds nothing but null bytes"),
        ("a.txt", b"Rosa\0won", "a binary file, not text"),
        ("a.html", b"\xff\xd8\xff\xe0\0\x10JFIF", "really an image (JPEG)"),
        ("a.md", b"PK\x03\x04" + b"a" * 40, "really a ZIP archive; rename it to end in .zip"),
        ("a.txt", b"\x1f\x8b\x08\0a", "really compressed by gzip; rename it to end in .txt.gz"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1", "really an old Office file (.doc, .xls, .ppt or .msg)"),
        ("a.txt", b"x" * (MOST_BYTES + 1), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_article_is_refused_with_a_reason(read, tmp_path, name, content, reason):
    with pytest.raises(UnreadableFile) as caught:
        read(name, content)
    assert caught.value.reason == reason
    assert caught.value.location == str(tmp_path / name)


def test_a_file_of_just_the_most_bytes_is_read(read):
    content = ("Rosa won the race again. " * 50_000).encode()[:MOST_BYTES]
    assert len(content) == MOST_BYTES
    assert read("one.txt", content).text.startswith("Rosa won")


def test_a_file_that_is_gone_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="No such file"):
        read_file(tmp_path / "gone.txt")


def test_a_folder_with_the_name_of_a_file_is_refused(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UnreadableFile, match="Is a directory"):
        read_file(tmp_path / "folder.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_web_page_under_another_name_is_read_as_a_page(read, name):
    article = read(name, NEWS_PAGE)
    assert article.title == "Harbour tunnel opens to trains"
    assert "<" not in article.text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(read, encoding):
    article = read("a.txt", "Goat wins\n\nRosa won the race again.".encode(encoding))
    assert (article.title, article.text) == ("Goat wins", "Rosa won the race again.")


def test_characters_that_hide_or_turn_text_are_dropped(read):
    article = read("a.txt", "Goat\u202e wins\n\nRo\u00adsa\u200b won\u2066 the \x9brace again.")
    assert (article.title, article.text) == ("Goat wins", "Rosa won the race again.")


def test_joiners_within_words_and_faces_are_kept(read):
    article = read("a.txt", "Goat wins\n\nRosa \U0001f468\u200d\U0001f33e won again.")
    assert article.text == "Rosa \U0001f468\u200d\U0001f33e won again."


def test_a_compressed_file_is_read_as_what_it_holds(read):
    article = read("Goat.txt.gz", gzip.compress(b"Rosa won the race again."))
    assert (article.title, article.part) == ("Goat", "")
    assert article.text == "Rosa won the race again."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"Rosa won.", "not compressed by gzip"),
        (b"\x89PNG", "not compressed by gzip but an image (PNG)"),
        (gzip.compress(b"Rosa won the race again.", mtime=0)[:-12], "cut short"),
        (
            gzip.compress(b"Rosa won the race.", mtime=0)[:10] + b"\xff" * 30,
            "damaged: it can't be expanded",
        ),
        (gzip.compress(b"x" * (MOST_BYTES + 1), mtime=0), "larger than 1 MB"),
    ],
)
def test_a_compressed_file_that_is_broken_is_refused_with_a_reason(read, tmp_path, content, reason):
    with pytest.raises(UnreadableFile) as caught:
        read("a.txt.gz", content)
    assert caught.value.location == str(tmp_path / "a.txt.gz")
    assert caught.value.reason == reason


def test_documents_and_errors_can_be_handed_to_another_process():
    document = Document("/a.jsonl", "7", ".record", b"{}")
    assert pickle.loads(pickle.dumps(document)) == document
    error = pickle.loads(pickle.dumps(UnreadableFile("/a.txt", "empty", nameless=True)))
    assert (error.location, error.reason, error.nameless) == ("/a.txt", "empty", True)


def test_the_formats_load_no_parser_that_indexing_without_changes_does_not_need():
    late = ("trafilatura", "markdown_it", "markitdown", "pdfminer", "feedparser", "ijson", "tld")
    code = f"import sys, index.formats; print(sorted(set({late}) & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout == "[]\n"


def test_letters_and_their_accents_are_stored_as_one_character(read):
    article = read("one.txt", "Mu\u0308ller wins\n\nGe\u0301rard ran again in the race.")
    assert article.title == "Müller wins"
    assert article.text == "Gérard ran again in the race."


def test_an_address_stays_as_it_is_written(read):
    article = read("one.md", "---\nurl: https://hill.example/mu\u0308ller\n---\nRosa won.")
    assert article.url == "https://hill.example/mu\u0308ller"


@pytest.mark.parametrize("day", ["0001-01-01", "1970-01-01", "2999-05-04"])
def test_a_day_on_which_nothing_can_have_been_published_is_unknown(read, day):
    assert read("one.md", f"---\npublished: {day}\n---\nRosa won.").published is None


def test_what_is_dated_a_time_zone_ahead_is_published():
    today = date(2022, 1, 20)
    assert possible_day(date(2022, 1, 21), today=today) == date(2022, 1, 21)
    assert possible_day(date(2022, 1, 22), today=today) is None
