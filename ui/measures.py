"""The metrics of a report in words and figures, for the terminal and the page."""

from bot.evaluation.metrics import Metric
from bot.evaluation.outcomes import Failure
from bot.evaluation.report import DEPTHS, Report


def _among(depth: int) -> str:
    return "first" if depth == 1 else f"in the first {depth}"


GROUPS: dict[str, dict[str, str]] = {
    "Search": {
        **{f"article_recall_at_{k}": f"right article {_among(k)}" for k in DEPTHS},
        "article_mrr": "right article, mean reciprocal rank",
        **{f"passage_recall_at_{k}": f"right passage {_among(k)}" for k in DEPTHS},
        "passage_mrr": "right passage, mean reciprocal rank",
    },
    "Answers": {
        "answer_accuracy": "answer holds an expected string",
        "accuracy_when_answered": "the same, of those not refused",
        "citation_precision": "citations of an expected article",
    },
    "Refusals": {
        "refusal_precision": "precision",
        "refusal_recall": "recall",
        "refusal_f1": "F1",
        "confidence_auroc": "AUROC of confidence",
    },
    "Time": {
        "latency_p50_ms": "half of the answers within",
        "latency_p95_ms": "95 of 100 answers within",
    },
}
FAILURES: dict[Failure, str] = {
    "wrong": "Wrong: no expected string in the answer",
    "elsewhere": "No expected article cited",
    "refused": "Refused, though answerable",
    "answered": "Answered, though unanswerable",
}


def shown_value(name: str, metric: Metric) -> str:
    """Return a metric's value with two decimals, or in milliseconds, or why there is none."""
    if metric.value is None:
        return metric.missing
    return f"{metric.value:.0f} ms" if name.endswith("_ms") else f"{metric.value:.2f}"


def shown_interval(metric: Metric) -> str:
    """Return the 95 % interval, or "" where there is none."""
    if metric.low is None or metric.high is None:
        return ""
    return f"{metric.low:.2f} to {metric.high:.2f}"


def summary(report: Report) -> list[str]:
    """Return what came out, in one sentence for each kind of question that was asked."""
    stated = [o for o in report.outcomes if o.case.answers]
    unanswerable = [o for o in report.outcomes if o.case.unanswerable]
    sentences = []
    if stated:
        refused = sum(outcome.answer.refused for outcome in stated)
        right = sum(bool(outcome.right) for outcome in stated)
        sentences.append(
            f"Of {questions(len(stated))} with an expected answer, {right} got one that holds it, "
            f"{len(stated) - right - refused} another, and {refused} "
            f"{'was' if refused == 1 else 'were'} refused."
        )
    if unanswerable:
        refused = sum(outcome.answer.refused for outcome in unanswerable)
        sentences.append(
            f"Of {questions(len(unanswerable))} that can't be answered, {refused} "
            f"{'was' if refused == 1 else 'were'} refused."
        )
    return sentences


def questions(count: int) -> str:
    """Return a number of questions in words."""
    return "1 question" if count == 1 else f"{count:,} questions"
