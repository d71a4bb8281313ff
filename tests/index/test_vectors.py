import shutil
from datetime import date

import numpy as np
import pytest

from index.articles import Article, article_id
from index.errors import LibraryDamaged
from index.filters import Filters
from index.passages import Passage
from index.vectors import Vectors

EAST, NORTH, NORTH_EAST = (1.0, 0.0), (0.0, 1.0), (0.6, 0.8)


@pytest.fixture
def vectors(tmp_path):
    opened = Vectors(tmp_path / "vectors")
    yield opened
    opened.close()


@pytest.fixture
def make_passage(make_article, tmp_path):
    """Return a function that makes the passage of a one-passage article in a file of that name."""

    def make(name, **known):
        return Passage(make_article("Wheat.", source=tmp_path / name, **known), 0, 6)

    return make


def array(*rows):
    return np.array(rows, dtype=np.float32)


def test_similarities_are_cosines_best_first(vectors, make_passage):
    # (1, 0) · (0.6, 0.8) = 0.6 and (1, 0) · (0, 1) = 0.
    east, north, between = (make_passage(name) for name in ("east", "north", "between"))
    vectors.add([east, north, between], array(EAST, NORTH, NORTH_EAST))
    found = vectors.search(array(EAST)[0], k=3)
    assert list(found) == [east.id, between.id, north.id]
    assert list(found.values()) == pytest.approx([1.0, 0.6, 0.0], abs=1e-6)


def test_an_opposite_has_similarity_minus_one(vectors, make_passage):
    vectors.add([make_passage("west")], array((-1.0, 0.0)))
    assert list(vectors.search(array(EAST)[0], k=1).values()) == pytest.approx([-1.0])


def test_at_most_k_passages_are_found(vectors, make_passage):
    vectors.add([make_passage("a"), make_passage("b")], array(EAST, NORTH))
    assert len(vectors.search(array(EAST)[0], k=1)) == 1


def test_fewer_are_found_when_there_are_fewer(vectors, make_passage):
    vectors.add([make_passage("a")], array(EAST))
    assert len(vectors.search(array(EAST)[0], k=50)) == 1


def test_nothing_is_found_where_nothing_is(vectors):
    assert vectors.search(array(EAST)[0], k=5) == {}


def test_a_passage_that_is_added_again_is_replaced(vectors, make_passage):
    passage = make_passage("a")
    vectors.add([passage], array(EAST))
    vectors.add([passage], array(NORTH))
    assert vectors.count() == 1
    assert vectors.search(array(NORTH)[0], k=1) == pytest.approx({passage.id: 1.0})


def test_more_passages_are_added_than_chroma_takes_at_once(vectors, make_article):
    article = make_article("w" * 6000)
    passages = [Passage(article, start, start + 1) for start in range(6000)]
    vectors.add(passages, np.tile(array(EAST), (6000, 1)))
    assert vectors.count() == 6000


def test_all_passages_of_removed_articles_are_gone(vectors, make_article, make_passage):
    article, kept = make_article("Wheat. Rye."), make_passage("kept")
    parts = [Passage(article, 0, 6), Passage(article, 7, 11)]
    vectors.add([*parts, kept], array(EAST, NORTH, NORTH_EAST))
    vectors.remove_articles([article.id])
    assert list(vectors.search(array(EAST)[0], k=5)) == [kept.id]


