from dataclasses import replace
from datetime import date

import pytest

from bot.currency import newer_first, speaks_of_now
from tests.bot.samples import hit

TODAY = date(2022, 6, 30)


def scored(published, score):
    return replace(hit("The harbour was closed.", published=published), score=score)


@pytest.mark.parametrize(
    "question",
    [
        "Which port was closed this week?",
        "Who has recently resigned?",
        "What is the current price of gas?",
        "Who has just been elected?",
    ],
)
def test_a_question_about_what_is_new_speaks_of_now(question):
    assert speaks_of_now(question)


@pytest.mark.parametrize(
    "question",
    ["Which port was closed in 2019?", "What is a just war?", "Who knows the currents here?"],
)
def test_a_question_without_such_a_word_does_not(question):
    assert not speaks_of_now(question)


def test_an_article_of_today_overtakes_one_of_last_year_that_scores_a_little_higher():
    old, new = scored(date(2021, 6, 30), 0.8), scored(TODAY, 0.65)
    # 0.65 + 0.3 = 0.95; 0.8 + 0.3 / e = 0.91
    assert newer_first([old, new], TODAY) == [new, old]


def test_it_does_not_overtake_one_that_scores_much_higher():
    old, new = scored(date(2021, 6, 30), 0.9), scored(TODAY, 0.65)
    assert newer_first([old, new], TODAY) == [old, new]


def test_an_undated_article_gains_nothing():
    undated, old = scored(None, 0.7), scored(date(2021, 6, 30), 0.65)
    # 0.65 + 0.3 / e = 0.76
    assert newer_first([undated, old], TODAY) == [old, undated]


def test_scores_stay_as_they_are():
    assert [h.score for h in newer_first([scored(TODAY, 0.5)], TODAY)] == [0.5]
