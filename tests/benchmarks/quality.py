"""Whether answers are right, or refused, on questions with known answers.

    FOOTNOTE_BENCH_DATA=... python -m tests.benchmarks.quality --work DIR [--scorer off]

Reports both halves of the questions; the even half was used to choose weights and thresholds,
so the odd half counts. DIR keeps the libraries, which take minutes to embed.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from bot.answers import Answer
from bot.chain import Bot
from bot.evidence import THRESHOLD, Evidence, weigh
from bot.queries import Query
from bot.quoting import quote
from index.library import Library
from index.settings import read_settings
from index.sync import index_paths
from tests.benchmarks.data import (
    Case,
    holds_answer,
    news_cases,
    squad_cases,
    write_news,
    write_squad,
)
from tests.benchmarks.machine import describe_machine

HITS = 8
SQUAD_QUESTIONS = 240
WARM_UP = 5


@dataclass(frozen=True)
class Outcome:
    """What one question led to."""

    case: Case
    evidence: Evidence
    quoted: str
    spent_s: float

    @property
    def ranked_articles(self) -> list[str]:
        """Addresses of the articles found, best passage first."""
        return [hit.passage.article.url for hit in self.evidence.hits]


def run(bot: Bot, cases: Sequence[Case], *, hide_evidence: bool = False) -> list[Outcome]:
    """Answer questions, optionally as if the articles that hold the answers were not there."""
    outcomes = []
    for case in cases:
        began = perf_counter()
        wanted = HITS + 40 if hide_evidence else HITS
        hits = bot.library.search(case.question, k=wanted)
        if hide_evidence:
            hits = [hit for hit in hits if hit.passage.article.url not in case.articles][:HITS]
        evidence = weigh(Query(case.question), hits, bot.library, bot.scorer)
        quoted = Answer("")
        for sentences, citations in quote(evidence):
            quoted = replace(quoted, sentences=sentences, citations=citations)
        outcomes.append(Outcome(case, evidence, quoted.text, perf_counter() - began))
    return outcomes


def share(values: Sequence[bool]) -> float:
    """Return the part of the values that are true, 0 to 1."""
    return round(float(np.mean(values)), 3) if values else float("nan")


def accuracy(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return how often the answer was found, by how much of the evidence is looked at.

    article_first = right article ranked first / questions;
    passage_in_5 = a top-5 passage of a right article holds an answer string / questions;
    best_sentence, three_sentences = the 1 or 3 best candidates hold an answer string / questions;
    quoted = the sentences that would be quoted hold one / questions.
    """

    def held(number: int) -> list[bool]:
        return [
            any(holds_answer(c.text, o.case.answers) for c in o.evidence.candidates[:number])
            for o in outcomes
        ]

    return {
        "questions": len(outcomes),
        "article_first": share([o.ranked_articles[0] in o.case.articles for o in outcomes]),
        "passage_in_5": share(
            [
                any(
                    hit.passage.article.url in o.case.articles
                    and holds_answer(hit.passage.text, o.case.answers)
                    for hit in o.evidence.hits[:5]
                )
                for o in outcomes
            ]
        ),
        "best_sentence": share(held(1)),
        "three_sentences": share(held(3)),
        "quoted": share([holds_answer(o.quoted, o.case.answers) for o in outcomes]),
    }


def auroc(positive: Sequence[Outcome], negative: Sequence[Outcome]) -> float:
    """Return the chance that an answerable question gets the higher confidence."""
    labels = [1] * len(positive) + [0] * len(negative)
    scores = [outcome.evidence.confidence for outcome in (*positive, *negative)]
    return round(float(roc_auc_score(labels, scores)), 3)


def answered(outcomes: Sequence[Outcome]) -> float:
    """Return the part of the questions that would be answered at the shipped threshold."""
    return share([outcome.evidence.confidence >= THRESHOLD for outcome in outcomes])


def refusal(answerable: Sequence[Outcome], others: Sequence[Outcome]) -> dict[str, float]:
    """Return precision, recall and F1 of refusing, each of the two groups weighing the same.

    P = r / (r + w), R = r, F1 = 2 P R / (P + R), with r the part of the unanswerable questions
    that are refused and w the part of the answerable ones that are.
    """
    right, wrong = 1 - answered(others), 1 - answered(answerable)
    precision = right / (right + wrong) if right + wrong else 0.0
    f1 = 2 * precision * right / (precision + right) if precision + right else 0.0
    return {"precision": round(precision, 3), "recall": round(right, 3), "f1": round(f1, 3)}


def report(results: dict[str, list[Outcome]], *, even: bool) -> dict[str, Any]:
    """Sum up one half of the questions."""
    half = {
        name: [outcome for outcome in outcomes if outcome.case.even is even]
        for name, outcomes in results.items()
    }
    on_topic = [*half["news"], *half["squad"]]
    off_topic = [*half["squad_in_news"], *half["news_in_squad"]]
    others = [*half["news_hidden"], *off_topic, *half["squad_unanswerable"]]
    return {
        "news": accuracy(half["news"]),
        "squad": accuracy(half["squad"]),
        "auroc_news_with_against_without_evidence": auroc(half["news"], half["news_hidden"]),
        "auroc_on_against_off_topic": auroc(on_topic, off_topic),
        "auroc_squad_against_unanswerable": auroc(half["squad"], half["squad_unanswerable"]),
        "answered": {name: answered(outcomes) for name, outcomes in half.items()},
        "refusal": refusal(on_topic, others),
        "news_p50_ms": round(1000 * float(np.median([o.spent_s for o in half["news"]]))),
        "news_p95_ms": round(1000 * float(np.quantile([o.spent_s for o in half["news"]], 0.95))),
    }


def main() -> None:
    """Run all question sets and write results/quality-SCORER.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--scorer", choices=("on", "off"), default="on")
    arguments = parser.parse_args()
    settings = read_settings().model_copy(update={"scorer": arguments.scorer})
    bots = {}
    for name, write in (("news", write_news), ("squad", write_squad)):
        folder = arguments.work / name
        if not folder.exists():
            write(folder)
        index_paths([folder], library=arguments.work / f"{name}-library")
        bots[name] = Bot(Library(arguments.work / f"{name}-library"), settings=settings)
    news, squad = news_cases(), squad_cases(answerable=True, most=SQUAD_QUESTIONS)
    unanswerable = squad_cases(answerable=False, most=SQUAD_QUESTIONS)
    run(bots["news"], news[:WARM_UP])
    results = {
        "news": run(bots["news"], news),
        "news_hidden": run(bots["news"], news, hide_evidence=True),
        "squad": run(bots["squad"], squad),
        "squad_unanswerable": run(bots["squad"], unanswerable),
        "squad_in_news": run(bots["news"], squad),
        "news_in_squad": run(bots["squad"], news),
    }
    text = json.dumps(
        {
            "machine": describe_machine(),
            "scorer": arguments.scorer,
            "odd_half": report(results, even=False),
            "even_half": report(results, even=True),
        },
        indent=2,
    )
    out = Path(__file__).parent / "results" / f"quality-scorer-{arguments.scorer}.json"
    out.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
