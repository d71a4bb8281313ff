"""What the articles don't hold is refused, with what may help."""

from datetime import date

import pytest

from bot import Answer, Bot, Filters
from tests.bot.chain.zoo import CAPITAL, FILES, WHEN_BORN


def test_what_the_articles_do_not_hold_is_refused(bot):
    reply = bot.answer(CAPITAL)
    assert reply.refused
    assert reply.sentences == reply.citations == ()
    assert reply.text.startswith("The 3 articles here don't seem to answer that. ")
    assert reply.closest == []


def test_what_comes_close_to_a_refused_question_is_named(bot):
    reply = bot.answer("How many people voted for the pipeline of Peru?")
    assert reply.refused
    assert ". Closest coverage, which may not answer it: “Pipeline works”" in reply.text


def test_a_refusal_names_what_no_passage_mentions(bot):
    assert "No passage that was found mentions Peru." in bot.answer(CAPITAL).notice
    small = bot.answer(CAPITAL.lower()).notice
    assert "“peru”" in small


def test_a_refusal_tells_a_name_that_is_only_mentioned_apart_from_one_that_is_not(make_library):
    told = {"oslo.md": "Rosa Hale opened a school.", "ulm.md": "The zoo was sold to Ada Lund."}
    bot = Bot(make_library({n: f"---\ntitle: News\n---\n\n{t}\n" for n, t in told.items()}))
    apart = bot.answer("How much money did Rosa Hale owe to Ada Lund in all those years?")
    assert apart.refused
    assert "mentions Ada Lund together with Rosa Hale." in apart.notice
    gone = bot.answer("How much money did Rosa Hale owe to Max Berg in all those years?").notice
    assert "No passage that was found mentions Max Berg." in gone


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("Which cheese is best for fondue?", "may find more: the name of a person"),
        ("Which cheese did Ivan Petrov like best in his fondue?", "Other words may find more."),
    ],
)
def test_a_name_is_only_wished_for_where_the_question_has_none(bot, question, hint):
    assert hint in bot.answer(question).notice


def test_of_a_name_with_a_number_another_number_is_no_mention(make_library):
    told = "Ardal Bridge 2 will cost the county 40 million crowns."
    bot = Bot(make_library({"bridge.md": f"---\ntitle: A bridge\n---\n\n{told}\n"}))
    assert bot.answer("How much will Ardal Bridge 2 cost?").text == told
    reply = bot.answer("How much will Ardal Bridge 3 cost?")
    assert reply.refused
    assert "No passage that was found mentions Ardal Bridge 3." in reply.notice
    assert "mentions Apollo 11." in bot.answer("How much did Apollo 11 cost?").notice


def test_what_came_of_a_year_is_not_told_by_what_was_published_before_it(make_library):
    text = "Ada Lund won the vote of her party and will stand in the 2024 presidential election."
    article = f"---\ntitle: Voters look to 2024\ndate: 2021-05-01\n---\n\n{text}\n"
    bot = Bot(make_library({"vote.md": article}))
    reply = bot.answer("Who won the 2024 presidential election?")
    assert reply.refused
    assert "The newest article was published on 1 May 2021." in reply.notice
    assert bot.answer("Who will stand in the 2024 presidential election?").text == text


def test_a_refusal_without_a_missing_name_says_what_may_help(bot):
    assert "Other words may find more" in bot.answer("Which cheese is best for fondue?").notice


def test_a_refusal_tells_the_period_that_was_searched_and_what_there_is(bot):
    reply = bot.answer("Which cheese is best for fondue in May 2020?")
    assert "Searched articles published 1 to 31 May 2020" in reply.notice
    assert ", then all others." in reply.notice
    assert "The dated articles were published on 12 October 2021." in reply.notice
    assert reply.scope == ""


def test_a_refusal_tells_that_filters_narrowed_the_search(bot):
    reply = bot.answer("Which cheese is best?", filters=Filters(outlets=("The Ledger",)))
    assert "Only what the filters leave was searched." in reply.notice


def test_a_refusal_still_shows_what_was_found(bot):
    assert bot.answer(CAPITAL).hits


def test_a_refusal_over_one_article_speaks_of_one(make_library):
    reply = Bot(make_library({"zoo.txt": FILES["zoo.txt"]})).answer(CAPITAL)
    assert reply.text.startswith("The one article here doesn't seem to answer that.")


def test_filters_that_nothing_passes_give_a_refusal_without_coverage(bot):
    reply = bot.answer(WHEN_BORN, filters=Filters(since=date(2030, 1, 1)))
    assert reply.refused
    assert (reply.hits, reply.confidence) == ((), 0)
    assert "Closest coverage" not in reply.text


def test_a_year_that_no_article_speaks_of_is_refused(bot):
    assert bot.answer("Who called China a strategic challenge in May 1999?").refused


def test_a_refused_answer_with_citations_cannot_be_made():
    with pytest.raises(ValueError, match="refused"):
        Answer("Q?", refused=True, citations=(None,))


def test_a_refusal_holds_the_words_that_come_nearest(bot, monkeypatch):
    answered = bot.answer(WHEN_BORN)
    assert not answered.refused
    assert answered.nearest == ()
    monkeypatch.setattr("bot.chain.THRESHOLD", 1.0)  # so that the same is refused
    refused = bot.answer(WHEN_BORN)
    assert refused.refused
    assert refused.nearest[0].text in answered.text
