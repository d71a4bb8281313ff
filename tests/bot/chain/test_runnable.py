"""The chain as a LangChain Runnable."""

import asyncio

from langchain_core.runnables import Runnable

from bot import Answer, Bot, Filters, Request
from tests.bot.chain.zoo import BORN, BORRELL, CAPITAL, CHALLENGE, WHEN_BORN, essence
from tests.bot.samples import holds
from tests.fakes import ScriptedChatModel


def test_the_chain_is_a_runnable_from_a_request_to_an_answer(bot):
    assert isinstance(bot.chain, Runnable)
    reply = bot.chain.invoke(Request(WHEN_BORN))
    assert isinstance(reply, Answer)
    assert essence(reply) == essence(bot.answer(WHEN_BORN))


def test_the_chain_streams_growing_answers(library):
    model = ScriptedChatModel(replies=[f"{BORN} [1] Keepers named her Bindi. [1]"])
    bot = Bot(library, model=model)
    steps = list(bot.chain.stream(Request(WHEN_BORN)))
    assert len(steps) > 2
    assert len(steps[0].text) < len(steps[-1].text)


def test_the_chain_takes_history_and_filters(bot):
    first = bot.answer("Who is Josep Borrell?")
    request = Request("Where was he born?", (first,), Filters(outlets=("The Ledger",)))
    reply = bot.chain.invoke(request)
    assert "Josep Borrell" in reply.query
    assert {hit.passage.article.outlet for hit in reply.hits} == {"The Ledger"}


def test_the_chain_can_be_joined_to_others(bot):
    chain = bot.chain | (lambda reply: reply.text)
    assert chain.invoke(Request(WHEN_BORN)) == bot.answer(WHEN_BORN).text


def test_the_chain_answers_a_batch(bot):
    replies = bot.chain.batch([Request(WHEN_BORN), Request(CAPITAL)])
    assert [reply.refused for reply in replies] == [False, True]


def test_an_answer_can_be_awaited(bot):
    assert essence(asyncio.run(bot.aanswer(WHEN_BORN))) == essence(bot.answer(WHEN_BORN))


def test_the_chain_answers_asynchronously_too(bot):
    question = "When was the baby elephant born at the zoo in Leipzig?"
    reply = asyncio.run(bot.chain.ainvoke(Request(question)))
    assert [c.quote for c in reply.citations] == [c.quote for c in bot.answer(question).citations]


def test_the_chain_streams_asynchronously_too(bot):
    async def collect():
        request = Request("When was the baby elephant born at the zoo in Leipzig?")
        return [reply async for reply in bot.chain.astream(request)]

    assert asyncio.run(collect())[-1].citations


def test_two_questions_at_once_are_both_answered(bot):
    both = f"{WHEN_BORN} And what did keepers name her?"
    reply = bot.answer(both)
    assert [citation.quote for citation in reply.citations] == [BORN, "Keepers named her Bindi."]
    assert [part.question for part in reply.parts] == [WHEN_BORN, "And what did keepers name her?"]
    assert reply.question == both
    assert holds(reply)


def test_the_second_question_may_lean_on_the_first(bot):
    reply = bot.answer("Who is Josep Borrell?\nWhat did he call a strategic challenge?")
    assert CHALLENGE in reply.parts[1].text
    assert "Josep Borrell" in reply.parts[1].query


def test_a_second_question_that_is_not_answered_is_named(bot):
    reply = bot.answer(f"{WHEN_BORN} {CAPITAL}")
    assert [part.refused for part in reply.parts] == [False, True]
    assert not reply.refused
    assert reply.scope == f"Found nothing that surely answers “{CAPITAL}”."


def test_the_answer_to_two_questions_grows_and_is_no_refusal_on_its_way(bot):
    steps = list(bot.stream(f"{CAPITAL} {WHEN_BORN} Who is Josep Borrell?"))
    assert not any(step.refused for step in steps)
    counts = [len(step.citations) for step in steps]
    assert counts == sorted(counts)
    assert BORRELL not in steps[0].text
    assert BORRELL in steps[-1].text


def test_two_questions_that_are_both_refused_are_refused(bot):
    [step] = bot.stream(f"{CAPITAL} What is the capital of Chile?")
    assert step.refused
    assert len(step.parts) == 2


def test_a_follow_up_leans_on_the_last_of_two_questions(bot):
    both = bot.answer("Who is Josep Borrell? Who is Ivan Petrov?")
    reply = bot.answer("Where was he born?", history=[both])
    assert "Ivan Petrov" in reply.query
    assert "Borrell" not in reply.query


def test_two_questions_are_answered_asynchronously_too(bot):
    request = Request(f"{WHEN_BORN} {CAPITAL}")
    assert len(asyncio.run(bot.chain.ainvoke(request)).parts) == 2
    assert [len(reply.parts) for reply in bot.chain.batch([request, Request(CAPITAL)])] == [2, 0]


def test_a_language_model_reads_two_questions_at_once(library):
    model = ScriptedChatModel(replies=[f"{BORN} [1]"])
    reply = Bot(library, model=model).answer(f"{WHEN_BORN} And what is her name?")
    assert reply.text == BORN
