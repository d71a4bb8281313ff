from pathlib import Path

import pytest

from index.formats.eml import read_eml
from index.formats.fragments import html_paragraphs
from index.formats.html import read_html
from index.formats.markdown import read_markdown

HEAD = "<tr><th>City</th><th>Rye</th></tr>"
ROWS = "<tr><td>Kyiv</td><td>4.10</td></tr><tr><td>Hill</td><td>3.95</td></tr>"
NAMED = ["• City: Kyiv; Rye: 4.10", "• City: Hill; Rye: 3.95"]
PROSE = (
    "<p>The price of rye bread rose again in March, the consumer council said on Monday, after the "
    "mills had paid more for grain and for energy than ever before.</p>"
)


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (HEAD + ROWS, NAMED),
        (f"<thead>{HEAD}</thead><tbody>{ROWS}</tbody>", NAMED),
        (f"<caption>Euros a kilogram</caption>{HEAD}{ROWS}", ["Euros a kilogram", *NAMED]),
        # a first row that is not marked as the head, over figures; of two columns it may be a pair
        (
            "<tr><td>City<td>Rye<td>Oat</tr><tr><td>Kyiv<td>4<td>3</tr><tr><td>Hill<td>5<td>2</tr>",
            ["• City: Kyiv; Rye: 4; Oat: 3", "• City: Hill; Rye: 5; Oat: 2"],
        ),
        ("<tr><td>Mayor<td>Ana<tr><td>Area<td>12 km2", ["• Mayor: Ana", "• Area: 12 km2"]),
        (ROWS, ["• Kyiv: 4.10", "• Hill: 3.95"]),
        ("<tr><th>Kyiv</th><td>4.10</td></tr><tr><th>Hill</th><td>3.95</td></tr>", [
            "• Kyiv: 4.10",
            "• Hill: 3.95",
        ]),
        (
            f"{HEAD}<tr><td colspan='2'>In the north</td></tr>{ROWS}",
            ["In the north", *NAMED],
        ),
        # a row of another length can't be told by the columns' names
        (f"{HEAD}{ROWS}<tr><td>Osk</td><td>4</td><td>new</td></tr>", [*NAMED, "• Osk; 4; new"]),
        (f"{HEAD}<tr><td>Osk</td><td></td></tr>{ROWS}", ["• City: Osk", *NAMED]),
        (f"{HEAD}{ROWS}<tr><th>All</th><th>4.02</th></tr>", [*NAMED, "• City: All; Rye: 4.02"]),
        (f"{HEAD}{ROWS}<tr><td colspan=2>It rose.</td></tr>", [*NAMED, "It rose."]),
        (
            "<tr><th>Phone<td><tr><th>Mayor<td>Ana<tr><th>Area<td>9 km2",
            ["• Phone", "• Mayor: Ana", "• Area: 9 km2"],
        ),
        (
            "<tr><th rowspan=2>City<th colspan=2>Price</tr><tr><th>Rye<th>Oat</tr>"
            "<tr><td rowspan=2>Kyiv<td>4<td>3</tr><tr><td>5<td>2</tr>",
            [
                "• City: Kyiv; Price Rye: 4; Price Oat: 3",
                "• City: Kyiv; Price Rye: 5; Price Oat: 2",
            ],
        ),
        (f"{HEAD}{ROWS}<tr style='display:none'><td>x<td>y</tr>", NAMED),
        (f"<tr><th></th><th>Rye</th></tr>{ROWS}", ["• Kyiv; Rye: 4.10", "• Hill; Rye: 3.95"]),
        (
            f"{HEAD}<tr><td>Ky<b>iv</b><br>old</td><td><script>x()</script>4.10</td></tr>{ROWS}",
            ["• City: Kyiv old; Rye: 4.10", *NAMED],
        ),
    ],
)  # fmt: skip
def test_each_row_names_what_its_figures_are_of(table, lines):
    assert html_paragraphs(f"<p>a</p><table>{table}</table>z") == ["a", *lines, "z"]


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (f"<table>Intro{HEAD}{ROWS}</table>", "Intro City Rye Kyiv 4.10 Hill 3.95".split()),
        (f"<table>{HEAD}<tr><th>a</th><th>b</th></tr></table>", ["City", "Rye", "a", "b"]),
        (f"<table role=presentation>{HEAD}{ROWS}</table>", "City Rye Kyiv 4.10 Hill 3.95".split()),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", ["a", "b"]),
        (f"<table><tr><td>a</td><td><table>{HEAD}{ROWS}</table></td></tr></table>", ["a", *NAMED]),
        (
            f"<table><tr><td>a</td><td>{'b ' * 50}</td></tr><tr><td>c</td><td>d</td></tr></table>",
            ["a", ("b " * 50).strip(), "c", "d"],
        ),
        (
            "<table><tr><td><a href=x>a</a></td><td><a href=x>b</a></td></tr>"
            "<tr><td><a href=x>c</a></td><td>d</td></tr></table>",
            ["a", "b", "c", "d"],
        ),
    ],
)
def test_a_table_that_lays_out_a_page_is_no_list(table, lines):
    assert html_paragraphs(table) == lines


