import pytest

from index.formats.bullets import mark_items

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
    assert mark_items(["What to know", f"  {bullet}  {LONG} "]) == ["What to know", f"• {LONG}"]


def test_a_fact_of_few_words_tells_something():
    assert mark_items(["Israel", "- Population: 9,053,300"])[1] == "• Population: 9,053,300"
    assert mark_items(["Israel", "- 22 ministers"])[1] == "• 22 ministers"


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
def test_links_to_other_articles_are_no_list(lead):
    assert mark_items([lead, f"- {LONG}"]) == [lead, LONG]


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
