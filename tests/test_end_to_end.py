"""From the sample corpus to cited answers, with the real Chroma, Tantivy, SQLite and model."""

import pytest

from bot import Bot


@pytest.fixture(scope="module")
def bot(sample_library):
    return Bot(sample_library)


@pytest.mark.parametrize(
    ("question", "expected", "file"),
    [
        ("How much is the Power of Siberia pipeline worth?", "50bn", "joint-projects"),
        ("Who is Japan's Defence Minister?", "Kishi Nobuo", "-"),
        ("What did NATO's revised strategy say about China?", "systemic challenge", "nato-revised"),
    ],
)
def test_a_question_is_answered_from_the_right_article(bot, question, expected, file):
    reply = bot.answer(question)
    assert not reply.refused
    assert expected in reply.text
    assert any(file in citation.article.source for citation in reply.citations)
    assert all(c.quote == c.article.text[c.start : c.end] for c in reply.citations)


def test_what_the_articles_do_not_hold_is_refused_without_citations(bot):
    reply = bot.answer("What is the capital of Peru?")
    assert reply.refused
    assert reply.citations == ()
    assert reply.sentences == ()
    assert "Closest coverage" in reply.text
