import pytest

from index.articles import article_id
from index.clutter import is_clutter
from index.documents import ReadingOptions
from index.errors import UnreadableFile
from index.formats import READERS, read_document, unpack
from index.passages import split
from tests.index.formats.test_html import NEWS_PAGE
from tests.index.formats.test_markdown import FULL
from tests.index.formats.test_text import COPIED_OPINION_PAGE, SAVED_NEWS_PAGE

MOST_BYTES = 1_000_000
NAVIGATION_PAGE = (
    '<html><body><nav><a href="/">Home</a></nav><form><input name="q"></form></body></html>'
)


def read_file(path):
    options = ReadingOptions(most_bytes=MOST_BYTES)
    (document,) = unpack(path, options)
    return read_document(document, options)


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a file and reads the article in it."""

    def write_and_read(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_file(path)

    return write_and_read


@pytest.mark.parametrize("suffix", [".txt", ".md", ".markdown", ".html", ".htm", ".TXT", ".Html"])
def test_the_suffix_tells_the_format(read, suffix):
    content = NEWS_PAGE if "htm" in suffix.lower() else "Goat wins\n\nRosa won the race again."
    assert read(f"one{suffix}", content).title in {"Goat wins", "Harbour tunnel opens to trains"}


def test_every_format_has_a_reader():
    assert set(READERS) == {".txt", ".md", ".markdown", ".html", ".htm"}


def test_an_article_knows_its_file_and_has_its_id(read, tmp_path):
    article = read("one.txt", "Goat wins\n\nRosa won the race again.")
    assert article.source == str(tmp_path / "one.txt")
    assert article.id == article_id(str(tmp_path / "one.txt"))


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
    assert read(name, "Rosa won the race again.").source.endswith(f"/{name}")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.md", "---\ntitle: Goat\n---\n", "no article text found"),
        ("a.txt", "Advertisement\n\nShare\n", "no article text found"),
        ("a.html", "<html></html>", "no article text found in the page"),
        ("a.html", NAVIGATION_PAGE, "no article text found"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "a binary file, not text"),
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
