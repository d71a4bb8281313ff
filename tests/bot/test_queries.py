import pytest

from bot.names import names
from bot.queries import Query, checked, job_as_person
from index.errors import QuestionError


def test_white_space_in_a_question_is_folded():
    assert checked("  Who\n\tis  Borrell? ") == "Who is Borrell?"


def test_a_question_is_written_as_articles_are():
    typed = "Who is Mu\u0308ller of Tu\u0308r\u00adki\u200bye?"
    assert checked(typed) == "Who is Müller of Türkiye?"


@pytest.mark.parametrize("question", ["", "   ", "\n", "?!...", "“”", "🙂"])
def test_a_question_without_a_letter_or_digit_has_no_words(question):
    with pytest.raises(QuestionError, match="The question has no words; ask something"):
        checked(question)


def test_a_question_of_2000_characters_is_taken():
    assert len(checked("a" * 2000)) == 2000


@pytest.mark.parametrize("length", [2001, 100_000])
def test_a_longer_question_is_refused_with_its_length_and_the_limit(length):
    with pytest.raises(QuestionError, match=rf"{length:,} characters.*at most 2,000"):
        checked("a" * length)


def test_white_space_does_not_count_as_length():
    assert checked("Who?" + " " * 100_000) == "Who?"


def test_a_question_in_another_script_is_taken():
    assert checked("谁是博雷利？") == "谁是博雷利？"


def test_a_question_that_carries_nothing_is_searched_as_it_is():
    assert Query("Who is Borrell?").text == "Who is Borrell?"


def test_what_is_carried_over_is_searched_too():
    text = Query("Who built it?", "Power of Siberia").text
    assert text.startswith("Who built it")
    assert "Power of Siberia" in text


def test_a_name_that_is_carried_over_is_still_a_name_in_the_query():
    assert "Merkel" in names(Query("Why?", "Merkel").text)


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("What is his job?", "Who is he?"),
        ("What's her position at NATO?", "Who is she at NATO?"),
        ("What is Josep Borrell's profession?", "Who is Josep Borrell?"),
        ("What office does he hold?", "Who is he?"),
        ("What does Borrell do for a living?", "Who is Borrell?"),
    ],
)
def test_a_question_for_a_job_asks_who_it_is(question, person):
    assert job_as_person(question) == person


@pytest.mark.parametrize(
    "question",
    [
        "What is China's position on gas?",
        "What is his position on Ukraine?",
        "What role does gas play?",
        "What does Liz Truss's husband do for a living?",
        "What did Biden do?",
        "What does the sanctions bill do?",
    ],
)
def test_a_position_on_something_is_no_job(question):
    assert job_as_person(question) == question
