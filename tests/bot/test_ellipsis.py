import pytest

from bot.ellipsis import written_out


@pytest.mark.parametrize(
    ("question", "last", "whole"),
    [
        (
            "And Japan?",
            "Why did South Korea scramble its jets?",
            ["Why did Japan scramble its jets?"],
        ),
        (
            "What about China?",
            "Does Britain oppose Nord Stream 2?",
            ["Does China oppose Nord Stream 2?"],
        ),
        (
            "What about the United States?",
            "What did NATO call China?",
            ["What did the United States call China?", "What did NATO call the United States?"],
        ),
        (
            "And the most expensive?",
            "Which state was the cheapest for gas?",
            ["Which state was the most expensive for gas?"],
        ),
        ("And the oldest?", "Who is the youngest mayor?", ["Who is the oldest mayor?"]),
        ("And the rest?", "Who is the youngest mayor?", []),
        ("And the oldest?", "Who is the mayor?", []),
        ("And Bochkov?", "How does Olsen see Russia?", ["How does Bochkov see Russia?"]),
        (
            "And in Anchorage?",
            "When did Putin and Biden meet in Geneva?",
            ["When did Putin and Biden meet in Anchorage?"],
        ),
        (
            "And in Denmark?",
            "How much did the quay in Norway cost?",
            ["How much did the quay in Denmark cost?"],
        ),
        (
            "And on energy?",
            "How do they cooperate on defence (Moscow)?",
            ["How do they cooperate on energy (Moscow)?"],
        ),
        (
            "And China about gas?",
            "What did Russia say about the Games?",
            ["What did China say about gas?"],
        ),
        ("And oil?", "Who sells weapons to China?", []),
        ("And what did Putin say?", "What did Biden say?", []),
        ("What did Putin say?", "What did Biden say?", []),
        ("And Biden?", "What did Biden say?", []),
        ("Why?", "What did Biden say?", []),
    ],
)
def test_an_elliptic_question_is_written_out_with_what_it_replaces(question, last, whole):
    assert written_out(question, last) == whole
