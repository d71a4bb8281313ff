"""Questions that lean on the turns before them."""

import pytest

from bot import Bot
from tests.bot.chain.zoo import BORRELL, CHALLENGE, WHEN_BORN, WHO_BUILDS, essence
from tests.bot.samples import holds

SPENT = ((5, "a quay at the old mill"), (9, "cranes"), (14, "dredging a channel"), (3, "a ferry"))
HARBOURS = {
    "north.txt": "Quay one\n\nThe new harbour in Norway cost 40 million crowns, said the mayor.",
    "south.txt": "Quay two\n\nThe new harbour in Denmark cost 9 million crowns, said the town.",
    "rain.txt": "Rain\n\nIt rained on the zoo for a week. The lions of Sweden stayed indoors.",
}
HOW_MUCH = "How much did the new harbour in Norway cost?"


def test_a_follow_up_is_searched_with_what_it_leans_on(bot):
    first = bot.answer("Who is Josep Borrell?")
    reply = bot.answer("Where did he say this?", history=[first])
    assert reply.question == "Where did he say this?"
    assert "Josep Borrell" in reply.query


def test_a_follow_up_is_answered_from_the_topic_before_it(bot):
    first = bot.answer("Who is Josep Borrell?")
    reply = bot.answer("What did he call a strategic challenge?", history=[first])
    assert CHALLENGE in reply.text


def test_a_new_topic_is_searched_as_it_is(bot):
    reply = bot.answer(WHEN_BORN, history=[bot.answer(WHO_BUILDS)])
    assert reply.query == WHEN_BORN
    assert essence(reply) == essence(bot.answer(WHEN_BORN))


def test_small_talk_in_between_does_not_break_a_follow_up(bot):
    history = [bot.answer("Who is Josep Borrell?"), bot.answer("Thanks!")]
    assert "Josep Borrell" in bot.answer("Where was he born?", history=history).query


def test_a_follow_up_without_a_history_is_searched_as_it_is(bot):
    assert bot.answer("And where was he born?").query == "And where was he born?"


@pytest.mark.parametrize("more", ["Tell me more.", "Go on", "Anything else?", "more please"])
def test_more_repeats_nothing_that_was_quoted(make_library, more):
    said = [f"The harbour budget holds {n} million crowns for {what}." for n, what in SPENT]
    bot = Bot(make_library({"one.txt": "Harbour\n\n" + "\n\n".join(said)}))
    first = bot.answer("What does the harbour budget hold in million crowns?")
    second = bot.answer(more, history=[first])
    assert second.sentences
    assert not {s.text for s in first.sentences} & {s.text for s in second.sentences}
    assert second.query == first.query


def test_more_says_when_there_is_no_more(bot):
    first = bot.answer(WHO_BUILDS)
    second = bot.answer("Tell me more", history=[first])
    assert second.notice == "No more was found on that than was quoted already."


def test_an_elliptic_follow_up_is_read_as_the_whole_question(make_library):
    bot = Bot(make_library(HARBOURS))
    reply = bot.answer("And in Denmark?", history=[bot.answer(HOW_MUCH)])
    assert reply.query == "How much did the new harbour in Denmark cost?"
    assert reply.citations[0].quote.startswith("The new harbour in Denmark cost 9 million crowns")


def test_a_reading_that_only_another_name_answers_is_not_taken(make_library):
    bot = Bot(make_library(HARBOURS))
    reply = bot.answer("And in Sweden?", history=[bot.answer(HOW_MUCH)])
    assert reply.query.startswith("And in Sweden (")


def test_who_said_that_is_answered_from_beside_the_words_quoted(bot):
    first = bot.answer("Who called China a strategic challenge?")
    reply = bot.answer("Who said that?", history=[first])
    assert [citation.quote for citation in reply.citations] == [BORRELL, CHALLENGE]
    assert reply.scope == "Looked beside the words quoted last."
    assert holds(reply)


def test_a_follow_up_may_follow_an_answer_from_beside_the_words(bot):
    first = bot.answer("Who called China a strategic challenge?")
    second = bot.answer("Who said that?", history=[first])
    third = bot.answer("What is his job?", history=[first, second])
    assert third.query == "Who is he (Josep Borrell)?"
    assert BORRELL in third.text
