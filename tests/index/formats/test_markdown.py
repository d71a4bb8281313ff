from datetime import date
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.formats.markdown import converted_paragraphs, read_markdown

PATH = Path("/articles/goat-race.md")
FULL = """---
title: "Goat wins: a village race"
outlet: Hill Post
authors:
  - Ana Berg
  - Jo Marsh
published: 2021-12-18
url: https://hill.example/goat
---

# Goat wins: a village race

A goat named *Rosa* won the [race](https://hill.example/race) for the
third time.

## What she won

- A wreath of **oak** leaves, which she ate before the mayor had ended his speech to us.
- A bell.

![Rosa at the finish](rosa.jpg)

> “She is fast,” said the `mayor`.
"""


def with_field(line):
    return f"---\n{line}\n---\n\nA goat named Rosa won the race for the third time.\n"


@pytest.fixture
def full():
    return read_markdown(FULL, PATH)


def test_front_matter_says_what_is_known(full):
    assert full.title == "Goat wins: a village race"
    assert full.outlet == "Hill Post"
    assert full.authors == ("Ana Berg", "Jo Marsh")
    assert full.published == date(2021, 12, 18)
    assert full.url == "https://hill.example/goat"


def test_the_text_has_no_markup_and_no_second_headline(full):
    assert full.paragraphs == (
        "A goat named Rosa won the race for the third time.",
        "What she won",
        "• A wreath of oak leaves, which she ate before the mayor had ended his speech to us.",
        "• A bell.",
        "“She is fast,” said the mayor.",
    )


def test_without_front_matter_the_page_itself_is_read():
    draft = read_markdown(
        "# Goat wins\n\n*By Ana Berg*\n\n18 December 2021\n\nRosa won the race again.\n", PATH
    )
    assert draft.title == "Goat wins"
    assert draft.authors == ("Ana Berg",)
    assert draft.published == date(2021, 12, 18)
    assert draft.paragraphs == ("Rosa won the race again.",)


def test_front_matter_that_lacks_a_field_leaves_it_to_the_page():
    draft = read_markdown(
        "---\noutlet: Hill Post\n---\n\n# Goat wins\n\nBy Ana Berg\n\nRosa won again.\n", PATH
    )
    assert draft.title == "Goat wins"
    assert draft.authors == ("Ana Berg",)


def test_front_matter_is_believed_over_the_page():
    draft = read_markdown(
        "---\nauthor: Li Mei\ndate: 2020-01-01\n---\n\n"
        "# Goat wins\n\nBy Ana Berg\n\n18 December 2021\n\nRosa won again.\n",
        PATH,
    )
    assert draft.authors == ("Li Mei",)
    assert draft.published == date(2020, 1, 1)


def test_a_page_without_any_title_is_named_after_its_file():
    assert read_markdown("Rosa won the race again.", PATH).title == "Goat race"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("published: 2021-12-18", date(2021, 12, 18)),
        ("published: '2021-12-18'", date(2021, 12, 18)),
        ("date: 2021-12-18 10:30:00", date(2021, 12, 18)),
        ("date: 2021-12-18T10:30:00+02:00", date(2021, 12, 18)),
        ("date: December 18, 2021", date(2021, 12, 18)),
        ("date: null", None),
        ("title: No day", None),
    ],
)
def test_the_day_may_be_written_in_several_ways(line, day):
    assert read_markdown(with_field(line), PATH).published == day


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("author: Ana Berg", ("Ana Berg",)),
        ("authors: [Ana Berg, Jo Marsh]", ("Ana Berg", "Jo Marsh")),
        ("authors: []", ()),
        ("authors:", ()),
        ("authors: [Ana Berg, {name: Jo}]", ("Ana Berg",)),
    ],
)
def test_there_may_be_one_author_several_or_none(line, authors):
    assert read_markdown(with_field(line), PATH).authors == authors


def test_a_title_that_is_a_number_is_kept():
    assert read_markdown(with_field("title: 1984"), PATH).title == "1984"


def test_white_space_in_fields_is_single_spaces():
    assert read_markdown(with_field("title: >\n  Goat\n  wins"), PATH).title == "Goat wins"


def test_fields_that_say_nothing_of_the_article_are_passed_over():
    draft = read_markdown(with_field("title: Goat\ntags: [goats, races]\ndraft: true"), PATH)
    assert draft.title == "Goat"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (with_field("title: [unclosed"), "front matter is not valid YAML (line 2)"),
        (with_field("outlet: x\ntitle: a: b"), "front matter is not valid YAML (line 3)"),
        (with_field("published: 2021-02-30"), "front matter is not valid YAML"),
        (
            with_field("title: !!python/object:os.system x"),
            "front matter is not valid YAML (line 2)",
        ),
        (with_field("a: " + "[" * 3000), "front matter is not valid YAML"),
        (with_field("published: !!timestamp foo"), "front matter is not valid YAML"),
        (with_field("title: !!bool foo"), "front matter is not valid YAML"),
        (with_field("published: soon"), "published: 'soon' is no day such as 2021-12-18"),
        (with_field("title: " + "x" * 20_000), "front matter is longer than 20,000 characters"),
    ],
)
def test_bad_front_matter_is_refused_with_a_reason(source, reason):
    with pytest.raises(UnreadableFile) as caught:
        read_markdown(source, PATH)
    assert caught.value.reason == reason
    assert caught.value.location == str(PATH)


