"""Whether answers are right, or refused, beside two baselines, on questions with known answers.

    FOOTNOTE_BENCH_DATA=... python -m tests.benchmarks.quality --work DIR [--scorer small|...]
                                                                [--alone]

Reports both halves of the questions; the even half was used to choose weights and thresholds,
so the odd half counts. DIR keeps the libraries and the baselines' pieces, which take minutes to
embed. Alone, Footnote is asked without the baselines.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.evaluation import Metric, holds_answer, measure
from bot.evaluation.metrics import auroc, ratio
from bot.evaluation.report import refusals
from index.library import Library
from index.settings import read_settings
from index.sync import index_paths
from tests.benchmarks.comparison import best_threshold, metric_object, paired, table
from tests.benchmarks.contenders import Bm25, Contender, Footnote, TutorialChain, refuse_below
from tests.benchmarks.data import news_cases, write_news, write_squad
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.question_sets import COMPARED, Result, Sets, ask_all, half_of

OURS = {"off": "Footnote, scorer off", "small": "Footnote, small scorer", "on": "Footnote"}
# The news questions say "this week": asked on the day that they were written, it can be told which.
ON_THE_DAY = "Footnote, on the day"
UNDATED = ("squad", "squad_in_news", "squad_unanswerable")
ANSWERABLE = ("news", "squad")
# What can't be answered, and its part in the balanced mix: each of the three kinds a third.
UNANSWERABLE = {
    "news_without_evidence": 1 / 3,
    "squad_in_news": 1 / 6,
    "news_in_squad": 1 / 6,
    "squad_unanswerable": 1 / 3,
}
OFF_TOPIC = ("squad_in_news", "news_in_squad")
LABELS = {
    "article_recall_at_1": "right article first",
    "article_recall_at_5": "right article in the first 5",
    "article_mrr": "right article, MRR",
    "passage_recall_at_1": "right passage first",
    "passage_recall_at_5": "right passage in the first 5",
    "passage_mrr": "right passage, MRR",
    "best_sentence": "answer in the best sentence",
    "three_sentences": "answer in the three best sentences",
    "quoted": "answer in what it quotes, if it refused nothing",
    "answer_accuracy": "answer in what it quotes, refusals counted as wrong",
    "citation_precision": "citations of the right article",
    "latency_p50_ms": "time, p50, ms",
    "latency_p95_ms": "time, p95, ms",
}
CERTAINTY_LABELS = {
    "right_sure": "right, of what is answered surely, balanced mix",
    "right_unsure": "right, of what is answered unsurely, balanced mix",
    "right_sure_answerable": "the same, of answerable questions: surely",
    "right_unsure_answerable": "the same, of answerable questions: unsurely",
    "unsure": "answers that say they are unsure, balanced mix",
    "words_given": "answers to answerable questions that mark words",
    "words_right": "marked words that hold an expected string, or stand in it",
    "words_right_in_right": "the same, where the answer holds an expected string",
}
REFUSAL_LABELS = {
    "auroc_evidence": "AUROC of confidence, news with against without its evidence",
    "auroc_topic": "AUROC of confidence, on topic against off topic",
    "auroc_unanswerable": "AUROC of confidence, SQuAD against its unanswerable questions",
    **{f"refused_{name}": f"refused: {name.replace('_', ' ')}" for name in ANSWERABLE},
    **{f"refused_{name}": f"refused: {name.replace('_', ' ')}" for name in UNANSWERABLE},
    "refusal_precision": "refusals, balanced mix: precision",
    "refusal_recall": "refusals, balanced mix: recall",
    "refusal_f1": "refusals, balanced mix: F1",
}


def weights(half: Sets) -> dict[str, float]:
    """Return what a question of each set counts in the balanced mix.

    Answerable and unanswerable questions count 1 in all each, of the former news and SQuAD half
    each, of the latter as UNANSWERABLE says.
    """
    parts = dict.fromkeys(ANSWERABLE, 1 / 2) | UNANSWERABLE
    return {name: part / len(half[name]) for name, part in parts.items()}


def with_threshold(sets: Sets) -> tuple[Sets, float]:
    """Let a baseline refuse, below the confidence that does best on the even half."""
    even = half_of(sets, even=True)
    weighed = weights(even)
    threshold = best_threshold(
        (result.reply.answer.confidence, name in UNANSWERABLE, weighed[name])
        for name, results in even.items()
        for result in results
    )
    refused = {
        name: [
            replace(r, reply=replace(r.reply, answer=refuse_below(r.reply.answer, threshold)))
            for r in results
        ]
        for name, results in sets.items()
    }
    return refused, threshold


def answers(results: Sequence[Result]) -> dict[str, Metric]:
    """Return the metrics of one answerable set."""
    right = [result.right() for result in results]
    measured = measure([result.outcome for result in results])
    return measured | {name: ratio([row[name] for row in right]) for name in COMPARED}


def refusal_metrics(half: Sets) -> dict[str, Metric]:
    """Return AUROC of confidence, what was refused of each set, and the balanced mix."""

    def confidences(*names: str) -> list[float]:
        return [result.reply.answer.confidence for name in names for result in half[name]]

    weighed = weights(half)
    mixed = [(result.outcome, weighed[name]) for name in weighed for result in half[name]]
    return {
        "auroc_evidence": auroc(confidences("news"), confidences("news_without_evidence")),
        "auroc_topic": auroc(confidences(*ANSWERABLE), confidences(*OFF_TOPIC)),
        "auroc_unanswerable": auroc(confidences("squad"), confidences("squad_unanswerable")),
        **{
            f"refused_{name}": ratio([result.reply.answer.refused for result in results])
            for name, results in half.items()
        },
        **refusals([outcome for outcome, _ in mixed], [weight for _, weight in mixed]),
    }


def certainty(half: Sets) -> dict[str, Metric]:
    """Return how often answers are right that say they are unsure, and others; and marked words.

    An answer is right that holds an expected string, so none to what can't be answered is.
    """
    weighed = weights(half)
    answered = [
        (result, weighed[name])
        for name in weighed
        for result in half[name]
        if not result.reply.answer.refused
    ]

    def right(chosen: Sequence[tuple[Result, float]]) -> Metric:
        return ratio(
            [weight * bool(result.outcome.right) for result, weight in chosen],
            [weight for _, weight in chosen],
        )

    unsure = [pair for pair in answered if pair[0].reply.answer.unsure]
    sure = [pair for pair in answered if not pair[0].reply.answer.unsure]
    answerable = [result for result, _ in answered if not result.case.unanswerable]
    marked = [result for result in answerable if result.reply.answer.answer_words]
    return {
        "right_sure": right(sure),
        "right_unsure": right(unsure),
        "right_sure_answerable": right([p for p in sure if not p[0].case.unanswerable]),
        "right_unsure_answerable": right([p for p in unsure if not p[0].case.unanswerable]),
        "unsure": ratio(
            [weight * result.reply.answer.unsure for result, weight in answered],
            [weight for _, weight in answered],
        ),
        "words_given": ratio([bool(result.reply.answer.answer_words) for result in answerable]),
        "words_right": ratio([_words_right(result) for result in marked]),
        "words_right_in_right": ratio([_words_right(r) for r in marked if r.outcome.right]),
    }


def _words_right(result: Result) -> bool:
    words, expected = result.reply.answer.answer_words, result.case.answers
    return holds_answer(words, expected) or any(holds_answer(text, (words,)) for text in expected)


def compare(halves: Mapping[str, Sets]) -> dict[str, Any]:
    """Hold Footnote against each other contender on the same questions; see paired."""
    ours = [name for name in OURS.values() if name in halves][-1]
    right = {
        name: {kind: [result.right() for result in half[kind]] for kind in ANSWERABLE}
        for name, half in halves.items()
    }
    return {
        f"{ours} against {name}": {
            f"{kind}_{measured}": paired(
                [row[measured] for row in right[ours][kind]],
                [row[measured] for row in right[name][kind]],
            )
            for kind in ANSWERABLE
            for measured in COMPARED
        }
        for name in halves
        if name != ours
    }


def contenders(
    work: Path, scorers: Sequence[str], *, alone: bool = False
) -> dict[str, dict[str, Contender]]:
    """Make the libraries and the baselines' indexes in a folder, as far as they aren't there.

    Args:
        work: the folder.
        scorers: with which of OURS Footnote is asked.
        alone: whether without the baselines, and today alone.
    """
    ours = {
        OURS[scorer]: read_settings().model_copy(update={"scorer": scorer}) for scorer in scorers
    }
    made: dict[str, dict[str, Contender]] = {} if alone else {"tutorial chain": {}, "BM25": {}}
    for name, write in (("news", write_news), ("squad", write_squad)):
        folder = work / name
        if not folder.exists():
            write(folder)
        index_paths([folder], library=work / f"{name}-library")
        library = Library(work / f"{name}-library")
        for contender, settings in ours.items():
            made.setdefault(contender, {})[name] = Footnote(library, settings)
        if alone:
            continue
        made["tutorial chain"][name] = TutorialChain(library, work / f"{name}-tutorial")
        made["BM25"][name] = Bm25(library, work / f"{name}-bm25")
        asked = {case.question: case.asked for case in news_cases() if case.asked}
        made.setdefault(ON_THE_DAY, {})[name] = Footnote(library, read_settings(), asked)
    return made


def report(results: Mapping[str, Sets], *, even: bool) -> tuple[dict[str, Any], str]:
    """Sum up one half of the questions: for the result file, and as tables in Markdown."""
    halves = {name: half_of(sets, even=even) for name, sets in results.items()}
    summed = {
        "news": {name: answers(half["news"]) for name, half in halves.items()},
        "squad": {name: answers(half["squad"]) for name, half in halves.items()},
        "refusals": {name: refusal_metrics(half) for name, half in halves.items()},
        "certainty": {
            name: certainty(half)
            for name, half in halves.items()
            if name in (*OURS.values(), ON_THE_DAY)
        },
    }
    known = {
        part: {
            contender: {name: metric_object(metric) for name, metric in metrics.items()}
            for contender, metrics in columns.items()
        }
        for part, columns in summed.items()
    }
    labels = {"refusals": REFUSAL_LABELS, "certainty": CERTAINTY_LABELS}
    tables = "\n".join(
        f"{part}:\n\n{table(columns, labels.get(part, LABELS))}" for part, columns in summed.items()
    )
    return known | {"compared": compare(halves)}, tables


def main() -> None:
    """Run all question sets, print the tables and write results/quality-scorer-SCORER.json.

    Alone, the file is results/quality-alone-SCORER.json.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--scorer", choices=(*OURS, "all"), default="all")
    parser.add_argument("--alone", action="store_true")
    arguments = parser.parse_args()
    scorers = tuple(OURS) if arguments.scorer == "all" else (arguments.scorer,)
    made = contenders(arguments.work, scorers, alone=arguments.alone)
    results: dict[str, Sets] = {}
    for name, libraries in made.items():
        # Footnote answers what was asked on no known day alike today and on the day.
        alike = results.get(OURS[read_settings().scorer], {}) if name == ON_THE_DAY else {}
        results[name] = ask_all(libraries, {n: r for n, r in alike.items() if n in UNDATED})
    thresholds = {}
    for name in results.keys() - {*OURS.values(), ON_THE_DAY}:
        results[name], thresholds[name] = with_threshold(results[name])
    odd, odd_tables = report(results, even=False)
    even, even_tables = report(results, even=True)
    text = json.dumps(
        {
            "machine": describe_machine(),
            "scorer": arguments.scorer,
            "thresholds": thresholds,
            "odd_half": odd,
            "even_half": even,
        },
        indent=2,
    )
    kind = "alone" if arguments.alone else "scorer"
    out = Path(__file__).parent / "results" / f"quality-{kind}-{arguments.scorer}.json"
    out.write_text(text + "\n", encoding="utf-8")
    print(f"Odd half\n\n{odd_tables}\nEven half\n\n{even_tables}")


if __name__ == "__main__":
    main()
