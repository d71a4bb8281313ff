"""The command line as a program: what it prints, and how it ends."""

import json
import os
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.ui.commands import assert_one_sentence_and_failure

ROOT = Path(__file__).parents[2]


def test_indexing_sums_up_what_it_did(footnote, articles, tmp_path):
    (articles / "broken.md").write_bytes(b"\x00\x01\x02")
    code, out, _ = footnote("index", articles, "--library", tmp_path / "lib")
    assert code == 0
    assert "1 added, 0 changed, 0 removed, 0 unchanged, 1 skipped." in out
    assert "broken.md: a binary file" in out
    assert "1 article, 1 passage in " in out


def test_a_second_indexing_finds_nothing_new(footnote, articles, library):
    _, out, _ = footnote("index", articles, "--library", library)
    assert "0 added, 0 changed, 0 removed, 1 unchanged, 0 skipped." in out


def test_indexing_without_a_path_reads_the_known_folders_again(footnote, articles, library):
    (articles / "second.txt").write_text("A second headline\n\nThe quay is 800 metres long now.\n")
    _, out, _ = footnote("index", "--library", library)
    assert "1 added, 0 changed, 0 removed, 1 unchanged, 0 skipped." in out


def test_files_of_other_formats_are_told_by_an_indexing_and_by_the_status(
    footnote, articles, library
):
    (articles / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    told = "1 file of other formats (.doc 1)"
    assert f"passed over: {told}" in footnote("index", "--library", library)[1]
    assert f"Passed over:     {told}" in footnote("status", "--library", library)[1]


@pytest.mark.parametrize("words", [["index", ""], ["status", "--library", ""]])
def test_an_empty_name_is_refused(footnote, words):
    assert_one_sentence_and_failure(footnote(*words), "empty")


def test_asking_prints_the_answer_and_its_source(footnote, library):
    code, out, _ = footnote("ask", "How much did the harbour cost?", "--library", library)
    assert code == 0
    assert "The harbour cost 40 million crowns. [1]" in out
    assert "[1] Harbour opens (Coast Paper · 4 May 2021)" in out
    assert "harbour.md" in out


def test_a_question_may_be_asked_without_quotation_marks(footnote, library):
    words = "How much did the harbour cost".split()
    code, out, _ = footnote("ask", *words, "--library", library)
    assert code == 0
    assert "The harbour cost 40 million crowns. [1]" in out


def test_asking_for_json_prints_one_object(footnote, library):
    code, out, _ = footnote("ask", "How much did the harbour cost?", "--json", "--library", library)
    reply = json.loads(out)
    assert code == 0
    citation = reply["citations"][0]
    assert "40 million crowns" in citation["quote"]
    assert Path(citation["source"]).name == "harbour.md"
    assert list(reply) == [
        "question", "query", "text", "answer_words", "scope", "refused", "unsure", "confidence",
        "model", "sentences", "citations", "differs", "nearest", "parts", "listed", "timings_s",
    ]  # fmt: skip


def test_measuring_prints_a_table_and_writes_a_page(footnote, library, tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"question": "How much did the harbour cost?", "answers": ["40 million"]}')
    page = tmp_path / "report.html"
    code, out, _ = footnote("eval", cases, "--html", page, "--library", library)
    assert code == 0
    assert "Of 1 question with an expected answer, 1 got one that holds it" in out
    assert page.read_text().startswith("<!DOCTYPE html>")


def test_measuring_on_wrong_cases_is_one_sentence_with_the_line(footnote, library, tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"question": "Who?"}\n{"answers": ["40 million"]}\n')
    result = footnote("eval", cases, "--library", library)
    assert_one_sentence_and_failure(result, "cases.jsonl, line 2", '"question" is missing')


def test_a_refusal_is_no_failure(footnote, library):
    question = "Who painted the ceiling of the Vatican chapel?"
    code, out, _ = footnote("ask", question, "--json", "--library", library)
    assert code == 0
    assert json.loads(out)["refused"]
    assert json.loads(out)["citations"] == []


def test_the_library_may_be_named_by_the_environment(footnote, library, monkeypatch):
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(library))
    code, out, _ = footnote("status")
    assert code == 0
    assert str(library) in out.replace("\n", "")


def test_the_status_lists_what_was_skipped(footnote, articles, library):
    (articles / "broken.md").write_bytes(b"\x00\x01\x02")
    footnote("index", articles, "--library", library)
    code, out, _ = footnote("status", "--skipped", "--library", library)
    assert code == 0
    assert "all-MiniLM-L6-v2" in out
    assert "broken.md: a binary file" in out


def test_a_missing_folder(footnote, tmp_path):
    result = footnote("index", tmp_path / "nowhere", "--library", tmp_path / "lib")
    assert_one_sentence_and_failure(result, "nowhere", "doesn't exist")


def test_an_empty_folder(footnote, tmp_path):
    (tmp_path / "empty").mkdir()
    result = footnote("index", tmp_path / "empty", "--library", tmp_path / "lib")
    assert_one_sentence_and_failure(result, "empty", "holds no articles")
    assert not (tmp_path / "lib" / "catalog.sqlite").exists()


