"""The metrics of whole sets of outcomes, worked by hand."""

from collections import Counter
from datetime import date

import pytest

from bot.evaluation import Case, Report, measure
from bot.evaluation.report import refusals
from tests.bot.evaluation.samples import answerable, outcome, unanswerable

DOOR = Case("What colour is the door?", ("blue",), ("door.txt",))


def values(outcomes, prefix):
    metrics = measure(outcomes)
    return {n.removeprefix(prefix): m.value for n, m in metrics.items() if n.startswith(prefix)}


def report(*outcomes):
    return Report(outcomes, articles=3, model="built-in", unknown=(), day=date(2021, 5, 4))


def test_article_metrics_rest_on_the_rank_of_the_article():
    # Ranks 1, 2 and none: recall@1 = 1/3, recall@3 = 2/3, MRR = (1 + 1/2 + 0) / 3 = 1/2.
    found = [
        outcome(DOOR, hits=[("a", "door")]),
        outcome(DOOR, hits=[("a", "x"), ("b", "x"), ("c", "door")]),
        outcome(DOOR, hits=["a"]),
    ]
    third = pytest.approx(1 / 3)
    two_thirds = pytest.approx(2 / 3)
    assert values(found, "article_") == {
        "recall_at_1": third,
        "recall_at_3": two_thirds,
        "recall_at_5": two_thirds,
        "recall_at_8": two_thirds,
        "mrr": pytest.approx(1 / 2),
    }


def test_passage_metrics_rest_on_the_rank_of_the_passage():
    # Right passages at rank 3 (article at 1) and 4: recall@3 = 1/2, MRR = (1/3 + 1/4) / 2 = 7/24.
    found = [
        outcome(DOOR, hits=[("a", "door"), ("blue", "x"), ("blue", "door")]),
        outcome(DOOR, hits=["a", "b", "c", ("blue", "door")]),
    ]
    assert values(found, "passage_") == {
        "recall_at_1": 0,
        "recall_at_3": 0.5,
        "recall_at_5": 1,
        "recall_at_8": 1,
        "mrr": pytest.approx(7 / 24),
    }


def test_a_refusal_lowers_accuracy_but_not_accuracy_when_answered():
    # Right, wrong, refused: 1/3 of all, 1/2 of those answered.
    metrics = measure([answerable(), answerable(right=False), answerable(refused=True)])
    assert metrics["answer_accuracy"].value == pytest.approx(1 / 3)
    assert metrics["accuracy_when_answered"].value == 0.5


def test_unanswerable_questions_have_no_part_in_accuracy():
    assert measure([answerable(), unanswerable()])["answer_accuracy"].count == 1


def test_citation_precision_is_over_citations():
    # 1 of 1 and 1 of 3: 2/4. An answer to a question that names no article doesn't count.
    cited = [
        outcome(DOOR, said=[("It is blue.", "door")]),
        outcome(DOOR, said=[("It is blue.", "door"), ("It is old.", "x"), ("It is high.", "y")]),
        answerable(),
    ]
    assert measure(cited)["citation_precision"].value == 0.5


# Refused: 2 of 3 unanswerable questions, and 1 of 4 answerable ones.
MIXED = [
    unanswerable(),
    unanswerable(),
    unanswerable(refused=False),
    answerable(refused=True),
    answerable(),
    answerable(),
    answerable(right=False),
]


def test_refusal_metrics_are_over_what_was_refused_and_what_should_have_been():
    # P = 2/3, R = 2/3, F1 = 2 * (4/9) / (4/3) = 2/3
    assert values(MIXED, "refusal_") == {
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(2 / 3),
        "f1": pytest.approx(2 / 3),
    }


def test_refusals_can_be_weighed():
    # Each kind weighing 1 in all: r = 2/3, w = 1/4; P = r / (r + w) = 8/11, R = 2/3,
    # F1 = 2 P R / (P + R) = (32/33) / (46/33) = 16/23.
    weights = [1 / 3] * 3 + [1 / 4] * 4
    metrics = refusals(MIXED, weights)
    assert metrics["refusal_precision"].value == pytest.approx(8 / 11)
    assert metrics["refusal_recall"].value == pytest.approx(2 / 3)
    assert metrics["refusal_f1"].value == pytest.approx(16 / 23)


