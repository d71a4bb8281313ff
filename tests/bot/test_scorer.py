"""The packaged sentence scorers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import bot.scorer
from bot import Bot
from bot.scorer import SentenceScorer, shared_scorers
from index.errors import ModelError

FOLDER = Path(bot.scorer.__file__).parent
QUESTION = "How much did the harbour of Elmouth cost?"
COST = "Harbour opens: The harbour cost 40 million crowns, the mayor of Elmouth said."
OTHER = "Harbour opens: Fishing boats keep their berths in the old basin."


@pytest.fixture(scope="module", params=["small", "large"])
def scorer(request):
    return SentenceScorer(request.param)


def test_a_sentence_that_answers_scores_higher_than_one_that_does_not(scorer):
    cost, other = scorer.score(QUESTION, [COST, OTHER])
    assert cost > other


def test_the_logits_are_those_of_the_trained_model(scorer):
    # By transformers, from the float weights that were quantised.
    exact = {"small": [1.09, -4.5], "large": [0.68, -3.64]}
    found = scorer.score(QUESTION, [COST, OTHER])
    np.testing.assert_allclose(found, exact[scorer.size], atol=0.5)


def test_the_scores_come_in_the_order_of_the_sentences(scorer):
    there = scorer.score(QUESTION, [COST, OTHER, COST * 3])
    back = scorer.score(QUESTION, [COST * 3, OTHER, COST])
    np.testing.assert_allclose(there, back[::-1], atol=1e-4)


def test_a_sentence_that_stands_beside_a_longer_one_is_scored_as_if_alone(scorer):
    alone = scorer.score(QUESTION, [COST])
    beside = scorer.score(QUESTION, [COST, COST * 4])[:1]
    # What the small one reads together is rounded to the same steps.
    np.testing.assert_allclose(alone, beside, atol={"small": 0.5, "large": 1e-5}[scorer.size])


def test_more_sentences_than_one_batch_are_all_scored(scorer):
    scores = scorer.score(QUESTION, [OTHER] * 20)
    assert scores.shape == (20,)
    assert np.all(scores != 0)


def test_no_sentences_have_no_scores(scorer):
    assert scorer.score(QUESTION, []).shape == (0,)


def test_a_text_without_words_or_too_long_is_scored_all_the_same(scorer):
    assert np.all(np.isfinite(scorer.score(QUESTION, ["🙂", "word " * 5000])))


@pytest.mark.parametrize(("size", "rest"), [("small", "off"), ("large", "small")])
@pytest.mark.parametrize("content", [b"no model", None])
def test_a_missing_or_damaged_model_is_told_of(tmp_path, monkeypatch, size, rest, content):
    shutil.copytree(FOLDER / size, tmp_path / size, ignore=shutil.ignore_patterns("*.onnx"))
    if content:
        (tmp_path / size / "model.onnx").write_bytes(content)
    monkeypatch.setattr("bot.scorer._FOLDER", tmp_path)
    told = rf"{size} sentence scorer is missing or damaged.*FOOTNOTE_SCORER={rest}\."
    with pytest.raises(ModelError, match=told):
        SentenceScorer(size).score(QUESTION, [COST])


@pytest.mark.parametrize(("chosen", "sizes"), [("", 2), ("on", 2), ("small", 1), ("off", 0)])
def test_a_bot_has_the_scorers_that_the_settings_name(make_library, monkeypatch, chosen, sizes):
    monkeypatch.setenv("FOOTNOTE_SCORER", chosen)
    library = make_library({"a.txt": "Harbour opens\n\nThe harbour opened."})
    assert Bot(library).scorers == shared_scorers("on")[:sizes]


def test_each_scorer_is_loaded_once_and_the_fast_one_comes_first():
    both = shared_scorers("on")
    assert [scorer.size for scorer in both] == ["small", "large"]
    assert shared_scorers("small") == both[:1]
    assert shared_scorers("off") == ()


def test_onnxruntime_keeps_no_record_of_its_use_to_send(tmp_path):
    script = "from bot.scorer import SentenceScorer; SentenceScorer().score('Who?', ['Rosa won.'])"
    kept = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment = {**kept, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / ".cache")}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script], cwd=root, env=environment, check=True)
    assert not list(tmp_path.rglob("*onnxruntime*"))
