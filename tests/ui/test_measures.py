"""Metrics in words and figures."""

from bot.evaluation import Case, Metric, measure
from bot.evaluation.outcomes import Failure
from tests.bot.evaluation.samples import answerable, outcome, unanswerable
from tests.ui.reports import made_report, mixed_report
from ui.measures import FAILURES, GROUPS, shown_interval, shown_value, summary


def test_every_metric_has_a_label():
    labelled = [name for labels in GROUPS.values() for name in labels]
    assert labelled == list(measure([answerable()]))


def test_every_failure_has_a_label():
    assert {"", *FAILURES} == set(Failure.__args__)


def test_a_value_has_two_decimals_and_a_time_its_unit():
    assert shown_value("answer_accuracy", Metric(0.666)) == "0.67"
    assert shown_value("latency_p50_ms", Metric(112.6)) == "113 ms"


def test_a_missing_value_is_said_in_words():
    assert shown_value("answer_accuracy", Metric(None, missing="not asked")) == "not asked"


def test_zero_is_a_value():
    assert shown_value("answer_accuracy", Metric(0.0)) == "0.00"


def test_an_interval_is_shown_where_there_is_one():
    assert shown_interval(Metric(0.5, 0.25, 0.755)) == "0.25 to 0.76"
    assert shown_interval(Metric(113.0)) == ""


def test_the_summary_counts_each_kind_of_question():
    assert summary(mixed_report()) == [
        "Of 3 questions with an expected answer, 1 got one that holds it, 1 another, "
        "and 1 was refused.",
        "Of 2 questions that can't be answered, 1 was refused.",
    ]


def test_the_summary_passes_over_what_was_not_asked():
    assert summary(made_report(outcome(Case("?")))) == []
    assert summary(made_report(unanswerable())) == [
        "Of 1 question that can't be answered, 1 was refused."
    ]
