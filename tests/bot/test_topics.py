from math import exp

import pytest

from bot.topics import asks_about, latest_of, opening_gain


@pytest.mark.parametrize(
    "question",
    [
        "What is said about gas?",
        "what's reported on the strike in Hill?",
        "What do the articles say about Ada Lund?",
        "Any news on the strike?",
        "Tell me about the strike.",
        "What do you know about Ada Lund?",
    ],
)
def test_what_there_is_on_a_topic_is_asked_for(question):
    assert asks_about(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is gas?",
        "What did Ada Lund say about gas?",
        "Tell me about what he said.",
        "What is said about it?",
        "Tell me about the man who ran the old mill on the hill in Vale",
        "Tell me who won.",
    ],
)
def test_a_fact_or_too_much_is_no_topic(question):
    assert not asks_about(question)


@pytest.mark.parametrize(
    ("question", "instead"),
    [
        ("What's the latest on the strike?", "What is said about the strike?"),
        ("the latest news from Hill", "What is said about Hill?"),
        ("Latest on Ada Lund", "What is said about Ada Lund?"),
        ("What is the latest on it?", "What is the latest on it?"),
        ("Who won the latest race in Hill?", "Who won the latest race in Hill?"),
    ],
)
def test_the_latest_on_a_topic_is_what_is_said_of_it(question, instead):
    assert latest_of(question) == instead


def test_a_sentence_gains_by_standing_early():
    assert opening_gain(0) == 0.5
    assert opening_gain(600) == pytest.approx(0.5 * exp(-1))
