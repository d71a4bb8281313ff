from functools import partial
from threading import Event, Timer

import numpy as np
import pytest

from index.articles import Article
from index.passages import Passage
from index.shard import open_folder
from index.vectors import Vectors

pytestmark = pytest.mark.parametrize("shards", [1, 3], scope="module")

EAST, NORTH, NORTH_EAST = (1.0, 0.0), (0.0, 1.0), (0.6, 0.8)


def open_vectors(folder, shards, *, writing=False):
    """Open vectors in one shard or several, each in a folder of its own."""
    openers = [partial(open_folder, folder / str(number)) for number in range(shards)]
    return Vectors(openers, writing=writing)


@pytest.fixture
def vectors(tmp_path, shards):
    opened = open_vectors(tmp_path / "vectors", shards)
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


class Chosen:
    """Some passages, as index.scope.Scope gives them; counts the looks at their ids."""

    def __init__(self, passages, *, share):
        self._ids = [passage.id for passage in passages]
        self.share = share
        self.asked = 0

    def holds(self, passage_id):
        return passage_id in self._ids

    def passage_ids(self):
        self.asked += 1
        return self._ids


@pytest.fixture(scope="module")
def circle(tmp_path_factory, shards):
    """2400 passages, each an article, at even angles around a circle from (1, 0) on."""
    opened = open_vectors(tmp_path_factory.mktemp("circle"), shards)
    articles = [Article(f"circle{n}", "", "w", "", (), None, "", "circle") for n in range(2400)]
    passages = [Passage(article, 0, 1) for article in articles]
    angles = np.linspace(0, 2 * np.pi, 2400, endpoint=False)
    opened.add(passages, np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32))
    yield opened, passages
    opened.close()


@pytest.mark.parametrize(
    ("step", "looks"),
    [
        (2, 0),  # Half of all: enough of them are among the 3 * 1.5 * 2 nearest.
        (2399, 1),  # Two in all, the first and the last: too few among the nearest, so compared.
    ],
)
def test_the_nearest_among_some_passages_are_found(circle, step, looks):
    opened, passages = circle
    chosen = Chosen(passages[::step], share=1 / step)
    found = opened.search(array(EAST)[0], k=3, among=chosen)
    # One step around the circle has a cosine of 1 - 3e-6, two one of 1 - 1e-5.
    expected = (
        [passages[0], passages[2], passages[-2]] if step == 2 else [passages[0], passages[-1]]
    )
    assert found.keys() == {passage.id for passage in expected}
    assert next(iter(found)) == passages[0].id
    assert list(found.values()) == pytest.approx([1.0] * len(found), abs=1e-4)
    assert chosen.asked == looks


def test_twenty_of_those_wanted_are_enough_of_a_small_share(circle):
    opened, passages = circle
    # Each 80th, 30 in all; asked for 50 * 1.5 * 80 and so for all 2400, Chroma finds each.
    chosen = Chosen(passages[::80], share=1 / 80)
    found = opened.search(array(EAST)[0], k=50, among=chosen)
    assert found.keys() == {passage.id for passage in passages[::80]}
    assert chosen.asked == 0
    few = Chosen(passages[::130], share=1 / 80)  # 19 in all
    assert len(opened.search(array(EAST)[0], k=50, among=few)) == 19
    assert few.asked == 1


def test_those_far_off_are_found_when_the_nearest_are_not_wanted(circle):
    opened, passages = circle
    # The quarter around (-1, 0), of which none is among the 3 * 1.5 * 4 nearest to (1, 0).
    chosen = Chosen(passages[900:1500], share=1 / 4)
    found = opened.search(array(EAST)[0], k=1, among=chosen)
    # One end of that quarter stands at 135 degrees.
    assert found == pytest.approx({passages[900].id: -0.7071}, abs=1e-4)


def test_those_far_off_are_found_among_too_many_to_compare(circle):
    opened, passages = circle
    chosen = Chosen(passages[600:1800], share=1 / 10_000)
    found = opened.search(array(EAST)[0], k=1, among=chosen)
    assert list(found) == [passages[600].id]
    assert list(found.values()) == pytest.approx([0.0], abs=1e-6)


