"""Feeds of each kind, and the fields of their entries."""

from datetime import date

import pytest

from tests.index.formats.feeds import ATOM, RSS_1, RSS_2, SENTENCE, only, read, rss


def test_an_rss_2_feed_is_read():
    feed = read(RSS_2)
    assert (feed.title, feed.left_out) == ("Hill Post & Herald", 0)
    first, second = feed.entries
    assert first.id == "hill-1"
    assert first.title == "Tunnel & bridge open"
    assert first.url == "https://hill.example/2021/tunnel?a=1&b=2"
    assert first.published == date(2021, 12, 20)
    assert first.authors == ("Ana Berg", "Jo Marsh")
    assert (second.title, second.url, second.published, second.authors) == ("Rye", "", None, ())
    assert second.html == "<div>Bakers turn to <b>rye</b>.</div>"


def test_an_rss_1_feed_in_an_old_encoding_is_read():
    feed = read(RSS_1.encode("latin-1"))
    assert feed.title == "Café by the Sea"
    (entry,) = feed.entries
    assert (entry.title, entry.url) == ("Gulls return", "https://sea.example/gulls")
    assert entry.published == date(2021, 12, 18)
    assert entry.html == "<div>The gulls are back.</div>"


def test_an_atom_feed_is_read():
    feed = read(ATOM)
    assert feed.title == "Sea & Shore"
    first, second = feed.entries
    assert (first.id, first.url) == ("urn:gulls", "https://sea.example/a/b/gulls")
    assert first.published == date(2021, 12, 18)
    assert first.authors == ("Cy Dee",)  # the feed's, as Atom has it
    assert "<p>One &lt; <i>two</i> gulls.</p>" in first.html
    assert "xmlns" not in first.html
    assert (second.title, second.authors) == ("Rye is up", ("Ed Fox",))
    assert second.published == date(2021, 12, 19)
    assert second.html == "<div><p>Rye &lt; wheat.</p><p>Bread follows.</p></div>"


def test_an_atom_03_feed_is_read():
    feed = read(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry>'
        "<title>Gulls</title><id>urn:1</id><issued>2003-12-18T10:00:00Z</issued>"
        '<content type="text/html" mode="escaped">&lt;p&gt;Back.&lt;/p&gt;</content></entry></feed>'
    )
    (entry,) = feed.entries
    assert (entry.published, entry.html) == (date(2003, 12, 18), "<div><p>Back.</p></div>")


def test_links_in_an_entry_are_made_absolute():
    assert read(RSS_2).entries[0].html == (
        '<div><p>Trains <a href="https://hill.example/line">run</a>. '
        '<img src="https://hill.example/feeds/map.png"></p></div>'
    )


def test_a_feed_without_an_address_keeps_its_links_as_they_are():
    first = read(RSS_2, "").entries[0]
    assert first.url == ""
    assert 'href="/line"' in first.html


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("<guid>https://hill.example/1</guid>", "https://hill.example/1"),
        ("<guid>hill-1</guid>", ""),
        ("<guid isPermaLink='false'>https://hill.example/1</guid>", ""),
        ("<link>https://hill.example/1#top</link>", "https://hill.example/1"),
        ("<link>javascript:alert(1)</link>", ""),
        ("<link>file:///etc/passwd</link>", ""),
        ("<link>https://jo:secret@hill.example/</link>", ""),
        ("<link>http://[::1</link>", ""),
        ("<link><![CDATA[https://hill.example/?a=1&b=2]]></link>", "https://hill.example/?a=1&b=2"),
        ("<link>https://hill.example/" + "a" * 3000 + "</link>", ""),
        (
            "<link>https://clicks.example/1</link><f:origLink xmlns:f="
            "'http://rssnamespace.org/feedburner/ext/1.0'>https://hill.example/1</f:origLink>",
            "https://hill.example/1",
        ),
    ],
)
def test_the_url_is_that_of_the_article_or_none(fields, expected):
    assert only("<title>Gulls</title>", fields).url == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("<pubDate>Mon, 20 Dec 2021 10:00:00 GMT</pubDate>", date(2021, 12, 20)),
        ("<pubDate>20 Dec 2021</pubDate>", date(2021, 12, 20)),
        ("<pubDate>Mon, 20 Dec 21 10:00 EST</pubDate>", date(2021, 12, 20)),
        ("<pubDate>2021-12-20T23:59:00-08:00</pubDate>", date(2021, 12, 20)),
        ("<pubDate>soon</pubDate>", None),
        ("<pubDate>10:30</pubDate>", None),
        ("<pubDate>12-20</pubDate>", None),
        ("<pubDate>2021</pubDate>", None),
        ("<pubDate>2021-12</pubDate>", None),
        ("<pubDate>Mon, 32 Dec 2021 10:00:00 GMT</pubDate>", None),
        ("<pubDate></pubDate>", None),
        ("<published_parsed a='1'/>", None),
        ("", None),
    ],
)
def test_the_day_is_the_stated_one_and_never_made_up(fields, expected):
    assert only("<title>Gulls</title>", fields).published == expected


