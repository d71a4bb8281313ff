import sqlite3
from datetime import date
from pathlib import Path

import pytest

from index.catalog import Catalog
from index.errors import (
    ArticleMissing,
    LibraryError,
    LibraryMismatch,
    LibraryMissing,
)
from index.passages import Passage


@pytest.fixture
def catalog(tmp_path):
    made = Catalog(tmp_path)
    made.create("fake")
    return made


def put(catalog, *articles, spans=(), stamp="stamp"):
    with catalog.write() as book:
        for article in articles:
            book.put(article, [Passage(article, *span) for span in spans], stamp)


def test_a_new_catalog_is_empty_and_names_no_generation(catalog):
    with catalog.read() as snapshot:
        manifest = snapshot.manifest()
        assert (manifest.schema, manifest.embedder, manifest.generation) == (1, "fake", 0)
        assert snapshot.counts() == (0, 0)
        assert list(snapshot.articles()) == []


def test_creating_a_catalog_again_leaves_it_as_it_is(catalog, make_article):
    put(catalog, make_article("Wheat."))
    catalog.create("other")
    with catalog.read() as snapshot:
        assert snapshot.manifest().embedder == "fake"
        assert snapshot.counts() == (1, 0)


def test_a_catalog_made_anew_in_the_same_folder_is_another_library(catalog, tmp_path):
    with catalog.read() as snapshot:
        before = snapshot.manifest()
    for file in tmp_path.glob("catalog.sqlite*"):
        file.unlink()
    catalog.create("fake")
    with catalog.read() as snapshot:
        assert snapshot.manifest() != before


def test_an_embedding_model_of_another_name_is_refused_with_the_next_step(catalog, tmp_path):
    with catalog.read() as snapshot:
        manifest = snapshot.manifest()
    manifest.require_embedder("fake", tmp_path)
    with pytest.raises(LibraryMismatch, match=r"FOOTNOTE_EMBEDDER=fake.*--rebuild") as caught:
        manifest.require_embedder("other", tmp_path)
    assert caught.value.folder == tmp_path


def test_an_article_comes_back_as_it_was(catalog, make_article):
    article = make_article(
        "Ünïcödé “text” 🙂.\n\nSecond paragraph.",
        title="Title with 'quotes'",
        outlet="Hill Post",
        authors=("Åsa Öberg", "Jo Marsh"),
        published=date(2021, 12, 18),
        url="https://hill.example/1",
    )
    put(catalog, article)
    with catalog.read() as snapshot:
        assert snapshot.article(article.id) == article


def test_an_article_of_which_nothing_is_known_comes_back_as_it_was(catalog, make_article):
    put(catalog, make_article("Wheat."))
    with catalog.read() as snapshot:
        assert list(snapshot.articles()) == [make_article("Wheat.")]


def test_an_unknown_article_is_missing(catalog):
    with catalog.read() as snapshot, pytest.raises(ArticleMissing) as caught:
        snapshot.article("0123456789abcdef")
    assert caught.value.article_id == "0123456789abcdef"


def test_articles_come_newest_first_and_undated_last(catalog, make_article):
    days = {"old": date(2020, 1, 1), "new": date(2021, 1, 1), "undated": None}
    for name in ("undated", "old", "new"):
        put(catalog, make_article(title=name, source=Path("/a") / name, published=days[name]))
    with catalog.read() as snapshot:
        assert [article.title for article in snapshot.articles()] == ["new", "old", "undated"]


def test_passages_come_back_in_order(catalog, make_article):
    article = make_article("One. Two. Three.")
    put(catalog, article, spans=[(10, 16), (0, 4), (5, 9)])
    with catalog.read() as snapshot:
        assert [p.text for p in snapshot.passages_of(article)] == ["One.", "Two.", "Three."]


def test_an_article_is_put_in_place_of_the_one_with_its_id(catalog, make_article):
    put(catalog, make_article("Old. Text."), spans=[(0, 4), (5, 10)])
    put(catalog, make_article("New."), spans=[(0, 4)])
    with catalog.read() as snapshot:
        assert [article.text for article in snapshot.articles()] == ["New."]
        assert snapshot.counts() == (1, 1)


