"""Places in rankings, of a question and of a sentence."""

import pytest

from bot.expectations import holds_what_is_asked, ranks_otherwise
from bot.rankings import tells_another_place

LARGEST = "Which port is the largest?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (LARGEST, "Elmouth is the second-largest port."),
        (LARGEST, "Elmouth is the next largest port after Lowmere."),
        ("Who was the 2nd fastest?", "Rosa was the fastest, and Ada the third fastest."),
        ("Who is the richest person?", "Its founder, the world's 12th-richest person, left."),
        ("What is the second most expensive city?", "Lowmere is the most expensive city."),
    ],
)
def test_another_place_is_told(question, sentence):
    assert tells_another_place(question, sentence)
    assert ranks_otherwise(question, sentence)
    assert not holds_what_is_asked(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (LARGEST, "Elmouth is the largest port."),
        (LARGEST, "Elmouth is a port."),
        (LARGEST, "Europe's third-largest port, Elmouth, is the biggest of Norway."),
        ("Who was the 2nd fastest?", "Rosa was the second-fastest."),
        ("Which is the second-largest port?", "The 2nd largest is Elmouth."),
        ("Which port is in the east?", "Elmouth, the second-largest port, lies in the east."),
        ("Where is the second port?", "Elmouth is the largest."),
    ],
)
def test_no_other_place_is_told(question, sentence):
    assert not tells_another_place(question, sentence)
    assert holds_what_is_asked(question, sentence)


def test_another_place_tells_whether_it_is_so():
    question, sentence = "Is Elmouth the largest port?", "Elmouth is the second-largest port."
    assert tells_another_place(question, sentence)
    assert not ranks_otherwise(question, sentence)
