import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.web.names import file_name
from tests.index.strategies import property_test

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("path", "content_type", "expected"),
    [
        ("/2021/tunnel-opens", "text/html", "tunnel-opens.html"),
        ("/2021/tunnel-opens/", "text/html", "tunnel-opens.html"),
        ("/2021/tunnel-opens.htm", "text/html", "tunnel-opens.htm"),
        ("/tunnel.php", "text/html", "tunnel.html"),
        ("/tunnel.pdf", "text/html", "tunnel.html"),
        ("/story.15", "text/html", "story.15.html"),
        ("/", "text/html", "hill.example.html"),
        ("/tunnel", "application/pdf", "tunnel.pdf"),
        ("/tunnel", DOCX, "tunnel.docx"),
        ("/feed", "application/rss+xml", "feed.rss"),
        ("/feed.xml", "application/rss+xml", "feed.xml"),
        ("/feed", "application/atom+xml", "feed.atom"),
        ("/feed", "text/xml", "feed.xml"),
        ("/README.md", "text/plain", "README.md"),
        ("/notes", "text/plain", "notes.txt"),
        ("/notes.exe", "text/plain", "notes.txt"),
        ("/export.jsonl", "application/json", "export.jsonl"),
        ("/export.jsonl.gz", "application/gzip", "export.jsonl.gz"),
        ("/book", "application/epub+zip", "book.epub"),
        ("/photo.html", "image/png", "photo.png"),
        ("/x.md", "x-made/up", "x.md"),
        ("/x", "x-made/up", "x.bin"),
        ("/tunnel.pdf", "", "tunnel.pdf"),
        ("/tunnel.pdf", "application/octet-stream", "tunnel.pdf"),
        ("/T%C3%BCr%20zu", "text/html", "Tür zu.html"),
        ("/..%2F..%2Fetc%2Fpasswd", "text/plain", "passwd.txt"),
        ("/%00a%0Ab", "text/html", "a-b.html"),
        ("/.htaccess", "text/plain", "htaccess.txt"),
        ("/...", "text/html", "hill.example.html"),
    ],
)
def test_a_name_holds_the_paths_last_part_and_the_formats_suffix(path, content_type, expected):
    assert file_name(f"https://hill.example{path}", content_type, b"") == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7", "x.pdf"),
        (b"\n<!DOCTYPE html>", "x.html"),
        (b"<HTML lang=en>", "x.html"),
        (b"<?xml version='1.0'?>", "x.xml"),
        (b"anything", "x.bin"),
    ],
)
def test_the_head_of_the_data_tells_the_format_where_nothing_else_does(data, expected):
    assert file_name("https://hill.example/x", "", data) == expected


@property_test
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="?#"), max_size=99)
)
def test_any_path_gives_a_name_that_a_file_can_have(path):
    name = file_name(f"https://hill.example/{path[:200]}", "text/html", b"")
    assert len(name.encode()) <= 255
    assert "/" not in name
    assert name.isprintable()
    assert not name.startswith(".")
