"""The chain as a LangChain Runnable."""

import asyncio

from langchain_core.runnables import Runnable

from bot import Answer, Bot, Filters, Request
from tests.bot.chain.zoo import BORN, CAPITAL, WHEN_BORN, essence
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
