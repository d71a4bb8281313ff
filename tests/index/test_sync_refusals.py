"""When an indexing is refused: what is said, and that the library stays as it was."""

import re
import shutil

import pytest
from filelock import FileLock

from index.articles import article_id
from index.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryMismatch,
    SettingsError,
    SourceError,
)
from index.shard import open_folder
from tests.fakes import FakeEmbedder
from tests.index.embedders import TiringEmbedder

GOAT = "Goat wins\n\nA goat named Rosa won the village race.\n"


@pytest.fixture
def goat(articles):
    path = articles / "goat.txt"
    path.write_text(GOAT)
    return path


@pytest.fixture
def assert_as_before(open_library):
    """Return a function that finds the goat, alone, in the library."""

    def check():
        library = open_library()
        assert [hit.passage.article.title for hit in library.search("goat race")] == ["Goat wins"]
        assert library.counts() == (1, 1)

    return check


def test_nothing_is_made_for_a_path_that_does_not_exist(sync, tmp_path, library_folder):
    with pytest.raises(SourceError, match="doesn't exist") as caught:
        sync(tmp_path / "nowhere")
    assert caught.value.path == tmp_path / "nowhere"
    assert not library_folder.exists()


def test_nothing_is_made_for_an_empty_folder(sync, articles, library_folder):
    with pytest.raises(SourceError, match="holds no articles") as caught:
        sync()
    assert caught.value.path == articles
    assert not library_folder.exists()


