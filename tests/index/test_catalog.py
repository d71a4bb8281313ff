import contextlib
import sqlite3
from datetime import date

import pytest

from index.catalog import Catalog
from index.errors import (
    ArticleMissing,
    LibraryError,
    LibraryMismatch,
    LibraryMissing,
)
from index.passages import Passage
from index.reading import Reading
from index.schema import SCHEMA
from index.sources import Source


@pytest.fixture
def catalog(tmp_path):
    made = Catalog(tmp_path)
    made.create("fake")
    return made


def put(catalog, *articles, spans=(), digest="digest"):
    with catalog.write() as book:
        for article in articles:
            book.put(Reading(article, digest, b""))
            book.put_passages(article, [Passage(article, *span) for span in spans])


def test_a_new_catalog_is_empty_and_names_no_generation(catalog):
    with catalog.read() as snapshot:
        manifest = snapshot.manifest()
        assert (manifest.embedder, manifest.generation) == ("fake", 0)
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
        put(catalog, make_article(title=name, source=f"/a/{name}", published=days[name]))
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
        assert book.remove_file(article.source) == [article.id]
    with catalog.read() as snapshot:
        assert snapshot.counts() == (0, 0)


def test_looks_say_how_each_file_was_when_it_was_read(catalog):
    with catalog.write() as book:
        book.set_look("/a/one.txt", "old")
        book.set_look("/a/one.txt", "seen")
    with catalog.read() as snapshot:
        assert snapshot.looks() == {"/a/one.txt": "seen"}


def test_locations_name_the_parts_of_each_file(catalog, make_article):
    put(catalog, *(make_article(source="/a/all.zip", part=part) for part in ("b.txt", "a.txt")))
    put(catalog, make_article(source="/a/one.txt"))
    with catalog.read() as snapshot:
        assert snapshot.locations() == {"/a/all.zip": ["a.txt", "b.txt"], "/a/one.txt": [""]}


def test_digests_are_known_by_part(catalog, make_article):
    put(catalog, make_article(source="/a/all.zip", part="a.txt"), digest="first")
    put(catalog, make_article(source="/a/all.zip", part="b.txt"), digest="second")
    with catalog.write() as book:
        assert book.digests("/a/all.zip") == {"a.txt": "first", "b.txt": "second"}
        assert book.digests("/a/other.zip") == {}


def test_parts_of_a_file_are_removed_alone(catalog, make_article):
    gone, kept = (make_article(source="/a/all.zip", part=part) for part in ("a.txt", "b.txt"))
    put(catalog, gone, kept)
    with catalog.write() as book:
        assert book.remove_parts("/a/all.zip", ["a.txt"]) == [gone.id]
        assert book.article_ids() == [kept.id]


def test_a_source_is_remembered_once(catalog):
    with catalog.write() as book:
        for name in ("/b", "/a", "/b"):
            book.add_source(Source(name))
    with catalog.read() as snapshot:
        assert snapshot.sources() == [Source("/a"), Source("/b")]


def test_skipped_files_are_forgotten_and_recorded_in_one_step(catalog):
    with catalog.write() as book:
        book.replace_skipped([], {"/a/old.txt": ("/a/old.txt", "empty")})
        book.replace_skipped(["/a"], {"/a/n.zip#x": ("/a/n.zip", "not text")})
        book.replace_skipped(["/b"], {})
    with catalog.read() as snapshot:
        assert snapshot.skipped() == {"/a/n.zip#x": "not text"}


def test_what_was_skipped_in_an_archive_is_forgotten_with_it(catalog):
    with catalog.write() as book:
        book.replace_skipped([], {"/a/n.zip#x": ("/a/n.zip", "not text")})
        book.replace_skipped(["/a/n.zip"], {})
        assert book.skipped() == {}


def test_a_skipped_name_that_is_not_valid_unicode_is_written_out(catalog):
    with catalog.write() as book:
        book.replace_skipped([], {"/a/caf\udce9.txt": ("/a/caf\udce9.txt", "rename it")})
    with catalog.read() as snapshot:
        assert snapshot.skipped() == {"/a/caf\\udce9.txt": "rename it"}


def test_a_source_keeps_the_names_of_its_fields(catalog):
    with catalog.write() as book:
        book.add_source(Source("/a", {"text": "body"}))
        book.add_source(Source("https://hill.example/feed"))
        book.remove_source("https://hill.example/feed")
    with catalog.read() as snapshot:
        assert snapshot.sources() == [Source("/a", {"text": "body"})]


def test_another_embedding_model_can_be_named(catalog):
    with catalog.write() as book:
        book.set_embedder("other")
    with catalog.read() as snapshot:
        assert snapshot.manifest().embedder == "other"


def test_nothing_shows_before_the_update_is_whole(catalog, make_article):
    with catalog.write() as book:
        book.put(Reading(make_article("One."), "digest", b""))
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
        put(catalog, make_article("Two.", source="/a/two.txt"), unstorable)
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


@pytest.mark.parametrize("schema", [SCHEMA + 1, 99])
def test_a_newer_schema_is_refused_with_the_next_step_and_left_untouched(catalog, tmp_path, schema):
    with contextlib.closing(sqlite3.connect(tmp_path / "catalog.sqlite")) as connection:
        connection.execute(f"PRAGMA user_version = {schema}")
    before = (tmp_path / "catalog.sqlite").read_bytes()
    for opened in (catalog.read, catalog.write):
        with pytest.raises(LibraryMismatch, match=rf"schema {schema}.*index PATH"), opened():
            pass
    assert (tmp_path / "catalog.sqlite").read_bytes() == before


def test_a_catalog_that_an_interrupted_start_left_empty_holds_no_library(tmp_path):
    (tmp_path / "catalog.sqlite").touch()
    with pytest.raises(LibraryMissing, match="holds nothing yet"), Catalog(tmp_path).read():
        pass
