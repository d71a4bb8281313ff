import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from langchain_core.runnables import Runnable

from bot import Answer, Bot, Filters, Request
from index.errors import LibraryMissing, ModelError, QuestionError
from index.settings import Settings
from index.sync import index_paths
from tests.bot.samples import holds
from tests.fakes import ScriptedChatModel

BUILDS = '"We build at night," said engineer Ivan Petrov.'
BORN = "A baby elephant was born at the zoo in Leipzig on Sunday."
BORRELL = "Josep Borrell is the foreign policy chief of the European Union."
CHALLENGE = "He called China a strategic challenge in Brussels."
FILES = {
    "gas.txt": f"Pipeline works\n\nThe pipeline carries gas to China. {BUILDS}",
    "zoo.txt": f"Baby elephant\n\n{BORN} Keepers named her Bindi.",
    "borrell.md": f"---\npublished: 2021-10-12\noutlet: The Ledger\n---\n\n{BORRELL} {CHALLENGE}",
}
WHO_BUILDS = "Which engineer said that they build at night?"
WHEN_BORN = "When was the baby elephant born at the zoo in Leipzig?"
CAPITAL = "What is the capital of Peru?"
SPENT = ((5, "a quay at the old mill"), (9, "cranes"), (14, "dredging a channel"), (3, "a ferry"))
QUESTIONS = [WHO_BUILDS, WHEN_BORN, CAPITAL, "Hello", "Who called China a strategic challenge?"]

pytestmark = pytest.mark.usefixtures("scorer_off")


@pytest.fixture
def library(shared_library):
    return shared_library


@pytest.fixture
def bot(library):
    return Bot(library)


@pytest.fixture
def own_bot(make_library):
    """A bot over a library of its own, which a test may change."""
    return Bot(make_library(FILES))


def essence(reply):
    """Return what of an answer doesn't change from one run to the next."""
    return reply.text, reply.sentences, reply.citations, reply.refused, reply.query


# Answers that are quoted


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


def test_what_the_articles_do_not_hold_is_refused(bot):
    reply = bot.answer(CAPITAL)
    assert reply.refused
    assert reply.sentences == reply.citations == ()
    assert reply.text.startswith("The 3 articles here don't seem to answer that. ")
    assert ". Closest coverage, which may not answer it: “" in reply.text


def test_a_refusal_names_what_no_passage_mentions(bot):
    assert "No passage that was found mentions Peru." in bot.answer(CAPITAL).notice
    small = bot.answer(CAPITAL.lower()).notice
    assert "“peru”" in small


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


def test_filters_narrow_the_search(bot):
    reply = bot.answer(WHEN_BORN, filters=Filters(outlets=("The Ledger",)))
    assert {hit.passage.article.outlet for hit in reply.hits} == {"The Ledger"}
    assert BORN not in reply.text


def test_filters_that_nothing_passes_give_a_refusal_without_coverage(bot):
    reply = bot.answer(WHEN_BORN, filters=Filters(since=date(2030, 1, 1)))
    assert reply.refused
    assert (reply.hits, reply.confidence) == ((), 0)
    assert "Closest coverage" not in reply.text


# Follow-ups


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


# The chain as a LangChain Runnable


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


# Articles that differ


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


# Questions that narrow the search


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


def test_a_year_that_no_article_speaks_of_is_refused(bot):
    assert bot.answer("Who called China a strategic challenge in May 1999?").refused


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


# Follow-ups

HARBOURS = {
    "north.txt": "Quay one\n\nThe new harbour in Norway cost 40 million crowns, said the mayor.",
    "south.txt": "Quay two\n\nThe new harbour in Denmark cost 9 million crowns, said the town.",
    "rain.txt": "Rain\n\nIt rained on the zoo for a week. The lions of Sweden stayed indoors.",
}
HOW_MUCH = "How much did the new harbour in Norway cost?"


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


# One bot, many questions


def test_threads_that_share_a_bot_get_the_answers_that_one_gets(bot):
    expected = [essence(bot.answer(question)) for question in QUESTIONS]
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(bot.answer, QUESTIONS * 6))
    assert [essence(reply) for reply in replies] == expected * 6


def test_an_update_between_two_questions_is_seen_by_the_second(own_bot, make_library):
    make_library({"zoo.txt": FILES["zoo.txt"].replace("Leipzig on Sunday", "Berlin on Monday")})
    reply = own_bot.answer("When was the baby elephant born at the zoo?")
    assert "Berlin on Monday" in reply.text
    assert holds(reply)


def test_a_new_article_is_found_by_the_next_question(own_bot, make_library):
    before = own_bot.answer("Which storm tore the roofs from barns?")
    make_library({"storm.txt": "Storm\n\nA storm tore the roofs from twelve barns in Ohio."})
    after = own_bot.answer("Which storm tore the roofs from barns?")
    assert (before.refused, after.refused) == (True, False)


def test_an_article_that_was_removed_is_not_cited(own_bot, tmp_path, fake_embedder):
    (tmp_path / "articles" / "zoo.txt").unlink()
    index_paths([tmp_path / "articles"], library=own_bot.library.folder, embedder=fake_embedder)
    assert BORN not in own_bot.answer(WHEN_BORN).text


def test_an_earlier_answer_keeps_its_words_after_an_update(own_bot, make_library):
    before = own_bot.answer(WHEN_BORN)
    make_library({"zoo.txt": "Zoo closed\n\nThe zoo is closed until further notice."})
    assert holds(before)
    assert BORN in before.text


def test_a_bot_that_was_closed_opens_again(own_bot):
    before = own_bot.answer(WHEN_BORN)
    own_bot.close()
    assert essence(own_bot.answer(WHEN_BORN)) == essence(before)


def test_a_folder_without_a_library_is_refused(tmp_path):
    with pytest.raises(LibraryMissing):
        Bot(tmp_path / "nothing")


def test_a_model_that_can_not_be_set_up_is_refused_at_once(library):
    with pytest.raises(ModelError, match="doesn't name a provider"):
        Bot(library, settings=Settings(model="some-model"))


def test_the_chain_answers_asynchronously_too(bot):
    question = "When was the baby elephant born at the zoo in Leipzig?"
    reply = asyncio.run(bot.chain.ainvoke(Request(question)))
    assert [c.quote for c in reply.citations] == [c.quote for c in bot.answer(question).citations]


def test_the_chain_streams_asynchronously_too(bot):
    async def collect():
        request = Request("When was the baby elephant born at the zoo in Leipzig?")
        return [reply async for reply in bot.chain.astream(request)]

    assert asyncio.run(collect())[-1].citations


def test_a_refused_answer_with_citations_cannot_be_made():
    with pytest.raises(ValueError, match="refused"):
        Answer("Q?", refused=True, citations=(None,))


def test_a_lone_surrogate_in_a_question_does_no_harm(bot):
    assert bot.answer("\ud800 When was the baby elephant born in Leipzig?").query
