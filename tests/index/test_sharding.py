"""A library whose passages are too many for one shard."""

import shutil

import pytest

from index.checkup import check_up
from tests.fakes import FakeEmbedder

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


def found(library, grain):
    return library.search(f"price of {grain}", k=1)[0].passage.article.title


def test_shards_are_doubled_when_there_are_too_many_passages(grow, shards, generation_folders):
    grow(*_GRAINS[:3])
    assert shards() == []
    assert (generation_folders()[-1] / "vectors" / "chroma.sqlite3").exists()
    grow(_GRAINS[3])
    assert shards() == ["shard-00-of-02", "shard-01-of-02"]
    assert not (generation_folders()[-1] / "vectors" / "chroma.sqlite3").exists()
    grow(*_GRAINS[4:])
    assert shards() == [f"shard-{number:02}-of-04" for number in range(4)]


def test_every_article_is_found_whatever_shard_it_lies_in(grow, open_library):
    grow(*_GRAINS)
    library = open_library()
    assert {grain: found(library, grain) for grain in _GRAINS} == {
        grain: f"The price of {grain}" for grain in _GRAINS
    }


def test_doubling_the_shards_embeds_nothing_again(grow, sync, articles):
    grow(*_GRAINS[:3])
    embedder = FakeEmbedder()
    embedded = []
    embed = embedder.embed_array
    embedder.embed_array = lambda texts: embedded.extend(texts) or embed(texts)
    (articles / "rye-2.md").write_text("# Rye\n\nThe price of rye fell in the north.\n")
    sync(embedder=embedder)
    assert len(embedded) == 1


def test_a_change_and_a_removal_reach_their_shards(grow, sync, articles, shards, open_library):
    grow(*_GRAINS)
    library = open_library()
    before = shards()
    (articles / "rye.md").write_text("# The end of rye\n\nThe price of rye fell in the north.\n")
    (articles / "teff.md").unlink()
    sync()
    assert shards() == before
    assert found(library, "rye") == "The end of rye"
    assert len(library.search("price", k=20)) == 9
    assert not any("teff" in hit.passage.text for hit in library.search("price of teff", k=20))


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


def test_the_doctor_finds_nothing_wrong_with_shards(grow, library_folder):
    grow(*_GRAINS)
    assert check_up(library_folder, FakeEmbedder()) == []


def test_a_shard_that_is_gone_is_made_anew_at_the_next_question(
    grow, shards, generation_folders, open_library, caplog
):
    grow(*_GRAINS)
    lost = generation_folders()[-1] / "vectors" / shards()[1]
    shutil.rmtree(lost)
    library = open_library()
    assert {found(library, grain) for grain in _GRAINS} == {
        f"The price of {grain}" for grain in _GRAINS
    }
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
