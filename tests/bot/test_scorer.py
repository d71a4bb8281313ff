"""The packaged sentence scorer."""

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


def test_the_scores_come_in_the_order_of_the_sentences(scorer):
    there = scorer.score(QUESTION, [COST, OTHER, COST * 3])
    back = scorer.score(QUESTION, [COST * 3, OTHER, COST])
    np.testing.assert_allclose(there, back[::-1], atol=1e-4)


def test_more_sentences_than_one_batch_are_all_scored(scorer):
    scores = scorer.score(QUESTION, [OTHER] * 20)
    assert scores.shape == (20,)
    assert np.all(scores != 0)


def test_no_sentences_have_no_scores(scorer):
    assert scorer.score(QUESTION, []).shape == (0,)


def test_a_text_without_words_or_too_long_is_scored_all_the_same(scorer):
    assert np.all(np.isfinite(scorer.score(QUESTION, ["🙂", "word " * 5000])))
