"""The doctor finds each kind of damage, names it, and mends what can be mended."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from index.catalog import Catalog
from index.checkup import check_up
from index.errors import LibraryBusy, LibraryDamaged, LibraryMismatch, LibraryMissing
from index.generations import Generation, broken_files
from index.locking import writing_to
from index.passages import Passage
from index.sync import index_paths
from tests.fakes import DIMENSIONS, FakeEmbedder

TEXTS = {
    "goat.txt": "Goat wins\n\nA goat named Rosa won the village race.\n",
    "tunnel.txt": "Tunnel opens\n\nThe harbour tunnel opened to trains on Monday.\n",
    "wheat.txt": "Wheat rises\n\nThe price of wheat rose after a dry spring.\n",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The folder of a library of three articles in which all is well; tests copy it."""
    folder = tmp_path_factory.mktemp("sound")
    (folder / "articles").mkdir()
    for name, text in TEXTS.items():
        (folder / "articles" / name).write_text(text)
    index_paths([folder / "articles"], library=folder / "library", embedder=FakeEmbedder())
    return folder / "library"


@pytest.fixture
def library(sound, tmp_path):
    """A copy of the sound library, to be damaged."""
    return shutil.copytree(sound, tmp_path / "library")


@pytest.fixture
def embedder():
    return FakeEmbedder()


def generation_of(library):
    return sorted((library / "generations").iterdir())[-1]


def catalog_of(library):
    return closing(sqlite3.connect(library / "catalog.sqlite", isolation_level=None))


def change(library, add=(), remove=()):
    """Change what the vectors and words hold, as a fault in the program might."""
    generation = Generation(generation_of(library), 1)
    generation.vectors.remove_articles(list(remove))
    generation.words.remove(list(remove))
    if add:
        generation.vectors.add(list(add), np.eye(len(add), DIMENSIONS, dtype=np.float32))
        generation.words.add(list(add))
    generation.words.commit()
    generation.seal()


@dataclass(frozen=True)
class _Renamed(Passage):
    """A passage that goes by the id of another."""

    of: str = ""

    @property
    def id(self):
        return self.of


def assert_found_and_mended(library, embedder, *expected, harm=True):
    """Check that a damage is found, named, mended, and then gone."""
    found = check_up(library, embedder)
    for words in expected:
        assert any(words in finding.what for finding in found), found
    assert any(finding.harm for finding in found) == harm
    mended = check_up(library, embedder, repair=True)
    assert [finding.what for finding in mended] == [finding.what for finding in found]
    assert all(finding.mended for finding in mended)
    assert check_up(library, embedder) == []


def test_a_sound_library_has_no_findings(sound, embedder):
    assert check_up(sound, embedder) == []


def test_a_repair_of_a_sound_library_changes_nothing(library, embedder):
    before = generation_of(library)
    assert check_up(library, embedder, repair=True) == []
    assert generation_of(library) == before


def test_a_library_after_several_indexings_is_sound(articles, sync, library_folder, embedder):
    for name, text in TEXTS.items():
        (articles / name).write_text(text)
        sync()
    (articles / "goat.txt").unlink()
    sync()
    assert check_up(library_folder, embedder) == []


def test_a_library_whose_articles_have_no_passage_is_sound(
    articles, sync, library_folder, embedder
):
    (articles / "headings.txt").write_text("Goat wins\n\nA wreath of oak\n")
    sync()
    assert check_up(library_folder, embedder) == []


