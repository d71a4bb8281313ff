from datetime import date

import pytest

from bot import Bot, Filters
from bot.coverage import asks_for_all
from tests.bot.samples import holds

pytestmark = pytest.mark.usefixtures("scorer_off")


def written(title, day, text):
    known = f"published: {day}\n" if day else ""
    return f"---\ntitle: {title}\noutlet: The Wire\n{known}---\n\n{text}"


QUAY = "The new quay opened on 15 December, and ships came at noon."
STORM = "A storm sank two ferries on December 15, 2021 off the coast."
FILES = {
    "quay.md": written("Quay opens", "2021-12-17", f"{QUAY} Nobody spoke of its cost."),
    "storm.md": written("Ferries sink", "2022-01-12", f"Divers went down. {STORM}"),
    "later.md": written("Prices rise", "2022-12-20", "On 15 December prices of bread rose again."),
    "day.md": written("Zoo reopens", "2021-12-15", "The zoo is open, with 15 lions and 3 bears."),
    "undated.md": written("Old mill", "", "The mill burnt down on 15 December, some say."),
}


@pytest.fixture
def bot(shared_library):
    return Bot(shared_library, as_of=date(2022, 3, 1))


def quotes(reply):
    return {citation.quote for citation in reply.citations}


@pytest.mark.parametrize(
    "question",
    [
        "What happened on 15 December 2021?",
        "What was in the news on December 15, 2021?",
        "News from 2021-12-15",
    ],
)
def test_a_day_is_told_by_the_sentences_that_name_it_whenever_published(bot, question):
    reply = bot.answer(question)
    assert quotes(reply) == {QUAY, STORM}
    assert holds(reply)


def test_what_was_published_soonest_after_the_day_comes_first(bot):
    reply = bot.answer("What happened on 15 December 2021?")
    assert [citation.quote for citation in reply.citations] == [QUAY, STORM]


def test_the_answer_says_what_was_searched_and_what_was_published_that_day(bot):
    assert bot.answer("What happened on 15 December 2021?").scope == (
        "Searched for sentences that name 15 December 2021; one article was published that day: "
        "“Zoo reopens”."
    )


def test_a_day_without_its_year_is_the_last_one_if_a_sentence_names_it(bot):
    assert quotes(bot.answer("What happened on 15 December?")) == {QUAY, STORM}


def test_a_sentence_that_names_the_day_beside_another_is_told(make_library):
    text = "Opened on 15 December 2020, the quay was closed on 15 December 2021 by the storm."
    files = {**FILES, "closed.md": written("Quay shut", "2021-12-18", text)}
    bot = Bot(make_library(files), as_of=date(2022, 3, 1))
    assert text in quotes(bot.answer("What happened on 15 December?"))


def test_a_day_without_its_year_is_told_of_another_year_if_no_other_is_named(make_library):
    bot = Bot(make_library({"later.md": FILES["later.md"]}), as_of=date(2022, 3, 1))
    reply = bot.answer("What happened on 15 December?")
    assert quotes(reply) == {"On 15 December prices of bread rose again."}


def test_a_day_that_no_sentence_names_lists_what_was_published_then(bot):
    reply = bot.answer("What happened on 17 December 2021?")
    assert reply.notice.startswith("The library holds one article published on 17 December 2021")
    assert reply.listed[0].title == "Quay opens"


def test_a_month_lists_its_articles(bot):
    reply = bot.answer("What was in the news in December 2021?")
    assert reply.notice == (
        "The library holds 2 articles published 1 to 31 December 2021, and one that is undated."
    )
    assert [article.title for article in reply.listed] == ["Quay opens", "Zoo reopens", "Old mill"]


def test_a_period_without_articles_or_mentions_tells_what_there_is(make_library):
    bot = Bot(make_library({"quay.md": FILES["quay.md"], "storm.md": FILES["storm.md"]}))
    reply = bot.answer("What happened in May 2019?")
    assert reply.notice == (
        "The library holds no articles published 1 to 31 May 2019. The dated articles were "
        "published 17 December 2021 to 12 January 2022; the nearest:"
    )
    assert [article.title for article in reply.listed] == ["Quay opens", "Ferries sink"]


def test_a_follow_up_of_a_period_goes_on_with_its_topic(bot):
    first = bot.answer("When did the storm sink two ferries?")
    assert bot.answer("And in December?", history=[first]).listed == ()


def test_with_a_callers_filters_the_search_answers(bot):
    reply = bot.answer("What happened on 15 December 2021?", filters=Filters(outlets=("The Wire",)))
    assert "Searched for sentences" not in reply.scope


@pytest.mark.parametrize(
    ("question", "all_"),
    [
        ("What happened?", True),
        ("What was in the news?", True),
        ("Give me an overview", True),
        ("What did Kishi say?", False),
        ("Who won?", False),
        ("Why?", False),
    ],
)
def test_a_question_asks_for_all_if_it_names_nothing(question, all_):
    assert asks_for_all(question) is all_