@pytest.mark.parametrize("stated", ["soon", "Thu, 01 Jan 1970 00:00:00 GMT", "2999-12-20"])
def test_the_day_of_the_last_change_counts_where_that_of_publication_can_not_be_read(stated):
    dates = f"<pubDate>{stated}</pubDate><d:date xmlns:d='http://purl.org/dc/elements/1.1/'>"
    assert only(dates, "2021-12-18</d:date>").published == date(2021, 12, 18)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("<author>jo@hill.com (Jo Marsh)</author>", ("Jo Marsh",)),
        ("<author>Jo Marsh</author>", ("Jo Marsh",)),
        ("<author>jo@hill.com</author>", ()),
        ("<author>the newsroom</author>", ("the newsroom",)),
        ("<author></author>", ()),
        ("<authors x='1'/>", ()),
        (f"<author>{'a' * 80}</author>", ()),
    ],
)
def test_authors_are_names_not_mail_addresses(field, expected):
    assert only("<title>Gulls</title>", field).authors == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Gulls &amp; rye", "Gulls & rye"),
        ("Gulls &amp;amp; rye", "Gulls & rye"),
        ("<![CDATA[Gulls & <i>rye</i>]]>", "Gulls & rye"),
        ("Gulls <i>and</i> rye", "Gulls and rye"),
        ("  Gulls\n and\trye ", "Gulls and rye"),
        ("Use of &lt;script&gt; grows", "Use of <script> grows"),
        ("", ""),
        ("g" * 3000, "g" * 500),
    ],
)
def test_a_title_is_plain_text(title, expected):
    assert only(f"<title>{title}</title>").title == expected


def test_an_entry_without_an_id_is_known_by_its_address_or_its_words():
    assert only("<link>https://hill.example/1</link>").id == "https://hill.example/1"
    first, again = only("<title>Gulls</title>"), only("<title>Gulls</title>")
    assert first.id == again.id != only("<title>Rye</title>").id


def test_an_id_is_the_feeds_own():
    assert only("<guid>hill-1</guid>").id == "hill-1"
    assert only("<guid isPermaLink='true'>hill-1</guid>").id == "hill-1"


def test_an_entry_that_is_given_twice_is_read_once():
    twice = read(rss("<guid>1</guid><title>Gulls</title>", "<guid>1</guid><title>Rye</title>"))
    assert [entry.title for entry in twice.entries] == ["Gulls"]


def content(words, tail=""):
    return (
        "<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>"
        f"&lt;p&gt;{words}&lt;/p&gt;{tail}</c:encoded>"
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (content(SENTENCE * 10), True),
        (content(SENTENCE), False),
        (content(SENTENCE * 10 + "..."), False),
        (content(SENTENCE * 10 + "…"), False),
        (content(SENTENCE * 10 + "[&amp;#8230;]"), False),
        (content(SENTENCE * 10, "&lt;a href='/1'&gt;Read more »&lt;/a&gt;"), False),
        (content(SENTENCE * 10, "Continue reading at Hill Post"), False),
        (content(SENTENCE * 10, "Read the full article here."), False),
        (content(SENTENCE * 10 + "The talks will continue on Monday."), True),
        (content(SENTENCE * 10, "The post Tunnel opens appeared first on Hill Post."), True),
        (content(SENTENCE * 10 + "... The post Tunnel appeared first on Hill Post."), False),
        (content(SENTENCE * 10 + "[…] The post Tunnel appeared first on Hill Post."), False),
        (f"<description>{SENTENCE * 10}</description>", False),
        (f"<description>{SENTENCE * 20}</description>", True),
        ("", False),
    ],
)
def test_a_whole_article_is_told_from_its_beginning(fields, expected):
    assert only("<title>Tunnel</title>", fields).whole is expected


def test_the_longer_text_of_an_entry_counts():
    summary = f"<description>{SENTENCE * 20}</description>"
    entry = only(summary, content("Short."))
    assert SENTENCE.strip() in entry.html
    assert entry.whole


def test_content_that_is_no_text_is_left_out():
    entry = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><summary>A map.</summary>'
        '<content type="image/png">iVBORw0KGgoAAAANSUhEUg==</content></entry></feed>'
    ).entries[0]
    assert entry.html == "<div><p>A map.</p></div>"
