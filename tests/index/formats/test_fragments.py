import pytest

from index.formats.fragments import html_paragraphs, is_markup, without_entities


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("", []),
        ("plain", ["plain"]),
        ("<p>a<b>b</b> c</p>d", ["ab c", "d"]),
        ("a<br>b<br/><br>c", ["a", "b", "c"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("<ul><li>a<li>b</ul>", ["• a", "• b"]),
        ("c<ul><li><p>a</p><p>b</p></li><li></li><li><ul><li>d", ["c", "• a", "b", "• d"]),
        ("<ul><li><img></li></ul><p>a", ["a"]),
        ("a<script>x</script><style>y</style>b", ["ab"]),
        ("a<div style='color:red; display: none'>x<p>y</p></div>b", ["a", "b"]),
        ("<head><title>x</title></head><body>a</body>", ["a"]),
        ("<!-- x -->a<?php x ?>", ["a"]),
        ("a &amp; b &lt;c&gt;", ["a & b <c>"]),
        ("<p>a\n  b", ["a b"]),
        ("<p onclick='x()'>a<img src=x onerror='y()'>", ["a"]),
        ("<div>" * 1000 + "deep", ["deep"]),
    ],
)
def test_the_text_is_what_a_browser_shows(markup, paragraphs):
    assert html_paragraphs(markup) == paragraphs


@pytest.mark.parametrize("markup", ["<div>" * 100_000, "<" * 10_000, "\ud800", "<p", "\0"])
def test_hostile_markup_gives_some_list(markup):
    assert isinstance(html_paragraphs(markup), list)


@pytest.mark.parametrize(
    "text", ["<p>a", "a<br>b", "a<BR />b", "<b>a</b>", "<a href='x'>y</a>", "<div class=x>a</div>"]
)
def test_markup_is_told_by_its_tags(text):
    assert is_markup(text)


@pytest.mark.parametrize("text", ["a < b > c", "if a<b or b>c", "<b", "see <a.example>", "I <3 it"])
def test_plain_text_with_angles_is_no_markup(text):
    assert not is_markup(text)


def test_only_text_that_was_left_escaped_is_unescaped():
    assert without_entities("Tom &amp; Jo&#39;s") == "Tom & Jo's"
    assert without_entities("AT&T; R&D &copy") == "AT&T; R&D &copy"
