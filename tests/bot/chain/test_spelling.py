"""Questions with a misspelt word."""

from bot import Bot
from tests.bot.chain.zoo import CHALLENGE


def test_a_misspelt_word_is_read_as_the_articles_spell_it_and_that_is_told(bot):
    spelt = bot.answer("Who called China a strategic challenge?")
    reply = bot.answer("Who called China a stratgic challenge?")
    assert CHALLENGE in reply.text
    assert reply.confidence == spelt.confidence
    assert reply.question == "Who called China a stratgic challenge?"
    assert reply.query == spelt.query
    assert reply.scope == "Read “stratgic” as “strategic”."


def test_a_period_is_told_after_it(bot):
    reply = bot.answer("Who called China a stratgic challenge in October 2021?")
    assert reply.scope.startswith("Read “stratgic” as “strategic”. Searched articles published 1 ")


def test_a_refusal_tells_it_too(bot):
    reply = bot.answer("Who stole the stratgic challenge of Mona Lisa?")
    assert reply.refused
    assert reply.notice.startswith("Read “stratgic” as “strategic”. The ")


def test_an_answer_from_the_catalog_tells_it_too(bot):
    reply = bot.answer("How many articles do you have about a strategc challenge?")
    assert reply.notice.startswith("Read “strategc” as “strategic”. ")


def test_a_follow_up_carries_the_word_over_as_it_was_read(library):
    bot = Bot(library)
    first = bot.answer("Who called China a stratgic challenge?")
    assert "stratgic" not in bot.answer("And in 2022?", history=(first,)).query
