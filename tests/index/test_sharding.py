"""A library whose passages are too many for one shard."""

import logging
import shutil
from collections import Counter

import pytest

from index import shard
from index.checkup import check_up
from index.generations import generation_folder
from index.library import Library
from index.placement import open_vectors
from index.snapshot import Manifest
from tests.fakes import FakeEmbedder
from tests.index.chroma_servers import RunningServer

_GRAINS = ("wheat", "rye", "oats", "barley", "maize", "millet", "rice", "spelt", "teff", "durra")


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch):
    monkeypatch.setattr("index.placement.SHARD_PASSAGES", 3)


@pytest.fixture
def shards(generation_folders):
    """Return a function that names the newest generation's shards."""
    return lambda: sorted(path.name for path in generation_folders()[-1].glob("vectors/shard-*"))


@pytest.fixture
def grow(articles, sync):
    """Return a function that writes an article for each of some grains, and indexes them."""

    def write(*grains):
        for grain in grains:
            text = f"# The price of {grain}\n\nThe price of {grain} rose in spring.\n"
            (articles / f"{grain}.md").write_text(text)
        return sync()

    return write


@pytest.fixture
def nearest(generation_folders, fake_embedder):
    """Return a function that searches the newest generation's vectors alone."""

    def search(text, *, k=1):
        vectors = open_vectors(generation_folders()[-1])
        found = vectors.search(fake_embedder.embed_array([text])[0], k=k)
        vectors.close()
        return found

    return search


def title(library, passage_id):
    return library.article(passage_id.partition(":")[0]).title


def test_shards_are_doubled_when_there_are_too_many_passages(grow, shards, generation_folders):
    grow(*_GRAINS[:3])
    assert shards() == []
    assert (generation_folders()[-1] / "vectors" / "chroma.sqlite3").exists()
    grow(_GRAINS[3])
    assert shards() == ["shard-00-of-02", "shard-01-of-02"]
    assert not (generation_folders()[-1] / "vectors" / "chroma.sqlite3").exists()
    grow(*_GRAINS[4:])
    assert shards() == [f"shard-{number:02}-of-04" for number in range(4)]


def test_every_article_is_found_by_meaning_whatever_shard_it_lies_in(
    grow, shards, nearest, open_library
):
    grow(*_GRAINS)
    assert len(shards()) == 4
    library = open_library()
    for grain in _GRAINS:
        near = nearest(f"The price of {grain}\n\nThe price of {grain} rose in spring.", k=10)
        same = [found for found, similarity in near.items() if similarity > 0.9999]
        assert f"The price of {grain}" in [title(library, found) for found in same]
        hit = library.search(f"price of {grain}", k=1)[0]
        assert hit.passage.article.title == f"The price of {grain}"
        assert hit.dense


def test_doubling_the_shards_embeds_nothing_again(grow, sync, articles, shards):
    grow(*_GRAINS[:3])
    embedder = FakeEmbedder()
    (articles / "rye-2.md").write_text("# Rye\n\nThe price of rye fell in the north.\n")
    sync(embedder=embedder)
    assert len(shards()) == 2
    assert len(embedder.embedded) == 1


def test_a_change_and_a_removal_reach_their_shards(
    grow, sync, articles, shards, nearest, open_library
):
    grow(*_GRAINS)
    before = shards()
    (articles / "rye.md").write_text("# The end of rye\n\nThe price of rye fell in the north.\n")
    (articles / "teff.md").unlink()
    sync()
    assert shards() == before != []
    library = open_library()
    titles = [title(library, found) for found in nearest("The end of rye", k=20)]
    assert len(titles) == 9
    assert titles[0] == "The end of rye"
    assert "The price of teff" not in titles


def test_an_indexing_holds_one_shard_open_at_a_time(grow, articles, sync, shards, monkeypatch):
    grow(*_GRAINS)
    opened, most, times = set(), 0, Counter()
    real = shard.open_folder

    class Watched:
        def __init__(self, folder):
            nonlocal most
            self._shard = real(folder)
            opened.add(self)
            most = max(most, len(opened))
            times[folder.name] += 1

        def __getattr__(self, name):
            return getattr(self._shard, name)

        def close(self):
            opened.discard(self)
            self._shard.close()

    monkeypatch.setattr("index.shard.open_folder", Watched)
    monkeypatch.setattr("index.deriving._CHUNK_ARTICLES", 1)
    for grain in _GRAINS:
        (articles / f"{grain}.md").write_text(f"# {grain}\n\nThe price of {grain} fell.\n")
    sync()
    # Each for what is added, if anything is, and for the count at the end.
    assert times.keys() == set(shards())
    assert set(times.values()) <= {1, 2}
    times.clear()
    (articles / "rye.md").write_text("# Rye\n\nThe price of rye fell in the north.\n")
    sync()
    assert times.total() <= 5  # the one with rye, and each for the count at the end
    assert most == 1
    assert not opened


