import pytest

from index.lists import is_item, lead_of, leads_to_list, with_items

BEFORE = "A judge struck down the rule."
LEAD = "These airlines took theirs back:"
ONE, TWO = "• Alaska Airlines", "• Delta Air Lines"
AFTER = "The agency stopped enforcing it."


def text(*paragraphs):
    return "\n\n".join(paragraphs)


def lead(whole, item):
    span = lead_of(whole, whole.index(item))
    return span and whole[slice(*span)]


@pytest.mark.parametrize("item", [ONE, TWO])
def test_every_item_is_led_to_by_the_sentence_with_the_colon(item):
    assert lead(text(f"{BEFORE} {LEAD}", ONE, TWO, AFTER), item) == LEAD


@pytest.mark.parametrize("item", [ONE, TWO])
def test_a_heading_leads_to_a_list(item):
    heading = "Airlines without a rule"
    assert lead(text(BEFORE, heading, ONE, TWO), item) == heading


def test_the_first_line_of_a_text_leads_to_a_list():
    assert lead(text(LEAD, ONE), ONE) == LEAD


def test_the_sentence_before_a_list_leads_to_it():
    assert lead(text(f"{AFTER} {BEFORE}", ONE), ONE) == BEFORE


def test_a_text_that_begins_with_a_list_has_no_lead():
    assert lead(text(ONE, TWO, AFTER), TWO) is None


def test_what_follows_a_place_is_told():
    whole = text(LEAD, ONE, TWO, AFTER)
    assert leads_to_list(whole, (0, len(LEAD)))
    assert not leads_to_list(whole, (whole.index(ONE), whole.index(TWO) - 2))
    assert is_item(whole, whole.index(ONE))
    assert not is_item(whole, whole.index(AFTER))


def reached(whole, sentence, until=None):
    start = whole.index(sentence)
    end = start + len(sentence)
    return whole[slice(*with_items(whole, (start, end), until or len(whole)))]


def test_a_lead_reaches_over_its_items_and_no_further():
    assert reached(text(BEFORE, LEAD, ONE, TWO, AFTER), LEAD) == text(LEAD, ONE, TWO)
    assert reached(text(LEAD, ONE, TWO), LEAD) == text(LEAD, ONE, TWO)


def test_an_item_that_ends_too_late_is_left_out_whole():
    whole = text(LEAD, ONE, TWO, AFTER)
    assert reached(whole, LEAD, whole.index(TWO) + 3) == text(LEAD, ONE)


@pytest.mark.parametrize("sentence", [BEFORE, AFTER, ONE, "• Of others:"])
def test_another_sentence_reaches_over_nothing(sentence):
    assert reached(text(BEFORE, ONE, "• Of others:", TWO, AFTER), sentence) == sentence


def test_the_lead_is_not_looked_for_far_back():
    items = [f"• Number {n}" for n in range(300)]
    whole = text(LEAD, *items)
    assert lead(whole, "• Number 150") == LEAD
    assert lead(whole, "• Number 299") is None
