"""What footnote eval writes and prints."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from bot.evaluation import Case
from index.errors import CasesError, SettingsError
from tests.bot.evaluation.samples import answerable, outcome
from tests.ui.reports import made_report, mixed_report
from ui.evaluation import report_object, report_text, run_evaluation

CASES = """{"question": "Who is Josep Borrell?", "answers": ["foreign policy chief"]}
{"question": "How do I bake bread?", "unanswerable": true}
"""


@pytest.fixture
def run(monkeypatch, tmp_path, sample_folder):
    """Return a function that measures the sample library on CASES, without the scorer."""
    monkeypatch.setenv("FOOTNOTE_SCORER", "off")
    file = tmp_path / "cases.jsonl"
    file.write_text(CASES)

    def measured(*, html=None, as_json=None, cases=file):
        bar = Console(file=io.StringIO())
        return run_evaluation(cases, sample_folder, html=html, as_json=as_json, bar=bar)

    return measured


def test_the_table_is_printed_and_the_files_are_written(run, tmp_path):
    printed = run(html=tmp_path / "page.html", as_json=tmp_path / "report.json")
    assert "answer holds an expected string" in printed
    assert "measured on 2 questions" in (tmp_path / "page.html").read_text()
    assert json.loads((tmp_path / "report.json").read_text())["questions"] == 2


def test_a_dash_prints_the_json_in_the_tables_place(run, tmp_path):
    report = json.loads(run(as_json=Path("-")))
    assert report["metrics"]["answer_accuracy"]["value"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["cases.jsonl"]


def test_wrong_cases_are_refused(run, tmp_path):
    with pytest.raises(CasesError):
        run(cases=tmp_path / "none.jsonl")


def refused_before_asking(run, **files):
    with pytest.raises(SettingsError) as raised:
        run(**files)
    return str(raised.value)


def test_a_report_never_overwrites_the_cases(run, tmp_path):
    assert "file of cases" in refused_before_asking(run, as_json=tmp_path / "cases.jsonl")
    assert (tmp_path / "cases.jsonl").read_text() == CASES


def test_the_two_reports_need_two_files(run, tmp_path):
    same = tmp_path / "report"
    assert "other report" in refused_before_asking(
        run, html=same, as_json=tmp_path / "." / "report"
    )
    assert not same.exists()


def test_a_folder_or_a_file_in_no_folder_is_refused(run, tmp_path):
    assert "it is a folder" in refused_before_asking(run, html=tmp_path)
    assert "doesn't exist" in refused_before_asking(run, html=tmp_path / "none" / "page.html")
    assert "can't be used" in refused_before_asking(run, html=tmp_path / ("x" * 5000))


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_asked(run, tmp_path):
    for path in (Path("/proc/page.html"), Path("/dev/full/page.html")):
        assert "can't be written" in refused_before_asking(run, html=path)
    with pytest.raises(CasesError):
        run(cases=tmp_path / "none.jsonl", html=tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


def test_the_text_shows_values_intervals_and_counts():
    lines = [line.split() for line in report_text(mixed_report()).splitlines()]
    assert [
        "answer",
        "holds",
        "an",
        "expected",
        "string",
        "0.33",
        "0.00",
        "to",
        "1.00",
        "3",
    ] in lines


def test_the_text_says_what_was_not_asked():
    assert "recall                                    not asked\n" in report_text(
        made_report(answerable())
    )


def test_the_text_counts_the_failures_and_says_where_to_read_them(tmp_path):
    text = report_text(mixed_report())
    assert "3 questions went wrong, each shown with --html FILE or --json FILE:" in text
    assert "   1  Refused, though answerable" in text
    assert f"each shown in {tmp_path}" in report_text(mixed_report(), page=tmp_path)


def test_what_a_terminal_would_obey_is_written_out_in_the_names_of_unknown_articles():
    text = report_text(made_report(answerable(), unknown=("har\x1b[31mbor.txt",)))
    assert "  har\\x1b[31mbor.txt" in text
    assert "\x1b" not in text


def test_the_object_tells_missing_values_from_0():
    metrics = report_object(made_report(answerable(right=False)))["metrics"]
    assert metrics["answer_accuracy"]["value"] == 0
    assert metrics["article_mrr"] == {
        "value": None, "low": None, "high": None, "count": 0, "missing": "not asked",
    }  # fmt: skip


def test_the_object_holds_each_case_with_what_was_retrieved():
    case = Case("What colour is the door?", ("blue",), ("door.txt",))
    made = outcome(
        case, hits=[("It is blue.", "door")], said=[("It is red.", "door")], confidence=0.123456
    )
    (shown,) = report_object(made_report(made))["cases"]
    assert shown == {
        "question": "What colour is the door?",
        "answers": ["blue"],
        "articles": ["door.txt"],
        "answerable": True,
        "text": "It is red.",
        "refused": False,
        "confidence": 0.1235,
        "right": False,
        "failure": "wrong",
        "article_rank": 1,
        "passage_rank": 1,
        "cited": ["A title"],
        "latency_ms": 0.0,
        "hits": [
            {
                "title": "A title",
                "source": "/articles/door.txt",
                "score": 1.0,
                "expected_article": True,
                "holds_answer": True,
            }
        ],
    }
