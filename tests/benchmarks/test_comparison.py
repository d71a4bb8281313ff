"""The comparison of contenders, against values worked by hand."""

import pytest

from bot.evaluation import Metric
from tests.benchmarks.comparison import best_threshold, paired, table


def test_a_comparison_counts_where_only_one_is_right():
    # 8 better, 1 worse, 1 equal: difference .7; p = 2 (C(9,0) + C(9,1)) / 2^9 = 20/512.
    ours = [True] * 8 + [False] + [True]
    theirs = [False] * 8 + [True] + [True]
    found = paired(ours, theirs)
    assert (found["difference"], found["better"], found["worse"]) == (0.7, 8, 1)
    assert found["p"] == pytest.approx(20 / 512, abs=1e-4)
    assert found["low"] < 0.7 < found["high"]


def test_a_tie_is_no_evidence():
    assert paired([True, False], [False, True])["p"] == 1


def test_the_best_threshold_refuses_what_cannot_be_answered():
    # Below .6: both unanswerable ones are refused and no other: F1 = 1.
    rows = [(0.9, False, 1.0), (0.6, False, 1.0), (0.5, True, 1.0), (0.2, True, 1.0)]
    assert best_threshold(rows) == 0.6


def test_weights_move_the_best_threshold():
    # Below .6, F1 = 2 * 2 / (2 + 2) = 1 without the first row; with it (.3, weight 10) refusing
    # only what lies below .3 gives 2 * 1 / (1 + 2) = 2/3, against 4 / (12 + 2) below .6.
    rows = [(0.3, False, 10.0), (0.6, False, 1.0), (0.5, True, 1.0), (0.2, True, 1.0)]
    assert best_threshold(rows) == 0.3


def test_a_table_has_a_row_for_each_label_and_a_column_for_each_contender():
    columns = {
        "BM25": {"a": Metric(0.5, 0.25, 1.0, 4), "t": Metric(12.4)},
        "Footnote": {"a": Metric(None, missing="not asked"), "t": Metric(0.25)},
    }
    assert table(columns, {"a": "accuracy", "t": "time"}) == (
        "| measure | BM25 | Footnote |\n"
        "|---|---|---|\n"
        "| accuracy | .500 (.25–1.00) | not asked |\n"
        "| time | 12 | .250 |\n"
    )
