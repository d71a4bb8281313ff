"""An answer held against what was expected."""

import pytest

from bot.evaluation import Case
from tests.bot.evaluation.samples import answerable, outcome, unanswerable

BLUE = Case("What colour is the door?", ("blue",), ("door.txt",))


def test_an_answer_is_right_when_an_expected_string_stands_in_its_sentences():
    assert outcome(BLUE, said=["The door is blue."]).right is True
    assert outcome(BLUE, said=["The door is red."]).right is False


def test_the_string_may_stand_in_any_of_the_sentences():
    assert outcome(BLUE, said=["There is a door.", "It is blue."]).right is True


def test_a_refusal_is_not_right_though_what_it_says_may_hold_the_string():
    refusal = outcome(BLUE, refused=True, notice="The articles don't say whether it is blue.")
    assert (refusal.right, refusal.said) == (False, "")


def test_what_footnote_says_itself_is_judged_where_it_quotes_nothing():
    assert outcome(BLUE, notice="2 articles are about a blue door.").right is True


def test_what_footnote_says_beside_sentences_is_not_judged():
    assert outcome(BLUE, said=["It is red."], notice="Searched: blue").right is False


def test_without_an_expected_string_nothing_is_right_or_wrong():
    assert outcome(Case("?", articles=("door.txt",)), said=["It is blue."]).right is None


def test_an_unanswerable_question_is_right_when_it_is_refused():
    assert unanswerable().right is True
    assert unanswerable(refused=False).right is False


def test_articles_are_ranked_by_their_first_passage_each_counted_once():
    found = outcome(BLUE, hits=[("a", "x"), ("b", "x"), ("c", "door")])
    assert found.article_rank == 2


def test_an_article_that_was_not_found_has_no_rank():
    assert outcome(BLUE, hits=["a"]).article_rank is None


def test_a_right_passage_is_of_an_expected_article_and_holds_the_string():
    hits = [("It is blue", "x"), ("It is red", "door"), ("It is blue", "door")]
    assert outcome(BLUE, hits=hits).passage_rank == 3


def test_without_an_expected_article_the_string_is_enough():
    hits = [("It is red", "x"), ("It is blue", "x")]
    assert outcome(Case("?", ("blue",)), hits=hits).passage_rank == 2


def test_without_an_expected_string_the_article_is_enough():
    hits = [("It is blue", "x"), ("It is red", "door")]
    assert outcome(Case("?", articles=("door.txt",)), hits=hits).passage_rank == 2


def test_where_nothing_is_expected_no_passage_is_right():
    assert outcome(Case("?"), hits=["It is blue"]).passage_rank is None


@pytest.mark.parametrize(("others", "rank"), [(7, 8), (8, None)])
def test_what_stands_after_the_eighth_place_counts_as_not_found(others, rank):
    hits = [("It is red", f"other{number}") for number in range(others)]
    found = outcome(BLUE, hits=[*hits, ("It is blue", "door")])
    assert found.passage_rank == rank
    assert found.article_rank == rank


def test_passages_of_one_article_take_one_place_among_the_articles():
    hits = [("It is red", "other")] * 9
    found = outcome(BLUE, hits=[*hits, ("It is blue", "door")])
    assert found.passage_rank is None
    assert found.article_rank == 2


def test_citations_of_expected_articles_are_counted():
    said = [("It is blue.", "door"), ("It is old.", "x"), ("It is quite high.", "door")]
    assert outcome(BLUE, said=said).rightly_cited == 2


@pytest.mark.parametrize(
    ("made", "failure"),
    [
        (outcome(BLUE, said=[("It is blue.", "door")]), ""),
        (outcome(BLUE, said=[("It is red.", "door")]), "wrong"),
        (outcome(BLUE, said=[("It is blue.", "x")]), "elsewhere"),
        (outcome(Case("?", articles=("door.txt",)), said=[("It.", "x")]), "elsewhere"),
        (outcome(BLUE, refused=True), "refused"),
        (outcome(Case("?", unanswerable=False), refused=True), "refused"),
        (unanswerable(refused=False), "answered"),
        (unanswerable(), ""),
        (answerable(), ""),
        (outcome(Case("?"), refused=True), ""),
        (outcome(Case("?"), said=["It is blue."]), ""),
    ],
)
def test_failures_are_told_apart(made, failure):
    assert made.failure == failure