def test_removing_an_article_removes_its_passages(catalog, make_article):
    article = make_article("One. Two.")
    put(catalog, article, spans=[(0, 4), (5, 9)])
    with catalog.write() as book:
        book.remove(article.id)
    with catalog.read() as snapshot:
        assert snapshot.counts() == (0, 0)


def test_stamps_say_how_each_file_looked(catalog, make_article):
    put(catalog, make_article(source=Path("/a/one.txt")), stamp="seen")
    with catalog.read() as snapshot:
        assert snapshot.stamps() == {Path("/a/one.txt"): "seen"}


def test_a_source_is_remembered_once(catalog):
    with catalog.write() as book:
        for path in ("/b", "/a", "/b"):
            book.add_source(Path(path))
    with catalog.read() as snapshot:
        assert snapshot.sources() == [Path("/a"), Path("/b")]


def test_skipped_files_are_forgotten_and_recorded_in_one_step(catalog):
    old, new = Path("/a/old.txt"), Path("/a/new.txt")
    with catalog.write() as book:
        book.replace_skipped([], {old: "empty"})
        book.replace_skipped([old], {new: "a binary file, not text"})
    with catalog.read() as snapshot:
        assert snapshot.skipped() == {new: "a binary file, not text"}


def test_a_skipped_name_that_is_not_valid_unicode_is_written_out(catalog):
    with catalog.write() as book:
        book.replace_skipped([], {Path("/a/caf\udce9.txt"): "rename it"})
    with catalog.read() as snapshot:
        assert snapshot.skipped() == {Path("/a/caf\\udce9.txt"): "rename it"}


def test_clearing_forgets_articles_but_keeps_sources(catalog, make_article):
    put(catalog, make_article("One."), spans=[(0, 4)])
    with catalog.write() as book:
        book.add_source(Path("/a"))
        book.replace_skipped([], {Path("/a/bad.txt"): "empty"})
        book.clear("other", keep=[])
    with catalog.read() as snapshot:
        assert snapshot.counts() == (0, 0)
        assert snapshot.skipped() == {}
        assert snapshot.sources() == [Path("/a")]
        assert snapshot.manifest().embedder == "other"


def test_nothing_shows_before_the_update_is_whole(catalog, make_article):
    with catalog.write() as book:
        book.put(make_article("One."), [], "stamp")
        book.publish(1)
        with catalog.read() as snapshot:
            assert snapshot.manifest().generation == 0
            assert snapshot.counts() == (0, 0)
    with catalog.read() as snapshot:
        assert snapshot.manifest().generation == 1
        assert snapshot.counts() == (1, 0)


def test_a_failed_update_leaves_the_catalog_as_it_was(catalog, make_article):
    unstorable = make_article("One.", title=object())
    with pytest.raises(LibraryError):
        put(catalog, make_article("Two.", source=Path("/a/two.txt")), unstorable)
    with catalog.read() as snapshot:
        assert snapshot.counts() == (0, 0)


def test_a_snapshot_stays_at_its_moment(catalog, make_article):
    with catalog.read() as snapshot:
        put(catalog, make_article("One."))
        assert snapshot.counts() == (0, 0)


def test_a_folder_without_a_library_is_named_with_the_command_that_makes_one(tmp_path):
    catalog = Catalog(tmp_path / "nowhere")
    assert not catalog.exists
    with pytest.raises(LibraryMissing, match="footnote index PATH") as caught, catalog.read():
        pass
    assert caught.value.folder == tmp_path / "nowhere"


def test_another_schema_is_refused_with_the_next_step(catalog, tmp_path):
    connection = sqlite3.connect(tmp_path / "catalog.sqlite")
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    for opened in (catalog.read, catalog.write):
        with pytest.raises(LibraryMismatch, match=r"schema 9.*footnote index PATH"), opened():
            pass


def test_clearing_may_keep_some_articles(catalog, make_article):
    kept = make_article("One.", source=Path("/a/kept.txt"))
    put(catalog, kept, spans=[(0, 4)])
    put(catalog, make_article("Two.", source=Path("/a/other.txt")), spans=[(0, 4)])
    with catalog.write() as book:
        book.clear("other", keep=[kept.id])
    with catalog.read() as snapshot:
        assert [article.id for article in snapshot.articles()] == [kept.id]
