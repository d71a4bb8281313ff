import gzip
import json
from pathlib import Path

from bot.candidates import candidates_of
from index.search import Hit
from tests.benchmarks import written
from tests.benchmarks.data import read_rows
from tests.benchmarks.reading_windows import Reading, Window, read_readings
from tests.bot.samples import hit

FOLDER = Path(written.__file__).parent


def test_every_answer_of_the_made_up_lists_stands_in_its_item():
    lists = list(written.read_lists())
    rows = list(read_rows(FOLDER / "written_lists.jsonl"))
    for listed, row in zip(lists, rows, strict=True):
        for (number, asked), (question, item, answer) in zip(
            listed.asked, row["asked"], strict=True
        ):
            assert (asked.question, number) == (question, item)
            if asked.answer:
                assert listed.items[number][slice(*asked.answer)] == answer != ""
            else:
                assert item is None
    assert len(lists) > 100


def test_an_item_is_told_as_footnote_has_it_judged():
    listed, *_ = written.read_lists()
    items = "\n\n".join(f"• {item}" for item in listed.items)
    found: Hit = hit(f"{listed.lead}:\n\n{items}", title=listed.title)
    told = {candidate.told for candidate in candidates_of(found, "Who?", {})}
    assert told >= {listed.told(number) for number in range(len(listed.items))}


def test_passages_are_cut_from_the_data_and_their_answers_with_them(tmp_path, monkeypatch):
    article = {
        "id": "a/1",
        "title": "The cup",
        "text": "Rain fell. The cup went to Rosa. She wept.",
    }
    asked = [["Who won the cup?", [27, 31]], ["Who lost the cup?", None]]
    row = {"article": "a/1", "start": 11, "end": 32, "asked": asked}
    (tmp_path / "written_questions.jsonl").write_text(json.dumps(row) + "\n")
    monkeypatch.setattr(written, "_FOLDER", tmp_path)
    monkeypatch.setattr(
        written,
        "read_rows",
        lambda path: [article] if path.suffix == ".gz" else [json.loads(path.read_text())],
    )
    [passage] = written.read_passages(tmp_path)
    assert (passage.title, passage.text) == ("The cup", "The cup went to Rosa.")
    won, lost = passage.asked
    assert passage.text[slice(*won.answer)] == "Rosa"
    assert (lost.question, lost.answer) == ("Who lost the cup?", None)


def test_a_list_is_read_item_by_item(monkeypatch):
    asked = (
        (0, written.Asked("How many lions were born?", (0, 3))),
        (None, written.Asked("Who died?", None)),
    )
    listed = written.Listed("The zoo", "Born in May", ("Two lions", "A seal"), asked)
    for name in ("_news", "_natural_questions", "_squad", "_written", "_off_topic"):
        monkeypatch.setattr(f"tests.benchmarks.reading_windows.{name}", lambda *_: [])
    monkeypatch.setattr("tests.benchmarks.reading_windows.read_lists", lambda: [listed])
    born, died = read_readings(Path())
    [window] = born.right
    assert (window.title, window.text) == ("The zoo", "Born in May: Two lions")
    assert [window.text[start:end] for start, end in window.answers] == ["Two"]
    assert [window.text for window in born.wrong] == ["Born in May: A seal"]
    assert not died.right
    assert [w.text for w in died.wrong] == ["Born in May: Two lions", "Born in May: A seal"]


def test_off_topic_questions_are_asked_of_what_holds_their_words_without_an_answer_or_evidence(
    monkeypatch, tmp_path
):
    texts = {
        "evidence": "A harbour pilot sank the steamer near Ulm.",
        "answer": "It was Rosa Hale whom the steamer in the harbour missed.",
        "other": "The steamer left the harbour in the rain.",
    }
    rows = [{"id": key, "title": key.title(), "text": text} for key, text in texts.items()]
    articles = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "news_articles.jsonl.gz").write_bytes(gzip.compress(articles.encode()))
    (tmp_path / "news_questions.jsonl").write_text(json.dumps({"articles": ["evidence"]}) + "\n")
    asked = Reading("nq", "Who sank the steamer?", [Window("", "Rosa Hale sank it.", ((0, 9),))])
    for name in ("_news", "_squad", "_written", "_lists"):
        monkeypatch.setattr(f"tests.benchmarks.reading_windows.{name}", lambda *_: [])
    monkeypatch.setattr("tests.benchmarks.reading_windows._natural_questions", lambda _: [asked])
    known, stray = read_readings(tmp_path)
    assert known == asked
    assert (stray.source, stray.question, list(stray.right)) == ("off_topic", asked.question, [])
    assert list(stray.wrong) == [Window("Other", texts["other"])]