def test_a_folder_of_unreadable_files_alone(footnote, tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"\x00\x01")
    result = footnote("index", folder, "--library", tmp_path / "lib")
    assert_one_sentence_and_failure(result, "a.txt", "a binary file")


def test_a_library_that_does_not_exist_yet(footnote, tmp_path):
    result = footnote("ask", "What?  opened", "--library", tmp_path / "none")
    assert_one_sentence_and_failure(result, "footnote index PATH")


def test_an_empty_question(footnote, library):
    assert_one_sentence_and_failure(footnote("ask", "  ", "--library", library), "no words")


def test_a_question_of_100_000_characters(footnote, library):
    result = footnote("ask", "why " * 25_000, "--library", library)
    assert_one_sentence_and_failure(result, "99,999 characters")


def test_a_library_of_another_embedding_model(footnote, library, monkeypatch):
    monkeypatch.setenv("FOOTNOTE_EMBEDDER", "other/model")
    result = footnote("ask", "What opened?", "--library", library)
    assert_one_sentence_and_failure(result, "all-MiniLM-L6-v2", "FOOTNOTE_EMBEDDER")


def test_an_embedding_model_that_is_not_there(footnote, articles, tmp_path, monkeypatch):
    monkeypatch.setenv("FOOTNOTE_EMBEDDER", str(tmp_path))
    result = footnote("index", articles, "--library", tmp_path / "lib")
    assert_one_sentence_and_failure(result, "FOOTNOTE_EMBEDDER", str(tmp_path))


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("gpt-5-mini", "provider:name"),
        ("nobody:some-model", "nobody"),
        ("ollama:qwen3", "pip install langchain-ollama"),
        ("openai:gpt-5-mini", "OPENAI_API_KEY"),
    ],
)
def test_a_language_model_that_cannot_be_used(footnote, library, monkeypatch, model, expected):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("FOOTNOTE_MODEL", model)
    result = footnote("ask", "What opened?", "--library", library)
    assert_one_sentence_and_failure(result, expected)


def test_a_setting_with_a_bad_value(footnote, library, monkeypatch):
    monkeypatch.setenv("FOOTNOTE_PORT", "many")
    result = footnote("chat", "--library", library)
    assert_one_sentence_and_failure(result, "FOOTNOTE_PORT", "many")


def test_a_busy_port(library):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_program("chat", "--port", port, "--library", library)
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert f"choose another with --port or FOOTNOTE_PORT, such as {port + 1}." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_host_that_is_none(footnote, library):
    code, _, errors = footnote("chat", "--host", "300.1.1.1", "--library", library)
    assert code == 1
    assert "choose another with --host or FOOTNOTE_HOST, such as 127.0.0.1." in errors


@pytest.mark.parametrize(("option", "ending"), [(True, " --library 'no library'"), (False, "")])
def test_where_there_is_no_library_the_command_that_makes_it_is_told(
    footnote, tmp_path, monkeypatch, option, ending
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOOTNOTE_LIBRARY", "" if option else "no library")
    code, _, errors = footnote("status", *(["--library", "no library"] if option else []))
    assert code == 1
    ending = ending.replace("no library", str(tmp_path / "no library"))
    assert errors.strip().endswith(f"make one with: footnote index PATH{ending}")


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_an_answer_is_printed_where_not_every_letter_can_be(
    footnote, articles, library, monkeypatch, options
):
    (articles / "mill.md").write_text("# Mill\n\nThe mill of Łódź cost 🐐 70 million crowns.\n")
    footnote("index", "--library", library)
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    monkeypatch.setenv("FOOTNOTE_SCORER", "off")  # the models take seconds to load
    done = run_program("ask", "How much did the mill cost?", *options, "--library", library)
    assert (done.returncode, done.stderr) == (0, "")
    if options:
        assert "Łódź cost 🐐 70 million" in json.loads(done.stdout)["text"]
    else:
        assert "\\u0141ód\\u017a cost \\ud83d\\udc10 70 million crowns. [1]" in done.stdout


def test_the_version_is_that_of_the_package(footnote):
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert footnote("--version") == (0, f"footnote {known['project']['version']}\n", "")


def test_help_needs_none_of_the_heavy_libraries():
    script = (
        "import sys; sys.argv = ['footnote', '--help']\n"
        "from ui.command_line import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'chromadb', 'gradio', 'langchain_core', 'tantivy', 'trafilatura'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == 0


def program_command(arguments):
    return [sys.executable, "-c", "from ui.command_line import main; main()", *map(str, arguments)]


def run_program(*arguments):
    return subprocess.run(
        program_command(arguments),
        capture_output=True,
        encoding=os.environ.get("PYTHONIOENCODING", "utf-8"),
        cwd=ROOT,
        env={**os.environ, "CI": "true"},
        check=False,
        timeout=120,
    )
