"""What footnote eval does: ask, write the reports, and return the table to print."""

import json
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.evaluation import evaluate, read_cases
from bot.evaluation.matching import holds_answer, is_expected
from bot.evaluation.outcomes import Outcome
from bot.evaluation.report import Report
from index.errors import SettingsError
from index.settings import absolute_path
from ui.measures import FAILURES, GROUPS, questions, shown_interval, shown_value, summary
from ui.progress import progress_bar
from ui.report import report_page
from ui.summaries import printable

_STDOUT = Path("-")


def run_evaluation(
    cases: Path, library: Path | None, *, html: Path | None, as_json: Path | None, bar: Console
) -> str:
    """Ask the questions of a file, and write what was asked for.

    Args:
        cases: the file of questions.
        library: the library's folder. Default: FOOTNOTE_LIBRARY.
        html: where the page is written.
        as_json: where the JSON object is written; "-" to have it returned in the table's place.
        bar: where progress is shown.

    Returns:
        What to print: the table, or the JSON object.

    Raises:
        SettingsError: a file can't be written; known before anything is asked.
        FootnoteError: see evaluate.
    """
    read = read_cases(cases)
    to_stdout = as_json == _STDOUT
    html = absolute_path(html) if html else None
    as_json = absolute_path(as_json) if as_json and not to_stdout else None
    _require_writable([path for path in (html, as_json) if path], cases)
    with progress_bar(bar, "Asking questions") as progress:
        task = progress.add_task("", total=len(read))
        report = evaluate(
            read,
            library=library,
            progress=lambda done, _: progress.update(task, completed=done),
        )
    as_object = json.dumps(report_object(report), ensure_ascii=False, indent=2) + "\n"
    # What can't be written in UTF-8, such as an odd file name, becomes an escape of JSON.
    as_object = as_object.encode("utf-8", "backslashreplace").decode()
    if html:
        _write(html, report_page(report))
    if as_json:
        _write(as_json, as_object)
    return as_object if to_stdout else report_text(report, page=html)


def report_text(report: Report, *, page: Path | None = None) -> str:
    """Return a report as a table for a terminal.

    Args:
        report: what is shown.
        page: where the failures can be read, if a page was written.
    """
    lines = [*summary(report), "", f"{'':44}{'value':<12}{'95 % interval':<16}questions"]
    for group, labels in GROUPS.items():
        lines.append(group)
        for name, label in labels.items():
            metric = report.metrics[name]
            row = f"  {label:<42}{shown_value(name, metric):<12}{shown_interval(metric):<16}"
            lines.append(f"{row}{metric.count or ''}".rstrip())
    counts = {kind: sum(o.failure == kind for o in report.failures) for kind in FAILURES}
    if any(counts.values()):
        where = f"in {page}" if page else "with --html FILE or --json FILE"
        lines += ["", f"{questions(len(report.failures))} went wrong, each shown {where}:"]
        lines += [f"  {count:>4}  {FAILURES[kind]}" for kind, count in counts.items() if count]
    if report.unknown:
        lines += ["", "Expected articles that the library doesn't hold:"]
        lines += [f"  {name}" for name in report.unknown]
    return "\n".join(map(printable, lines)) + "\n"


def report_object(report: Report) -> dict[str, Any]:
    """Return a report as the JSON object that `footnote eval --json` writes.

    Its names are a public interface; the README documents them.
    """
    return {
        "day": report.day.isoformat(),
        "model": report.model,
        "articles": report.articles,
        "questions": len(report.outcomes),
        "metrics": {
            name: {
                "value": _rounded(metric.value),
                "low": _rounded(metric.low),
                "high": _rounded(metric.high),
                "count": metric.count,
                "missing": metric.missing,
            }
            for name, metric in report.metrics.items()
        },
        "risk_curve": [[_rounded(a), _rounded(b)] for a, b in report.risk_curve],
        "unknown_articles": list(report.unknown),
        "cases": [_case_object(outcome) for outcome in report.outcomes],
    }


def _case_object(outcome: Outcome) -> dict[str, Any]:
    case, answer = outcome.case, outcome.answer
    return {
        "question": case.question,
        "answers": list(case.answers),
        "articles": list(case.articles),
        "answerable": case.answerable,
        "text": outcome.said,
        "refused": answer.refused,
        "confidence": _rounded(answer.confidence),
        "right": outcome.right,
        "failure": outcome.failure,
        "article_rank": outcome.article_rank,
        "passage_rank": outcome.passage_rank,
        "cited": [c.article.title for c in answer.citations],
        "latency_ms": round(1000 * outcome.spent_s, 1),
        "hits": [
            {
                "title": hit.passage.article.title,
                "source": str(hit.passage.article.source),
                "score": _rounded(hit.score),
                "expected_article": is_expected(hit.passage.article, case.articles),
                "holds_answer": holds_answer(hit.passage.text, case.answers),
            }
            for hit in answer.hits
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _require_writable(paths: list[Path], cases: Path) -> None:
    """Refuse an output file that can't be written, or that is one of the others."""
    taken = [cases.resolve()]
    for path in paths:
        if path.is_dir() or not path.parent.is_dir():
            reason = "it is a folder" if path.is_dir() else "its folder doesn't exist"
            raise SettingsError(f"The report can't be written to {path} ({reason}); name a file.")
        if path.resolve() in taken:
            raise SettingsError(
                f"The report can't be written to {path}, which is the file of cases or of the "
                "other report; name another file."
            )
        taken.append(path.resolve())
        existed = path.exists()
        try:
            with path.open("a", encoding="utf-8"):
                pass
        except OSError as exc:
            reason = exc.strerror or "it can't be opened"
            raise SettingsError(
                f"The report can't be written to {path} ({reason}); name another file."
            ) from exc
        if not existed:
            path.unlink()


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as exc:
        raise SettingsError(
            f"The report can't be written to {path} ({exc.strerror}); name another file."
        ) from exc
