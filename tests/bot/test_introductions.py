import pytest

from bot.expectations import holds_what_is_asked
from bot.introductions import introduces, who_is_asked


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Wei Fenghe?", "Wei Fenghe"),
        ("And who is Macron?", "Macron"),
        ("Who's Ketanji Brown Jackson?", "Ketanji Brown Jackson"),
        ("who was Ada Lund", "Ada Lund"),
        ("Who is Ursula von der Leyen?", "Ursula von der Leyen"),
        ("Who is “Abdel Fattah al-Sisi”?", "Abdel Fattah al-Sisi"),
        ("Who is Wei Fenghe.", "Wei Fenghe"),
        ("Who is the head of Tesla?", ""),
        ("Who was Margaret's brother?", ""),
        ("Who is Russia's president?", ""),
        ("Who is he?", ""),
        ("What is Nato?", ""),
    ],
)
def test_whom_a_question_asks_about(question, name):
    assert who_is_asked(question) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "The singer Ada Lund sang.",
        "Prime Minister Ada Lund spoke.",
        "Ministers Bo Falk and Ada Lund met.",
        "The defence ministers of Norway and Denmark, Bo Falk and Ada Lund, praised the drills.",
        "Ada Lund, 45, sang.",
        "They met Ada Lund, who leads the party.",
        "Lund, Norway’s trade minister, spoke.",
        "Ada Lund is one of the founders.",
        "Ada Lund, a former Norwegian diplomat, put it otherwise.",
    ],
)
def test_a_sentence_that_tells_who_somebody_is_introduces_her(sentence):
    assert introduces(sentence, "Ada Lund")


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway’s Ada Lund and Denmark’s Bo Falk praised the drills.",
        "Later Ada Lund sang.",
        "In September Ada Lund resigned.",
        "They met Ada Lund, and left.",
        "The singer Bo Falk sang with Ada Lund.",
        "The singer Ada Lundberg sang.",
        "The singer Bo Lund sang.",
        "In Manchester Ada Lund sang.",
        "They met Ada Lund, the radio reported.",
        "Ada Lund was the first to leave.",
        "They met Ada Lund, Bo Falk and Peter Berg.",
    ],
)
def test_another_sentence_that_names_her_does_not(sentence):
    assert not introduces(sentence, "Ada Lund")


def test_a_first_name_that_ends_like_a_role_introduces_nobody():
    assert not introduces("Reporters saw Peter Berg in Oslo.", "Peter Berg")
    assert introduces("Reporters saw the architect Peter Berg in Oslo.", "Peter Berg")


def test_who_is_asked_for_by_the_last_name_may_have_a_first_one():
    assert introduces("President Emmanuel Macron spoke.", "Macron")


def test_an_introduction_is_what_a_question_of_who_somebody_is_looks_for():
    assert holds_what_is_asked("Who is Ada Lund?", "The singer Ada Lund sang.")
    assert not holds_what_is_asked("Who is Ada Lund?", "Ada Lund resigned.")
    assert not holds_what_is_asked("Who is Ada Lund?", "Ada Lund met Bo Falk.")
    assert holds_what_is_asked("Who met Ada Lund?", "Ada Lund met Bo Falk.")