def test_nothing_is_made_for_a_file_of_another_format(sync, articles, library_folder):
    (articles / "photo.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(SourceError, match="holds no articles"):
        sync(articles / "photo.jpg")
    assert not library_folder.exists()


def test_nothing_is_made_when_no_path_is_named_for_a_new_library(sync, library_folder):
    with pytest.raises(SourceError, match="footnote index PATH"):
        sync(paths=[])
    assert not library_folder.exists()


@pytest.mark.usefixtures("goat")
def test_a_missing_path_leaves_the_library_as_it_was(sync, tmp_path, assert_as_before):
    sync()
    with pytest.raises(SourceError, match="doesn't exist"):
        sync(tmp_path / "nowhere")
    assert_as_before()


def test_one_missing_path_among_others_adds_nothing(sync, articles, goat, tmp_path, open_library):
    sync()
    shutil.copy(goat, articles / "copy.txt")
    with pytest.raises(SourceError, match="doesn't exist"):
        sync(articles, tmp_path / "nowhere")
    assert open_library().counts() == (1, 1)


def test_a_folder_that_was_emptied_keeps_its_articles(sync, goat, assert_as_before):
    sync()
    goat.unlink()
    with pytest.raises(SourceError, match="holds no articles"):
        sync()
    assert_as_before()


def test_a_folder_of_which_nothing_can_be_read_any_more_keeps_its_articles(
    sync, goat, assert_as_before
):
    sync()
    goat.write_bytes(b"")
    with pytest.raises(SourceError, match=r"goat\.txt: empty; .* the library was left as it was"):
        sync()
    assert_as_before()


def test_a_rebuild_without_the_sources_keeps_what_they_gave(sync, articles, goat, assert_as_before):
    sync()
    shutil.move(articles, articles.with_name("elsewhere"))
    result = sync(paths=[], rebuild=True)
    assert "doesn't exist" in result.skipped[str(articles)]
    assert (result.unchanged, result.removed) == ([str(goat)], [])
    assert_as_before()


@pytest.mark.usefixtures("goat")
def test_a_source_that_was_moved_says_how_to_go_on(sync, articles):
    sync()
    articles.rename(articles.with_name("elsewhere"))
    remedy = f"footnote forget {articles}, then: footnote index NEW"
    assert remedy in sync(paths=[]).skipped[str(articles)]
    with pytest.raises(SourceError, match=re.escape(remedy)):
        sync(articles)


@pytest.mark.parametrize("empty", [{"paths": [""]}, {"library": ""}])
def test_an_empty_name_is_refused(sync, goat, empty):
    with pytest.raises(SettingsError, match="An empty name is no path"):
        sync(goat, **empty)


@pytest.mark.usefixtures("goat")
def test_another_embedding_model_is_refused_with_the_command_that_mends_it(sync, assert_as_before):
    sync()
    with pytest.raises(LibraryMismatch, match="footnote index --rebuild") as caught:
        sync(embedder=FakeEmbedder("other"))
    assert "FOOTNOTE_EMBEDDER=fake" in str(caught.value)
    assert_as_before()


@pytest.mark.usefixtures("goat")
def test_a_rebuild_embeds_all_with_another_model(sync, open_library):
    sync()
    other = FakeEmbedder("other")
    sync(paths=[], embedder=other, rebuild=True)
    assert len(other.embedded) == 1
    with pytest.raises(LibraryMismatch, match="'other', not 'fake'"):
        open_library()


@pytest.mark.usefixtures("goat")
def test_a_rebuild_with_the_same_model_embeds_nothing_again(sync, fake_embedder, assert_as_before):
    sync()
    fake_embedder.embedded.clear()
    sync(paths=[], rebuild=True)
    assert fake_embedder.embedded == []
    assert_as_before()


@pytest.mark.usefixtures("goat")
@pytest.mark.parametrize("part", ["vectors", "words", ""])
def test_a_rebuild_mends_a_library_of_which_a_part_is_gone(
    sync, generation_folders, assert_as_before, part
):
    sync()
    shutil.rmtree(generation_folders()[0] / part)
    sync(paths=[], rebuild=True)
    assert_as_before()


@pytest.mark.usefixtures("goat")
@pytest.mark.parametrize("part", ["vectors", "words", ""])
def test_an_indexing_mends_a_library_of_which_a_part_is_gone_and_embeds_nothing(
    sync, generation_folders, fake_embedder, assert_as_before, *, part
):
    sync()
    shutil.rmtree(generation_folders()[0] / part)
    fake_embedder.embedded.clear()
    assert sync().unchanged
    assert fake_embedder.embedded == []
    assert_as_before()


@pytest.mark.parametrize("part", ["vectors/chroma.sqlite3", "words/meta.json", "checksums.json"])
def test_an_update_of_a_library_of_which_a_part_is_garbage_indexes_all_anew(
    sync, goat, articles, generation_folders, fake_embedder, open_library, caplog, *, part
):
    sync()
    (generation_folders()[0] / part).write_bytes(b"garbage" * 1000)
    shutil.copy(goat, articles / "copy.txt")
    fake_embedder.embedded.clear()
    sync()
    assert fake_embedder.embedded == []
    assert open_library().counts() == (2, 2)
    assert len(open_library().search("goat race")) == 2
    assert "now indexed anew from the catalog" in caplog.text


@pytest.mark.usefixtures("goat")
def test_a_catalog_that_is_garbage_is_named_with_the_next_step(sync, library_folder):
    sync()
    for file in library_folder.glob("catalog.sqlite*"):
        file.write_bytes(b"garbage" * 1000)
    with pytest.raises(LibraryDamaged, match="delete it and run: footnote index PATH"):
        sync()


@pytest.mark.usefixtures("goat")
def test_an_empty_catalog_that_an_interrupted_start_left_is_filled(
    sync, library_folder, assert_as_before
):
    library_folder.mkdir()
    (library_folder / "catalog.sqlite").touch()
    sync()
    assert_as_before()


@pytest.mark.usefixtures("goat")
def test_a_lost_index_of_embeddings_is_made_again(sync, library_folder, fake_embedder):
    sync()
    fake_embedder.embedded.clear()
    for file in library_folder.glob("embeddings.sqlite*"):
        file.unlink()
    sync(paths=[], rebuild=True)
    assert len(fake_embedder.embedded) == 1


@pytest.mark.usefixtures("goat")
def test_a_second_writer_is_refused_while_the_first_holds_the_lock(sync, library_folder):
    library_folder.mkdir()
    with FileLock(library_folder / "lock"):
        with pytest.raises(LibraryBusy, match="wait for it to end") as caught:
            sync()
        assert caught.value.folder == library_folder
    assert sync().articles == 1


@pytest.mark.usefixtures("goat")
def test_a_library_folder_that_is_a_file_is_refused(sync, library_folder):
    library_folder.write_text("no folder")
    with pytest.raises(LibraryError, match=re.escape(str(library_folder))):
        sync()


def test_an_index_that_does_not_match_the_catalog_is_made_anew(
    sync, goat, articles, generation_folders, open_library, caplog
):
    sync()
    vectors = open_folder(generation_folders()[0] / "vectors")
    vectors.remove_articles([article_id(str(goat))])
    vectors.close()
    shutil.copy(goat, articles / "copy.txt")
    sync()
    assert "1 vectors" in caplog.text or "0 vectors" in caplog.text
    assert len(open_library().search("goat race")) == 2


def test_a_rebuild_keeps_what_a_source_gave_that_is_away_now(sync, open_library, tmp_path, goat):
    other = tmp_path / "other"
    other.mkdir()
    (other / "tunnel.txt").write_text("Tunnel opens\n\nThe harbour tunnel opened on Monday.\n")
    sync(goat.parent)
    sync(other)
    shutil.rmtree(other)
    result = sync(goat, rebuild=True)
    assert "were kept" in result.skipped[str(other)]
    library = open_library()
    assert library.counts() == (2, 2)
    assert library.search("harbour tunnel")[0].passage.article.title == "Tunnel opens"


@pytest.mark.parametrize("path", ["x" * 300, "~nobody-of-that-name/x", "a\0b"])
def test_what_can_be_no_path_is_refused_in_a_sentence(sync, path):
    with pytest.raises(SettingsError, match="can't be used as a path"):
        sync(path)


def test_what_a_failed_indexing_had_begun_is_deleted(sync, library_folder, goat):
    sync()
    before = sorted((library_folder / "generations").iterdir())
    goat.write_text(GOAT + "\nRosa won once more.\n")
    with pytest.raises(RuntimeError):
        sync(embedder=TiringEmbedder(0))
    assert sorted((library_folder / "generations").iterdir()) == before


def test_a_rebuild_keeps_what_a_file_gave_that_cannot_be_read_now(
    sync, open_library, articles, goat
):
    (articles / "tunnel.txt").write_text("Tunnel opens\n\nThe harbour tunnel opened on Monday.\n")
    sync()
    goat.write_bytes(b"")
    result = sync(rebuild=True)
    assert result.skipped == {str(goat): "empty; what was read from it before was kept"}
    assert open_library().counts() == (2, 2)
    assert open_library().search("goat race")[0].passage.article.title == "Goat wins"
