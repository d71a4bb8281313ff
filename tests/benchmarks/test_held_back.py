import pytest

from bot.reader import Found
from tests.benchmarks.held_back import Reading, measure, read
from tests.benchmarks.written import Asked, Passage

TEXT = "Berg took the place of Lund on Monday. Nobody was told why."
BERG = (0, 4)


class Reader:
    """Finds Berg in the first sentence, with some odds, and doubts the second."""

    def __init__(self, odds):
        self.odds = odds

    def read(self, question, title, text, sentences):
        assert (question, title, text) == ("Who replaced whom?", "The board", TEXT)
        assert len(sentences) == 2
        return [Found(self.odds, *BERG), Found(-3.0, 39, 45)]


def asked(answer):
    passage = Passage("The board", TEXT, (Asked("Who replaced whom?", answer),))
    return passage, passage.asked[0]


@pytest.mark.parametrize(
    ("odds", "answer", "right"),
    [
        (2.0, BERG, True),
        (-2.0, BERG, True),  # the best sentence all the same
        (-4.0, BERG, False),
        (2.0, (39, 45), False),
        (2.0, None, False),
        (-2.0, None, True),
    ],
)
def test_the_likeliest_sentence_is_right_where_it_holds_the_answer(odds, answer, right):
    reading = read(Reader(odds), *asked(answer))
    assert reading == Reading(answer is not None, max(odds, -3.0), right)


def test_a_sentence_that_was_not_read_to_its_end_counts_for_nothing():
    class Cut(Reader):
        def read(self, *given):
            return [None, super().read(*given)[1]]

    assert read(Cut(2.0), *asked(BERG)) == Reading(True, -3.0, False)


def test_the_odds_part_what_is_told_from_what_is_not():
    readings = [
        Reading(True, 3.0, True),
        Reading(True, -1.0, False),
        Reading(False, 1.0, False),
        Reading(False, -2.0, True),
    ]
    assert measure(readings) == {
        "told": 2,
        "told_nowhere": 2,
        "auroc": 0.75,
        "right_sentence": 0.5,
        "likelier_than_not_where_told": 0.5,
        "likelier_than_not_where_told_nowhere": 0.5,
    }
