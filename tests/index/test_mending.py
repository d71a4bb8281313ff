"""Vectors and words made anew from the catalog."""

import shutil

import pytest

from index.errors import LibraryBusy, LibraryMismatch, LibraryMissing
from index.locking import writing_to
from index.mending import mend
from tests.fakes import FakeEmbedder


@pytest.fixture
def mended(articles, sync, library_folder, generation_folders):
    """A library of two articles whose generation was deleted and then mended; what embedded."""
    (articles / "goat.txt").write_text("Goat wins\n\nA goat named Rosa won the race.\n")
    (articles / "wheat.txt").write_text("Wheat rises\n\nThe price of wheat rose.\n")
    sync()
    shutil.rmtree(generation_folders()[-1])
    embedder = FakeEmbedder()
    mend(library_folder, embedder)
    return embedder


def test_a_mended_library_answers(mended, open_library):
    assert mended is not None
    assert open_library().search("Who won the race?")[0].passage.article.title == "Goat wins"
    assert open_library().counts() == (2, 2)


def test_what_was_embedded_before_is_not_embedded_again(mended):
    assert mended.embedded == []


def test_mending_publishes_the_next_generation_and_leaves_nothing_else(mended, generation_folders):
    assert mended is not None
    assert [folder.name[:6] for folder in generation_folders()] == ["000002"]


def test_mending_tells_how_far_it_is(articles, sync, library_folder):
    (articles / "goat.txt").write_text("Goat wins\n\nA goat named Rosa won the race.\n")
    sync()
    steps = []
    mend(library_folder, FakeEmbedder(), done=lambda done, total: steps.append((done, total)))
    assert steps == [(0, 1), (1, 1)]


def test_another_embedding_model_is_refused(mended, library_folder):
    assert mended is not None
    with pytest.raises(LibraryMismatch, match="'fake', not 'other'"):
        mend(library_folder, FakeEmbedder("other"))


def test_a_library_that_is_being_written_is_refused(mended, library_folder):
    assert mended is not None
    with writing_to(library_folder), pytest.raises(LibraryBusy, match="wait for it to end"):
        mend(library_folder, FakeEmbedder())


def test_a_folder_without_a_library_is_refused(tmp_path):
    with pytest.raises(LibraryMissing, match="footnote index PATH"):
        mend(tmp_path, FakeEmbedder())
