"""Which folders open, and what of a damaged one is made anew."""

import shutil

import pytest
from filelock import FileLock

from index.errors import (
    LibraryDamaged,
    LibraryMismatch,
    LibraryMissing,
)
from index.library import Library
from index.sync import index_paths
from tests.fakes import FakeEmbedder
from tests.index.library.three_articles import ARTICLES, titles


def test_the_settings_name_the_library(make_library, library_folder, monkeypatch, fake_embedder):
    make_library(ARTICLES).close()
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(library_folder))
    assert Library(embedder=fake_embedder).counts() == (3, 3)


def test_a_folder_without_a_library_is_refused_with_the_next_step(tmp_path, fake_embedder):
    with pytest.raises(LibraryMissing, match="footnote index PATH") as caught:
        Library(tmp_path / "nowhere", embedder=fake_embedder)
    assert caught.value.folder == tmp_path / "nowhere"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.usefixtures("library")
def test_another_embedding_model_is_refused_with_the_next_step(library_folder):
    with pytest.raises(LibraryMismatch, match="FOOTNOTE_EMBEDDER=fake"):
        Library(library_folder, embedder=FakeEmbedder("other"))


@pytest.mark.parametrize("part", ["vectors", "words", ""])
def test_a_missing_part_is_made_anew_at_the_next_question_without_embedding(
    library, generation_folders, fake_embedder, caplog, *, part
):
    shutil.rmtree(generation_folders()[0] / part)
    fake_embedder.embedded.clear()
    assert library.search("goat")[0].passage.article.title == "Goat wins"
    assert fake_embedder.embedded == ["goat"]
    assert "now indexed anew from the catalog" in caplog.text


def test_vectors_that_break_while_they_are_open_are_made_anew(library, generation_folders):
    assert library.search("goat")
    (generation_folders()[0] / "vectors/chroma.sqlite3").write_bytes(b"garbage" * 10_000)
    assert library.search("goat race", k=1)[0].passage.article.title == "Goat wins"


def test_damage_is_named_while_another_process_holds_the_lock(
    library, generation_folders, library_folder
):
    shutil.rmtree(generation_folders()[0] / "words")
    damage = pytest.raises(LibraryDamaged, match=r"meta\.json is gone.*doctor --repair")
    with FileLock(library_folder / "lock"), damage:
        library.search("goat")
    assert library.search("goat")


def test_articles_are_read_even_when_the_vectors_and_words_are_gone(library, library_folder):
    shutil.rmtree(library_folder / "generations")
    assert len(library.articles()) == 3


def test_a_catalog_that_is_garbage_is_damage_with_the_next_step(library, library_folder):
    for file in library_folder.glob("catalog.sqlite*"):
        file.write_bytes(b"garbage" * 1000)
    with pytest.raises(LibraryDamaged, match="delete it and run: footnote index PATH") as caught:
        library.search("goat")
    assert caught.value.folder == library_folder


def test_a_catalog_that_is_gone_is_a_missing_library(library, library_folder):
    for file in library_folder.glob("catalog.sqlite*"):
        file.unlink()
    with pytest.raises(LibraryMissing, match="footnote index PATH"):
        library.search("goat")


def test_a_library_folder_may_have_unusual_characters(articles, tmp_path, fake_embedder):
    (articles / "goat.md").write_text(ARTICLES["goat.md"])
    folder = tmp_path / "my library #1 100% 好?"
    index_paths([articles], library=folder, embedder=fake_embedder)
    library = Library(folder, embedder=fake_embedder)
    assert titles(library.search("goat")) == ["Goat wins"]
    library.close()