def test_a_flipped_bit_in_any_sealed_file_is_found_and_mended(sound, tmp_path, embedder):
    folder = generation_of(sound).relative_to(sound)
    sealed = json.loads((sound / folder / "checksums.json").read_text())
    assert len(sealed) > 5
    for number, name in enumerate(sealed):
        library = shutil.copytree(sound, tmp_path / str(number))
        data = bytearray((library / folder / name).read_bytes() or b"\0")
        data[len(data) // 2] ^= 1
        (library / folder / name).write_bytes(data)
        assert_found_and_mended(library, embedder, str(name))


@pytest.mark.parametrize("at", [0, 20, -3])
def test_a_flipped_bit_in_the_checksums_is_found_and_mended(library, embedder, at):
    seal = generation_of(library) / "checksums.json"
    data = bytearray(seal.read_bytes())
    data[at] ^= 1
    seal.write_bytes(data)
    assert_found_and_mended(library, embedder, "is not as it was written")


def test_a_file_of_the_generation_that_is_gone_is_found_and_mended(library, embedder):
    gone = next(generation_of(library).glob("words/*.term"))
    gone.unlink()
    assert_found_and_mended(library, embedder, gone.name)


@pytest.mark.parametrize("name", ["vectors", "words", "", ".."])
def test_a_folder_that_is_gone_is_found_and_mended(library, embedder, name):
    shutil.rmtree((generation_of(library) / name).resolve())
    assert_found_and_mended(library, embedder, "is gone")


@pytest.mark.parametrize("at", [0, 4096])
def test_a_broken_database_of_vectors_is_found_and_mended(library, embedder, at):
    database = generation_of(library) / "vectors" / "chroma.sqlite3"
    with database.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 4096)
    assert_found_and_mended(library, embedder, str(generation_of(library) / "vectors"))


def test_what_was_embedded_is_not_embedded_again_in_a_repair(library, embedder):
    shutil.rmtree(generation_of(library))
    check_up(library, embedder, repair=True)
    assert embedder.embedded == []


def stranger(make_article, number=0):
    article = make_article("A stranger came by.", source=f"/elsewhere/{number}.txt")
    return Passage(article, 0, 19)


def test_an_article_that_the_vectors_and_words_lack_is_found_and_mended(library, embedder):
    with Catalog(library).read() as snapshot:
        change(library, remove=snapshot.article_ids()[:1])
    assert_found_and_mended(
        library, embedder, "The vectors lack 1 of 3 passages", "The words lack 1 of 3 passages"
    )


def test_passages_that_no_article_has_are_found_and_removed(library, embedder, make_article):
    change(library, add=[stranger(make_article, number) for number in range(2)])
    assert_found_and_mended(
        library,
        embedder,
        "The vectors hold 2 passages that no article has",
        "The words hold 2 passages that no article has",
    )


def test_vectors_and_words_of_unlike_counts_are_found_and_mended(library, embedder, make_article):
    generation = Generation(generation_of(library), 1)
    generation.words.add([stranger(make_article)])
    generation.words.commit()
    generation.seal()
    assert_found_and_mended(library, embedder, "3 vectors and 4 passages of words")


def test_vectors_of_other_texts_are_found_by_searching_and_mended(library, embedder):
    with Catalog(library).read() as snapshot:
        passages = [p for article in snapshot.articles() for p in snapshot.passages_of(article)]
    generation = Generation(generation_of(library), 1)
    # 30 passages whose vectors lie nearer to each text's than those that its own passage has.
    vectors = FakeEmbedder().embed_array([passage.embedded_text for passage in passages])
    generation.vectors.add(passages, -vectors)
    crowd = [Passage(passages[0].article, 1000 + n, 1001 + n) for n in range(30)]
    generation.vectors.add(crowd, np.ones((30, DIMENSIONS), dtype=np.float32) / DIMENSIONS**0.5)
    generation.words.add(crowd)
    generation.words.commit()
    generation.seal()
    assert_found_and_mended(library, embedder, "3 of 3 passages are not found by their own vectors")


def test_words_of_other_texts_are_found_by_searching_and_mended(library, embedder):
    with Catalog(library).read() as snapshot:
        passages = [p for article in snapshot.articles() for p in snapshot.passages_of(article)]
    generation = Generation(generation_of(library), 1)
    generation.words.remove([passage.article.id for passage in passages])
    # Each under the words of the one before it.
    moved = zip(passages, [passages[-1], *passages], strict=False)
    generation.words.add([_Renamed(its.article, its.start, its.end, of=of.id) for of, its in moved])
    generation.words.commit()
    generation.seal()
    assert_found_and_mended(library, embedder, "3 of 3 passages are not found by their own words")


