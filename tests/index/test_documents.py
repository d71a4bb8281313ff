import pytest

from index.documents import Document, is_passed_over


def test_a_document_lies_at_its_source_and_its_part_there():
    assert Document("/a.txt", "", ".txt").location == "/a.txt"
    assert Document("/a.zip", "b.txt", ".txt").location == "/a.zip#b.txt"


def test_a_document_within_a_part_names_both():
    archive = Document("/a.zip", "", ".zip")
    records = archive.inner("b.jsonl", ".jsonl")
    record = records.inner("7", ".record", b"{}")
    assert (records.source, records.part, records.suffix) == ("/a.zip", "b.jsonl", ".jsonl")
    assert (record.part, record.suffix, record.data) == ("b.jsonl#7", ".record", b"{}")


@pytest.mark.parametrize(
    "name",
    [".a.txt", "._a.txt", "__MACOSX", "README.md", "Questions.TXT", "Thumbs.db", "~$goat.docx"],
)
def test_hidden_files_notes_and_those_of_systems_are_passed_over(name):
    assert is_passed_over(name)


@pytest.mark.parametrize("name", ["a.txt", "readme-first.txt", "questions.md", "a.README.md"])
def test_other_files_are_not(name):
    assert not is_passed_over(name)
