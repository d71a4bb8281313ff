"""Filters, and questions that narrow the search."""

from datetime import date

from bot import Bot, Filters, Request
from index.settings import Settings
from tests.bot.chain.zoo import BORN, CHALLENGE, WHEN_BORN


def test_filters_narrow_the_search(bot):
    reply = bot.answer(WHEN_BORN, filters=Filters(outlets=("The Ledger",)))
    assert {hit.passage.article.outlet for hit in reply.hits} == {"The Ledger"}
    assert BORN not in reply.text


def test_a_period_in_the_question_narrows_the_search(bot):
    reply = bot.answer("Who called China a strategic challenge in October 2021?")
    assert CHALLENGE in reply.text
    assert reply.scope.startswith("Searched articles published 1 to 31 October 2021")
    assert "2 that are undated" in reply.scope


def test_today_is_the_day_that_is_given(library):
    question = "Who called China a strategic challenge last month?"
    reply = Bot(library, as_of=date(2021, 11, 20)).answer(question)
    assert reply.scope.startswith("Searched articles published 1 to 31 October 2021")
    request = Request(question, as_of=date(2022, 3, 20))
    assert "1 to 28 February 2022" in Bot(library).chain.invoke(request).scope


def test_today_may_be_set(library):
    settings = Settings(as_of="2021-11-20")
    reply = Bot(library, settings=settings).answer("What did Borrell call China last month?")
    assert reply.scope.startswith("Searched articles published 1 to 31 October 2021")


def test_a_period_without_an_answer_is_widened(library):
    bot = Bot(library, as_of=date(2022, 3, 20))
    reply = bot.answer("Who called China a strategic challenge last week?")
    assert CHALLENGE in reply.text
    assert reply.scope.startswith("Found no answer in articles published 7 to 13 March 2022")


def test_an_outlet_in_the_question_narrows_the_search(bot):
    reply = bot.answer("What did the Ledger report about Josep Borrell?")
    assert {hit.passage.article.outlet for hit in reply.hits} == {"The Ledger"}
    assert reply.scope == "Searched articles in The Ledger."


def test_a_question_that_narrows_nothing_has_no_scope(bot):
    assert bot.answer(WHEN_BORN).scope == ""


def test_the_latest_comes_first_among_equals(make_library):
    library = make_library(
        {
            f"{year}.md": f"---\npublished: {year}-03-01\n---\n\nThe harbour budget is {sum_}."
            for year, sum_ in ((2019, "$5m for the quay"), (2021, "$7m for a crane"))
        }
    )
    reply = Bot(library).answer("What is the latest on the harbour budget?")
    assert reply.citations[0].article.published == date(2021, 3, 1)


def test_the_latest_comes_before_what_is_nearly_as_new_and_nearer_to_the_question(make_library):
    texts = {
        "2021-02-20": "The harbour budget is $5m for the quay.",
        "2021-03-01": "The harbour budget is $7m for the quay now.",
        "2021-03-02": "It rained on the zoo for a week, and the lions stayed indoors.",
    }
    library = make_library(
        {f"{day}.md": f"---\npublished: {day}\n---\n\n{text}" for day, text in texts.items()}
    )
    first = [
        Bot(library).answer(question).citations[0].quote
        for question in ("What is the harbour budget?", "What is the latest on the harbour budget?")
    ]
    assert first == list(texts.values())[:2]
