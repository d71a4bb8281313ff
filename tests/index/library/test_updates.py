"""What an open library sees when it is changed, and after it was closed."""

import shutil
import threading

import pytest

from index.errors import (
    LibraryMismatch,
)
from index.sync import index_paths
from tests.fakes import FakeEmbedder
from tests.index.library.three_articles import titles


def update_elsewhere(folder, library):
    (folder / "rye.txt").write_text("Rye falls\n\nThe price of rye fell in the north.\n")
    index_paths([folder], library=library, embedder=FakeEmbedder())


def test_listings_are_read_anew_after_an_update(library, make_library):
    before = library.listings()
    assert library.listings() is before
    make_library({"new.md": "# New\n\nSomething new."})
    assert len(library.listings()) == len(before) + 1


def test_an_open_library_sees_an_update_at_the_next_search(library, make_library):
    assert "Rye falls" not in titles(library.search("rye"))
    make_library({"rye.txt": "Rye falls\n\nThe price of rye fell in the north.\n"})
    assert titles(library.search("rye", k=1)) == ["Rye falls"]


def test_an_open_library_sees_the_update_of_another_process(
    library, articles, library_folder, in_another_process
):
    assert "Rye falls" not in titles(library.search("rye"))
    writer = in_another_process(update_elsewhere, articles, library_folder)
    writer.join(60)
    assert writer.exitcode == 0
    assert titles(library.search("rye", k=1)) == ["Rye falls"]


def test_at_most_two_generations_are_kept(library, make_library, generation_folders):
    for number in range(4):
        make_library({"rye.txt": f"Rye falls\n\nThe price of rye fell by {number}.\n"})
        assert titles(library.search("rye", k=1)) == ["Rye falls"]
    assert [int(folder.name[:6]) for folder in generation_folders()] == [4, 5]


def test_a_library_made_anew_in_the_same_folder_is_seen_at_the_next_search(
    library, articles, library_folder
):
    library.search("goat")
    for part in (library_folder, articles):
        shutil.rmtree(part)
    articles.mkdir()
    update_elsewhere(articles, library_folder)
    assert titles(library.search("rye")) == ["Rye falls"]


def test_a_library_that_was_closed_opens_again_at_the_next_search(library):
    library.search("goat")
    library.close()
    library.close()
    assert titles(library.search("goat", k=1)) == ["Goat wins"]


def test_closing_one_of_two_open_libraries_leaves_the_other(library, open_library):
    library.search("goat")
    other = open_library()
    other.search("goat")
    other.close()
    assert titles(library.search("goat", k=1)) == ["Goat wins"]


def test_an_open_library_refuses_a_rebuild_with_another_model(library, articles, library_folder):
    library.search("goat")
    index_paths([articles], library=library_folder, embedder=FakeEmbedder("other"), rebuild=True)
    with pytest.raises(LibraryMismatch, match="'other', not 'fake'"):
        library.search("goat")


def test_indexing_in_one_thread_while_others_search_raises_nothing(make_library, articles):
    library = make_library({"goat.txt": "Goat wins\n\nA goat named Rosa won the village race.\n"})
    stop, errors = threading.Event(), []

    def search():
        while not stop.is_set():
            try:
                library.search("goat race")
                library.status()
            except Exception as exc:
                errors.append(exc)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(10):
        (articles / "goat.txt").write_text(f"Goat wins\n\nA goat won race {number} there.\n")
        index_paths([articles], library=library.folder, embedder=library.embedder)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
