"""How lists are quoted: items with what leads to them, and nothing twice."""

from dataclasses import replace

import pytest

from bot.evidence import Evidence
from bot.queries import Query
from bot.quoting import quote
from tests.bot.samples import candidate, hit
from tests.bot.test_quoting import BORRELL, GAS, SHIPS, TALKS, drafts, quoted

LEAD = "Three gases were carried:"
ITEM = "• Argon, in bottles of steel"


@pytest.mark.parametrize("lead", [LEAD, "What the pipeline carried"])
def test_an_item_of_a_list_brings_the_line_that_leads_to_it(lead):
    text = f"{SHIPS}\n\n{lead}\n\n• Neon\n\n{ITEM}\n\n{GAS}"
    assert quoted(candidate(hit(text), ITEM)) == [lead, ITEM]


def test_an_item_that_says_enough_does_without_the_heading_of_its_list():
    item = "• Argon is carried to Xi'an in bottles of steel, the company wrote"
    assert quoted(candidate(hit(f"What to know\n\n{item}"), item)) == [item]
    assert quoted(candidate(hit(f"{LEAD}\n\n{item}"), item)) == [LEAD, item]


def test_a_short_item_brings_the_sentence_before_its_list():
    assert quoted(candidate(hit(f"{GAS} {SHIPS}\n\n{ITEM}"), ITEM)) == [SHIPS, ITEM]


def test_an_item_of_a_list_that_begins_the_text_stands_alone():
    assert quoted(candidate(hit(f"• Neon\n\n{ITEM}"), ITEM)) == [ITEM]


def test_a_lead_is_quoted_with_its_items_once():
    whole = f"{LEAD}\n\n• Neon\n\n{ITEM}"
    found = hit(f"{SHIPS}\n\n{whole}\n\n{GAS}")
    for question in ("What was carried?", "Which gases were carried?"):
        assert quoted(candidate(found, whole), candidate(found, ITEM), question=question) == [whole]


def test_a_list_takes_the_place_of_its_items():
    whole = f"{LEAD}\n\n• Neon, in pipes of glass\n\n{ITEM}"
    found = hit(f"{SHIPS}\n\n{whole}")
    item, all_of_it = candidate(found, ITEM), candidate(found, whole, score=0.9)
    assert quoted(item, all_of_it, question="Which gases were carried?") == [whole]
    parts = [Evidence(Query("?"), (), (one,), 1.0) for one in (all_of_it, item)]
    sentences, _ = list(quote(*parts))[-1]
    assert [sentence.text for sentence in sentences] == [whole]


def test_the_words_marked_in_a_list_are_not_those_of_its_lead():
    whole = f"{LEAD}\n\n{ITEM}"
    found = hit(whole)
    marked = replace(candidate(found, whole, score=0.1), marked=(30, 35))
    sentences, _ = drafts(candidate(found, ITEM), marked)[-1]
    assert [(s.text, s.answer_span) for s in sentences] == [(LEAD, None), (ITEM, None)]


def test_an_item_that_leans_back_brings_the_sentence_before_the_list():
    item = "• He was met by a crowd of people at the airport there"
    found = hit(f"{BORRELL}\n\n• It rained.\n\n{item}")
    assert quoted(candidate(found, item)) == [BORRELL, item]


def test_a_sentence_after_a_list_brings_the_list_it_leans_on_and_no_item_alone():
    whole = f"{LEAD}\n\n{ITEM}"
    assert quoted(candidate(hit(f"{whole}\n\n{TALKS}"), TALKS)) == [whole, TALKS]
    assert quoted(candidate(hit(f"Gases\n\n{ITEM}\n\n{TALKS}"), TALKS)) == [TALKS]


def test_a_later_sentence_of_an_item_brings_the_lead_too():
    later = "Staff were told on Monday."
    found = hit(f"{LEAD}\n\n• Neon is carried in glass. {later}")
    assert quoted(candidate(found, later)) == [LEAD, later]


def test_a_lead_of_a_whole_passage_is_not_brought():
    long = "The " + "very " * 200 + "long list is this:"
    assert quoted(candidate(hit(f"{long}\n\n{ITEM}"), ITEM)) == [ITEM]


def test_a_list_takes_the_place_of_its_items_where_there_is_room_for_no_more():
    whole = f"{LEAD}\n\n• Neon, in pipes of glass\n\n{ITEM}"
    found = hit(whole)
    one = (candidate(found, ITEM), candidate(found, whole, score=0.9))
    other = (candidate(hit(SHIPS, name="two"), SHIPS),)
    question = Query("Which gases were carried?")
    sentences, _ = list(quote(*(Evidence(question, (), part, 1.0) for part in (one, other))))[-1]
    assert [sentence.text for sentence in sentences] == [whole, SHIPS]
