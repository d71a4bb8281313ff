"""Articles that differ."""

import pytest

from bot import Bot
from tests.bot.samples import holds
from tests.fakes import ScriptedChatModel

KILLED = "How many people did the ferry fire in Lowmere kill?"
FIRE, FIRE_TOO = (
    "The ferry fire in Lowmere killed 19 people on the upper deck.",
    "A ferry fire killed 23 people in Lowmere while most of the crew slept.",
)


@pytest.fixture
def differing_library(make_library):
    """Two outlets that tell of a fire, a third that tells of another."""
    told = {"Hill Post": FIRE, "Bay News": FIRE_TOO, "Moor Mail": "A barn burnt down in Eastry."}
    return make_library(
        {
            f"{outlet}.md": f"---\noutlet: {outlet}\npublished: 2022-05-0{day}\n---\n\n{text}"
            for day, (outlet, text) in enumerate(told.items(), 4)
        }
    )


def test_outlets_that_differ_are_both_quoted_and_cited(differing_library):
    reply = Bot(differing_library).answer(KILLED)
    cited = {citation.number: citation for citation in reply.citations}
    sides = {(told.words, cited[told.citation].article.outlet) for told in reply.differs}
    assert sides == {("19 people", "Hill Post"), ("23 people", "Bay News")}
    assert {FIRE, FIRE_TOO} <= {sentence.text for sentence in reply.sentences}
    assert all(told.words in cited[told.citation].quote for told in reply.differs)
    assert holds(reply)


def test_an_answer_that_grows_differs_once_both_are_cited(differing_library):
    steps = list(Bot(differing_library).stream(KILLED))
    assert [len(step.differs) for step in steps][:2] == [0, 2]
    assert all(
        {told.citation for told in step.differs} <= {c.number for c in step.citations}
        for step in steps
    )


def test_outlets_that_agree_do_not_differ(make_library):
    files = {
        f"{outlet}.md": f"---\noutlet: {outlet}\n---\n\n{text}"
        for outlet, text in (("Hill Post", FIRE), ("Bay News", FIRE_TOO.replace("23", "nineteen")))
    }
    reply = Bot(make_library(files)).answer(KILLED)
    assert reply.sentences
    assert reply.differs == ()


def test_a_language_model_says_by_itself_that_articles_differ(differing_library):
    bot = Bot(differing_library, model=ScriptedChatModel(replies=[f"{FIRE} [1]"]))
    assert bot.answer(KILLED).differs == ()
