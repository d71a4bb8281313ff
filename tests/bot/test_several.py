from datetime import date

import pytest

from bot.answers import Answer, Citer, Differing, Sentence
from bot.several import parted, together
from index.errors import QuestionError
from tests.bot.samples import article, holds

RUNS, SINCE = "Who runs the ferry?", "And since when?"
TEXT = "Ida Lund runs the ferry. She took over in 2019. A whale was seen."
FERRY = article(TEXT, title="Ferry", published=date(2021, 5, 4))


def told(question, *quotes, scope="", confidence=0.9, differs=()):
    citer = Citer()
    sentences = tuple(
        Sentence(
            quote,
            (citer.cite(FERRY, TEXT.index(quote), TEXT.index(quote) + len(quote)),),
            "verbatim",
        )
        for quote in quotes
    )
    return Answer(
        question,
        query=question,
        sentences=sentences,
        citations=citer.citations,
        scope=scope,
        confidence=confidence,
        timings_s={"total": 1.0},
        differs=differs,
    )


def refused(question):
    return Answer(question, query=question, notice="Nothing here.", refused=True, confidence=0.1)


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("Who runs NATO? And since when?", ("Who runs NATO?", "And since when?")),
        (
            "What did they decide? Who objected? Why?",
            ("What did they decide?", "Who objected?", "Why?"),
        ),
        ("Who is Bochkov\nwhat did he write", ("Who is Bochkov", "what did he write")),
        (
            "I sail a lot. Who won the cup? And when?",
            ("I sail a lot. Who won the cup?", "And when?"),
        ),
        ("Who won the cup? I mean in 2022.\nWhy?", ("Who won the cup? I mean in 2022.", "Why?")),
        (
            "What is the Elbe tunnel and when was it built?",
            ("What is the Elbe tunnel?", "When was it built?"),
        ),
        (
            "How much did it cost, and who paid for it?",
            ("How much did it cost?", "Who paid for it?"),
        ),
        (
            "Why was the ferry sold and which company did the city choose?",
            ("Why was the ferry sold?", "Which company did the city choose?"),
        ),
    ],
)
def test_each_question_of_a_message_is_found(message, questions):
    assert parted(message) == questions


@pytest.mark.parametrize(
    "message",
    [
        "Who runs the ferry?",
        "Who won the cup? I mean the one of 2022.",
        "I sail a lot. Who won the cup?",
        "Is the mayor ill? Right?",
        "When and where was the summit held?",
        "What did Xi say and what did Putin say about gas?",
        "How many people died and how many were hurt in the fire?",
        'Who asked "Why should we care? We are free"?',
        "Who said what to whom and when?",
        "ferry tunnel\ncost",
    ],
)
def test_one_question_stays_whole(message):
    assert parted(message) == (message,)


def test_what_asks_nothing_is_no_message():
    with pytest.raises(QuestionError, match="The question is empty"):
        parted(" \n ?")


def test_the_citations_of_both_answers_are_numbered_as_one():
    run, since = told(RUNS, "Ida Lund runs the ferry."), told(SINCE, "She took over in 2019.")
    both = together(f"{RUNS} {SINCE}", (RUNS, SINCE), (run, since))
    assert both.text == "Ida Lund runs the ferry. She took over in 2019."
    assert [sentence.citations for sentence in both.sentences] == [(1,), (2,)]
    assert both.question == both.query == f"{RUNS} {SINCE}"
    assert both.timings_s == {"total": 2.0}
    assert holds(both)


def test_what_answers_both_is_quoted_once():
    run = told(RUNS, "Ida Lund runs the ferry.", "She took over in 2019.")
    both = together("", (RUNS, SINCE), (run, told(SINCE, "She took over in 2019.")))
    assert both.sentences == run.sentences
    assert both.citations == run.citations


def test_figures_that_differ_point_to_their_new_numbers():
    since = told(SINCE, "She took over in 2019.", differs=(Differing("2019", 1),))
    both = together("", (RUNS, SINCE), (told(RUNS, "Ida Lund runs the ferry."), since))
    assert both.differs == (Differing("2019", 2),)


def test_it_is_as_sure_as_the_part_that_is_least_sure():
    run = told(RUNS, "Ida Lund runs the ferry.", confidence=0.9)
    since = told(SINCE, "She took over in 2019.", confidence=0.5)
    assert not run.unsure
    assert together("", (RUNS, SINCE), (run, since)).unsure


@pytest.mark.parametrize("swapped", [False, True])
def test_what_is_not_answered_is_named_beside_what_is(swapped):
    answers = (told(RUNS, "Ida Lund runs the ferry.", scope="Searched 2021."), refused(SINCE))
    asked = (RUNS, SINCE)
    if swapped:
        answers, asked = answers[::-1], asked[::-1]
    both = together(" ".join(asked), asked, answers)
    assert (both.text, both.refused, both.notice) == ("Ida Lund runs the ferry.", False, "")
    assert "Found nothing that surely answers “And since when?”." in both.scope
    assert "Searched 2021." in both.scope
    assert both.confidence == 0.9
    assert not both.nearest


def test_it_is_refused_where_no_part_is_answered():
    both = together("", (RUNS, SINCE), (refused(RUNS), refused(SINCE)))
    assert both.refused
    assert both.text == f"“{RUNS}” Nothing here. “{SINCE}” Nothing here."


def test_what_the_catalog_answers_stands_beside_the_quotes():
    count = Answer("How many articles are there?", notice="There are 3 articles.", confidence=1.0)
    both = together("", (RUNS, count.question), (told(RUNS, "Ida Lund runs the ferry."), count))
    assert both.scope == "There are 3 articles."


def test_questions_beyond_the_fourth_are_not_dropped_silently():
    run = told(RUNS, "Ida Lund runs the ferry.")
    assert together("", (RUNS,) * 5, (run,) * 4).scope == (
        "Only the first 4 of 5 questions were read; ask the others anew."
    )
    assert together("", (RUNS,) * 4, (run,) * 4).scope == ""
    assert "first 4 of 5" in together("", (RUNS,) * 5, (refused(RUNS),) * 4).notice