@pytest.mark.parametrize(("start", "end"), [(0, 10_000), (-5, 10), (20, 10)])
def test_a_passage_that_lies_outside_its_article_is_found_and_mended(library, embedder, start, end):
    with catalog_of(library) as catalog:
        (article_id,) = catalog.execute(
            "SELECT id FROM articles WHERE title = 'Goat wins'"
        ).fetchone()
        catalog.execute(
            'UPDATE passages SET start = ?, "end" = ? WHERE article_id = ?',
            (start, end, article_id),
        )
    # Its text, as test_sync's: "A goat named Rosa won the village race."
    assert_found_and_mended(library, embedder, f"said to lie at {start} to {end}, in a text of 39")


def test_passages_that_overlap_are_found_and_mended(library, embedder):
    with catalog_of(library) as catalog:
        catalog.execute('INSERT INTO passages SELECT article_id, start + 3, "end" FROM passages')
    assert_found_and_mended(library, embedder, "is said to lie at 3 to")


def test_generations_left_over_are_found_and_removed(library, embedder):
    name = generation_of(library).name
    for number in ("000000", "000002", "000009"):
        (library / "generations" / (number + name[6:])).mkdir()
    (library / "generations" / "000001-0badcafe").mkdir()
    found = check_up(library, embedder)
    assert sorted(Path(one.what.split(" is left over")[0]).name for one in found) == [
        "000001-0badcafe",
        "000002" + name[6:],
        "000009" + name[6:],
    ]
    assert_found_and_mended(library, embedder, "is left over", harm=False)
    assert generation_of(library).name == name


@pytest.mark.parametrize("at", [0, 4096])
def test_broken_embeddings_are_found_and_made_anew(library, embedder, at):
    with (library / "embeddings.sqlite").open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 4096)
    assert_found_and_mended(library, embedder, "embeddings.sqlite is damaged", harm=False)
    assert len(embedder.embedded) == 3


def test_embeddings_that_are_gone_are_found_and_made_anew(library, embedder):
    (library / "embeddings.sqlite").unlink()
    assert_found_and_mended(library, embedder, "lacks 3 embeddings", harm=False)


@pytest.mark.parametrize("at", [0, 4096, 8192])
def test_a_broken_catalog_is_named_with_the_next_step(library, embedder, at):
    with (library / "catalog.sqlite").open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 4096)
    with pytest.raises(LibraryDamaged, match="from a copy, or delete it") as caught:
        check_up(library, embedder, repair=True)
    assert str(library / "catalog.sqlite") in str(caught.value)


def test_a_passage_without_an_article_is_damage_of_the_catalog(library, embedder):
    with catalog_of(library) as catalog:
        catalog.execute("INSERT INTO passages VALUES ('nobody', 0, 10)")
    with pytest.raises(LibraryDamaged, match=r"damaged \(passages"):
        check_up(library, embedder)


def test_several_kinds_of_damage_are_mended_in_one_go(library, embedder):
    shutil.rmtree(generation_of(library) / "words")
    (library / "embeddings.sqlite").write_bytes(b"no database")
    (library / "generations" / "000009-0badcafe").mkdir()
    assert_found_and_mended(library, embedder, "is gone", "is damaged", "is left over")


def test_a_checkup_without_a_repair_changes_nothing(library, embedder):
    (generation_of(library) / "words" / "meta.json").write_text("{}")
    before = broken_files(generation_of(library))
    assert check_up(library, embedder) == check_up(library, embedder)
    assert broken_files(generation_of(library)) == before == ["words/meta.json"]


def test_a_repair_is_refused_while_the_library_is_being_written(library, embedder):
    shutil.rmtree(generation_of(library) / "words")
    with writing_to(library), pytest.raises(LibraryBusy):
        check_up(library, embedder, repair=True)


def test_a_folder_without_a_library_is_refused(tmp_path, embedder):
    with pytest.raises(LibraryMissing):
        check_up(tmp_path, embedder)


def test_another_embedding_model_is_refused(sound):
    with pytest.raises(LibraryMismatch):
        check_up(sound, FakeEmbedder("other"))
