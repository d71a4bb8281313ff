import os
import tempfile
from pathlib import Path

import pytest

from index.errors import SettingsError, SourceError
from index.sources import (
    Inventory,
    Source,
    count_passed_over,
    is_meant_as_address,
    is_under,
    named_source,
)


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


@pytest.mark.parametrize("locked", ["", "in"])
def test_a_source_of_which_nothing_can_be_listed_is_refused_with_the_reason(until_told, locked):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "news")
        make(folder, "in/a.txt")
        Path(name).chmod(0o755)
        (folder / locked).chmod(0)
        _, told = until_told(list_refused, folder)
        (folder / locked).chmod(0o755)
        reason = "can't be read (Permission denied); see to its rights, then try again."
        assert told == f"{folder / locked} {reason}"


def list_refused(folder, sender):
    if os.geteuid() == 0:
        os.setuid(65534)
    with pytest.raises(SourceError) as caught:
        Inventory().add(Source(str(folder)))
    sender.send(str(caught.value))


def test_a_source_within_a_folder_that_may_not_be_entered_is_refused_with_the_reason(until_told):
    with tempfile.TemporaryDirectory() as name:
        make(Path(name), "locked/news/a.txt")
        Path(name).chmod(0o755)
        Path(name, "locked").chmod(0)
        _, told = until_told(list_refused, Path(name, "locked", "news"))
        Path(name, "locked").chmod(0o755)
        assert "news can't be read (Permission denied)" in told


def test_a_source_that_is_gone_since_says_how_to_go_on(tmp_path):
    old = str(tmp_path / "old news")
    with pytest.raises(SourceError, match="doesn't exist any more") as caught:
        Inventory(known={old}).add(Source(old))
    assert f"footnote forget '{old}', then: footnote index NEW" in str(caught.value)


def test_a_source_that_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match="neither a file nor a folder"):
        Inventory().add(Source(str(tmp_path / "pipe.txt")))


@pytest.mark.parametrize("name", ["ftp://hill.example/a", "file:///news", "https:/hill.example"])
def test_an_address_that_is_not_fetched_is_no_path_that_does_not_exist(name):
    with pytest.raises(SourceError, match=r"can't be fetched .*; give an address such as"):
        named_source(name)


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


def test_what_is_passed_over_in_sources_is_counted_without_a_look_at_their_files(tmp_path):
    make(tmp_path, "in/a.doc", "b.rtf", "c.txt")
    sources = [tmp_path, tmp_path / "in", tmp_path / "c.txt", tmp_path / "gone"]
    named = [*map(named_source, sources), named_source("https://hill.example/")]
    assert count_passed_over(named) == {".doc": 1, ".rtf": 1}


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_not_the_folder_one_is_in(name):
    with pytest.raises(SettingsError, match="An empty name is no path"):
        named_source(name)


@pytest.mark.parametrize(
    "text",
    [
        "https://hill.example/news",
        "HTTP://hill.example",
        "  https://hill.example",
        "http:/hill.example",
        "https:hill.example",
        "ftp://hill.example/",
        "file:///etc/passwd",
        "feed://hill.example/rss",
    ],
)
def test_what_is_meant_as_an_address_is_told_from_a_path(text):
    assert is_meant_as_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "news",
        "/home/jo/news",
        "./http",
        "http",
        "~/https://x",
        "C://news",
        "a:b",
        "hill.example",
        "",
    ],
)
def test_a_path_is_no_address(text):
    assert not is_meant_as_address(text)
