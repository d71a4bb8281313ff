from datetime import date
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.formats import mhtml as module
from index.formats.mhtml import read_mhtml
from tests.index.formats.samples import FIRST, PAGE, SECOND, TITLE, mhtml

PATH = Path("/articles/tunnel.mhtml")


def test_the_page_in_the_package_is_read_as_a_page():
    draft = read_mhtml(mhtml(), PATH)
    assert draft.title == TITLE
    assert draft.paragraphs == (FIRST, SECOND)
    assert draft.published == date(2021, 12, 18)


def test_its_address_is_the_packages():
    assert read_mhtml(mhtml(), PATH).url == "https://hill.example/tunnel"


@pytest.mark.parametrize("location", ["file:///home/ana/a.html", "javascript:x()", "cid:1"])
def test_a_place_on_a_disk_is_no_address(location):
    assert read_mhtml(mhtml(location=location), PATH).url == ""


def test_the_address_that_the_page_itself_states_comes_first():
    page = PAGE.replace("<title>", '<link rel="canonical" href="https://b.example/c"><title>')
    assert read_mhtml(mhtml(page), PATH).url == "https://b.example/c"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16", "iso-8859-1"])
def test_the_parts_charset_is_believed(charset):
    page = PAGE.replace("opened to", "opened café to").replace('<meta charset="utf-8">', "")
    assert "café" in read_mhtml(mhtml(page, charset=charset), PATH).paragraphs[0]


def test_a_charset_that_cannot_be_is_passed_over():
    data = mhtml(PAGE.replace("opened to", "opened café to"))
    draft = read_mhtml(data.replace(b"charset=utf-8", b"charset=no-such"), PATH)
    assert "café" in draft.paragraphs[0]


def test_the_part_that_is_named_as_the_start_is_the_page():
    frame = (
        b"------edge\r\nContent-Type: text/html\r\nContent-ID: <frame>\r\n\r\n"
        b"<p>An advertisement in a frame of its own, which stands first.</p>\r\n"
    )
    data = mhtml(headers='; start="<root@mhtml.blink>"')
    first = data.index(b"------edge")
    assert read_mhtml(data[:first] + frame + data[first:], PATH).title == TITLE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Rosa won the race.", "no web page in it"),
        (b"Content-Type: image/png\n\nabc", "no web page in it"),
        (b"Content-Type: text/html\n\n", "the page in it is empty"),
        (b"Content-Type: text/html\n\n<p>", "no article text found in the page"),
    ],
)
def test_a_file_without_a_page_is_refused_with_a_reason(data, reason):
    with pytest.raises(UnreadableFile) as caught:
        read_mhtml(data, PATH)
    assert caught.value.reason == reason


def test_a_package_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_MAIL_PARTS", 2)
    with pytest.raises(UnreadableFile, match="holds more than 2 parts"):
        read_mhtml(mhtml(), PATH)
