from pathlib import Path

import pytest

from index.formats.html import read_html
from index.formats.html_head import page_tree
from index.formats.html_notices import with_notices

PARAGRAPHS = [
    "The harbour tunnel opened to trains on Monday after ten years of work, and the first of them "
    "left the northern shore at dawn with four hundred people aboard.",
    "“We have waited for this since my mother was a girl,” said Ida Lund, who sells fish on the "
    "southern quay and rode in the last carriage.",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
NOTICE = "An earlier version of this article gave the wrong day for the first train."


def page(after="", before=""):
    return f"<html><body>{before}<article>{BODY}</article>{after}</body></html>"


def completed(paragraphs, source):
    return with_notices(paragraphs, page_tree(source))


@pytest.mark.parametrize(
    "element",
    [
        f"<footer><p>{NOTICE}</p></footer>",
        f"<footer>{NOTICE}<p>© 2021 Hill Post</p></footer>",
        f'<aside class="correction"><p>{NOTICE}</p></aside>',
        f'<div class="article-correction">{NOTICE}</div>',
        f'<p class="note"><em>{NOTICE}</em></p>',
        f"<ul><li>{NOTICE}</li></ul>",
        f"<small>{NOTICE.replace('day', '<b>day</b>')}</small>",
        f"<p>{NOTICE.replace('wrong day', '<a href=x>wrong day</a>')}</p>",
    ],
)
def test_a_notice_that_the_extraction_left_out_is_put_back(element):
    assert completed(PARAGRAPHS, page(after=element)) == [*PARAGRAPHS, NOTICE]


def test_a_notice_that_stands_before_the_text_is_put_before_it():
    source = page(before=f'<div class="correction">{NOTICE}</div>')
    assert completed(PARAGRAPHS, source) == [NOTICE, *PARAGRAPHS]


def test_notices_before_and_after_keep_their_places():
    first, second = "This story was amended on 4 May 2021.", "This story was amended on 5 May 2021."
    source = page(before=f"<p>{first}</p>", after=f"<p>{second}</p>")
    assert completed(PARAGRAPHS, source) == [first, *PARAGRAPHS, second]


def test_a_notice_that_was_extracted_is_not_repeated():
    extracted = [*PARAGRAPHS, f"Correction: {NOTICE}"]
    assert completed(extracted, page(after=f"<aside>{NOTICE}</aside>")) == extracted


def test_a_notice_that_stands_twice_is_put_back_once():
    source = page(after=f"<aside>{NOTICE}</aside><footer>{NOTICE}</footer>")
    assert completed(PARAGRAPHS, source) == [*PARAGRAPHS, NOTICE]


@pytest.mark.parametrize("heading", ["Correction", "Corrections and clarifications:", "CORRECTION"])
def test_a_heading_over_a_notice_is_joined_to_it(heading):
    text = "The tunnel opened on Monday, not on Sunday."
    source = page(after=f"<aside><h4>{heading}</h4><p>{text}</p></aside>")
    expected = f"{heading.rstrip(':')}: {text}"
    assert completed(PARAGRAPHS, source) == [*PARAGRAPHS, expected]


def test_a_sentence_in_an_element_that_the_page_calls_a_correction_is_one():
    text = "The tunnel opened on Monday, not on Sunday."
    source = page(after=f'<aside id="story-correction"><p>{text}</p></aside><p>{text} Really.</p>')
    assert completed(PARAGRAPHS, source) == [*PARAGRAPHS, text]


@pytest.mark.parametrize(
    "element",
    [
        f'<section id="comments"><p>{NOTICE}</p></section>',
        f'<div class="related-stories"><p>{NOTICE}</p></div>',
        f'<aside><a href="/x">{NOTICE}</a></aside>',
        f"<nav>{NOTICE}</nav>",
        f"<script>{NOTICE}</script>",
        f"<!-- {NOTICE} -->",
        f"<form>{NOTICE}</form>",
        '<footer class="corrections"><p>To report an error in this, contact the desk.</p></footer>',
        '<footer><a href="/corrections">Corrections</a><p>Our staff live in town.</p></footer>',
        "<p>Correction</p><p>See also the weather</p>",
        "<p>Updated at 3:15 p.m. GMT on Monday, May 20</p><p>The mayor was asleep that day.</p>",
        "<button>Update your phone now to read this page.</button>",
        "<aside>Correction officers strike in three towns of the plains.</aside>",
        f"<p>{NOTICE} {'And so on. ' * 100}</p>",
    ],
)
def test_what_is_no_notice_of_this_article_is_left_out(element):
    assert completed(PARAGRAPHS, page(after=element)) == PARAGRAPHS


def test_a_class_of_the_whole_page_changes_nothing():
    source = f'<html><body class="comments-open correction">{BODY}<p>{NOTICE}</p></body></html>'
    assert completed(PARAGRAPHS, source) == [*PARAGRAPHS, NOTICE]


def test_ten_notices_are_put_back_at_most():
    notices = "".join(f"<p>This story was amended on {day} May 2021.</p>" for day in range(1, 30))
    assert len(completed(PARAGRAPHS, page(after=notices))) == len(PARAGRAPHS) + 10


@pytest.mark.parametrize("source", ["", "<", "<!-- -->", "<div>" * 9000, "\x00"])
def test_a_page_that_holds_nothing_adds_nothing(source):
    assert completed(PARAGRAPHS, source) == PARAGRAPHS


@pytest.mark.parametrize(
    "element", [f"<footer><p>{NOTICE}</p></footer>", f'<aside class="correction">{NOTICE}</aside>']
)
def test_the_article_of_a_page_ends_with_its_notice(element):
    draft = read_html(page(after=element), Path("/articles/tunnel.html"))
    assert draft.paragraphs == (*PARAGRAPHS, NOTICE)


def test_the_article_of_a_page_begins_with_its_notice():
    source = page(before=f'<aside class="correction">{NOTICE}</aside>')
    draft = read_html(source, Path("/articles/tunnel.html"))
    assert draft.paragraphs == (NOTICE, *PARAGRAPHS)