def test_a_question_that_may_be_either_has_no_part_in_refusals():
    assert values([*MIXED, outcome(Case("?"), refused=True)], "refusal_")["precision"] == (
        pytest.approx(2 / 3)
    )


def test_without_a_refusal_precision_has_no_value_and_f1_is_0():
    metrics = measure([answerable(), unanswerable(refused=False)])
    assert metrics["refusal_precision"].missing == "nothing was refused"
    assert metrics["refusal_recall"].value == 0
    assert metrics["refusal_f1"].value == 0


def test_auroc_sets_answerable_against_unanswerable_questions():
    # .9 beats .8 and .1; .5 beats .1 alone: 3 of 4.
    metrics = measure(
        [
            answerable(confidence=0.9),
            answerable(confidence=0.5, refused=True),
            unanswerable(confidence=0.8, refused=False),
            unanswerable(confidence=0.1),
        ]
    )
    assert metrics["confidence_auroc"].value == 0.75


def test_latencies_are_in_milliseconds():
    timed = [outcome(Case("?"), spent_s=s) for s in (0.1, 0.2, 0.3)]
    assert measure(timed)["latency_p50_ms"].value == pytest.approx(200)
    assert measure(timed)["latency_p95_ms"].value == pytest.approx(290)


def not_asked(outcomes):
    return {name for name, m in measure(outcomes).items() if m.missing == "not asked"}


SEARCH = {
    f"{kind}_{name}"
    for kind in ("article", "passage")
    for name in ("recall_at_1", "recall_at_3", "recall_at_5", "recall_at_8", "mrr")
}
ARTICLES = {name for name in SEARCH if name.startswith("article")} | {"citation_precision"}
STRINGS = {"answer_accuracy", "accuracy_when_answered"}
BALANCE = {"refusal_precision", "refusal_f1", "confidence_auroc"}


def test_what_the_cases_cannot_yield_is_not_asked():
    refusing = BALANCE | {"refusal_recall"}
    assert not_asked([outcome(DOOR), unanswerable()]) == set()
    assert not_asked([answerable(), unanswerable()]) == ARTICLES
    assert not_asked([outcome(Case("?", articles=("a",))), unanswerable()]) == STRINGS
    assert not_asked([outcome(DOOR)]) == refusing
    assert not_asked([unanswerable()]) == SEARCH | ARTICLES | STRINGS | BALANCE
    assert not_asked([outcome(Case("?"))]) == SEARCH | ARTICLES | STRINGS | refusing


def test_what_was_asked_in_vain_is_told_from_what_was_not_asked():
    metrics = measure([outcome(DOOR, refused=True), unanswerable()])
    assert metrics["accuracy_when_answered"].missing == "all were refused"
    assert metrics["citation_precision"].missing == "nothing was cited"


def test_an_expected_article_of_an_unanswerable_question_is_not_looked_for():
    case = Case("?", articles=("door.txt",), unanswerable=True)
    assert measure([outcome(case, hits=["a"], refused=True)])["article_mrr"].missing == "not asked"


def test_the_risk_curve_counts_an_answer_to_an_unanswerable_question_as_wrong():
    # Of four judged: right at .9, wrong at .8 (unanswerable), two refused; the last isn't judged.
    made = report(
        answerable(confidence=0.9),
        unanswerable(confidence=0.8, refused=False),
        unanswerable(confidence=0.1),
        answerable(confidence=0.2, refused=True),
        outcome(Case("?"), said=["It is blue."], confidence=1.0),
    )
    assert made.risk_curve == [(0.25, 0), (0.5, 0.5)]


def test_ranks_are_counted_with_0_for_not_found():
    made = report(
        outcome(DOOR, hits=[("blue", "door")]),
        outcome(DOOR, hits=["a", ("red", "door")]),
        answerable(),
    )
    assert made.rank_counts(of_articles=True) == Counter({1: 1, 2: 1})
    assert made.rank_counts(of_articles=False) == Counter({1: 1, 0: 2})


def test_without_expected_articles_there_are_no_ranks_to_count():
    assert report(answerable()).rank_counts(of_articles=True) is None


def test_failures_keep_the_order_of_the_cases():
    first, second = answerable(right=False), unanswerable(refused=False)
    assert report(first, answerable(), second).failures == [first, second]