@pytest.mark.parametrize(
    "name",
    [
        "shard-x-of-08",
        "shard-0-of-³",
        "shard-00-of-00",
        "shard-00-of-01",
        "shard-99-of-999999999",
        "old-shard-00-of-02",
    ],
)
def test_folders_that_are_no_shards_are_passed_over(grow, generation_folders, nearest, name):
    grow(*_GRAINS[:2])
    (generation_folders()[-1] / "vectors" / name).mkdir()
    assert len(nearest("price of rye", k=5)) == 2


def test_a_library_that_shrinks_keeps_its_shards_until_it_is_built_anew(
    grow, sync, articles, shards
):
    grow(*_GRAINS)
    for grain in _GRAINS[:3]:
        (articles / f"{grain}.md").unlink()
    sync()
    assert len(shards()) == 4
    for grain in _GRAINS[3:8]:
        (articles / f"{grain}.md").unlink()
    sync()  # more than half of it is gone
    assert shards() == []


def test_the_doctor_finds_nothing_wrong_with_shards(grow, shards, library_folder):
    grow(*_GRAINS)
    assert len(shards()) == 4
    assert check_up(library_folder, FakeEmbedder()) == []


def test_a_shard_that_is_gone_is_made_anew_at_the_next_question(
    grow, shards, generation_folders, open_library, caplog
):
    grow(*_GRAINS)
    lost = generation_folders()[-1] / "vectors" / shards()[1]
    shutil.rmtree(lost)
    assert len(open_library().search("price", k=20)) == 10
    assert f"{lost / 'chroma.sqlite3'} is gone" in caplog.text


def test_the_doctor_names_a_damaged_shard_and_mends_it(
    grow, shards, generation_folders, library_folder
):
    grow(*_GRAINS)
    damaged = generation_folders()[-1] / "vectors" / shards()[2]
    (damaged / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    (finding,) = check_up(library_folder, FakeEmbedder())
    assert str(damaged) in finding.what
    assert finding.harm
    assert all(found.mended for found in check_up(library_folder, FakeEmbedder(), repair=True))
    assert check_up(library_folder, FakeEmbedder()) == []


def test_shards_become_one_collection_on_a_server_and_shards_again(
    grow, sync, articles, generation_folders, library_folder, tmp_path, monkeypatch, caplog
):
    grow(*_GRAINS)
    server = RunningServer(tmp_path / "server")
    server.start()
    try:
        monkeypatch.setenv("FOOTNOTE_CHROMA_URL", server.url)
        for grain in _GRAINS[:4]:  # too many for the shards that there were
            text = f"# The price of {grain}\n\nThe price of {grain} rose in spring.\n"
            (articles / f"second-{grain}.md").write_text(text)
        (articles / "rye.md").write_text("# Rye\n\nThe price of rye fell in the north.\n")
        embedder = FakeEmbedder()
        with caplog.at_level(logging.INFO):
            sync(embedder=embedder)
        assert len(embedder.embedded) == 1
        assert "more shards" not in caplog.text  # copied, as there are none on a server
        assert not (generation_folders()[-1] / "vectors").exists()
        assert len(Library(library_folder, embedder=embedder).search("price", k=20)) == 14
        assert check_up(library_folder, embedder) == []
        monkeypatch.delenv("FOOTNOTE_CHROMA_URL")
        sync(rebuild=True, embedder=embedder)
    finally:
        server.stop()
    assert len(list(generation_folders()[-1].glob("vectors/shard-*-of-08"))) == 8
    assert check_up(library_folder, embedder) == []


def test_a_generation_without_shards_opens_as_one(tmp_path):
    folder = generation_folder(tmp_path, Manifest("0a1b2c3d", "fake", 1))
    vectors = open_vectors(folder)
    assert vectors.count() == 0
    assert (folder / "vectors" / "chroma.sqlite3").exists()
    vectors.close()
