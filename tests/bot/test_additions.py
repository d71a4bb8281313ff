from dataclasses import replace

import numpy as np
import pytest

from bot.additions import adds, repeats
from tests.bot.samples import candidate, hit

WHICH = "Which countries sent ships to the strait?"
NORWAY = "On Monday Norway sent ships to the strait."
DENMARK = "On Monday Denmark sent ships to the strait."
NORWAY_AGAIN = "Ships were sent to the strait by Norway on Monday."
NORDIC = "A Scandinavian kingdom dispatched vessels."
NORDIC_40 = "A Scandinavian kingdom dispatched 40 vessels."


def of(sentence, *, angle=None):
    """Return a sentence as a candidate, with a unit vector at an angle as its embedding."""
    found = candidate(hit(sentence), sentence)
    if angle is None:
        return found
    return replace(found, embedding=np.array([np.cos(angle), np.sin(angle)], dtype=np.float32))


def test_the_first_sentence_always_adds():
    assert adds(of(NORWAY), [], WHICH)


def test_for_a_list_a_sentence_of_the_same_form_adds_when_it_names_another():
    assert adds(of(DENMARK), [of(NORWAY)], WHICH)


def test_for_a_list_a_sentence_alike_with_a_longer_form_of_a_name_adds_nothing():
    one = "The strait was closed by Haakon to foreign ships."
    again = "The strait was closed by King Haakon Magnus to foreign ships."
    assert not adds(of(again), [of(one)], WHICH)


def test_for_any_other_question_it_repeats():
    assert not adds(of(DENMARK), [of(NORWAY)], "Who sent ships to the strait?")


def test_for_a_list_a_sentence_without_a_new_name_or_figure_adds_nothing():
    assert not adds(of(NORWAY_AGAIN), [of(NORWAY)], WHICH)
    assert not adds(of("Winter storms were feared by the crews."), [of(NORWAY)], WHICH)


@pytest.mark.parametrize(
    ("angle", "repeated"),
    [
        (0.6, True),  # cos .6 = .825
        (0.7, False),  # cos .7 = .765
    ],
)
def test_a_sentence_that_means_the_same_in_other_words_repeats(angle, repeated):
    assert repeats(of(NORDIC, angle=angle), of(NORWAY, angle=0.0)) is repeated


def test_a_sentence_that_means_the_same_with_a_figure_of_its_own_does_not():
    assert not repeats(of(NORDIC_40, angle=0.0), of(NORWAY, angle=0.0))


def test_without_embeddings_the_terms_alone_tell():
    assert not repeats(of(NORDIC), of(NORWAY))
    assert repeats(of(NORWAY_AGAIN), of(NORWAY))