@pytest.mark.parametrize(
    ("definitions", "lines"),
    [
        ("<dt>Mint</dt><dd>14:00</dd><dt>Zoo:</dt><dd>16</dd>", ["• Mint: 14:00", "• Zoo: 16"]),
        ("<div><dt>Mint</dt><dd>14:00</dd></div>", ["• Mint: 14:00"]),
        ("<dt>Mint</dt><dd>14:00</dd><dd>Closed in May</dd>", [
            "• Mint: 14:00",
            "• Mint: Closed in May",
        ]),
        ("<dd>14:00</dd>", ["• 14:00"]),
        ("<dt>Mint</dt><dt>Zoo</dt><dd>14:00</dd><dt>Ark</dt>", ["• Mint, Zoo: 14:00", "• Ark"]),
        ("<dt>Mint</dt><dd><p>Open.</p><ul><li>May<li>June</ul></dd>", [
            "Mint",
            "Open.",
            "• May",
            "• June",
        ]),
        (f"<dt>Why is that?</dt><dd>{'So it is. ' * 20}</dd>", [
            "Why is that?",
            ("So it is. " * 20).strip(),
        ]),
    ],
)  # fmt: skip
def test_a_definition_stands_with_what_it_defines(definitions, lines):
    assert html_paragraphs(f"<dl>{definitions}</dl>") == lines


@pytest.mark.parametrize(
    ("numbered", "lines"),
    [
        ("<ol><li>Call</li><li>Wait</li></ol>", ["• 1. Call", "• 2. Wait"]),
        ("<ol start=3><li>Call<li value=9>Wait<li>Go</ol>", ["• 3. Call", "• 9. Wait", "• 10. Go"]),
        ("<ol reversed><li>Call<li>Wait</ol>", ["• 2. Call", "• 1. Wait"]),
        ("<ol type=a><li>Call<li>Wait</ol>", ["• Call", "• Wait"]),
        ("<ol start=x><li><p><b> Call</b> now</p><li>Wait</ol>", ["• 1. Call now", "• 2. Wait"]),
        ("<ol start=33><li>Israel</ol>", ["33. Israel"]),
        ("<ol><li>Call<li><li>Go</ol>", ["• 1. Call", "• 3. Go"]),
        (f"<ol start={'9' * 5000}><li>Call<li>Go</ol>", ["• Call", "• Go"]),
    ],
)
def test_the_items_of_a_numbered_list_keep_their_numbers(numbered, lines):
    assert html_paragraphs(numbered) == lines


@pytest.mark.parametrize(
    ("listed", "lines"),
    [
        ("<li>Trains:<ul><li>Line 1 closed<li>Line 2 open</ul><li>Buses run", [
            "• Trains: Line 1 closed",
            "• Trains: Line 2 open",
            "• Buses run",
        ]),
        ("<li>Trains<ol><li>North<ul><li>Line 1</ul><li>South</ol>", [
            "• Trains: 1. North: Line 1",
            "• Trains: 2. South",
        ]),
        # what says something itself isn't said again before each
        ("<li>Of the trains all lines but one are closed today<ul><li>Line 1 is open</ul>", [
            "• Of the trains all lines but one are closed today",
            "• Line 1 is open",
        ]),
        ("<li>Trains<ul><li>Line 1</ul>and buses", ["• Trains", "• Line 1", "and buses"]),
        ("<li><b>Trains</b>:<ul><li>Line 1</ul></li>tail<li>Bus", [
            "• Trains: Line 1",
            "tail",
            "• Bus",
        ]),
        ("<li>Trains<ul></ul>", ["• Trains"]),
    ],
)  # fmt: skip
def test_a_list_within_an_item_stands_after_the_words_of_the_item(listed, lines):
    assert html_paragraphs(f"<ul>{listed}</ul>") == lines


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" * 5000 + HEAD + ROWS,
        "<ul><li>a" * 5000,
        "<ol><li>a" * 5000,
        "<dl><dt>a<dd>" * 2000,
        "<dl>" + "<dd>a b<div>" * 700,
        "<table>" + "<tr><td>a<td>b" * 20_000,
        "<table><tr><td colspan=1000000 rowspan=99999999>a<td>b<tr><td>c<td>d",
        "<ul><ul><li></li></ul></ul><ol></ol><dl></dl><table></table>",
    ],
)
def test_hostile_lists_make_no_more_text_than_they_hold(markup):
    assert sum(map(len, html_paragraphs(markup))) <= 2 * len(markup)


def test_a_page_a_mail_and_markdown_keep_their_tables_and_numbers():
    table = f"<h2>Prices</h2><table>{HEAD}{ROWS}</table>"
    steps = "<ol><li>Ask your baker for the price</li><li>Write to the council</li></ol>"
    page = (
        f"<html><body><article><h1>Bread</h1>{PROSE}{table}{PROSE}{steps}</article></body></html>"
    )
    expected = ("Prices", *NAMED)
    numbered = ("• 1. Ask your baker for the price", "• 2. Write to the council")
    read = read_html(page, Path("bread.html")).paragraphs
    assert read[1:4] == expected
    assert read[-2:] == numbered
    mail = f"Subject: Bread\nFrom: a@b.example\nContent-Type: text/html\n\n{page}"
    assert read_eml(mail.encode(), Path("bread.eml")).paragraphs[1:4] == expected
    rows = "| City | Rye |\n|---|---|\n| Kyiv | 4.10 |\n| Hill | 3.95 |\n"
    markdown = f"# Bread\n\nIt is dear.\n\n## Prices\n\n{rows}"
    assert read_markdown(markdown, Path("bread.md")).paragraphs[1:] == expected
