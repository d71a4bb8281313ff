"""The chain of bot/chain.py when a language model writes the answers."""

from datetime import date

from bot import Bot, Filters
from tests.bot.samples import holds
from tests.fakes import ScriptedChatModel

BORN = "A baby elephant was born at the zoo in Leipzig on Sunday."
BORRELL = "Josep Borrell is the foreign policy chief of the European Union."
FILES = {
    "gas.txt": "Pipeline works\n\nThe pipeline carries gas to China.",
    "zoo.txt": f"Baby elephant\n\n{BORN} Keepers named her Bindi.",
    "borrell.txt": f"On Borrell\n\n{BORRELL} He called China a strategic challenge.",
}
WHEN_BORN = "When was the baby elephant born at the zoo in Leipzig?"


def writer(library, *replies, chunk_chars=7):
    return Bot(library, model=ScriptedChatModel(replies=list(replies), chunk_chars=chunk_chars))


def test_a_models_answer_is_cited(library):
    reply = writer(library, "Bindi was born at the zoo in Leipzig [1].").answer(WHEN_BORN)
    assert reply.text == "Bindi was born at the zoo in Leipzig."
    assert [(s.support, s.citations) for s in reply.sentences] == [("supported", (1,))]
    assert [citation.quote for citation in reply.citations] == [f"{BORN} Keepers named her Bindi."]
    assert reply.model == "ScriptedChatModel"


def test_a_models_answer_grows(library):
    reply = f"{BORN[:-1]} [1]. Keepers named her Bindi [1]."
    steps = list(writer(library, reply, chunk_chars=len(reply) // 2).stream(WHEN_BORN))
    assert [len(step.sentences) for step in steps] == [1, 2, 2]
    assert all(holds(step) for step in steps)
    assert steps[-1].text == f"{BORN} Keepers named her Bindi."


def test_a_model_that_finds_no_answer_refuses(library):
    reply = writer(library, "NOT IN THE ARTICLES").answer(WHEN_BORN)
    assert reply.refused
    assert holds(reply)
    assert reply.notice.startswith("The 3 articles here don't seem to answer that.")


def test_a_model_that_says_nothing_refuses(library):
    reply = writer(library, "").answer(WHEN_BORN)
    assert reply.refused
    assert holds(reply)


def test_a_reply_that_nothing_supports_is_withheld(library):
    reply = writer(library, "Penicillin was found by Alexander Fleming [1].").answer(WHEN_BORN)
    assert reply.refused
    assert holds(reply)
    assert "Penicillin" not in reply.text
    assert "don't bear out what the language model wrote" in reply.notice


def test_a_wrong_figure_is_shown_as_unsupported(library):
    reply = writer(library, "2 baby elephants were born at the zoo in Leipzig [1].").answer(
        WHEN_BORN
    )
    assert [sentence.support for sentence in reply.sentences] == ["unsupported"]


def test_a_model_is_not_asked_when_nothing_is_found(library):
    bot = writer(library)
    reply = bot.answer(WHEN_BORN, filters=Filters(since=date(2030, 1, 1)))
    assert reply.refused


def test_a_model_is_not_asked_for_small_talk(library):
    assert writer(library).answer("Thanks!").text.startswith("You're welcome.")


def test_a_follow_up_is_rewritten_by_the_model_and_then_searched(library):
    bot = writer(library, f"{BORRELL[:-1]} [1].", WHEN_BORN, f"{BORN[:-1]} [1].")
    first = bot.answer("Who is Josep Borrell?")
    reply = bot.answer("And when was it born?", history=[first])
    assert (reply.question, reply.query) == ("And when was it born?", WHEN_BORN)
    assert reply.text == BORN


def test_the_first_question_is_not_rewritten(library):
    model = ScriptedChatModel(replies=[BORN])
    Bot(library, model=model).answer(WHEN_BORN)
    assert len(model.asked) == 1


def test_small_talk_alone_is_no_reason_to_rewrite(library):
    model = ScriptedChatModel(replies=[BORN])
    bot = Bot(library, model=model)
    bot.answer(WHEN_BORN, history=[bot.answer("Hello")])
    assert len(model.asked) == 1


def test_the_model_is_asked_about_the_passages_that_were_found(library):
    model = ScriptedChatModel(replies=[BORN])
    reply = Bot(library, model=model).answer(WHEN_BORN)
    _, human = model.asked[0]
    assert all(hit.passage.text in human.content for hit in reply.hits)
    assert human.content.endswith(f"Question: {WHEN_BORN}")
