from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import SURE, Answer, Citation, Citer, Sentence
from tests.bot.samples import article, hit

ONE = Sentence("The pipeline costs $55bn.", (1,), "verbatim")
TWO = Sentence("China buys the gas.", (2,), "supported")


def test_a_citation_quotes_the_words_between_its_offsets():
    text = "Nobody spoke. The pipeline costs $55bn. China buys the gas."
    assert Citation(1, article(text), 14, 39).quote == "The pipeline costs $55bn."


def test_offsets_count_characters_not_bytes():
    assert Citation(1, article("Élan 🙂 für Köln."), 5, 10).quote == "🙂 für"


def test_the_text_is_the_sentences_joined():
    assert Answer("?", sentences=(ONE, TWO)).text == (
        "The pipeline costs $55bn. China buys the gas."
    )


def test_an_answer_that_has_not_begun_has_no_text():
    assert Answer("?").text == ""


def test_a_notice_is_the_text():
    assert Answer("Hi", notice="Hello!").text == "Hello!"


def test_a_notice_that_is_no_refusal_names_no_coverage():
    assert Answer("Hi", notice="Hello!", hits=(hit("x"),)).text == "Hello!"


def test_a_refusal_without_hits_is_its_notice_alone():
    assert Answer("?", notice="No idea.", refused=True).text == "No idea."


def test_a_refusal_names_the_closest_coverage():
    found = hit("x", title="On pipelines", outlet="The Ledger", authors=("Ann Lee",))
    refused = Answer("?", query="Which pipelines?", notice="No idea.", refused=True, hits=(found,))
    assert refused.text == (
        "No idea. Closest coverage, which may not answer it: "
        "“On pipelines” (The Ledger · Ann Lee · undated)."
    )


def test_the_closest_articles_are_at_most_three_and_each_once():
    hits = tuple(hit("On gas", name=name, title=name) for name in ["a", "a", "b", "c", "d"])
    assert [found.title for found in Answer("?", "gas", hits=hits).closest] == ["a", "b", "c"]


def test_what_shares_no_word_with_the_question_is_not_close():
    hits = (hit("On coal", name="a", title="a"), hit("It was cold.", name="b", title="Gas"))
    assert [found.title for found in Answer("?", "gas?", hits=hits).closest] == ["Gas"]
    assert Answer("?", "asdf qwer?", hits=hits).closest == []


def test_the_articles_whose_words_come_nearest_are_the_closest():
    hits = tuple(hit("On gas", name=name, title=name) for name in "abcd")
    near = hits[2].passage
    refused = Answer("?", "gas", refused=True, nearest=(near,), hits=hits)
    assert [found.title for found in refused.closest] == ["c", "a", "b"]
    assert refused.nearest_in(near.article) == (near,)
    assert refused.nearest_in(hits[0].passage.article) == ()


def test_adding_answers_gives_the_later_one():
    earlier, later = Answer("?", sentences=(ONE,)), Answer("?", sentences=(ONE, TWO))
    assert earlier + later is later


def test_an_answer_can_not_be_changed():
    with pytest.raises(FrozenInstanceError):
        Answer("?").question = "!"


def test_citations_are_numbered_in_the_order_of_first_use():
    citer = Citer()
    text = article("One. Two. Three.")
    assert [citer.cite(text, 5, 9), citer.cite(text, 0, 4)] == [1, 2]
    assert [citation.quote for citation in citer.citations] == ["Two.", "One."]


def test_the_same_words_keep_their_number():
    citer = Citer()
    text = article("One. Two.")
    assert [citer.cite(text, *span) for span in [(0, 4), (5, 9), (0, 4)]] == [1, 2, 1]
    assert len(citer.citations) == 2


def test_the_same_offsets_in_another_article_are_another_citation():
    citer = Citer()
    numbers = [citer.cite(article("One.", name=name), 0, 4) for name in ["a", "b"]]
    assert numbers == [1, 2]


@given(text=st.text(max_size=60), data=st.data())
def test_every_citation_quotes_its_article_and_numbers_have_no_gaps(text, data):
    cited, citer = article(text), Citer()
    offsets = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(offsets, offsets).map(sorted), max_size=8))
    numbers = [citer.cite(cited, start, end) for start, end in spans]
    for number, (start, end) in zip(numbers, spans, strict=True):
        assert citer.citations[number - 1].quote == text[start:end]
    assert [citation.number for citation in citer.citations] == list(
        range(1, len(set(map(tuple, spans))) + 1)
    )


def test_the_first_words_that_answer_are_the_answers():
    marked = replace(ONE, answer_span=(19, 24))
    assert marked.answer_words == "$55bn"
    assert Answer("?", sentences=(TWO, marked)).answer_words == "$55bn"
    assert Answer("?", sentences=(TWO, ONE)).answer_words == ""


@pytest.mark.parametrize(
    ("confidence", "known", "unsure"),
    [
        (SURE - 0.01, {}, True),
        (SURE, {}, False),
        (0.1, {"model": "a model"}, False),
        (0.1, {"sentences": (), "refused": True}, False),
    ],
)
def test_a_built_in_answer_of_little_confidence_is_unsure(confidence, known, unsure):
    answer = Answer("?", **{"sentences": (ONE,), "confidence": confidence, **known})
    assert answer.unsure is unsure


def test_the_items_of_a_list_begin_a_line_and_so_does_what_follows():
    lead = Sentence("It carries:", (1,), "verbatim")
    item = Sentence("• Neon", (2,), "verbatim")
    whole = Sentence("It carries:\n\n• Neon", (3,), "verbatim")
    assert Answer("?", sentences=(ONE, lead, item, TWO)).text == (
        "The pipeline costs $55bn. It carries:\n• Neon\nChina buys the gas."
    )
    assert Answer("?", sentences=(ONE, whole)).text == (
        "The pipeline costs $55bn.\nIt carries:\n\n• Neon"
    )
