import pytest

from bot.answers import Answer
from bot.names import names
from bot.queries import Query, carry_over, checked
from index.errors import QuestionError
from tests.bot.samples import turn

PIPELINE = turn("How much is the Power of Siberia pipeline worth?")
MERKEL = turn("When did Angela Merkel leave?")
GREETING = Answer("Thanks!", notice="You're welcome.")


def carried(question, *history):
    """Return what a question carries over, as a set."""
    words = carry_over(question, history)
    return set(words.split(", ")) if words else set()


def test_white_space_in_a_question_is_folded():
    assert checked("  Who\n\tis  Borrell? ") == "Who is Borrell?"


@pytest.mark.parametrize("question", ["", "   ", "\n", "?!...", "“”", "🙂"])
def test_a_question_without_a_letter_or_digit_is_empty(question):
    with pytest.raises(QuestionError, match="The question is empty; ask something"):
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


@pytest.mark.parametrize("history", [(), (GREETING,)])
def test_nothing_is_carried_from_a_history_without_a_search(history):
    assert carry_over("And what did he say?", history) == ""


@pytest.mark.parametrize(
    "question", ["What did she say then?", "Why did she go?", "Who are her friends?"]
)
def test_he_or_she_brings_the_person_of_the_last_question(question):
    assert "Angela Merkel" in carried(question, MERKEL)


def test_he_brings_the_person_of_the_last_answer_when_the_question_named_none():
    last = turn("Who speaks for the union?", quoted="The union sent Josep Borrell to Kyiv.")
    assert carried("Where was he born?", last) == {"Josep Borrell"}


def test_he_brings_one_person_not_the_whole_topic():
    assert carried("Why did she resign?", MERKEL) == {"Angela Merkel"}


@pytest.mark.parametrize(
    "question", ["When did they meet?", "Who built it?", "What are its costs?", "What of them?"]
)
def test_they_and_it_bring_the_names_of_the_last_question(question):
    assert carried(question, PIPELINE) == {"Power of Siberia"}


def test_it_brings_the_topic_of_a_last_question_without_names():
    assert carried("Who built it?", turn("How long is the new pipeline?")) >= {"pipeline"}


@pytest.mark.parametrize("question", ["What does that mean?", "Is this so?", "Who did that?"])
def test_that_and_this_bring_the_topic_with_the_names(question):
    assert carried(question, PIPELINE) == {"Power of Siberia", "pipeline", "worth"}


@pytest.mark.parametrize(
    "question",
    [
        "And in energy?",
        "What about Japan?",
        "How about Japan?",
        "But in Japan?",
        "Why?",
        "Tell me more",
    ],
)
def test_an_elliptic_question_brings_the_topic_with_the_names(question):
    assert carried(question, PIPELINE) == {"Power of Siberia", "pipeline", "worth"}


def test_a_word_of_the_question_is_not_carried_over_again():
    assert carried("What about the pipelines in Japan?", PIPELINE) == {"Power of Siberia", "worth"}


@pytest.mark.parametrize(
    "question",
    [
        "What did NATO say about China?",
        "Who is Japan's Defence Minister?",
        "How many people died in the flood?",
        "Did Xi say that China had won?",
        "When did Olaf Scholz take his seat?",
    ],
)
def test_a_new_topic_does_not_drag_the_old_one_along(question):
    assert carry_over(question, [PIPELINE]) == ""


@pytest.mark.parametrize(
    "question",
    [
        "Is there a flood?",
        "Were there casualties?",
        "Is it true ships sank?",
        "Was it possible to flee?",
    ],
)
def test_there_and_it_that_stand_for_nothing_carry_nothing(question):
    assert carry_over(question, [PIPELINE]) == ""


def test_the_last_searched_turn_counts_not_the_one_before():
    assert carried("Why did she resign?", PIPELINE, MERKEL) == {"Angela Merkel"}


def test_small_talk_in_between_is_passed_over():
    assert carried("Who built it?", PIPELINE, GREETING) == {"Power of Siberia"}


def test_a_second_follow_up_still_carries_the_first_topic():
    query = Query("And in energy?", carry_over("And in energy?", [PIPELINE])).text
    follow_up = Answer("And in energy?", query=query)
    assert carried("Why?", PIPELINE, follow_up) >= {"Power of Siberia", "energy"}


def test_a_long_conversation_does_not_pile_up_words():
    history = []
    for question in ["Who built Power of Siberia?"] + [f"And word{n}x too?" for n in range(20)]:
        query = Query(question, carry_over(question, history)).text
        history.append(Answer(question, query=query))
    assert len(history[-1].query.split()) < 20


def test_the_carried_part_of_a_name_is_dropped_beside_the_whole_name():
    assert "Siberia" not in carried("Why?", PIPELINE)


def test_he_is_the_one_whom_the_answer_names_and_not_the_office_that_was_asked_for():
    first = turn(
        "Who is Japan's Defence Minister?",
        quoted="The minister is Kishi Nobuo, who spoke on a Tuesday.",
    )
    assert carry_over("What did he say?", [first]) == "Kishi Nobuo"
