import pytest

from bot import Answer
from ui.conversations import Conversations, Turn, as_messages

COST = Turn(Answer("How much?"), "<p>40 million</p>")
QUAY = Turn(Answer("How long?"), "<p>800 metres</p>")


def test_a_tab_gets_its_own_turns_alone():
    conversations = Conversations()
    conversations.keep("a", [COST])
    conversations.keep("b", [QUAY])
    conversations.keep("a", [COST, QUAY])
    assert conversations.kept("a") == [COST, QUAY]
    assert conversations.kept("b") == [QUAY]
    assert conversations.kept("c") == []


def test_the_conversation_asked_in_longest_ago_goes():
    conversations = Conversations(most=2)
    for tab in ("a", "b", "a", "c"):
        conversations.keep(tab, [COST])
    assert [tab for tab in "abc" if conversations.kept(tab)] == ["a", "c"]


def test_one_that_was_cleared_is_gone():
    conversations = Conversations()
    conversations.keep("a", [COST])
    conversations.keep("a", [])
    assert conversations.kept("a") == []


@pytest.mark.parametrize("tab", ["", "x" * 65])
def test_nothing_is_kept_of_a_tab_without_a_name_or_with_an_endless_one(tab):
    conversations = Conversations()
    conversations.keep(tab, [COST])
    assert conversations.kept(tab) == []


def test_turns_are_shown_as_questions_with_their_answers():
    assert as_messages([COST, QUAY]) == [
        {"role": "user", "content": "How much?"},
        {"role": "assistant", "content": "<p>40 million</p>"},
        {"role": "user", "content": "How long?"},
        {"role": "assistant", "content": "<p>800 metres</p>"},
    ]
