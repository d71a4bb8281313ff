"""Each formula against values worked by hand."""

import pytest

from bot.evaluation.metrics import (
    Metric,
    auroc,
    mean_reciprocal_rank,
    percentile,
    ratio,
    recall_at,
    risk_coverage,
)

RANKS = [1, 3, None, 2]


def test_recall_counts_what_is_found_among_the_first_k():
    # Of four questions: one at rank 1; three at 3 or better.
    assert recall_at(RANKS, 1).value == 0.25
    assert recall_at(RANKS, 2).value == 0.5
    assert recall_at(RANKS, 3).value == 0.75
    assert recall_at(RANKS, 8).value == 0.75


def test_mrr_is_the_mean_of_one_over_the_rank():
    # (1 + 1/3 + 0 + 1/2) / 4 = 11/24
    assert mean_reciprocal_rank(RANKS).value == pytest.approx(11 / 24)


def test_a_ratio_adds_up_before_it_divides():
    # 1 of 1 and 1 of 3: 2/4, not the mean of 1 and 1/3.
    assert ratio([1, 1], [1, 3]).value == 0.5


def test_a_ratio_counts_the_questions_that_weigh_something():
    assert ratio([1, 0, 1], [1, 0, 3]).count == 2


def test_a_ratio_of_nothing_has_no_value_but_a_reason():
    assert ratio([]) == Metric(None, missing="not asked")
    assert ratio([0, 0], [0, 0], missing="nothing was cited").missing == "nothing was cited"


def test_the_interval_of_a_share_is_near_the_textbook_one():
    # 50 of 100: .5 +- 1.96 * sqrt(.25 / 100) = .402 to .598
    metric = ratio([True] * 50 + [False] * 50)
    assert metric.low == pytest.approx(0.402, abs=0.02)
    assert metric.high == pytest.approx(0.598, abs=0.02)


def test_the_interval_is_the_same_each_time():
    assert ratio([1, 0, 1, 1]) == ratio([1, 0, 1, 1])


def test_all_or_nothing_gets_the_interval_of_the_rule_of_three():
    # 3 / 12 = .25 away from the value
    every, none = ratio([True] * 12), ratio([False] * 12)
    assert (every.value, every.low, every.high) == (1, 0.75, 1)
    assert (none.value, none.low, none.high) == (0, 0, 0.25)


def test_the_rule_of_three_stays_within_0_and_1():
    assert ratio([True]).low == 0
    assert ratio([False]).high == 1


def test_auroc_counts_the_pairs_in_the_right_order():
    # .9 beats .8 and .1; .5 beats .1 alone: 3 of 4 pairs.
    assert auroc([0.9, 0.5], [0.8, 0.1]).value == 0.75


def test_in_auroc_a_tie_counts_half():
    # .5 against .5 and .1: half a win and a win, of 2 pairs.
    assert auroc([0.5], [0.5, 0.1]).value == 0.75


def test_the_interval_of_auroc_holds_its_value():
    metric = auroc([0.9, 0.5, 0.7, 0.6], [0.8, 0.1, 0.3, 0.65])
    assert metric.low < metric.value < metric.high
    assert metric.count == 8


def test_a_perfect_auroc_over_few_questions_is_not_certain():
    # min(|P|, |N|) = 4: 1 - 3/4
    assert auroc([0.9] * 6, [0.1] * 4).low == 0.25


@pytest.mark.parametrize(("positive", "negative"), [([], [0.5]), ([0.5], []), ([], [])])
def test_auroc_needs_both_kinds(positive, negative):
    assert auroc(positive, negative) == Metric(None, missing="not asked")


def test_a_percentile_is_interpolated():
    # Between 10, 20, 30, 40: the middle is 25; .95 of the way is 30 + .85 * 10.
    assert percentile([40, 10, 30, 20], 0.5).value == 25
    assert percentile([40, 10, 30, 20], 0.95).value == pytest.approx(38.5)
    assert percentile([], 0.5).missing == "not asked"


def test_the_risk_curve_adds_answers_from_the_surest_on():
    # Sure to unsure: right, wrong, right; a fourth question was refused.
    points = risk_coverage([0.6, 0.9, 0.7], [True, True, False], asked=4)
    assert points == [(0.25, 0), (0.5, 0.5), (0.75, pytest.approx(1 / 3))]


def test_equal_confidences_enter_the_risk_curve_together():
    assert risk_coverage([0.9, 0.9], [True, False], asked=2) == [(1, 0.5)]


def test_no_answer_makes_no_risk_curve():
    assert risk_coverage([], [], asked=3) == []
