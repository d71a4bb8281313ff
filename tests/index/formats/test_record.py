import json
from datetime import date
from pathlib import Path

import pytest

from index.formats.record import outlet_of, read_record
from tests.index.formats.test_html import NEWS_PAGE

PATH = Path("goat-race")
EMPTY = {"id": "", "url": "", "title": "", "text": "", "published": "", "authors": [], "outlet": ""}


def read(**fields):
    return read_record(json.dumps(EMPTY | fields).encode(), PATH)


def test_the_fields_are_what_is_known():
    draft = read(
        title="Goat wins",
        text="Rosa won the race.\n\nShe will run again.",
        outlet="Hill Post",
        authors=["Ana Berg"],
        published="2021-12-18",
        url="https://hill.example/goat",
    )
    assert draft.title == "Goat wins"
    assert draft.paragraphs == ("Rosa won the race.", "She will run again.")
    assert (draft.outlet, draft.authors) == ("Hill Post", ("Ana Berg",))
    assert (draft.published, draft.url) == (date(2021, 12, 18), "https://hill.example/goat")


def test_clutter_in_the_text_is_dropped():
    draft = read(title="Goat wins", text="Rosa won the race.\nAdvertisement\nShare this article")
    assert draft.paragraphs == ("Rosa won the race.",)


def test_a_text_of_html_is_read_as_html():
    draft = read(text="<p>Rosa <b>won</b> &amp; ran.</p><script>x()</script><p>She will again.</p>")
    assert draft.paragraphs == ("Rosa won & ran.", "She will again.")


def test_a_text_that_is_a_whole_page_is_read_as_one_and_the_fields_count_before_it():
    draft = read(text=NEWS_PAGE, title="Our title")
    assert draft.title == "Our title"
    assert draft.published == date(2021, 12, 18)
    assert "<" not in " ".join(draft.paragraphs)


def test_escaped_characters_are_read():
    draft = read(
        title="Goat&#8217;s win &amp; run", text="Rosa&rsquo;s bell rang twice &mdash; so."
    )
    assert draft.title == "Goat’s win & run"
    assert draft.paragraphs == ("Rosa’s bell rang twice — so.",)


def test_a_lone_ampersand_or_angle_is_left_as_it_is():
    assert read(text="R&D is 3 < 4 and 5 > 4.").paragraphs == ("R&D is 3 < 4 and 5 > 4.",)


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://edition.cnn.com/2022/a", "cnn.com"),
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://www.hill.example/goat", "hill.example"),
        ("http://127.0.0.1/a", ""),
        ("http://localhost/a", ""),
        ("http://[::1]/a", ""),
        ("http://[broken/a", ""),
        ("cnn.com/2022/a", ""),
        ("file:///home/a.com/b", ""),
        ("", ""),
    ],
)
def test_the_outlet_is_the_domain_of_the_address(url, outlet):
    assert outlet_of(url) == outlet


def test_a_given_outlet_counts_before_the_address():
    assert (
        read(text="Rosa won.", url="https://a.example/b", outlet="Hill Post").outlet == "Hill Post"
    )
    assert read(text="Rosa won.", url="https://a.example/b").outlet == "a.example"


def test_a_record_without_a_title_is_named_after_its_id():
    assert read(text="Rosa won the race again.").title == "Goat race"


@pytest.mark.parametrize(("section", "opinion"), [("Opinion", True), ("Sport", False)])
def test_a_section_of_opinion_marks_an_opinion_piece(section, opinion):
    assert read(text="Rosa won.", section=section).opinion is opinion
