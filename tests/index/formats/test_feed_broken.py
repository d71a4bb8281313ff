"""What is no feed, and feeds that are broken or hostile."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.formats.feed import is_feed, read_feed
from tests.index.formats.feeds import (
    ADDRESS,
    ATOM,
    ATTRIBUTE,
    RSS_1,
    RSS_2,
    only,
    read,
    rss,
)
from tests.index.strategies import property_test


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
