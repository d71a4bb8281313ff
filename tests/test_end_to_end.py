"""From the sample corpus to cited answers, with the real Chroma, Tantivy, SQLite and model."""

import re

import pytest

from bot import Bot
from index.embedder import shared_embedder
from index.library import Library
from index.settings import PACKAGED_EMBEDDER
from index.sync import index_paths

DIFFERING = {
    "hill.md": """---
outlet: Hill Post
published: 2022-05-04
---

# Ferry burns off Lowmere

A fire on the ferry Orla killed 19 people off Lowmere on Tuesday night.

Sailors from three villages pulled the others out of the water.
""",
    "bay.md": """---
outlet: Bay News
published: 2022-05-05
---

# Lowmere mourns the dead of the Orla

The fire on the ferry Orla killed 23 people off Lowmere on Tuesday night.

Schools in the town stayed closed, and flags flew at half mast.
""",
}


@pytest.fixture(scope="module")
def bot(sample_library):
    return Bot(sample_library)


@pytest.mark.parametrize(
    ("question", "expected", "file"),
    [
        ("How much is the Power of Siberia pipeline worth?", "50bn", "joint-projects"),
        ("Who is Japan's Defence Minister?", "Kishi Nobuo", "-"),
        (
            "Is London against Nord Stream 2?",
            "opposes the Nord Stream 2 project",
            "europe-harder|power-of-siberia",
        ),
        ("What did NATO's revised strategy say about China?", "systemic challenge", "nato-revised"),
    ],
)
def test_a_question_is_answered_from_the_right_article(bot, question, expected, file):
    reply = bot.answer(question)
    assert not reply.refused
    assert expected in reply.text
    assert any(re.search(file, citation.article.source) for citation in reply.citations)
    assert all(c.quote == c.article.text[c.start : c.end] for c in reply.citations)


def test_what_the_articles_do_not_hold_is_refused_without_citations(bot):
    reply = bot.answer("What is the capital of Peru?")
    assert reply.refused
    assert reply.citations == ()
    assert reply.sentences == ()
    assert "Closest coverage" in reply.text


def test_two_outlets_that_give_different_figures_are_both_cited_and_said_to_differ(tmp_path):
    for name, content in DIFFERING.items():
        (tmp_path / name).write_text(content)
    embedder = shared_embedder(PACKAGED_EMBEDDER)
    index_paths([tmp_path], library=tmp_path / "library", embedder=embedder)
    bot = Bot(Library(tmp_path / "library", embedder=embedder))
    reply = bot.answer("How many people did the fire on the ferry Orla kill?")
    assert {told.words for told in reply.differs} == {"19 people", "23 people"}
    cited = {c.article.outlet: c.quote for c in reply.citations}
    assert "19 people" in cited["Hill Post"]
    assert "23 people" in cited["Bay News"]
    bot.close()
