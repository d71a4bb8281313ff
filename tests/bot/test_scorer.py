"""The packaged sentence scorer."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.scorer import SentenceScorer

QUESTION = "How much did the harbour of Elmouth cost?"
COST = "Harbour opens: The harbour cost 40 million crowns, the mayor of Elmouth said."
OTHER = "Harbour opens: Fishing boats keep their berths in the old basin."


@pytest.fixture(scope="module")
def scorer():
    return SentenceScorer()


def test_a_sentence_that_answers_scores_higher_than_one_that_does_not(scorer):
    cost, other = scorer.score(QUESTION, [COST, OTHER])
    assert cost > other


def test_the_logits_are_those_of_the_trained_model(scorer):
    # By transformers, from the float weights that were quantised.
    np.testing.assert_allclose(scorer.score(QUESTION, [COST, OTHER]), [1.09, -4.5], atol=0.5)


def test_the_sums_of_8_bit_weights_are_exact_also_without_vnni(scorer):
    # By onnx's reference evaluator. Clipped sums, as without VNNI, give 1.67 and -3.20.
    sentence = "Rosa Lindqvist opened the harbour of Elmouth on Monday."
    others = [
        "The mayor, who is 61, cut a ribbon.",
        "It cost 40 million crowns.",
        "Fishing boats keep their berths in the old basin.",
    ]
    opened = scorer.score("Who opened the harbour of Elmouth?", [sentence, *others])[0]
    designed = scorer.score("Who designed the bridge of Port Hale?", [sentence, *others])[0]
    np.testing.assert_allclose([opened, designed], [1.42, -2.70], atol=0.15)


def test_the_scores_come_in_the_order_of_the_sentences(scorer):
    there = scorer.score(QUESTION, [COST, OTHER, COST * 3])
    back = scorer.score(QUESTION, [COST * 3, OTHER, COST])
    np.testing.assert_allclose(there, back[::-1], atol=1e-4)


def test_a_sentence_that_stands_beside_a_longer_one_is_scored_as_if_alone(scorer):
    alone = scorer.score(QUESTION, [COST])
    beside = scorer.score(QUESTION, [COST, COST * 4])[:1]
    # What is read together is rounded to the same steps.
    np.testing.assert_allclose(alone, beside, atol=0.5)


def test_more_sentences_than_one_batch_are_all_scored(scorer):
    scores = scorer.score(QUESTION, [OTHER] * 20)
    assert scores.shape == (20,)
    assert np.all(scores != 0)


def test_no_sentences_have_no_scores(scorer):
    assert scorer.score(QUESTION, []).shape == (0,)


def test_a_text_without_words_or_too_long_is_scored_all_the_same(scorer):
    assert np.all(np.isfinite(scorer.score(QUESTION, ["🙂", "word " * 5000])))


def test_onnxruntime_keeps_no_record_of_its_use_to_send(tmp_path):
    script = "from bot.scorer import SentenceScorer; SentenceScorer().score('Who?', ['Rosa won.'])"
    kept = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment = {**kept, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / ".cache")}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script], cwd=root, env=environment, check=True)
    assert not list(tmp_path.rglob("*onnxruntime*"))
