import numpy as np
import pytest

from index.database import connect
from index.embeddings import EmbeddingCache
from tests.fakes import DIMENSIONS, FakeEmbedder
from tests.index.embedders import TiringEmbedder


def test_embeddings_are_those_of_the_model_in_the_order_of_the_texts(tmp_path, fake_embedder):
    texts = ["a long text about wheat", "goat", "a tunnel"]
    embedded = EmbeddingCache(tmp_path, fake_embedder).embed(texts)
    assert np.array_equal(embedded, FakeEmbedder().embed_array(texts))
    assert embedded.dtype == np.float32
    assert embedded.shape == (3, DIMENSIONS)


def test_a_text_is_embedded_once_however_often_it_comes(tmp_path, fake_embedder):
    embedded = EmbeddingCache(tmp_path, fake_embedder).embed(["goat", "wheat", "goat"])
    assert sorted(fake_embedder.embedded) == ["goat", "wheat"]
    assert np.array_equal(embedded[0], embedded[2])


def test_a_text_that_was_embedded_before_is_not_embedded_again(tmp_path, fake_embedder):
    before = EmbeddingCache(tmp_path, fake_embedder).embed(["goat"])
    fake_embedder.embedded.clear()
    after = EmbeddingCache(tmp_path, fake_embedder).embed(["goat", "wheat"])
    assert fake_embedder.embedded == ["wheat"]
    assert np.array_equal(before[0], after[0])


def test_another_model_embeds_the_same_text_anew(tmp_path, fake_embedder):
    EmbeddingCache(tmp_path, fake_embedder).embed(["goat"])
    other = FakeEmbedder("other")
    EmbeddingCache(tmp_path, other).embed(["goat"])
    assert other.embedded == ["goat"]


def test_no_texts_have_no_embeddings(tmp_path, fake_embedder):
    assert len(EmbeddingCache(tmp_path, fake_embedder).embed([])) == 0
    assert fake_embedder.embedded == []


def test_texts_are_embedded_in_the_order_of_their_lengths(tmp_path, fake_embedder):
    EmbeddingCache(tmp_path, fake_embedder).embed(["ccc", "a", "bb"])
    assert fake_embedder.embedded == ["a", "bb", "ccc"]


def test_what_was_embedded_before_a_failure_is_kept(tmp_path):
    # Batches hold 256 texts, so the second fails and the first is kept.
    texts = [f"goat {number:03}" for number in range(300)]
    with pytest.raises(RuntimeError, match="tired"):
        EmbeddingCache(tmp_path, TiringEmbedder(299)).embed(texts)
    rested = FakeEmbedder()
    EmbeddingCache(tmp_path, rested).embed(texts)
    assert len(rested.embedded) == 300 - 256


def test_a_damaged_file_is_begun_afresh_since_it_only_saves_work(tmp_path, fake_embedder):
    (tmp_path / "embeddings.sqlite").write_bytes(b"garbage" * 1000)
    assert EmbeddingCache(tmp_path, fake_embedder).embed(["goat"]).shape == (1, DIMENSIONS)


def test_asking_what_is_known_makes_no_file(tmp_path, fake_embedder):
    cache = EmbeddingCache(tmp_path, fake_embedder)
    assert cache.known("goat") is None
    assert cache.missing(["goat", "wheat", "goat"]) == 2
    assert list(tmp_path.iterdir()) == []


def test_asking_what_is_known_writes_nothing(tmp_path, fake_embedder):
    cache = EmbeddingCache(tmp_path, fake_embedder)
    cache.embed(["goat"])
    with connect(cache.path, write=True):  # another process writes, and asking doesn't wait for it
        assert cache.missing(["goat", "wheat"]) == 1


def test_a_file_in_which_nothing_was_ever_saved_knows_nothing(tmp_path, fake_embedder):
    cache = EmbeddingCache(tmp_path, fake_embedder)
    cache.path.touch()
    assert cache.missing(["goat"]) == 1
    assert cache.embed(["goat"]).shape == (1, DIMENSIONS)
