import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.formats.feed import is_feed, read_feed
from tests.index.strategies import property_test

ADDRESS = "https://hill.example/feeds/news.xml"
ATTRIBUTE = "a{}='1'".format
SENTENCE = "The harbour tunnel opened to trains on Monday after ten years of work. "
RSS_2 = """<?xml version="1.0" encoding="utf-8"?>
<!-- written by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>Hill Post &amp; Herald</title><link>https://hill.example/</link>
<description>News from the hill</description>
<item>
  <title>Tunnel &amp;amp; bridge open</title>
  <link>/2021/tunnel?a=1&amp;b=2</link>
  <guid isPermaLink="false">hill-1</guid>
  <pubDate>Mon, 20 Dec 2021 00:30:00 +0300</pubDate>
  <dc:creator>Ana Berg and Jo Marsh</dc:creator>
  <description>Trains run.</description>
  <content:encoded><![CDATA[<p>Trains <a href="/line">run</a>. <img src="map.png"></p>]]>
  </content:encoded>
  <media:title>Another title</media:title>
</item>
<item><title>Rye</title><description>Bakers turn to &lt;b&gt;rye&lt;/b&gt;.</description></item>
</channel></rss>"""
RSS_1 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://sea.example/"><title>Café by the Sea</title></channel>
<item rdf:about="https://sea.example/gulls"><title>Gulls return</title>
<link>https://sea.example/gulls</link><dc:date>2021-12-18</dc:date>
<description>The gulls are back.</description></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://sea.example/a/">
<title type="html">Sea &amp;amp; Shore</title><author><name>Cy Dee</name></author>
<entry><title>Gulls return</title><id>urn:gulls</id>
<link rel="self" href="self/gulls"/><link href="b/gulls"/>
<published>2021-12-18T23:30:00-05:00</published><updated>2022-01-05T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &lt; <i>two</i> gulls.</p>
</div></content></entry>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Rye is <b>up</b></div></title>
<id>urn:rye</id><updated>2021-12-19T10:00:00Z</updated>
<author><name>Ed Fox</name><email>ed@sea.example</email></author>
<content type="text">Rye &lt; wheat.

