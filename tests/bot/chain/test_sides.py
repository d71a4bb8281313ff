"""Comparisons, lists and opinion pieces through the whole chain."""

from datetime import date

from bot import Bot, Filters
from tests.bot.samples import holds
from tests.fakes import ScriptedChatModel

LEDGER = "The harbour tunnel will cost 40 million crowns, the city says."
GAZETTE = "The harbour tunnel will cost nothing, for a bank pays for it."
WIRE = "A whale was seen near the pier on Sunday."
LUND = "Mayor Ida Lund wants the old ferry to stay in service."
BERG = "Engineer Ana Berg wants the old ferry to be scrapped."
FILES = {
    "one.md": f"---\noutlet: The Ledger\npublished: 2021-05-04\n---\n\n{LEDGER}",
    "two.md": f"---\noutlet: Coast Gazette\npublished: 2021-06-04\n---\n\n{GAZETTE}",
    "three.md": f"---\noutlet: The Wire\n---\n\n{WIRE}",
    "four.md": f"---\nurl: https://a.example/opinion/ferry\n---\n\n{LUND}",
    "five.txt": f"Ferry plans\n\n{BERG}",
}
OUTLETS = "Compare what the Ledger and the Coast Gazette say about the cost of the harbour tunnel"
NAMES = "How do Ida Lund and Ana Berg differ on the old ferry?"


def quotes(reply):
    return [sentence.text for sentence in reply.sentences]


def test_two_outlets_are_quoted_one_after_the_other(bot):
    reply = bot.answer(OUTLETS)
    assert quotes(reply) == [LEDGER, GAZETTE]
    assert reply.scope == "Searched for The Ledger and for Coast Gazette, each by itself."
    assert (reply.question, reply.query) == (OUTLETS, OUTLETS)
    assert {hit.passage.article.outlet for hit in reply.hits} == {"The Ledger", "Coast Gazette"}
    assert holds(reply)


def test_two_names_are_quoted_one_after_the_other(bot):
    reply = bot.answer(NAMES)
    assert quotes(reply) == [LUND, BERG]
    assert reply.scope == "Searched for Ida Lund and for Ana Berg, each by itself."
    assert holds(reply)


def test_an_outlet_that_has_nothing_is_named_and_the_other_does_not_pass_for_it(bot):
    reply = bot.answer(OUTLETS.replace("the Coast Gazette", "the Wire"))
    assert quotes(reply) == [LEDGER]
    assert reply.scope == (
        "Found nothing in The Wire that surely answers this;"
        " what is quoted is from The Ledger alone."
    )
    assert reply.query == reply.question


def test_a_name_that_no_article_has_is_told(bot):
    reply = bot.answer(NAMES.replace("Ana Berg", "Bob Dylan"))
    assert quotes(reply) == [LUND]
    assert reply.scope.startswith("Found nothing on Bob Dylan that surely answers this")


def test_a_comparison_without_an_answer_on_either_side_is_refused(bot):
    reply = bot.answer("How do Bob Dylan and Joan Baez differ on cheese from Peru?")
    assert reply.refused
    assert reply.scope == ""
    assert holds(reply)


def test_a_period_narrows_both_sides(bot):
    reply = bot.answer(OUTLETS + " in May 2021")
    assert quotes(reply) == [LEDGER]
    assert reply.scope.startswith("Found nothing in Coast Gazette")
    assert "Searched articles published 1 to 31 May 2021" in reply.scope


def test_a_callers_filters_hold_for_both_sides(bot):
    reply = bot.answer(OUTLETS, filters=Filters(until=date(2021, 5, 31)))
    assert quotes(reply) == [LEDGER]
    assert reply.scope.startswith("Found nothing in Coast Gazette")


def test_a_model_gets_the_passages_of_both_sides_and_the_whole_question(shared_library):
    model = ScriptedChatModel(replies=[f"{LEDGER} [1] {GAZETTE} [2]"])
    reply = Bot(shared_library, model=model).answer(OUTLETS)
    prompt = model.asked[0][1].content
    assert LEDGER in prompt
    assert GAZETTE in prompt
    assert prompt.endswith(OUTLETS)
    assert quotes(reply) == [LEDGER, GAZETTE]
    assert holds(reply)


def test_the_timings_of_a_comparison_are_told_too(bot):
    assert set(bot.answer(OUTLETS).timings_s) == {"query", "search", "answer", "total"}


def test_a_cited_opinion_piece_says_so(bot):
    reply = bot.answer("Who wants the old ferry to stay in service?")
    opinions = {c.quote: c.article.opinion for c in reply.citations}
    assert opinions[LUND]
    assert reply.citations[0].article.byline.endswith("opinion")


def test_for_a_list_further_articles_are_quoted(make_library):
    library = make_library(
        {
            "norway.txt": "Ships\n\nNorway sent warships to the frozen strait.",
            "denmark.txt": "Ships\n\nDenmark sent warships to the frozen strait.",
        }
    )
    bot = Bot(library)
    listed = bot.answer("Which countries sent warships to the frozen strait?")
    assert len(listed.sentences) == 2
    single = bot.answer("Who sent warships to the frozen strait?")
    assert len(single.sentences) == 1


def test_an_outlet_is_compared_in_every_spelling(make_library):
    again = "---\noutlet: Ledger\n---\n\nThe harbour tunnel will cost 50 million crowns by now."
    files = FILES | {"one.md": FILES["one.md"].replace(LEDGER, WIRE), "six.md": again}
    reply = Bot(make_library(files)).answer(OUTLETS)
    assert "50 million crowns" in reply.text
    assert reply.scope == "Searched for Ledger and for Coast Gazette, each by itself."
