from datetime import date
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.formats.markdown import converted_paragraphs, markdown_paragraphs, read_markdown

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


def test_a_rule_further_down_is_no_front_matter():
    draft = read_markdown("# Goat wins\n\nRosa won.\n\n---\n\nShe will run again.\n", PATH)
    assert draft.paragraphs == ("Rosa won.", "She will run again.")


def test_a_code_block_is_one_paragraph():
    draft = read_markdown("# Goat wins\n\nRosa won.\n\n```\n1. Rosa\n2. Ida.\n```\n", PATH)
    assert draft.paragraphs == ("Rosa won.", "1. Rosa 2. Ida.")


def test_a_file_with_only_front_matter_has_no_paragraphs():
    assert read_markdown("---\ntitle: Goat\n---\n", PATH).paragraphs == ()


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


def test_a_tag_is_kept_as_far_as_it_has_an_end_in_its_line():
    assert markdown_paragraphs("The <b><i>old <u>bridge</i></b> was shut.") == [
        "The old bridge was shut."
    ]
    assert markdown_paragraphs("Rosa <script>ran <b>and</b> won</script>again.") == ["Rosa again."]


def test_many_tags_without_an_end_do_no_harm():
    assert markdown_paragraphs("Rosa won. " + "<b>" * 100_000) == ["Rosa won."]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Goat wins  \nBy Ana Berg  \nRosa won.", ["Goat wins", "By Ana Berg", "Rosa won."]),
        ("Rosa won.  \n  \nShe ran.\\\n\\\nShe slept.", ["Rosa won.", "She ran.", "She slept."]),
        ("Rosa won  \nagain.", ["Rosa won again."]),
        ("Rosa *won*  \n**again**  \n[today](x).", ["Rosa won", "again", "today."]),
    ],
)
def test_several_breaks_in_a_paragraph_of_a_word_file_part_paragraphs(text, paragraphs):
    assert converted_paragraphs(text, PATH, breaks=True) == paragraphs


def test_breaks_part_nothing_in_other_files_and_where_a_mail_program_wrapped_lines():
    lines = ["Rosa the goat ran ahead of all the others"] * 4
    whole = [" ".join(lines)]
    assert converted_paragraphs("  \n".join(lines), PATH) == whole
    assert converted_paragraphs("  \n".join(lines), PATH, breaks=True) == whole


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
