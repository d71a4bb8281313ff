from pathlib import Path

import pytest

from index.formats.bullets import mark_items
from index.formats.text import read_text

ALASKA, DELTA = "Alaska Airlines", "Delta Air Lines"
LEAD = "The following airlines have dropped their mandates:"
LONG = "The ruling covers trains and buses"


def test_items_after_a_colon_are_marked_however_short():
    assert mark_items([LEAD, f"- {ALASKA}", f"* {DELTA}", "That is all."]) == [
        LEAD,
        f"• {ALASKA}",
        f"• {DELTA}",
        "That is all.",
    ]


@pytest.mark.parametrize("bullet", ["•", "·", "▪", "◦", "‣", "*", "-"])
def test_any_bullet_marks_an_item_that_tells_something(bullet):
    lines = ["What to know", f"  {bullet}  {LONG} ", f"{bullet} {DELTA}"]
    assert mark_items(lines) == ["What to know", f"• {LONG}", f"• {DELTA}"]


def test_a_fact_of_few_words_tells_something():
    assert mark_items(["Israel", "- Population: 9,053,300", "- 22 ministers"]) == [
        "Israel",
        "• Population: 9,053,300",
        "• 22 ministers",
    ]


@pytest.mark.parametrize("line", ["- 3 -", "- Ana Berg in Hill and Bo Falk in Kyiv", "– 30 –"])
def test_a_line_alone_after_a_hyphen_may_be_anything(line):
    assert mark_items(["It rained all day long.", line])[1] == line[2:]


def test_a_number_alone_is_no_item():
    assert mark_items([LEAD, f"- {ALASKA}", "- 3 -"])[2] == "3 -"


def test_one_headline_makes_no_list_of_a_menu():
    menu = ["- Home", "- World", "- Storm in Ohio: live updates of the day", "- Sport"]
    assert mark_items(["Hill Post", *menu])[1:] == [line[2:] for line in menu]


@pytest.mark.parametrize("between", ["Advertisement", "Photograph: Ana Berg/Hill Post"])
def test_an_advertisement_or_a_caption_may_stand_before_a_list(between):
    assert mark_items([LEAD, between, f"- {ALASKA}"]) == [LEAD, between, f"• {ALASKA}"]


@pytest.mark.parametrize(
    "lead",
    [
        "The airlines with the largest market share are:",
        "Deaths related to the storm were reported in:",
    ],
)
def test_a_sentence_with_a_word_of_link_lists_leads_to_a_list(lead):
    assert mark_items([lead, f"- {ALASKA}"]) == [lead, f"• {ALASKA}"]


def test_a_menu_is_no_list():
    assert mark_items(["Hill Post", "- Home", "- World news"]) == [
        "Hill Post",
        "Home",
        "World news",
    ]


@pytest.mark.parametrize(
    "lead",
    ["Related stories", "Read more:", "More from Business", "Most read", "You may also like"],
)
def test_links_to_other_articles_are_left_out(lead):
    assert mark_items([lead, f"- {LONG}", "That is all."]) == [lead, "That is all."]


def test_sentences_under_such_a_line_are_the_articles_own():
    lines = ["More on the ruling:", "- The court found him guilty.", "- He may appeal in ten days."]
    assert [line.lstrip("•- ") for line in mark_items(lines)] == [
        line.lstrip("- ") for line in lines
    ]


@pytest.mark.parametrize("lead", ["Share of the vote:", "Recommended doses:", "Related deaths:"])
def test_a_lists_own_lead_may_hold_a_word_of_such(lead):
    assert mark_items([lead, "- Coast: nine"]) == [lead, "• Coast: nine"]


def test_lines_with_one_number_after_the_other_are_items():
    lines = ["To do first", "1. Call the coast guard", "2) Wait for it", "In 5 minutes it comes."]
    assert mark_items(lines) == [
        "To do first",
        "• 1. Call the coast guard",
        "• 2) Wait for it",
        "In 5 minutes it comes.",
    ]


@pytest.mark.parametrize(
    "lines", [["1. Hill", "It is old.", "2. Kyiv"], ["3. Hill", "7. Kyiv"], ["1. Home", "2. News"]]
)
def test_other_numbers_are_headings_or_a_menu(lines):
    assert mark_items(lines) == lines


def test_a_signature_after_a_dash_is_no_item():
    assert mark_items(["It rained all day long.", "– Ana Berg of the Hill Post"]) == [
        "It rained all day long.",
        "Ana Berg of the Hill Post",
    ]


def test_blank_lines_and_empty_items_are_dropped():
    assert mark_items(["", LEAD, "- ", f"- {ALASKA}", " "]) == [LEAD, f"• {ALASKA}"]


def test_a_list_goes_on_after_a_blank_line():
    assert mark_items([LEAD, "", f"- {ALASKA}", "", f"- {DELTA}"]) == [
        LEAD,
        f"• {ALASKA}",
        f"• {DELTA}",
    ]


def test_a_heading_with_the_words_of_an_item_stays_a_heading():
    text = (
        "Goat wins race\n\nA goat named Rosa won the race in the village.\n\nIn this story:\n\n"
        "- Why the goat was let in\n- Who came second\n\n"
        "Why the goat was let in\n\nNobody had read the rules of the race.\n"
    )
    assert read_text(text, Path("goat.txt")).paragraphs == (
        "A goat named Rosa won the race in the village.",
        "In this story:",
        "• Why the goat was let in",
        "• Who came second",
        "Why the goat was let in",
        "Nobody had read the rules of the race.",
    )


def test_short_lines_under_a_colon_are_a_list_that_lost_its_bullets():
    lines = ["Symptoms include:", "headache", "fever", "bleeding.", "How is it treated?"]
    assert mark_items(lines) == [
        "Symptoms include:",
        "• headache",
        "• fever",
        "• bleeding.",
        "How is it treated?",
    ]


def test_a_shortened_word_ends_no_list_that_lost_its_bullets():
    lines = ["The members are:", "Sen. Ana Berg, D-Vt.", "Sen. Bo Falk, R-Ohio", "Sen. Cy Dahl"]
    assert mark_items(lines)[1:] == [f"• {line}" for line in lines[1:]]


@pytest.mark.parametrize(
    "lines",
    [
        ["The best and the worst:", "The best", "'The Hill' (Channel 4)", "It is a fine series."],
        ["She named them:", "Hill", "Vale", f"The third, she said, was the {'very ' * 8}old one."],
        ["The storm passed.", "Hill", "Vale", "Dell"],
        ["Prices by city:", "By state:", "By county:", "By town:"],
    ],
)
def test_short_lines_that_are_no_list_stay_as_they_are(lines):
    assert mark_items(lines) == lines


def test_a_bullet_without_a_space_after_it_marks_an_item():
    assert mark_items([LEAD, f"•{ALASKA}", f"•{DELTA}"]) == [LEAD, f"• {ALASKA}", f"• {DELTA}"]
