"""A report as one HTML page that needs nothing else: pure, and safe whatever the cases hold."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from bot.answers import BUILT_IN
from bot.evaluation.matching import holds_answer, is_expected
from bot.evaluation.metrics import Metric
from bot.evaluation.outcomes import DEEPEST_RANK, Outcome
from bot.evaluation.report import Report, confidences
from index.articles import day_text
from index.search import Hit
from ui.charts import bar_chart, curve_chart, interval_chart
from ui.measures import FAILURES, GROUPS, questions, shown_interval, shown_value, summary

_BINS = 10
_RANKS = (*range(1, DEEPEST_RANK + 1), 0)


def report_page(report: Report) -> str:
    """Return the page: the figures, three plots, and each failure with what was retrieved."""
    made = "quoting word for word" if report.model == BUILT_IN else f"written by {report.model}"
    held = "1 article" if report.articles == 1 else f"{report.articles:,} articles"
    return Template(_asset("report.html")).substitute(
        questions=questions(len(report.outcomes)),
        style=_asset("report.css"),
        about=escape(f"{day_text(report.day)} · {held} · {made}"),
        summary="".join(f'<p class="summary">{escape(line)}</p>' for line in summary(report)),
        warnings=_warnings(report),
        table=_table(report.metrics),
        plots=_risk(report) + _confidence(report.outcomes) + _ranks(report),
        failures=_failures(report.failures),
    )


def _warnings(report: Report) -> str:
    if not report.unknown:
        return ""
    names = "".join(f"<li>{escape(name)}</li>" for name in report.unknown)
    return (
        '<div class="warning"><p>Expected articles that the library doesn\'t hold; questions that '
        f"expect no other can't be found right:</p><ul>{names}</ul></div>"
    )


def _table(metrics: dict[str, Metric]) -> str:
    rows = "".join(
        f'<tr><th class="group" scope="rowgroup" colspan="5">{escape(group)}</th></tr>'
        + "".join(_row(name, label, metrics[name]) for name, label in labels.items())
        for group, labels in GROUPS.items()
    )
    return (
        '<table><thead><tr><th scope="col">Measure</th><th scope="col">Value</th>'
        '<th scope="col" class="wide">0 to 1</th><th scope="col">95 % interval</th>'
        f'<th scope="col" class="count">Questions</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(name: str, label: str, metric: Metric) -> str:
    drawn = ""
    if metric.value is not None and metric.low is not None and metric.high is not None:
        drawn = interval_chart(metric.value, metric.low, metric.high)
    kind = "value" if metric.value is not None else "value none"
    return (
        f'<tr><th scope="row">{escape(label)}</th>'
        f'<td class="{kind}">{escape(shown_value(name, metric))}</td><td class="wide">{drawn}</td>'
        f'<td>{shown_interval(metric)}</td><td class="count">{metric.count or ""}</td></tr>'
    )


def _risk(report: Report) -> str:
    heading = "Risk against coverage"
    if not report.risk_curve:
        return _figure(heading, "", "Not asked, or everything was refused.")
    coverage, risk = report.risk_curve[-1]
    chart = curve_chart(
        heading,
        report.risk_curve,
        x="coverage: part of the questions answered",
        y="risk: part of them wrong",
    )
    return _figure(
        heading,
        chart,
        f"Answers in the order of their confidence, the surest first. At the right end, where "
        f"refusing begins, {coverage:.2f} are answered and {risk:.2f} of the answers are wrong; an "
        "answer to an unanswerable question counts as wrong.",
    )


def _confidence(outcomes: Sequence[Outcome]) -> str:
    heading = "Confidence"
    both = [confidences(outcomes, answerable=kind) for kind in (True, False)]
    if not any(both):
        return _figure(heading, "", "Not asked.")
    counts = [[0] * _BINS for _ in both]
    for values, bins in zip(both, counts, strict=True):
        for value in values:
            bins[min(_BINS - 1, int(value * _BINS))] += 1
    labels = [f"{number / _BINS:g}" for number in range(_BINS + 1)]
    chart = bar_chart(heading, labels, counts, x="confidence", y="questions")
    note = "The further apart the two kinds lie, the better refusals can be."
    return _figure(heading, chart, note, legend=("answerable", "unanswerable"))


def _ranks(report: Report) -> str:
    heading = "Where the right one stood"
    found = {
        name: counts
        for name, of_articles in (("articles", True), ("passages", False))
        if (counts := report.rank_counts(of_articles=of_articles)) is not None
    }
    if not found:
        return _figure(heading, "", "Not asked.")
    labels = [str(rank or "none") for rank in _RANKS]
    rows = [[counts[rank] for rank in _RANKS] for counts in found.values()]
    chart = bar_chart(heading, labels, rows, x="rank of the first right one", y="questions")
    return _figure(
        heading, chart, f"None: not among the first {DEEPEST_RANK} found.", legend=tuple(found)
    )


def _figure(heading: str, chart: str, note: str, *, legend: tuple[str, ...] = ()) -> str:
    keys = "".join(
        f'<li><span class="key series-{number}"></span>{escape(name)}</li>'
        for number, name in enumerate(legend)
    )
    listed = f'<ul class="legend">{keys}</ul>' if keys else ""
    return (
        f"<figure><h3>{escape(heading)}</h3>{listed}{chart}"
        f"<figcaption>{escape(note)}</figcaption></figure>"
    )


def _failures(failures: Sequence[Outcome]) -> str:
    if not failures:
        return "<p>Nothing, by what the cases expect.</p>"
    groups = []
    for kind, heading in FAILURES.items():
        found = [outcome for outcome in failures if outcome.failure == kind]
        if found:
            cards = "".join(map(_failure, found))
            count = f'<span class="number">{len(found)}</span>'
            groups.append(f"<h3>{escape(heading)} {count}</h3>{cards}")
    return "".join(groups)


def _failure(outcome: Outcome) -> str:
    case = outcome.case
    given = "refused" if outcome.answer.refused else outcome.said
    rows = {
        "Expected": " / ".join(case.answers) or ("a refusal" if case.unanswerable else ""),
        "Expected in": " / ".join(case.articles),
        "Answer": given,
        "Cited": " / ".join(dict.fromkeys(c.article.title for c in outcome.answer.citations)),
        "Confidence": f"{outcome.answer.confidence:.2f}",
    }
    listed = "".join(
        f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in rows.items() if text
    )
    hits = "".join(_hit(outcome, hit) for hit in outcome.answer.hits)
    found = f"<h4>Retrieved</h4><ol>{hits}</ol>" if hits else "<p>Nothing was retrieved.</p>"
    return f"<details><summary>{escape(case.question)}</summary><dl>{listed}</dl>{found}</details>"


def _hit(outcome: Outcome, hit: Hit) -> str:
    article = hit.passage.article
    marks = []
    if is_expected(article, outcome.case.articles):
        marks.append("expected article")
    if holds_answer(hit.passage.text, outcome.case.answers):
        marks.append("holds the answer")
    tags = "".join(f' <span class="tag">{mark}</span>' for mark in marks)
    return (
        f'<li>{escape(article.title)}{tags}<span class="byline">{escape(article.byline)} · '
        f"score {hit.score:.2f}</span></li>"
    )


def _asset(name: str) -> str:
    return files("ui").joinpath(name).read_text(encoding="utf-8")
