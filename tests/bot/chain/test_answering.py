"""How questions are answered, and which can't be asked."""

import pytest

from index.errors import QuestionError
from tests.bot.chain.zoo import BUILDS, QUESTIONS, WHEN_BORN, WHO_BUILDS
from tests.bot.samples import holds


def test_an_answer_is_quoted_and_cited(bot):
    reply = bot.answer(WHO_BUILDS)
    assert BUILDS in reply.text
    assert BUILDS in [citation.quote for citation in reply.citations]
    assert not reply.refused


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_keeps_its_promises(bot, question):
    steps = list(bot.stream(question))
    assert all(holds(step) for step in steps)


def test_an_answer_tells_what_it_was_made_of(bot):
    reply = bot.answer(WHEN_BORN)
    assert (reply.question, reply.query, reply.model) == (WHEN_BORN, WHEN_BORN, "built-in")
    assert set(reply.timings_s) == {"query", "search", "answer", "total"}
    assert {citation.article.id for citation in reply.citations} <= {
        hit.passage.article.id for hit in reply.hits
    }


def test_small_talk_is_answered_without_a_search(bot):
    bot.library.embedder.embedded.clear()
    reply = bot.answer("Hello!")
    assert reply.text.startswith("Hello!")
    assert (reply.query, reply.hits, reply.citations, reply.refused) == ("", (), (), False)
    assert bot.library.embedder.embedded == []


@pytest.mark.parametrize("question", ["", " \n ", "?!", "a" * 100_000])
def test_a_question_that_can_not_be_searched_is_refused_with_an_error(bot, question):
    with pytest.raises(QuestionError):
        bot.answer(question)


def test_an_error_in_the_question_is_raised_when_streaming_too(bot):
    with pytest.raises(QuestionError):
        next(bot.stream(""))


@pytest.mark.parametrize(
    "question", ["elephant AND (", "a* ~2 ^3 : title:x", "NOT", "a\0b 7", '"a']
)
def test_signs_of_query_languages_mean_nothing(bot, question):
    assert holds(bot.answer(question))


def test_a_lone_surrogate_in_a_question_does_no_harm(bot):
    assert bot.answer("\ud800 When was the baby elephant born in Leipzig?").query
