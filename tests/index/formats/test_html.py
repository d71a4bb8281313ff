from datetime import date
from pathlib import Path

import pytest

from index.clutter import is_clutter
from index.errors import UnreadableFile
from index.formats.html import read_html

PATH = Path("/articles/tunnel-opens.html")
PARAGRAPHS = (
    "The harbour tunnel opened to trains on Monday after ten years of work, and the first of them "
    "left the northern shore at dawn with four hundred people aboard.",
    "“We have waited for this since my mother was a girl,” said Ida Lund, who sells fish on the "
    "southern quay and rode in the last carriage.",
    "The second tube will be finished on 3 May 2023, its builders said, if no more water is found "
    "behind the walls of the northern side.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
JSON_LD = """<script type="application/ld+json">{
    "@context": "https://schema.org", "@type": "NewsArticle",
    "headline": "Harbour tunnel opens to trains", "datePublished": "2021-12-18T06:30:00Z",
    "dateModified": "2022-01-05T06:30:00Z", "author": [{"@type": "Person", "name": "Ana Berg"}],
    "publisher": {"@type": "Organization", "name": "Hill Post"}
}</script>"""
NEWS_PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Harbour tunnel opens to trains | Hill Post</title>
<link rel="canonical" href="https://hill.example/2021/tunnel">
<meta property="og:site_name" content="Hill Post">
<meta property="og:title" content="Harbour tunnel opens to trains">{JSON_LD}
<style>.ad {{ color: red }}</style></head><body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to make this site better.</p>
<button>Accept all</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/weather">Weather</a></li></ul></nav>
<article><h1>Harbour tunnel opens to trains</h1>
<p class="byline">By Ana Berg</p><time datetime="2021-12-18">18 December 2021</time>
{BODY}
<p>Advertisement</p>
<aside class="related"><h3>Related articles</h3><ul>
<li><a href="/rye">How dry springs drive bakers to rye</a></li></ul></aside></article>
<div id="comments" class="comments"><h3>2 comments</h3><p>First! I like trains very much.</p></div>
<footer><p>© 2021 Hill Post. All rights reserved.</p></footer>
<script>alert("tunnel")</script></body></html>"""


def page(head="<title>Harbour tunnel opens to trains</title>", body=BODY):
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>"


@pytest.fixture
def news():
    return read_html(NEWS_PAGE, PATH)


def test_the_metadata_of_a_news_page_are_read(news):
    assert news.title == "Harbour tunnel opens to trains"
    assert news.outlet == "Hill Post"
    assert news.authors == ("Ana Berg",)
    assert news.url == "https://hill.example/2021/tunnel"


def test_the_day_is_that_of_publication_not_of_a_change(news):
    assert news.published == date(2021, 12, 18)


def test_the_text_of_a_news_page_is_the_article_alone(news):
    assert news.paragraphs == PARAGRAPHS


def test_no_clutter_is_left(news):
    assert not [line for line in news.paragraphs if is_clutter(line)]


def test_a_page_without_a_day_is_undated_even_when_its_prose_holds_one():
    assert read_html(page(), PATH).published is None


def test_a_page_without_metadata_has_its_title_alone():
    draft = read_html(page(), PATH)
    assert draft.title == "Harbour tunnel opens to trains"
    assert (draft.outlet, draft.authors, draft.url) == ("", (), "")


@pytest.mark.parametrize("mark", ["|", "-", "–", "—"])
def test_the_outlets_name_behind_a_title_is_dropped(mark):
    head = (
        f"<title>Harbour tunnel opens {mark} Hill Post</title>"
        '<meta property="og:site_name" content="Hill Post">'
        f'<meta property="og:title" content="Harbour tunnel opens {mark} Hill Post">'
    )
    assert read_html(page(head), PATH).title == "Harbour tunnel opens"


def test_several_authors_are_told_apart():
    head = '<title>Tunnel</title><meta name="author" content="Ana Berg; Jo Marsh">'
    assert read_html(page(head), PATH).authors == ("Ana Berg", "Jo Marsh")


def test_a_byline_in_the_page_is_the_author_when_the_metadata_name_none():
    body = f"<h1>Harbour tunnel opens to trains</h1><p>By Ana Berg</p>{BODY}"
    draft = read_html(page(body=body), PATH)
    assert draft.authors == ("Ana Berg",)
    assert draft.paragraphs == PARAGRAPHS


def test_a_page_without_a_title_is_named_after_its_file():
    assert read_html(page(head=""), PATH).title == "Tunnel opens"


def test_entities_are_characters():
    body = BODY.replace("Ida Lund", "&Aring;sa &Ouml;berg &amp; S&#246;n")
    assert "Åsa Öberg & Sön" in read_html(page(body=body), PATH).paragraphs[1]


def test_a_photos_caption_is_not_in_the_text():
    caption = "<p>Trains in the harbour tunnel on May 3, 2021 [File: Jo Marsh/Reuters]</p>"
    assert read_html(page(body=BODY + caption), PATH).paragraphs == PARAGRAPHS


def test_an_xml_declaration_does_no_harm():
    source = '<?xml version="1.0" encoding="utf-8"?>\n' + page()
    assert read_html(source, PATH).paragraphs == PARAGRAPHS


def test_broken_markup_does_no_harm():
    source = page().replace("</p>", "").removesuffix("</article></body></html>")
    assert read_html(source, PATH).paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "source",
    [
        "<html><head><title>Login</title></head><body></body></html>",
        "<html><body><script>alert('tunnel')</script></body></html>",
        "<",
        "<!-- -->",
    ],
)
def test_a_page_that_holds_no_article_is_refused(source):
    with pytest.raises(UnreadableFile) as caught:
        read_html(source, PATH)
    assert caught.value.reason == "no article text found in the page"
    assert caught.value.location == str(PATH)


@pytest.mark.parametrize(
    "extra",
    [
        "<p>The map of 2019-05-06 shows where the first tunnel was to be dug in those days.</p>",
        '<aside><a href="/x">Other news</a> <time datetime="2020-02-02">2 Feb</time></aside>',
        "<footer>Last updated: 2020-02-02</footer>",
    ],
)
def test_a_day_that_is_not_the_publication_is_not_taken(extra):
    page = f"<html><body><article><h1>Tunnel opens</h1>{BODY}{extra}</article></body></html>"
    assert read_html(page, PATH).published is None


def test_a_time_in_the_head_of_the_article_is_its_day():
    head = (
        '<header><h1>Tunnel opens</h1><time datetime="2021-12-18T06:30:00Z">18 Dec</time></header>'
    )
    page = f"<html><body><article>{head}{BODY}</article></body></html>"
    assert read_html(page, PATH).published == date(2021, 12, 18)


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0026)https://hill.example/goat -->",
        "<!--\n Page saved with SingleFile \n url: https://hill.example/goat \n saved date: x\n-->",
    ],
)
def test_the_address_that_a_page_was_saved_from_is_its_address(note):
    assert read_html(note + page(), PATH).url == "https://hill.example/goat"
    stated = page('<title>Goat</title><link rel="canonical" href="https://hill.example/rosa">')
    assert read_html(note + stated, PATH).url == "https://hill.example/rosa"


PUBLISHED = '<time class="entry-date published" datetime="2021-12-18T06:30:00Z">18 Dec</time>'
CHANGED = '<time class="updated" datetime="2022-01-02T06:30:00Z">2 Jan</time>'


@pytest.mark.parametrize(
    "source",
    [
        f"<html><body><div>{PUBLISHED}</div><article>{BODY}</article></body></html>",
        page(body=f'{CHANGED} <time datetime="2021-12-18">18 Dec</time>{BODY}'),
        page('<meta name="date" content="12/18/2021"><title>Tunnel opens</title>'),
    ],
)
def test_a_day_is_stated_in_the_usual_elements_and_that_of_a_change_passed_over(source):
    assert read_html(source, PATH).published == date(2021, 12, 18)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("", '{"datePublished": "2021-12-18", "headline": "Tunnel\nopens"}'),
        ("; charset=utf-8", '{"datePublished": "2021-12-18"}'),
        ("", '//<![CDATA[\n{"datePublished": "2021-12-18"}\n//]]>'),
        ("", '/*<![CDATA[*/ {"datePublished": "2021-12-18"} /*]]>*/'),
        ("", '{"@type": "WebPage", "mainEntity": {"datePublished": "2021-12-18"}}'),
    ],
)
def test_a_page_may_write_its_linked_data_loosely(kind, data):
    head = f'<title>Tunnel</title><script type="application/ld+json{kind}">{data}</script>'
    assert read_html(page(head), PATH).published == date(2021, 12, 18)


def test_a_page_of_too_many_elements_is_refused():
    with pytest.raises(UnreadableFile, match="holds more than 50,000 elements"):
        read_html("<p>Rosa won." * 50_001, PATH)


def test_a_tag_with_very_many_attributes_is_refused():
    many = " ".join(f"a{number}" for number in range(40_000))
    with pytest.raises(UnreadableFile, match="a hundred attributes"):
        read_html(page(body=f"<p {many}>Text</p>{BODY}"), PATH)


LABELLED = '<meta property="article:section" content="{}">'
TYPED = '<script type="application/ld+json">{{"@graph": [{{"@type": {}}}]}}</script>'


@pytest.mark.parametrize(
    "head",
    [
        LABELLED.format("Opinion"),
        LABELLED.format("Commentary"),
        TYPED.format('"OpinionNewsArticle"'),
        TYPED.format('["NewsArticle", "OpinionNewsArticle"]'),
        TYPED.format('"NewsArticle", "articleSection": ["Opinion"]'),
    ],
)
def test_a_page_that_calls_itself_an_opinion_piece_is_one(head):
    assert read_html(page(head), PATH).opinion


@pytest.mark.parametrize(
    "head",
    [
        LABELLED.format("World"),
        TYPED.format('"NewsArticle"'),
        TYPED.format('"NewsArticle", "hasPart": {"@type": "OpinionNewsArticle"}'),
        TYPED.format("7"),
    ],
)
def test_any_other_page_is_none(head):
    assert not read_html(page(head), PATH).opinion


def test_a_menu_that_leads_to_opinion_does_not_make_a_page_one():
    assert not read_html(
        page(body=f'<nav><a href="/opinion">Opinion</a></nav>{BODY}'), PATH
    ).opinion


@pytest.mark.parametrize("line", ["Ana Berg, Kyiv — 18 December 2021", "By Ana Berg | 18 Dec 2021"])
def test_a_line_that_says_again_who_wrote_it_and_when_is_left_out(line):
    page = NEWS_PAGE.replace(BODY, f"<p>{line}</p>{BODY}")
    assert read_html(page, PATH).paragraphs == PARAGRAPHS


@pytest.mark.parametrize("line", ["Ana Bergs harbour, 18 December 2021", "Kyiv, 18 December 2021"])
def test_another_line_that_ends_with_a_day_stays(line):
    page = NEWS_PAGE.replace(BODY, f"<p>{line}</p>{BODY}")
    assert read_html(page, PATH).paragraphs == (line, *PARAGRAPHS)
