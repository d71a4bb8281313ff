import pytest

from bot.reasons import asks_for_means, asks_for_reason, gives_means, gives_reason


@pytest.mark.parametrize(
    "question",
    [
        "Why did the ferry turn back?",
        "And why is that?",
        "How come the ferry turned back?",
        "What was the reason for the delay?",
        "What caused the delay?",
        "What reasons did the captain give?",
    ],
)
def test_a_question_for_a_reason(question):
    assert asks_for_reason(question)
    assert not asks_for_means(question)


@pytest.mark.parametrize(
    "question", ["How did the ferry turn?", "How can it be saved?", "How to save a ferry?"]
)
def test_a_question_for_a_means(question):
    assert asks_for_means(question)
    assert not asks_for_reason(question)


@pytest.mark.parametrize(
    "question", ["How many ferries sank?", "How long is it?", "Who said why?", "When did it sink?"]
)
def test_any_other_question_asks_for_neither(question):
    assert not asks_for_reason(question)
    assert not asks_for_means(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "It turned back because the harbour was frozen.",
        "It turned back due to ice.",
        "It turned back in order to save fuel.",
        "It turned back to avoid the ice.",
        "It turned back in answer to a call.",
        "The ice forced it back, leading to delays.",
        "It turned back amid a storm.",
        "The captain feared ice.",
    ],
)
def test_a_sentence_that_gives_a_reason(sentence):
    assert gives_reason(sentence)


@pytest.mark.parametrize(
    "sentence", ["It turned back on Monday.", "It sails to Oslo.", "It has been red since 2013."]
)
def test_a_sentence_that_gives_none(sentence):
    assert not gives_reason(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It broke the ice by slowly circling.",
        "It came through the strait.",
        "It cut ice with a saw.",
    ],
)
def test_a_sentence_that_tells_a_means(sentence):
    assert gives_means(sentence)


def test_being_somewhere_is_no_means():
    assert not gives_means("It lies by the quay.")