Bread follows.</content></entry></feed>"""


def read(source, address=ADDRESS):
    return read_feed(source if isinstance(source, bytes) else source.encode(), address)


def rss(*items, head="<title>Hill Post</title>"):
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel>{head}{inside}</channel></rss>'


def only(*fields):
    """Read a feed of one entry with these fields."""
    (entry,) = read(rss("".join(fields))).entries
    return entry


# --- the kinds of feed


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


# --- fields


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


def test_the_day_of_the_last_change_counts_where_that_of_publication_can_not_be_read():
    dates = "<pubDate>soon</pubDate><d:date xmlns:d='http://purl.org/dc/elements/1.1/'>"
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


# --- whole articles and summaries


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


# --- what is no feed


@pytest.mark.parametrize("source", [RSS_2, RSS_1, ATOM, "<rss/>", "\ufeff\n <?x?><!---->\n<feed >"])
def test_a_feed_is_known_by_its_head(source):
    assert is_feed(source.encode())


def test_a_feed_is_known_in_utf_16():
    assert is_feed(RSS_2.encode("utf-16"))


@pytest.mark.parametrize(
    "source",
    [
        "", "hello", "<html><body>&lt;rss></body></html>", "<!DOCTYPE html><rss></rss>x"[:15],
        "<rssx/>", "<?xml version='1.0'?><svg/>", "<!-- <rss> ", "{}", "\0\0<rss>", "see <rss>",
        "<!--" * 20_000 + "<rss>", "<rss",
    ],
)  # fmt: skip
def test_anything_else_is_no_feed(source):
    assert not is_feed(source.encode())
    with pytest.raises(UnreadableFile) as caught:
        read(source)
    assert caught.value.location == ADDRESS


@pytest.mark.parametrize(
    "source",
    [
        "<html><body>hello</body></html>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><x/></rdf:RDF>",
        "<x:feed/>",
    ],
)
def test_what_is_no_feed_is_said_so(source):
    with pytest.raises(UnreadableFile) as caught:
        read(source)
    assert caught.value.reason == "not an RSS or Atom feed"


def test_a_binary_file_is_said_so():
    with pytest.raises(UnreadableFile, match="a binary file, not text"):
        read(b"\0" * 100)


# --- broken feeds


def test_a_feed_that_is_cut_off_keeps_the_entries_before():
    feed = read(RSS_2[: RSS_2.index("<item><title>Rye")] + "<item><title>Ry")
    assert [entry.title for entry in feed.entries] == ["Tunnel & bridge open", "Ry"]


def test_references_that_only_html_knows_are_characters():
    entry = only(
        "<title>Caf&eacute;&nbsp;&mdash; R&D</title><link>https://a.example/?x=1&y=2</link>"
    )
    assert entry.title == "Café — R&D"
    assert entry.url == "https://a.example/?x=1&y=2"


def test_references_to_what_is_no_character_do_no_harm():
    assert only("<title>a&#0;b&#55357;c&#x1F600;d&#99999999;</title>").title.startswith("a")


def test_a_prefix_that_is_not_declared_does_no_harm():
    fields = (
        "<dc:creator>Jo Marsh</dc:creator><content:encoded>&lt;p&gt;Hi&lt;/p&gt;</content:encoded>"
    )
    entry = only(fields, "<odd:thing odd:a='1'>x</odd:thing><title odd:b='2'>Gulls</title>")
    assert (entry.title, entry.authors) == ("Gulls", ("Jo Marsh",))
    assert entry.html == "<div><p>Hi</p></div>"


def test_control_characters_are_dropped():
    assert only("<title>Gu\x01\x1flls</title>").title == "Gulls"


def test_a_null_byte_behind_the_head_is_dropped():
    source = rss(" " * 5000 + "<title>Gu\0lls</title>")
    assert read(source).entries[0].title == "Gulls"


def test_the_servers_charset_counts_for_a_feed_that_names_none():
    source = rss("<title>Чайки вернулись</title>").encode("cp1251")
    assert read_feed(source, ADDRESS, charset="cp1251").entries[0].title == "Чайки вернулись"


# --- hostile feeds


def test_entities_are_not_expanded():
    laughs = "".join(
        f"<!ENTITY lol{n} '{f'&lol{n - 1};' * 10 if n else 'lol'}'>" for n in range(10)
    )
    feed = read(f"<?xml version='1.0'?><!DOCTYPE rss [{laughs}]>{rss('<title>&lol9;</title>')}")
    assert feed.entries[0].title == "&lol9;"


def test_external_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    doctype = f"<!DOCTYPE rss SYSTEM 'file://{secret}' [<!ENTITY x SYSTEM 'file://{secret}'>]>"
    feed = read(doctype + rss("<title>&x;</title><description>&x;</description>"))
    assert "secret" not in repr(feed)


def test_a_doctype_inside_the_feed_is_no_doctype(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    doctype = f"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{secret}'>]>"
    feed = read(rss(f"{doctype}<title>&x;</title>"))
    assert "secret" not in repr(feed)


def test_of_thousands_of_entries_the_first_1000_are_read():
    feed = read(rss(*(f"<guid>{n}</guid>" for n in range(2500))))
    assert len(feed.entries) == 1000
    assert feed.left_out == 1500
    assert feed.entries[-1].id == "999"


def test_a_feed_whose_first_tag_has_thousands_of_attributes_is_refused():
    with pytest.raises(UnreadableFile, match="not an RSS or Atom feed"):
        read(f"<rss {' '.join(map(ATTRIBUTE, range(5000)))}><channel/></rss>")


def test_a_feed_of_a_million_tags_is_refused():
    with pytest.raises(UnreadableFile, match="more than 500,000 tags and references"):
        read(rss("<a/>" * 500_001))


def test_deep_nesting_does_no_harm():
    deep = "<b>" * 50_000 + "</b>" * 50_000
    feed = read(rss("<title>Gulls</title>", f"<title>Deep</title>{deep}"))
    assert feed.entries[0].title == "Gulls"
    assert only("<title>Gulls</title>", f"<description><![CDATA[{deep}]]></description>")


def test_a_text_of_more_than_a_million_characters_is_left_out():
    entry = only("<title>Gulls</title>", f"<description>{'a ' * 600_000}</description>")
    assert (entry.title, entry.html, entry.whole) == ("Gulls", "", False)


@pytest.mark.parametrize(
    "fields",
    [
        f"<author>{'a' * 1_000_000}</author>",
        f"<pubDate>{'1 ' * 500_000}</pubDate>",
        f"<description><![CDATA[{'<!--' * 200_000}]]></description>",
        f"<description><![CDATA[<p style='{'url(' * 200_000}'>]]></description>",
        f"<title {' '.join(map(ATTRIBUTE, range(100_000)))}>Gulls</title>",
        "".join(f"<a{n}:b xmlns:a{n}='u{n}'/>" for n in range(50_000)),
    ],
    ids=["author", "date", "comments", "style", "attributes", "namespaces"],
)
def test_what_would_take_feedparser_hours_is_read_soon(fields):
    assert only("<guid>1</guid>", fields).id == "1"


def test_a_text_with_a_tag_of_thousands_of_attributes_is_left_out():
    giant = f"<b {' '.join(map(ATTRIBUTE, range(2000)))}>x</b>"
    assert only("<title>Gulls</title>", f"<description>{giant}</description>").html == ""
    assert (
        only("<title>Gulls</title>", f"<description><![CDATA[{giant}]]></description>").html == ""
    )


def test_a_script_stays_in_the_html_which_is_not_trusted():
    assert "<script>" in only("<description>&lt;script&gt;x()&lt;/script&gt;</description>").html


# --- any bytes

_PIECES = [b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"\0", b"\xff\xfe", b"\xed\xa0\x80",
           b"<item>", b"</item>", b"<entry", b"xmlns:x=''", b"<x:y>", b"&#x0;", b"&lt;", b'"', b"'",
           b"<!DOCTYPE a [", b"<?", b"type='xhtml'", b"xml:base='http://['", b"<link href='//['/>",
           b"mode='base64'", b"<channel>", b"<title>", b"\xc3"]  # fmt: skip
_SEEDS = [RSS_2.encode(), RSS_1.encode("latin-1"), ATOM.encode(), ATOM.encode("utf-16")]
_edits = st.lists(
    st.tuples(
        st.integers(0, 3000), st.integers(0, 40), st.sampled_from(_PIECES) | st.binary(max_size=4)
    ),
    max_size=12,
)


def is_whole_or_refused(data):
    """Say whether reading gives entries that can be stored, or says why not."""
    try:
        entries = read(data).entries
    except UnreadableFile as exc:
        return bool(exc.reason)
    return all(
        entry.id and f"{entry}".encode() and re.match(r"https?://|$", entry.url)
        for entry in entries
    )


def edited(seed, edits):
    data = bytearray(seed)
    for start, length, piece in edits:
        data[start : start + length] = piece
    return bytes(data)


@property_test
@given(st.sampled_from(_SEEDS), _edits)
def test_any_broken_feed_is_read_or_refused_with_a_reason(seed, edits):
    data = edited(seed, edits)
    is_feed(data)  # raises nothing
    assert is_whole_or_refused(data)


@property_test
@given(
    st.binary(), st.sampled_from([b"", b"<rss>", b"<feed>", b"<rss version='2.0'><channel><item>"])
)
def test_any_bytes_are_read_or_refused_with_a_reason(data, head):
    assert is_whole_or_refused(head + data)
