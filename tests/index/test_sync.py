"""What an indexing adds, changes, removes, leaves alone and skips."""

import os
import shutil

import pytest

TEXTS = {
    "tunnel": "Tunnel opens\n\nThe harbour tunnel opened to trains on Monday.\n",
    "wheat": "Wheat rises\n\nThe price of wheat rose after a dry spring.\n",
    "goat": "Goat wins\n\nA goat named Rosa won the village race.\n",
}


def put(folder, *names):
    """Write some of the texts into a folder; return their files."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(TEXTS[name])
    return [folder / f"{name}.txt" for name in names]


def at(*paths):
    """Return where articles that are whole files lie."""
    return [str(path) for path in paths]


@pytest.fixture
def titles(open_library):
    """Return a function that gives the titles of the library's articles."""
    return lambda: {article.title for article in open_library().articles()}


def test_the_first_indexing_adds_all_files(sync, articles, titles):
    files = put(articles, "tunnel", "wheat")
    result = sync()
    assert result.added == at(*files)
    assert (result.changed, result.removed, result.unchanged, result.skipped) == ([], [], [], {})
    assert (result.articles, result.passages) == (2, 2)
    assert titles() == {"Tunnel opens", "Wheat rises"}


def test_a_second_indexing_finds_nothing_to_do(sync, articles, fake_embedder, open_library):
    files = put(articles, "tunnel", "wheat")
    sync()
    generation = open_library().status().generation
    fake_embedder.embedded.clear()
    result = sync()
    assert result.unchanged == at(*files)
    assert (result.added, result.changed, result.removed) == ([], [], [])
    assert fake_embedder.embedded == []
    assert open_library().status().generation == generation


def test_a_new_file_is_added_and_embedded_alone(sync, articles, fake_embedder, titles):
    old = put(articles, "tunnel")
    sync()
    fake_embedder.embedded.clear()
    new = put(articles, "goat")
    result = sync()
    assert (result.added, result.unchanged) == (at(*new), at(*old))
    assert fake_embedder.embedded == ["Goat wins\n\nA goat named Rosa won the village race."]
    assert titles() == {"Tunnel opens", "Goat wins"}


def test_a_changed_file_takes_the_place_of_the_old_one(sync, articles, open_library):
    tunnel, wheat = put(articles, "tunnel", "wheat")
    sync()
    tunnel.write_text("Tunnel floods\n\nThe harbour tunnel was closed on Tuesday.\n")
    result = sync()
    assert result.changed == at(tunnel)
    assert result.unchanged == at(wheat)
    assert result.articles == 2
    hits = open_library().search("harbour tunnel")
    assert [h.passage.text for h in hits if "tunnel" in h.passage.text] == [
        "The harbour tunnel was closed on Tuesday."
    ]


def test_a_removed_file_is_removed(sync, articles, open_library, titles):
    _, wheat = put(articles, "tunnel", "wheat")
    sync()
    wheat.unlink()
    result = sync()
    assert result.removed == at(wheat)
    assert result.articles == 1
    assert titles() == {"Tunnel opens"}
    assert all("wheat" not in hit.passage.text for hit in open_library().search("wheat price"))


def test_adding_changing_and_removing_go_together(sync, articles, titles):
    tunnel, wheat = put(articles, "tunnel", "wheat")
    sync()
    wheat.unlink()
    tunnel.write_text("Tunnel floods\n\nThe harbour tunnel was closed on Tuesday.\n")
    added = put(articles, "goat")
    result = sync()
    assert (result.added, result.changed, result.removed) == (at(*added), at(tunnel), at(wheat))
    assert titles() == {"Tunnel floods", "Goat wins"}


def test_a_moved_file_is_not_embedded_again(sync, articles, fake_embedder):
    (tunnel,) = put(articles, "tunnel")
    sync()
    fake_embedder.embedded.clear()
    (articles / "old").mkdir()
    moved = tunnel.rename(articles / "old" / "renamed.txt")
    result = sync()
    assert (result.added, result.removed) == (at(moved), at(tunnel))
    assert fake_embedder.embedded == []


def test_files_of_one_name_in_two_folders_are_two_articles(sync, articles, open_library):
    for folder, text in (("may", "tunnel"), ("june", "wheat")):
        (articles / folder).mkdir()
        (articles / folder / "news.txt").write_text(TEXTS[text])
    assert sync().articles == 2
    for question, title in (("harbour tunnel", "Tunnel opens"), ("wheat price", "Wheat rises")):
        assert open_library().search(question)[0].passage.article.title == title


def test_two_files_of_one_text_are_two_articles_embedded_once(sync, articles, fake_embedder):
    (goat,) = put(articles, "goat")
    shutil.copy(goat, articles / "copy.txt")
    assert sync().articles == 2
    assert len(fake_embedder.embedded) == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "bad.md",
            b"---\n" + b"title: long\n" * 2000 + b"---\n\nText.",
            "front matter is longer than 20,000 characters",
        ),
        ("bad.txt", b"\x89PNG\x00\x00", "really an image (PNG)"),
        ("bad.html", b"<html></html>", "no article text found in the page"),
        ("empty.txt", b"", "empty"),
    ],
)
def test_a_bad_file_is_named_and_never_stops_the_others(
    sync, articles, open_library, *, name, content, reason
):
    files = put(articles, "tunnel", "wheat")
    (articles / name).write_bytes(content)
    result = sync()
    assert result.added == at(*files)
    assert result.skipped == {str(articles / name): reason}
    assert open_library().status().skipped == {str(articles / name): reason}
    assert open_library().search("harbour tunnel")[0].passage.article.title == "Tunnel opens"