def test_aliases_that_multiply_do_no_harm():
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]" for n in range(1, 30)]
    assert read_markdown(with_field("\n".join([*lines, "title: Goat"])), PATH).title == "Goat"


def test_a_rule_further_down_is_no_front_matter():
    draft = read_markdown("# Goat wins\n\nRosa won.\n\n---\n\nShe will run again.\n", PATH)
    assert draft.paragraphs == ("Rosa won.", "She will run again.")


def test_a_code_block_is_one_paragraph():
    draft = read_markdown("# Goat wins\n\nRosa won.\n\n```\n1. Rosa\n2. Ida.\n```\n", PATH)
    assert draft.paragraphs == ("Rosa won.", "1. Rosa 2. Ida.")


def test_a_file_with_only_front_matter_has_no_paragraphs():
    assert read_markdown("---\ntitle: Goat\n---\n", PATH).paragraphs == ()


def test_two_rules_around_some_words_are_no_front_matter():
    draft = read_markdown(with_field("just words"), PATH)
    assert draft.published is None
    assert "A goat named Rosa won the race for the third time." in draft.paragraphs


def test_an_empty_day_is_an_unknown_day():
    assert read_markdown(with_field("published: ''"), PATH).published is None


def test_a_subheading_stays_when_the_title_is_known():
    source = "---\ntitle: Goat wins\n---\n\n## How it began\n\nRosa ran ahead of them all day.\n"
    assert read_markdown(source, PATH).paragraphs[0] == "How it began"


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("Rosa <b>won</b> the<br>race &amp; ran.", ("Rosa won the race & ran.",)),
        ("<div class='x'>\n<p>Rosa won.</p><p>She ran.</p>\n</div>", ("Rosa won.", "She ran.")),
        ("Rosa won.\n\n<script>\nalert(1)\n\nalert(2)\n</script>", ("Rosa won.",)),
        ("Rosa <script>alert(1)</script>won.", ("Rosa won.",)),
        ("<div>\n\nRosa *won*.\n\n</div>", ("Rosa won.",)),
        ("<!-- a note\n\nof two lines -->\n\nRosa won.", ("Rosa won.",)),
        ("Rosa won <3 races, 3 < 4.", ("Rosa won <3 races, 3 < 4.",)),
        ("Rosa won `<b>` and ran.", ("Rosa won <b> and ran.",)),
    ],
)
def test_html_in_markdown_gives_the_text_that_a_browser_shows(body, paragraphs):
    assert read_markdown(f"---\ntitle: Goat wins\n---\n{body}", PATH).paragraphs == paragraphs


@pytest.mark.parametrize("read", [read_markdown, converted_paragraphs])
def test_a_text_that_would_take_too_long_is_refused(read):
    with pytest.raises(UnreadableFile, match="longer than 2,000,000 characters"):
        read("[" * 2_000_001, PATH)


@pytest.mark.parametrize(("section", "opinion"), [("Opinion", True), ("World", False)])
def test_the_front_matter_may_name_a_section_of_opinion(section, opinion):
    text = f"---\ntitle: Goat wins\nsection: {section}\n---\nRosa won."
    assert read_markdown(text, PATH).opinion is opinion


def test_a_number_over_some_text_is_a_headings():
    numbered = "33. Israel\n\n- Population: 9,053,300\n\nIt has a free press.\n"
    assert read_markdown(f"# Press freedom\n\n{numbered}", PATH).paragraphs == (
        "33. Israel",
        "• Population: 9,053,300",
        "It has a free press.",
    )


def test_numbered_steps_are_a_list():
    steps = "Feed a goat so:\n\n1. Cut the oak leaves small\n2. Wait for her\n\n   She will come.\n"
    assert read_markdown(f"# Feeding goats\n\n{steps}", PATH).paragraphs == (
        "Feed a goat so:",
        "• 1. Cut the oak leaves small",
        "• 2. Wait for her",
        "She will come.",
    )


@pytest.mark.parametrize("tag", ["<title>", "<script>", "<textarea>", "<iframe src=x>"])
def test_a_tag_without_its_end_swallows_nothing(tag):
    text = f"The page used {tag} wrongly, the council said.\n\nIt was mended in the night.\n"
    assert read_markdown(f"---\ntitle: Tag\n---\n{text}", PATH).paragraphs == (
        "The page used wrongly, the council said.",
        "It was mended in the night.",
    )


def test_a_block_of_html_without_its_end_swallows_nothing():
    text = "<div style='display:none'>\nx\n\nIt was mended in the night.\n"
    assert read_markdown(f"---\ntitle: Tag\n---\n{text}", PATH).paragraphs == (
        "It was mended in the night.",
    )


def test_years_before_paragraphs_stay_what_they_are():
    text = "1986. The reactor explodes.\n\n1991. The union ends.\n"
    assert read_markdown(f"---\ntitle: Years\n---\n{text}", PATH).paragraphs == (
        "• 1986. The reactor explodes.",
        "• 1991. The union ends.",
    )
