import os
import tempfile
from pathlib import Path

import pytest

from index.errors import SettingsError, SourceError
from index.sources import Inventory, Source, is_under, named_source


@pytest.fixture
def listed(tmp_path):
    """Return a function that lists a source and gives its files, relative to tmp_path."""

    def listing_of(source=tmp_path):
        inventory = Inventory()
        inventory.add(Source(str(source)))
        return [Path(file).relative_to(tmp_path).as_posix() for file in inventory.looks]

    return listing_of


def make(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Goat wins.")


def test_articles_of_all_formats_are_listed_in_order_with_those_in_subfolders(listed, tmp_path):
    make(tmp_path, "b.txt", "a.md", "c.HTML", "deep/er/e.htm", "deep/d.markdown")
    assert listed() == ["a.md", "b.txt", "c.HTML", "deep/d.markdown", "deep/er/e.htm"]


def test_hidden_files_and_folders_are_passed_over(listed, tmp_path):
    make(tmp_path, "a.txt", ".b.txt", ".trash/c.txt")
    assert listed() == ["a.txt"]


def test_a_hidden_folder_is_listed_when_it_is_named_itself(listed, tmp_path):
    make(tmp_path, ".notes/a.txt")
    assert listed(tmp_path / ".notes") == [".notes/a.txt"]


def test_readmes_questions_and_other_formats_are_passed_over(listed, tmp_path):
    make(tmp_path, "a.txt", "README.md", "readme.txt", "Questions.txt", "photo.jpg", "txt")
    assert listed() == ["a.txt"]


def test_a_readme_is_listed_when_it_is_named_itself(listed, tmp_path):
    make(tmp_path, "README.md")
    assert listed(tmp_path / "README.md") == ["README.md"]


@pytest.mark.parametrize("name", ["with space.txt", "naïve 好 🙂.txt", "100%.txt", "a\nb.txt"])
def test_a_file_may_have_any_name(listed, tmp_path, name):
    make(tmp_path, name)
    assert listed() == [name]


def test_a_folder_with_the_name_of_an_article_is_no_article(listed, tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "b.txt").mkdir()
    assert listed() == ["a.txt"]


def test_a_link_to_nothing_is_no_article(listed, tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    assert listed() == ["a.txt"]


def test_a_folder_that_links_to_itself_is_listed_once(listed, tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert listed() == ["a.txt"]


def test_a_source_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"doesn't exist; name a folder") as caught:
        Inventory().add(Source(str(tmp_path / "gone")))
    assert caught.value.path == tmp_path / "gone"


@pytest.mark.parametrize("names", [(), ("photo.jpg",), ("README.md",), (".hidden.txt",)])
def test_a_folder_without_articles_is_refused(tmp_path, names):
    make(tmp_path, *names)
    with pytest.raises(SourceError, match=r"holds no articles \(\.txt") as caught:
        Inventory().add(Source(str(tmp_path)))
    assert caught.value.path == tmp_path


def test_a_file_of_another_format_is_refused(tmp_path):
    make(tmp_path, "photo.jpg")
    with pytest.raises(SourceError, match=r"photo\.jpg holds no articles"):
        Inventory().add(Source(str(tmp_path / "photo.jpg")))


def test_a_file_looks_different_after_a_change(tmp_path):
    make(tmp_path, "a.txt")
    before, after = Inventory(), Inventory()
    before.add(Source(str(tmp_path)))
    (tmp_path / "a.txt").write_text("Goat wins again.")
    after.add(Source(str(tmp_path)))
    assert before.looks.keys() == after.looks.keys()
    assert before.looks != after.looks


def test_a_file_looks_different_when_only_its_time_changes(tmp_path):
    make(tmp_path, "a.txt")
    before, after = Inventory(), Inventory()
    before.add(Source(str(tmp_path)))
    os.utime(tmp_path / "a.txt", ns=(1, 1))
    after.add(Source(str(tmp_path)))
    assert before.looks != after.looks


def test_a_listed_file_and_what_lies_in_an_unlisted_folder_may_be_there():
    inventory = Inventory(looks={"/a/one.txt": "look"}, unlisted={"/a/locked": "denied"})
    assert inventory.holds_place_of("/a/one.txt")
    assert inventory.holds_place_of("/a/locked/deep/two.txt")
    assert not inventory.holds_place_of("/a/three.txt")


def test_a_path_is_under_itself_and_the_folders_above_it():
    assert is_under("/a/b/c.txt", ["/a"])
    assert is_under("/a/b/c.txt", ["/"])
    assert is_under("/a", ["/x", "/a"])
    assert not is_under("/ab/c.txt", ["/a"])
    assert not is_under("/a", [])


def test_an_address_is_under_itself_alone():
    assert is_under("https://hill.example/", ["https://hill.example/"])
    assert not is_under("https://hill.example/feed", ["https://hill.example/"])
    assert not is_under("HTTPS://hill.example/feed", ["HTTPS://hill.example"])


@pytest.mark.parametrize("order", [1, -1])
def test_a_file_in_two_sources_is_read_as_the_nearest_says(tmp_path, order):
    make(tmp_path, "a.txt", "deep/b.txt")
    around, nearest = Source(str(tmp_path), {"text": "body"}), Source(str(tmp_path / "deep"))
    inventory = Inventory()
    for source in (around, nearest)[::order]:
        inventory.add(source)
    assert inventory.holders == {
        str(tmp_path / "a.txt"): around,
        str(tmp_path / "deep" / "b.txt"): nearest,
    }


def list_without_rights(folder, sender):
    if os.geteuid() == 0:
        os.setuid(65534)  # root may read everything
    inventory = Inventory()
    inventory.add(Source(str(folder)))
    sender.send((list(inventory.looks), inventory.unlisted))


def test_a_folder_that_may_not_be_read_is_named(until_told):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, "a.txt", "locked/b.txt")
        folder.chmod(0o755)
        (folder / "locked").chmod(0)
        _, (files, unlisted) = until_told(list_without_rights, folder)
        (folder / "locked").chmod(0o755)
        assert files == [str(folder / "a.txt")]
        assert unlisted == {
            str(folder / "locked"): "Permission denied; the articles read from it before were kept"
        }


def test_an_address_is_kept_to_be_asked():
    inventory = Inventory()
    inventory.add(named_source(" https://hill.example/feed "))
    assert inventory.addresses == ["https://hill.example/feed"]
    assert inventory.looks == {}


def test_a_path_is_named_absolute_and_an_address_as_it_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert named_source("news") == Source(str(tmp_path / "news"))
    assert named_source("HTTP://hill.example/") == Source("HTTP://hill.example/")
    assert named_source("HTTP://hill.example/").is_address
    assert not named_source("news").is_address


def test_a_file_looks_different_when_its_fields_are_named_otherwise(tmp_path):
    make(tmp_path, "a.txt")
    looks = []
    for fields in ({}, {"text": "body"}, {"text": "content"}):
        inventory = Inventory()
        inventory.add(Source(str(tmp_path), fields))
        looks += inventory.looks.values()
    assert len(set(looks)) == 3


def test_what_a_browser_saved_beside_a_page_is_passed_over(listed, tmp_path):
    make(tmp_path, "Goat.html", "Goat_files/ad.html", "Mule_files/mule.html")
    assert listed() == ["Goat.html", "Mule_files/mule.html"]


def test_a_library_among_the_articles_is_passed_over(listed, tmp_path):
    make(tmp_path, "a.txt", "library/catalog.sqlite", "library/lock-holder.txt")
    assert listed() == ["a.txt"]


def test_files_of_other_formats_and_links_to_folders_are_counted(tmp_path):
    make(tmp_path, "a.txt", "b.doc", "deep/c.DOC", "d.rtf", "notes", "e.jpg", ".hidden.doc")
    (tmp_path / "link").symlink_to(tmp_path / "deep")
    inventory = Inventory()
    inventory.add(Source(str(tmp_path)))
    assert inventory.passed_over == {".doc": 2, ".rtf": 1, "no suffix": 1, "linked folder": 1}


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_not_the_folder_one_is_in(name):
    with pytest.raises(SettingsError, match="An empty name is no path"):
        named_source(name)
