"""A library that can't be written is searched all the same; one that can't be read says so."""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from index.errors import LibraryError
from index.library import Library
from index.sync import index_paths
from tests.fakes import FakeEmbedder

GOAT = "Goat wins\n\nA goat named Rosa won the village race.\n"


@pytest.fixture
def elsewhere():
    """A folder that other users may enter, with a library in it and a place for their files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "news").mkdir()
        (folder / "news" / "goat.txt").write_text(GOAT)
        index_paths([folder / "news"], library=folder / "library", embedder=FakeEmbedder())
        (folder / "scratch").mkdir()
        (folder / "scratch").chmod(0o777)
        folder.chmod(0o755)
        yield folder
        change_rights(folder, "u+rwX")


def change_rights(folder, rights):
    subprocess.run(["chmod", "-R", rights, folder], check=True)


def drop_rights(library):
    """Become another user, if this one may do anything; what is imported late needs rights."""
    if os.geteuid() == 0:
        library.search("goat race")
        library.close()
        os.setgroups([])
        os.setuid(65534)


def search(folder, sender):
    library = Library(folder / "library", embedder=FakeEmbedder())
    drop_rights(library)
    tempfile.tempdir = str(folder / "scratch")
    try:
        found = [hit.passage.article.title for hit in library.search("goat race")]
        places = [path.name for path in (folder / "scratch").glob("*/generations/*/words")]
        library.close()
        sender.send((found, places, os.listdir(folder / "scratch"), library.counts()))
    except LibraryError as exc:
        sender.send(str(exc))


def not_permitted(*_arguments):
    raise OSError("a privilege is missing")


def search_without_links(folder, sender):
    Path.symlink_to = not_permitted  # in this process alone
    search(folder, sender)


@pytest.mark.parametrize("function", [search, search_without_links])
def test_a_library_that_cannot_be_written_is_searched_and_leaves_nothing_behind(
    until_told, elsewhere, function
):
    change_rights(elsewhere / "library", "a+rX,a-w")
    _, told = until_told(function, elsewhere)
    assert told == (["Goat wins"], ["words"], [], (1, 1))


def test_a_library_that_can_be_written_is_searched_where_it_lies(until_told, elsewhere):
    change_rights(elsewhere / "library", "a+rwX")
    _, told = until_told(search, elsewhere)
    assert told == (["Goat wins"], [], [], (1, 1))


def test_without_room_for_what_is_copied_the_next_step_is_told(until_told, elsewhere):
    change_rights(elsewhere / "library", "a+rX,a-w")
    (elsewhere / "scratch").chmod(0)
    _, told = until_told(search, elsewhere)
    assert "is read-only" in told
    assert "copy the library to where it can be written and name that with --library DIR." in told


def test_a_file_that_may_not_be_read_is_named_with_who_can_change_that(until_told, elsewhere):
    change_rights(elsewhere / "library", "a+rX,a-w")
    (meta,) = elsewhere.glob("library/generations/*/words/meta.json")
    meta.chmod(0o200)
    _, told = until_told(search, elsewhere)
    assert told.startswith(f"{meta} may not be read; ")
    assert told.endswith(f"chmod -R a+rX {elsewhere / 'library'}")
