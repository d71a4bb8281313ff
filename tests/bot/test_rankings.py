"""The second-largest is not the largest."""

import pytest

from bot.evidence import THRESHOLD, weigh
from bot.queries import Query
from bot.rankings import tells_another_place
from tests.bot.judging import judges

SECOND = "Norway is the second-largest source of the town's timber."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which country is the largest source of timber?", SECOND),
        ("Which country is the biggest source of timber?", SECOND),
        ("Which country is the third largest source of timber?", SECOND),
        ("Which is the 3rd-biggest source?", "Sweden is the country's largest source."),
        ("What is the most populous city?", "Leeds is the third most populous city of the north."),
        ("Which is the tallest tower?", "The Gherkin was the 10th tallest tower that year."),
    ],
)
def test_another_place_in_the_ranking_is_told(question, sentence):
    assert tells_another_place(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which country is the largest source?", "Sweden is the largest source of timber."),
        ("Which country is the second largest source?", SECOND),
        ("Which country is the largest source?", f"{SECOND[:-1]}, after Sweden."),
        ("Which is the largest source?", "Sweden is the largest and Norway the second-largest."),
        ("Which country is the oldest source?", SECOND),
        ("Where does Norway rank among the sources of timber?", SECOND),
        ("Who won the contest?", "Rosa won the second contest."),
        ("Who holds the interest?", "The second interest is held by Rosa."),
        ("What is the largest source?", "Norway sells timber."),
    ],
)
def test_the_place_that_is_asked_for_or_none_is_told(question, sentence):
    assert not tells_another_place(question, sentence)


def test_a_sentence_on_the_second_largest_makes_nobody_sure_of_the_largest(make_library):
    library = make_library({"timber.txt": f"Timber\n\n{SECOND} It came by ship."})

    def confidence(question):
        hits = library.search(question)
        return weigh(Query(question), hits, library, judges("Norway", "Norway")).confidence

    assert confidence("Which country is the second-largest source of timber?") > THRESHOLD
    assert confidence("Which country is the largest source of timber?") < THRESHOLD / 2