def test_removing_an_unknown_article_changes_nothing(vectors, make_passage):
    vectors.add([make_passage("a")], array(EAST))
    vectors.remove_articles(["0123456789abcdef"])
    assert vectors.count() == 1


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return a function that names which of four passages, one undated, pass some filters."""
    opened = Vectors(tmp_path_factory.mktemp("vectors"))
    days = {"jan": date(2021, 1, 31), "feb": date(2021, 2, 1), "mar": date(2021, 3, 1)}
    names = {}
    for name, day in (days | {"undated": None}).items():
        outlet = "Hill Post" if name == "jan" else "The Wire"
        article = Article(article_id(name), "", "Wheat.", outlet, (), day, "", name)
        opened.add([Passage(article, 0, 6)], array(EAST))
        names[f"{article.id}:0-6"] = name

    def find(filters):
        return {names[key] for key in opened.search(array(EAST)[0], k=9, filters=filters)}

    yield find
    opened.close()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (None, {"jan", "feb", "mar", "undated"}),
        (Filters(), {"jan", "feb", "mar", "undated"}),
        (Filters(since=date(2021, 2, 1)), {"feb", "mar"}),
        (Filters(until=date(2021, 2, 1)), {"jan", "feb"}),
        (Filters(since=date(2021, 2, 1), until=date(2021, 2, 1)), {"feb"}),
        (Filters(since=date(2021, 4, 1)), set()),
        (Filters(since=date(2021, 3, 1), until=date(2021, 2, 1)), set()),
        (Filters(since=date(2021, 2, 1), undated=True), {"feb", "mar", "undated"}),
        (Filters(until=date(2021, 1, 31), undated=True), {"jan", "undated"}),
        (Filters(undated=True), {"jan", "feb", "mar", "undated"}),
        (Filters(until=date(2021, 2, 28), undated=True, outlets=("Hill Post",)), {"jan"}),
        (Filters(outlets=("Hill Post",)), {"jan"}),
        (Filters(outlets=("Hill Post", "The Wire")), {"jan", "feb", "mar", "undated"}),
        (Filters(outlets=("hill post",)), set()),
        (Filters(outlets=("The Wire",), until=date(2021, 2, 28)), {"feb"}),
    ],
)
def test_filters_keep_the_passages_that_meet_all_of_them(found, filters, expected):
    assert found(filters) == expected


def test_a_filter_on_articles_keeps_theirs(vectors, make_passage):
    wanted, other = make_passage("wanted"), make_passage("other")
    vectors.add([wanted, other], array(NORTH, EAST))
    filters = Filters(article_ids=(wanted.article.id, "none"))
    assert list(vectors.search(array(EAST)[0], k=9, filters=filters)) == [wanted.id]


def test_vectors_are_kept_in_their_folder(vectors, make_passage, tmp_path):
    passage = make_passage("a")
    vectors.add([passage], array(EAST))
    vectors.close()
    reopened = Vectors(tmp_path / "vectors")
    assert list(reopened.search(array(EAST)[0], k=1)) == [passage.id]
    reopened.close()


def test_one_of_two_that_share_a_folder_can_be_closed(vectors, make_passage, tmp_path):
    vectors.add([make_passage("a")], array(EAST))
    Vectors(tmp_path / "vectors").close()
    assert len(vectors.search(array(EAST)[0], k=1)) == 1


def test_a_damaged_folder_is_named_with_the_command_that_mends_it(tmp_path):
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(LibraryDamaged, match="footnote index --rebuild") as caught:
        Vectors(tmp_path / "damaged")
    assert caught.value.folder == tmp_path / "damaged"


def test_damage_that_shows_only_in_a_search_is_named_too(vectors, make_article, tmp_path):
    # From 1000 vectors on, Chroma keeps them in files of their own beside its SQLite file.
    article = make_article("w" * 1100)
    passages = [Passage(article, start, start + 1) for start in range(1100)]
    vectors.add(passages, np.tile(array(EAST), (1100, 1)))
    vectors.close()
    shutil.copytree(tmp_path / "vectors", tmp_path / "damaged")
    files = list((tmp_path / "damaged").glob("*/*"))
    assert files
    for file in files:
        file.write_bytes(b"garbage")
    damaged = Vectors(tmp_path / "damaged")
    with pytest.raises(LibraryDamaged, match="footnote index --rebuild"):
        damaged.search(array(EAST)[0], k=1)
    damaged.close()