def test_a_wanted_passage_beyond_what_its_shard_was_asked_for_hides_no_worse_one(
    tmp_path, make_article, shards
):
    # A long article that isn't wanted stands between (1, 0) and the wanted ones of its shard.
    opened = open_vectors(tmp_path, shards)
    near = make_article("w" * 500, source=tmp_path / "near")
    crowd = [Passage(near, start, start + 1) for start in range(500)]
    others = [Article(f"far{n}", "", "w", "", (), None, "", "far") for n in range(600)]
    wanted = [Passage(article, 0, 1) for article in others]
    angles = np.concatenate([np.linspace(0, 0.1, 500), np.linspace(0.2, 3, 600)])
    array_of_all = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    opened.add([*crowd, *wanted], array_of_all)
    found = opened.search(array(EAST)[0], k=20, among=Chosen(wanted, share=0.5))
    assert list(found) == [passage.id for passage in wanted[:20]]
    opened.close()


def test_nothing_is_found_among_no_passages(circle):
    assert circle[0].search(array(EAST)[0], k=3, among=Chosen([], share=0.0)) == {}


def test_vectors_are_kept_in_their_folder(vectors, make_passage, tmp_path, shards):
    passage = make_passage("a")
    vectors.add([passage], array(EAST))
    vectors.close()
    reopened = open_vectors(tmp_path / "vectors", shards)
    assert list(reopened.search(array(EAST)[0], k=1)) == [passage.id]
    reopened.close()


def test_one_of_two_that_share_a_folder_can_be_closed(vectors, make_passage, tmp_path, shards):
    vectors.add([make_passage("a")], array(EAST))
    open_vectors(tmp_path / "vectors", shards).close()
    assert len(vectors.search(array(EAST)[0], k=1)) == 1


@pytest.fixture
def many(make_passage):
    """Thirty passages, each of its own article, which lie in all of three shards."""
    return [make_passage(str(number)) for number in range(30)]


def test_an_article_lies_in_the_shard_that_its_id_gives(vectors, many, tmp_path, shards):
    vectors.add(many, np.tile(array(EAST), (30, 1)))
    vectors.close()
    for number in range(shards):
        shard = open_folder(tmp_path / "vectors" / str(number))
        own = {p.id for p in many if vectors.shard_of(p.article.id) == number}
        assert shard.ids() == own != set()
        shard.close()


def test_all_shards_are_counted_listed_and_copied(vectors, many, tmp_path, shards):
    vectors.add(many, np.tile(array(EAST), (30, 1)))
    copy = open_vectors(tmp_path / "copy", 4 - shards, writing=True)
    vectors.copy_to(copy)
    assert vectors.count() == copy.count() == 30
    assert vectors.ids() == copy.ids() == {passage.id for passage in many}
    assert copy.vector(many[-1].id).tolist() == list(EAST)
    copy.close()


def test_a_writer_holds_one_shard_open_at_a_time(many, tmp_path, shards):
    opened = set()

    class Watched:
        def __init__(self, number):
            self._shard = open_folder(tmp_path / str(number))
            opened.add(self)

        def __getattr__(self, name):
            return getattr(self._shard, name)

        def close(self):
            opened.discard(self)
            self._shard.close()

    writer = Vectors([partial(Watched, number) for number in range(shards)], writing=True)
    assert not opened
    for passage in many:
        writer.add([passage], array(EAST))
        assert len(opened) == 1
    writer.remove_articles([passage.article.id for passage in many[:10]])
    assert len(opened) == 1
    assert writer.count() == 20
    assert len(opened) == 1
    writer.close()
    assert not opened


def test_closing_waits_for_the_search_of_a_shard_when_that_of_another_failed(monkeypatch, shards):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    said, begun, told = [], Event(), Event()

    class Slow:
        def search_many(self, _vector, _k):
            begun.set()
            assert told.wait(10)
            said.append("searched")
            return {}

        def close(self):
            said.append("closed")

    class Failing(Slow):
        def search_many(self, _vector, _k):
            assert begun.wait(10)
            raise OSError("no shard")

    opened = Vectors([Failing, *[Slow] * shards])
    with pytest.raises(OSError, match="no shard"):
        opened.search(array(EAST)[0], k=1)
    Timer(0.05, told.set).start()
    opened.close()
    assert "searched" in said
    assert said == sorted(said, reverse=True)


def test_shards_that_were_opened_are_closed_when_another_cant_be(shards):
    closed = []

    class Shard:
        def close(self):
            closed.append(self)

    def fail():
        raise OSError("no shard")

    with pytest.raises(OSError, match="no shard"):
        Vectors([*[Shard] * shards, fail])
    assert len(closed) == shards
