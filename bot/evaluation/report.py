"""Outcomes summed up: the metrics, the curve of risk, and the failures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.evaluation.metrics import (
    NOT_ASKED,
    Metric,
    auroc,
    mean_reciprocal_rank,
    percentile,
    ratio,
    recall_at,
    risk_coverage,
)
from bot.evaluation.outcomes import DEEPEST_RANK, Outcome

DEPTHS = (1, 3, 5, DEEPEST_RANK)


@dataclass(frozen=True)
class Report:
    """What a set of questions led to.

    Attributes:
        outcomes: in the order of the cases.
        articles: how many the library held.
        model: the language model's name, or "built-in".
        unknown: expected articles that the library doesn't hold, as the cases name them.
        day: when it was measured.
    """

    outcomes: tuple[Outcome, ...]
    articles: int
    model: str
    unknown: tuple[str, ...]
    day: date

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        """The metrics by name; see measure."""
        return measure(self.outcomes)

    @property
    def failures(self) -> list[Outcome]:
        """What went wrong, in the order of the cases."""
        return [outcome for outcome in self.outcomes if outcome.failure]

    @cached_property
    def risk_curve(self) -> list[tuple[float, float]]:
        """Coverage and risk at each confidence; see risk_coverage.

        Of the questions that expect an answer string and the unanswerable ones. An answer to an
        unanswerable question is wrong.
        """
        judged = [outcome for outcome in self.outcomes if outcome.right is not None]
        given = [outcome for outcome in judged if not outcome.answer.refused]
        return risk_coverage(
            [outcome.answer.confidence for outcome in given],
            [bool(outcome.right) for outcome in given],
            asked=len(judged),
        )

    def rank_counts(self, *, of_articles: bool) -> Counter[int] | None:
        """Return how many questions found the right article, or passage, first at each rank.

        Returns:
            Counts by rank, 0 for not found; None if no question asks for it.
        """
        asked = _asking_article(self.outcomes) if of_articles else _asking(self.outcomes)
        ranks = (outcome.article_rank if of_articles else outcome.passage_rank for outcome in asked)
        return Counter(rank or 0 for rank in ranks) if asked else None


def measure(outcomes: Sequence[Outcome]) -> dict[str, Metric]:
    """Work out all metrics; those that the cases can't yield have no value.

    article_recall_at_K, article_mrr: of answerable questions that name an expected article, its
    place among the first 8 articles found (each counted once).
    passage_recall_at_K, passage_mrr: of answerable questions, the place among the first 8 of the
    first passage of an expected article (if given) that holds an expected string (if given).
    answer_accuracy: answers that hold an expected string / answerable questions that expect one;
    a refusal holds none.
    accuracy_when_answered: the same, of those that were not refused.
    citation_precision: citations of an expected article / citations, over the answers to
    questions that name one.
    refusal_precision, refusal_recall, refusal_f1: see refusals.
    confidence_auroc: see auroc; answerable against unanswerable questions.
    latency_p50_ms, latency_p95_ms: of whole answers, in milliseconds.
    """
    found = [outcome.article_rank for outcome in _asking_article(outcomes)]
    passages = [outcome.passage_rank for outcome in _asking(outcomes)]
    stated = [outcome for outcome in outcomes if outcome.case.answers]
    answered = [bool(outcome.right) for outcome in stated if not outcome.answer.refused]
    none_answered = "all were refused" if stated else NOT_ASKED
    spent_ms = [1000 * outcome.spent_s for outcome in outcomes]
    return {
        **{f"article_recall_at_{k}": recall_at(found, k) for k in DEPTHS},
        "article_mrr": mean_reciprocal_rank(found),
        **{f"passage_recall_at_{k}": recall_at(passages, k) for k in DEPTHS},
        "passage_mrr": mean_reciprocal_rank(passages),
        "answer_accuracy": ratio([bool(outcome.right) for outcome in stated]),
        "accuracy_when_answered": ratio(answered, missing=none_answered),
        "citation_precision": _citation_precision(_asking_article(outcomes)),
        **refusals(outcomes),
        "confidence_auroc": auroc(
            confidences(outcomes, answerable=True), confidences(outcomes, answerable=False)
        ),
        "latency_p50_ms": percentile(spent_ms, 0.5),
        "latency_p95_ms": percentile(spent_ms, 0.95),
    }


def refusals(
    outcomes: Sequence[Outcome], weights: Sequence[float] | None = None
) -> dict[str, Metric]:
    """Return precision, recall and F1 of refusing, over questions known to be answerable or not.

    P = U / R, U the unanswerable questions that are refused, R all that are refused;
    R = U / N, N the unanswerable questions;
    F1 = 2 P R / (P + R), which equals 2 U / (refused + N).

    Args:
        outcomes: of any questions.
        weights: what each counts; 1 by default.
    """
    weighed = zip(outcomes, weights or [1.0] * len(outcomes), strict=True)
    known = [
        (o.case.answerable, o.answer.refused, w)
        for o, w in weighed
        if o.case.answerable is not None
    ]
    unanswerable = [0.0 if answerable else weight for answerable, _, weight in known]
    refused = [weight if is_refused else 0.0 for _, is_refused, weight in known]
    rightly = [min(pair) for pair in zip(unanswerable, refused, strict=True)]
    not_asked = dict.fromkeys(("refusal_precision", "refusal_recall", "refusal_f1"), ratio([]))
    recall = {"refusal_recall": ratio(rightly, unanswerable)}
    # With one kind alone no refusal could be wrong, or none could be right.
    if len({answerable for answerable, _, _ in known}) < 2:
        return not_asked | recall
    both = [a + b for a, b in zip(unanswerable, refused, strict=True)]
    return {
        "refusal_precision": ratio(rightly, refused, missing="nothing was refused"),
        **recall,
        "refusal_f1": ratio([2 * weight for weight in rightly], both),
    }


def confidences(outcomes: Sequence[Outcome], *, answerable: bool) -> list[float]:
    """Return the confidences of the answerable questions, or of the unanswerable ones."""
    return [o.answer.confidence for o in outcomes if o.case.answerable is answerable]


def _citation_precision(outcomes: Sequence[Outcome]) -> Metric:
    cited = [len(outcome.answer.citations) for outcome in outcomes]
    missing = "nothing was cited" if outcomes else NOT_ASKED
    return ratio([outcome.rightly_cited for outcome in outcomes], cited, missing=missing)


def _asking(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return those whose case says what a right passage is."""
    return [o for o in outcomes if o.case.answerable and (o.case.answers or o.case.articles)]


def _asking_article(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [outcome for outcome in _asking(outcomes) if outcome.case.articles]
