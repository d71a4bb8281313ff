import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search import fuse
from tests.index.strategies import property_test

scores = st.dictionaries(st.sampled_from("abcdef"), st.floats(-1e6, 1e6), max_size=6)


def test_scores_are_normalised_weighted_and_added():
    # dense: (x - 0.1) / 0.8 gives a 1, b 0.5, c 0; words: (x - 2) / 6 gives b 1, d 0.
    # a: 0.45 * 1 = 0.45; b: 0.45 * 0.5 + 0.55 * 1 = 0.775; c and d: 0.
    fused = fuse({"a": 0.9, "b": 0.5, "c": 0.1}, {"b": 8.0, "d": 2.0})
    assert fused == pytest.approx({"b": 0.775, "a": 0.45, "c": 0.0, "d": 0.0})


def test_the_best_come_first():
    assert list(fuse({"a": 0.9, "b": 0.5, "c": 0.1}, {"b": 8.0, "d": 2.0})) == ["b", "a", "c", "d"]


def test_equal_scores_are_in_the_order_of_their_ids():
    assert list(fuse({"b": 0.3, "a": 0.3}, {})) == ["a", "b"]


def test_the_only_one_found_both_ways_scores_one():
    assert fuse({"a": 0.2}, {"a": 3.0}) == pytest.approx({"a": 1.0})


def test_what_was_found_by_meaning_alone_scores_at_most_the_weight_of_meaning():
    assert fuse({"a": 0.2}, {}) == pytest.approx({"a": 0.45})


def test_what_was_found_by_words_alone_scores_at_most_the_weight_of_words():
    assert fuse({}, {"a": 3.0}) == pytest.approx({"a": 0.55})


def test_nothing_fused_is_nothing():
    assert fuse({}, {}) == {}


@property_test
@given(scores, scores)
def test_any_fused_scores_lie_between_zero_and_one_and_fall(dense, words):
    fused = fuse(dense, words)
    assert set(fused) == set(dense) | set(words)
    assert all(0 <= score <= 1 for score in fused.values())
    assert list(fused.values()) == sorted(fused.values(), reverse=True)
