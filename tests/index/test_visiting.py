"""Indexing web addresses: pages, feeds, and files of many articles, from real servers."""

import gzip
import json

import pytest

from index.errors import SourceError
from tests.index.formats.test_html import NEWS_PAGE
from tests.index.web.internet import page

STORY = (
    "<p>" + "The harbour tunnel opened to trains on Monday after ten years of work. " * 8 + "</p>"
)
RYE = (
    "<p>"
    + "How dry springs drive bakers to rye was asked at the fair in the old town. " * 8
    + "</p>"
)


def feed(*items):
    """Return a feed of (id, title, path of its page, text)."""
    entries = "".join(
        f'<item><guid isPermaLink="false">{key}</guid><title>{title}</title>{link}'
        f"<pubDate>Sat, 18 Dec 2021 06:30:00 GMT</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
        for key, title, link, text in items
    )
    return f'<rss version="2.0"><channel><title>Hill Post</title>{entries}</channel></rss>'


@pytest.fixture
def site(internet, monkeypatch):
    """A site on loopback, which the settings allow to be fetched."""
    monkeypatch.setenv("FOOTNOTE_FETCH_PRIVATE", "on")
    return internet.add("hill.example", home=page(NEWS_PAGE, content_type="text/html"))


@pytest.fixture
def home(internet, site):
    del site
    return internet.address_of("hill.example")


def test_a_page_becomes_an_article(sync, home, open_library):
    result = sync(f"{home}/")
    assert result.added == [f"{home}/"]
    (article,) = open_library().articles()
    assert (article.title, article.outlet) == ("Harbour tunnel opens to trains", "Hill Post")
    assert article.source == f"{home}/"


def test_a_page_without_an_address_of_its_own_has_the_one_it_was_fetched_from(
    sync, site, home, open_library
):
    body = f"<html><head><title>Tunnel</title></head><body><article>{STORY}</article></body></html>"
    site.pages["/plain.html"] = page(body, content_type="text/html")
    sync(f"{home}/plain.html")
    assert open_library().articles()[0].url == f"{home}/plain.html"


def test_a_page_that_has_not_changed_is_not_sent_again(sync, site, home, fake_embedder):
    site.pages["/"] = page(NEWS_PAGE, content_type="text/html", etag='"one"')
    sync(f"{home}/")
    site.pages["/"] = page(status=304)
    fake_embedder.embedded.clear()
    result = sync(paths=[])
    assert (result.unchanged, result.removed, result.skipped) == ([f"{home}/"], [], {})
    assert site.asked[-1][1]["If-None-Match"] == '"one"'


def test_a_page_that_changed_takes_the_place_of_the_old_one(sync, site, home, open_library):
    sync(f"{home}/")
    changed = NEWS_PAGE.replace("The harbour tunnel opened", "The harbour tunnel closed")
    site.pages["/"] = page(changed, content_type="text/html")
    assert sync(paths=[]).changed == [f"{home}/"]
    assert "tunnel closed" in open_library().articles()[0].text


def test_a_page_that_is_gone_keeps_its_article_and_is_named(sync, site, home, open_library):
    site.pages["/goats.json"] = page('[{"id": "1", "text": "A goat won the race."}]')
    sync(f"{home}/", f"{home}/goats.json")
    del site.pages["/"]
    result = sync(paths=[])
    reason = "answered 404 Not Found; what was read from it before was kept"
    assert (result.removed, result.skipped) == ([], {f"{home}/": reason})
    assert open_library().counts()[0] == 2


def test_an_address_of_which_nothing_can_be_read_makes_no_library(sync, home):
    with pytest.raises(SourceError, match="answered 404 Not Found"):
        sync(f"{home}/nothing")


def test_a_private_address_is_refused_unless_it_is_allowed(sync, home, monkeypatch):
    monkeypatch.setenv("FOOTNOTE_FETCH_PRIVATE", "off")
    with pytest.raises(SourceError, match="FOOTNOTE_FETCH_PRIVATE"):
        sync(f"{home}/")


