import pytest

from bot import Answer
from ui.conversations import Conversations, Turn

COST = Turn(Answer("How much?"), "<p>40 million</p>")
QUAY = Turn(Answer("How long?"), "<p>800 metres</p>")


@pytest.fixture
def conversations():
    return Conversations()


def ask(conversations, tab, *turns):
    conversations.keep(tab, conversations.begin(tab), turns)


def test_a_tab_gets_its_own_turns_alone(conversations):
    ask(conversations, "a", COST)
    ask(conversations, "b", QUAY)
    ask(conversations, "a", COST, QUAY)
    assert conversations.kept("a") == [COST, QUAY]
    assert conversations.kept("b") == [QUAY]
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


def test_only_the_last_turns_of_a_long_conversation_are_kept(conversations):
    ask(conversations, "a", *[COST] * 60, QUAY)
    assert conversations.kept("a") == [*[COST] * 49, QUAY]


@pytest.mark.parametrize("tab", ["", "x" * 65])
def test_nothing_is_kept_of_a_tab_without_a_name_or_with_an_endless_one(conversations, tab):
    ask(conversations, tab, COST)
    assert conversations.kept(tab) == []
