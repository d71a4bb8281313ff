"""What an indexing did and what a library holds, as text for the terminal."""

from pathlib import Path

import pytest

from index.intake import SyncResult
from index.library import Status
from index.sources import Source
from ui.summaries import printable, result_text, sources_text, status_text

FOLDER = Path("/library")


def test_a_result_counts_what_changed_and_what_is_held():
    result = SyncResult(["a"], ["b", "c"], [], ["d"] * 3, articles=1206, passages=9)
    assert result_text(result, FOLDER).splitlines() == [
        "1 added, 2 changed, 0 removed, 3 unchanged, 0 skipped.",
        "1,206 articles, 9 passages in /library",
    ]


def test_one_article_is_told_in_the_singular():
    assert result_text(SyncResult(articles=1, passages=1), FOLDER).endswith(
        "\n1 article, 1 passage in /library"
    )


def test_files_of_other_formats_are_counted_by_suffix_and_links_to_folders_apart():
    result = SyncResult(passed_over={".rtf": 2, "linked folder": 1, ".doc": 5})
    assert result_text(result, FOLDER).splitlines()[1] == (
        "  passed over: 7 files of other formats (.doc 5, .rtf 2), 1 linked folder"
    )


def test_links_to_folders_alone_are_counted_too():
    result = SyncResult(passed_over={"linked folder": 2})
    assert result_text(result, FOLDER).splitlines()[1] == "  passed over: 2 linked folders"


def test_ten_other_formats_are_named_and_all_files_counted():
    counts = {f".x{number:02}": 1 for number in range(12)}
    told = result_text(SyncResult(passed_over=counts), FOLDER).splitlines()[1]
    assert told.startswith("  passed over: 12 files of other formats (.x00 1, ")
    assert told.endswith(", .x09 1, ...)")


def test_each_source_is_told_with_its_articles_one_below_the_other():
    assert sources_text({"/a": 1, "/b\x1b": 1206}) == (
        "      1 article   /a\n  1,206 articles  /b\\x1b\n"
    )


def test_ten_skipped_files_are_named_and_the_others_counted():
    skipped = {f"{number}.pdf": "it is encrypted" for number in range(12)}
    _, *named, _ = result_text(SyncResult(skipped=skipped), FOLDER).splitlines()
    assert named == [
        *(f"  skipped {number}.pdf: it is encrypted" for number in range(10)),
        "  and 2 more: footnote status --skipped",
    ]


def test_a_status_has_a_line_for_each_source_and_names_what_was_skipped_when_asked():
    skipped = {f"{number}.pdf": "it is encrypted" for number in range(12)}
    sources = (Source("/news"), Source("https://a.example/feed"))
    status = Status(FOLDER, 1206, 15982, "packaged", 7, 40_600_000, sources, skipped)
    rows = status_text(status, {}, "", all_skipped=False).splitlines()
    assert rows == [
        "Library:         /library",
        "Articles:        1,206",
        "Passages:        15,982",
        "Embedding model: packaged",
        "Language model:  none (answers are quoted)",
        "Size:            40.6 MB",
        "Generation:      7",
        "Sources:         /news",
        "                 https://a.example/feed",
        "Skipped files:   12",
    ]
    named = status_text(status, {}, "", all_skipped=True).splitlines()[len(rows) :]
    assert named == [f"  skipped {number}.pdf: it is encrypted" for number in range(12)]


def test_a_status_tells_what_is_passed_over():
    status = Status(FOLDER, 1, 1, "packaged", 1, 1, (Source("/news"),), {})
    told = status_text(status, {".doc": 500}, "", all_skipped=False).splitlines()[-1]
    assert told == "Passed over:     500 files of other formats (.doc 500)"


def test_what_a_terminal_would_obey_is_written_out():
    assert printable("a\x1b[2J\nb\udcff") == "a\\x1b[2J\\x0ab\\udcff"
    assert printable("a\nb\r\u202e", lines=True) == "a\nb\\x0d\\x202e"
    hostile = SyncResult(skipped={"a\x1b[2J": "no \x07 text"})
    assert "  skipped a\\x1b[2J: no \\x07 text\n" in result_text(hostile, FOLDER)


@pytest.mark.parametrize("text", ["10\u00a0000\u202fkm", "👩\u200d🚒", "نمی\u200cخواهم"])
def test_odd_spaces_and_what_joins_letters_are_printed_as_they_are(text):
    assert printable(text) == text