def test_a_feed_gives_its_whole_entries_without_a_visit(sync, site, home, open_library):
    site.pages["/feed"] = page(
        feed(("1", "Tunnel opens", "", STORY), ("2", "Rye rises", "", RYE)),
        content_type="application/rss+xml",
    )
    assert len(sync(f"{home}/feed").added) == 2
    assert {a.title for a in open_library().articles()} == {"Tunnel opens", "Rye rises"}
    assert {a.outlet for a in open_library().articles()} == {"Hill Post"}
    assert {str(a.published) for a in open_library().articles()} == {"2021-12-18"}


def test_the_page_of_a_feeds_summary_is_fetched(sync, site, home, open_library):
    link = f"<link>{home}/</link>"
    site.pages["/feed"] = page(
        feed(("1", "Tunnel", link, "In short.")), content_type="application/rss+xml"
    )
    sync(f"{home}/feed")
    (article,) = open_library().articles()
    assert article.title == "Harbour tunnel opens to trains"
    assert (article.source, article.part) == (f"{home}/feed", "1")


def test_an_entry_that_leaves_the_feed_stays_and_a_known_one_is_not_fetched_again(
    sync, site, home, open_library
):
    link = f"<link>{home}/</link>"
    old, new = ("1", "Tunnel", link, "In short."), ("2", "Rye rises", "", RYE)
    site.pages["/feed"] = page(feed(old), content_type="application/rss+xml")
    sync(f"{home}/feed")
    site.pages["/feed"] = page(feed(old, new), content_type="application/rss+xml")
    assert sync(paths=[]).added == [f"{home}/feed#2"]
    assert site.paths_asked.count("/") == 1
    site.pages["/feed"] = page(feed(new), content_type="application/rss+xml")
    result = sync(paths=[])
    assert (len(result.unchanged), result.removed) == (2, [])
    assert open_library().counts()[0] == 2


def test_indexing_one_address_takes_nothing_from_another_that_begins_with_it(
    sync, site, home, open_library
):
    site.pages["/story.html"] = page(NEWS_PAGE, content_type="text/html")
    site.pages["/feed"] = page(feed(("1", "Old", "", STORY)), content_type="application/rss+xml")
    sync(f"{home}/story.html", f"{home}/feed")
    site.pages["/feed"] = page(feed(("2", "New", "", RYE)), content_type="application/rss+xml")
    sync(f"{home}/feed")
    assert sync(f"{home}/").removed == []
    assert {article.location for article in open_library().articles()} == {
        f"{home}/",
        f"{home}/story.html",
        f"{home}/feed#1",
        f"{home}/feed#2",
    }


def test_an_entry_whose_page_cannot_be_fetched_is_named_and_stops_no_other(sync, site, home):
    link = f"<link>{home}/nothing</link>"
    site.pages["/feed"] = page(
        feed(("1", "Tunnel", link, "In short."), ("2", "Rye rises", "", RYE)),
        content_type="application/rss+xml",
    )
    result = sync(f"{home}/feed")
    assert result.added == [f"{home}/feed#2"]
    assert result.skipped == {f"{home}/feed#1": "answered 404 Not Found"}


def test_a_file_of_records_can_lie_at_an_address(sync, site, home, open_library):
    lines = "".join(
        json.dumps({"id": str(n), "title": f"Goat {n}", "text": f"Goat {n} won the race."}) + "\n"
        for n in range(3)
    )
    site.pages["/goats.jsonl.gz"] = page(gzip.compress(lines.encode()))
    assert sync(f"{home}/goats.jsonl.gz").articles == 3
    assert open_library().search("goat 2", k=1)[0].passage.text == "Goat 2 won the race."


def test_files_and_addresses_go_together(sync, articles, home):
    (articles / "wheat.txt").write_text("Wheat rises\n\nThe price of wheat rose after a spring.\n")
    sync(articles, f"{home}/")
    result = sync(paths=[])
    assert (len(result.unchanged), result.removed, result.added) == (2, [], [])
