"""What lies in a folder of articles, and is looked into, counted or passed over."""

import pytest

from index.walking import Walk, is_in_library


@pytest.fixture
def walk(tmp_path):
    """Return a function that makes files, and gives those looked into and a count of others."""

    def look(*names):
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("Goat wins.")
        walk = Walk()
        files = [file.relative_to(tmp_path).as_posix() for file in walk.files(tmp_path)]
        return files, dict(walk.passed_over)

    return look


@pytest.mark.parametrize(
    ("page", "folder"),
    [
        ("Bridge - Hill Post.html", "Bridge - Hill Post_files"),
        ("Bridge.v2.HTM", "Bridge.v2_files"),
        ("Brücke.html", "Brücke-Dateien"),
        ("Pont.htm", "Pont_fichiers"),
        ("Bridge.htm", "Bridge.files"),
    ],
)
def test_what_a_browser_saved_beside_a_page_is_neither_read_nor_counted(walk, page, folder):
    names = [f"{folder}/{name}" for name in ("saved_resource.html", "a.json", "b.doc", "in/c.txt")]
    assert walk(page, *names) == ([page], {})


def test_a_folder_that_only_looks_like_a_saved_page_is_read(walk):
    names = ["Bridge_files/a.txt", "Other.html"]
    assert walk(*names) == (["Other.html", "Bridge_files/a.txt"], {})


def test_what_nobody_takes_for_an_article_is_not_counted(walk):
    names = ["photo.JPG", "style.css", "Thumbs.db", "desktop.ini", ".DS_Store", "a.txt~"]
    assert walk("a.txt", "README.md", *names) == (["a.txt"], {})


def test_hidden_files_and_folders_are_passed_over_and_not_counted(walk):
    assert walk("a.txt", ".b.txt", ".c.doc", ".trash/d.txt") == (["a.txt"], {})


def test_files_of_other_formats_are_counted_and_links_to_folders_are_not_followed(walk, tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    files, others = walk("a.txt", "b.doc", "deep/c.DOC", "d.rtf", "e.mbox.gz", "f")
    assert files == ["a.txt"]
    assert others == {".doc": 2, ".rtf": 1, ".gz": 1, "no suffix": 1, "linked folder": 1}


@pytest.mark.parametrize("name", ["notes", "2021.12", "Mr. Smith and others", "a.b-c", "x."])
def test_what_is_no_suffix_is_counted_as_none(walk, name):
    assert walk(name) == ([], {"no suffix": 1})


def test_a_folder_that_is_looked_into_twice_is_counted_once(walk, tmp_path):
    walk("in/a.doc")
    twice = Walk()
    for folder in (tmp_path, tmp_path / "in"):
        assert list(twice.files(folder)) == []
    assert twice.passed_over == {".doc": 1}


def test_of_a_library_its_own_files_alone_are_passed_over(walk):
    own = ["catalog.sqlite", "catalog.sqlite-wal", "embeddings.sqlite", "lock", "lock-holder.txt"]
    own += ["generations/000001-b3fd1116/checksums.json"]
    for place in ("", "library/"):
        walk(*(place + name for name in own))
    names = ["a.txt", "library/b.txt", "library/deep/c.txt"]
    assert walk(*names) == (names, {})


def test_files_of_those_names_without_a_library_are_read(walk):
    names = ["lock-holder.txt", "generations/a.json"]
    assert walk(*names) == (names, {})


def test_a_path_is_told_to_be_of_a_library_also_when_it_is_gone(walk, tmp_path):
    walk("library/catalog.sqlite", "generations/a.txt")
    assert is_in_library(tmp_path / "library/generations/000001-b3fd1116/checksums.json")
    assert is_in_library(tmp_path / "library/catalog.sqlite-shm")
    assert not is_in_library(tmp_path / "library/a.txt")
    assert not is_in_library(tmp_path / "library")
    assert not is_in_library(tmp_path / "generations/a.txt")