def test_a_file_over_the_size_in_the_settings_is_skipped(sync, articles, monkeypatch):
    files = put(articles, "tunnel")
    monkeypatch.setenv("FOOTNOTE_MAX_FILE_MB", "1")
    (articles / "large.txt").write_text("Rosa won. " * 100_001)
    result = sync()
    assert result.added == at(*files)
    assert result.skipped == {str(articles / "large.txt"): "larger than 1 MB"}


def test_a_file_name_that_is_not_valid_unicode_is_named_and_skipped(sync, articles):
    files = put(articles, "tunnel")
    shutil.copy(files[0], os.fsdecode(os.fsencode(articles) + b"/caf\xe9.txt"))
    result = sync()
    assert result.added == at(*files)
    assert list(result.skipped.values()) == ["its name is not valid Unicode; rename it"]


def test_a_skipped_file_is_named_again_until_it_is_mended(sync, articles, open_library):
    put(articles, "tunnel")
    bad = articles / "goat.txt"
    bad.write_bytes(b"")
    sync()
    assert sync().skipped == {str(bad): "empty"}
    put(articles, "goat")
    result = sync()
    assert (result.added, result.skipped) == (at(bad), {})
    assert open_library().status().skipped == {}


def test_a_file_that_turned_bad_is_named_and_what_it_held_before_is_kept(sync, articles, titles):
    _, wheat = put(articles, "tunnel", "wheat")
    sync()
    wheat.write_bytes(b"")
    result = sync()
    assert result.removed == []
    assert result.skipped == {str(wheat): "empty; what was read from it before was kept"}
    assert len(titles()) == 2


def test_a_file_that_turned_bad_is_read_again_once_it_is_good(sync, articles):
    _, wheat = put(articles, "tunnel", "wheat")
    sync()
    good = wheat.read_bytes()
    wheat.write_bytes(b"")
    sync()
    wheat.write_bytes(good + b"\nThe price rose once more on Friday.\n")
    assert sync().changed == at(wheat)


def test_a_single_file_can_be_indexed(sync, articles):
    _, wheat = put(articles, "tunnel", "wheat")
    assert sync(wheat).added == at(wheat)


def test_a_file_named_with_its_folder_is_one_article(sync, articles):
    (tunnel,) = put(articles, "tunnel")
    assert sync(articles, tunnel).articles == 1


def test_a_path_may_be_text_and_relative(sync, articles, monkeypatch):
    files = put(articles, "tunnel")
    monkeypatch.chdir(articles.parent)
    assert sync("articles").added == at(*files)


def test_an_article_without_a_sentence_is_kept_but_has_no_passage(sync, articles):
    (articles / "headings.txt").write_text("Goat wins\n\nA wreath of oak\n")
    result = sync()
    assert (result.articles, result.passages) == (1, 0)


def test_more_articles_than_one_batch_are_all_added(sync, articles, open_library):
    for number in range(150):
        (articles / f"{number}.txt").write_text(f"Goat {number}\n\nGoat {number} won the race.\n")
    result = sync()
    assert (result.articles, result.passages) == (150, 150)
    assert open_library().search("goat 149", k=1)[0].passage.text == "Goat 149 won the race."


def test_progress_counts_the_files_to_read_and_the_articles_to_index(sync, articles):
    put(articles, "tunnel", "wheat")
    seen = []
    sync(progress=lambda *step: seen.append(step))
    reading = [("Reading", 0, 2), ("Reading", 1, 2), ("Reading", 2, 2)]
    assert seen == [*reading, ("Indexing", 0, 2), ("Indexing", 2, 2)]


def test_two_sources_do_not_remove_each_others_files(sync, articles, tmp_path, titles):
    put(articles, "tunnel")
    other = put(tmp_path / "other", "goat")
    sync()
    result = sync(tmp_path / "other")
    assert (result.added, result.removed) == (at(*other), [])
    assert sync().removed == []
    assert titles() == {"Tunnel opens", "Goat wins"}


def test_a_source_whose_name_another_begins_with_is_another_source(
    sync, articles, tmp_path, titles
):
    put(articles, "tunnel")
    put(tmp_path / "articles-old", "goat")
    sync(tmp_path / "articles-old")
    assert sync().removed == []
    assert titles() == {"Tunnel opens", "Goat wins"}


def test_without_a_path_all_known_sources_are_indexed(sync, articles, tmp_path):
    (tunnel,) = put(articles, "tunnel")
    put(tmp_path / "other", "goat")
    sync(articles, tmp_path / "other")
    tunnel.unlink()
    new = [*put(articles, "goat"), *put(tmp_path / "other", "wheat")]
    result = sync(paths=[])
    assert (result.added, result.removed) == (at(*new), at(tunnel))


@pytest.mark.parametrize("emptied", [False, True])
def test_a_known_source_that_is_away_or_empty_keeps_its_articles(
    sync, articles, tmp_path, titles, emptied
):
    put(articles, "tunnel")
    put(tmp_path / "other", "goat")
    sync(articles, tmp_path / "other")
    shutil.rmtree(articles)
    if emptied:
        articles.mkdir()
    result = sync(paths=[])
    assert result.removed == []
    assert list(result.skipped) == at(articles)
    assert titles() == {"Tunnel opens", "Goat wins"}


def test_what_is_broken_in_an_unchanged_file_is_named_each_time(sync, articles, open_library):
    records = articles / "goats.jsonl"
    records.write_text('{"id": "1", "text": "A goat won the race."}\n{"id": "2"}\n')
    first = sync()
    assert list(first.skipped) == [f"{records}#2"]
    second = sync()
    assert (second.skipped, second.unchanged) == (first.skipped, [f"{records}#1"])
    assert open_library().status().skipped == first.skipped
