"""Sources that lie in one another: each file is kept in step with the nearest of them."""

import json

import pytest

from index.sources import Source

GOAT = "Goat wins\n\nA goat named Rosa won the village race.\n"
WHEAT = "Wheat rises\n\nThe price of wheat rose after a dry spring.\n"
ROW = {"id": "1", "text": "The harbour tunnel opened.", "lead": "Trains run under the harbour."}


@pytest.fixture
def texts(open_library):
    """Return a function that gives the texts of the library's articles."""
    return lambda: {article.text for article in open_library().articles()}


@pytest.mark.parametrize("name", ["README.md", ".notes/goat.txt", ".notes"])
def test_what_a_folder_passes_over_stays_when_it_is_a_source_by_itself(
    sync, articles, texts, open_library, name
):
    (articles / "wheat.txt").write_text(WHEAT)
    (articles / ".notes").mkdir()
    (articles / ".notes" / "goat.txt").write_text(GOAT)
    (articles / "README.md").write_text(GOAT)
    sync(articles / name)
    before = texts()
    result = sync(articles)
    assert (result.added, result.removed) == ([str(articles / "wheat.txt")], [])
    assert texts() == before | {"The price of wheat rose after a dry spring."}
    assert open_library().status().sources == (Source(str(articles)), Source(str(articles / name)))


@pytest.mark.parametrize("again", [{}, {"paths": []}, {"rebuild": True}])
def test_records_keep_the_names_of_fields_of_the_nearest_source(sync, articles, texts, again):
    (articles / "wheat.txt").write_text(WHEAT)
    (articles / "old").mkdir()
    (articles / "old" / "news.jsonl").write_text(json.dumps(ROW))
    sync(articles / "old", fields={"text": "lead"})
    sync(articles)
    assert sync(**again).changed == []
    assert texts() == {ROW["lead"], "The price of wheat rose after a dry spring."}


@pytest.mark.parametrize("again", [{"paths": []}, {"rebuild": True}])
def test_names_of_fields_are_not_taken_from_a_source_around_the_nearest(
    sync, articles, texts, again
):
    (articles / "old").mkdir()
    (articles / "old" / "news.jsonl").write_text(json.dumps(ROW))
    sync(articles / "old")
    sync(fields={"text": "lead"})
    sync(**again)
    assert texts() == {ROW["text"]}


def test_a_source_within_another_is_kept_in_step_with_it(sync, articles, texts):
    (articles / "old").mkdir()
    goat, wheat = articles / "old" / "goat.txt", articles / "old" / "wheat.txt"
    goat.write_text(GOAT)
    wheat.write_text(WHEAT)
    sync(articles / "old")
    goat.write_text(GOAT.replace("Rosa", "Olga"))
    wheat.unlink()
    result = sync(articles)
    assert (result.changed, result.removed) == ([str(goat)], [str(wheat)])
    assert texts() == {"A goat named Olga won the village race."}


def test_a_source_that_is_gone_from_the_folder_around_it_keeps_its_articles(sync, articles):
    goat, wheat = articles / "goat.txt", articles / "wheat.txt"
    goat.write_text(GOAT)
    wheat.write_text(WHEAT)
    sync(goat)
    goat.unlink()
    result = sync(articles)
    assert (result.removed, result.articles) == ([], 2)
    assert "were kept" in result.skipped[str(goat)]


def test_files_of_other_formats_in_two_sources_are_counted_once(sync, articles):
    (articles / "old").mkdir()
    (articles / "old" / "goat.txt").write_text(GOAT)
    (articles / "old" / "mule.doc").write_text(GOAT)
    assert sync(articles, articles / "old").passed_over == {".doc": 1}
    assert sync(paths=[]).passed_over == {".doc": 1}


@pytest.mark.parametrize("place", ["", "library"])
def test_a_library_among_its_own_articles_is_not_read(sync, articles, place):
    (articles / "goat.txt").write_text(GOAT)
    for _ in range(2):
        result = sync(articles, library=articles / place)
        assert (result.articles, result.skipped, result.passed_over) == (1, {}, {})
