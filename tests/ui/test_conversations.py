import pytest

from bot import Answer
from tests.bot.samples import hit
from ui.conversations import Conversations, Turn, lightened, standing_before

COST = Turn(Answer("How much?"), "<p>40 million</p>")
QUAY = Turn(Answer("How long?"), "<p>800 metres</p>", place=1)


@pytest.fixture
def conversations():
    return Conversations()


def ask(conversations, tab, *turns):
    conversations.keep(tab, conversations.begin(tab), turns)


def test_a_tab_gets_its_own_turns_alone(conversations):
    ask(conversations, "a", COST)
    ask(conversations, "b", COST)
    ask(conversations, "a", COST, QUAY)
    assert conversations.kept("a") == [COST, QUAY]
    assert conversations.kept("b") == [COST]
    assert conversations.kept("c") == []


def test_the_conversation_asked_in_longest_ago_goes():
    conversations = Conversations(most=2)
    for tab in ("a", "b", "a", "c"):
        ask(conversations, tab, COST)
    assert [tab for tab in "abc" if conversations.kept(tab)] == ["a", "c"]


@pytest.mark.parametrize("left", [0, 1, 2])
def test_what_is_taken_back_is_gone(conversations, left):
    ask(conversations, "a", COST, QUAY)
    conversations.shorten("a", left)
    assert conversations.kept("a") == [COST, QUAY][:left]
    conversations.shorten("nobody's", 0)


def test_an_answer_that_comes_after_its_question_was_taken_back_is_not_kept(conversations):
    ask(conversations, "a", COST)
    number = conversations.begin("a")
    conversations.keep("a", number, [COST, QUAY])
    conversations.shorten("a", 1)
    conversations.keep("a", number, [COST, QUAY])
    assert conversations.kept("a") == [COST]


def test_an_answer_that_comes_after_the_next_question_is_not_kept(conversations):
    number = conversations.begin("a")
    ask(conversations, "a", COST)
    conversations.keep("a", number, [QUAY])
    assert conversations.kept("a") == [COST]


def many(count):
    return [Turn(Answer(f"Question {place}?"), "", place) for place in range(count)]


def questions(turns):
    return [turn.answer.question for turn in turns]


def test_only_the_last_turns_of_a_long_conversation_are_kept(conversations):
    ask(conversations, "a", *many(60))
    kept = conversations.kept("a")
    assert questions(kept) == [f"Question {place}?" for place in range(10, 60)]
    assert [turn.place for turn in kept] == list(range(50))


def test_the_last_of_a_long_conversation_is_gone_when_it_is_taken_back(conversations):
    ask(conversations, "a", *many(60))
    conversations.shorten("a", 59)
    assert questions(conversations.kept("a"))[-1] == "Question 58?"


def test_only_the_last_turn_that_was_searched_keeps_what_was_found():
    found = hit("Rosa won.")
    turns = [Turn(Answer(f"{n}?", hits=(found,) * n, nearest=(found.passage,)), "") for n in (2, 1)]
    turns.append(Turn(Answer("Thanks!"), ""))
    light = lightened(turns)
    assert [turn.answer.hits for turn in light] == [(), (found,), ()]
    assert [turn.answer.nearest for turn in light] == [(), (found.passage,), ()]
    assert questions(light) == questions(turns)


@pytest.mark.parametrize("tab", ["", "x" * 65])
def test_nothing_is_kept_of_a_tab_without_a_name_or_with_an_endless_one(conversations, tab):
    ask(conversations, tab, COST)
    assert conversations.kept(tab) == []


def test_a_question_taken_back_after_a_restart_is_not_before_the_next_one():
    # The page shows three questions from before the restart; the fourth was taken back.
    fourth = Turn(Answer("Fourth?"), "", place=3)
    assert standing_before(3, [fourth]) == []
    assert questions(standing_before(4, [fourth])) == ["Fourth?"]
