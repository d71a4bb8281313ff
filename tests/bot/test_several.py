from datetime import date

import pytest

from bot.answers import Answer, Citer, Differing, Sentence
from bot.several import parted, together, turns
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
        ("Who runs NATO? And since when?", ["Who runs NATO?", "And since when?"]),
        (
            "What did they decide? Who objected? Why?",
            ["What did they decide?", "Who objected?", "Why?"],
        ),
        ("Who is Bochkov\nwhat did he write", ["Who is Bochkov", "what did he write"]),
        ("I sail. Who won the cup? And when?", ["I sail. Who won the cup?", "And when?"]),
        ("Who won the cup? I mean in 2022.\nWhy?", ["Who won the cup? I mean in 2022.", "Why?"]),
        ("Who runs it? Who owns it?\nBe brief.", ["Who runs it?", "Who owns it? Be brief."]),
        ("1. Who runs it?\n2. And since when?", ["Who runs it?", "And since when?"]),
        ("- Who is Ida Lund\n- What did she write", ["Who is Ida Lund", "What did she write"]),
        ("1) Who runs it? 2) Who owns it?", ["Who runs it?", "Who owns it?"]),
        ("What is NATO and when was it founded?", ["What is NATO?", "When was it founded?"]),
        ("What happened in the '90s? Who won?", ["What happened in the '90s?", "Who won?"]),
        (
            "How big is the fine, and will Ida Lund pay it?",
            ["How big is the fine?", "Will Ida Lund pay it?"],
        ),
        (
            "How much did it cost, and who paid for it?",
            ["How much did it cost?", "Who paid for it?"],
        ),
        (
            "What is it and when was it built and who owns it?",
            ["What is it?", "When was it built?", "Who owns it?"],
        ),
        (
            "When was NATO founded and how much is the Elbe tunnel worth?",
            ["When was NATO founded?", "How much is the Elbe tunnel worth?"],
        ),
    ],
)
def test_each_question_of_a_message_is_found(message, questions):
    assert list(parted(message)) == questions


@pytest.mark.parametrize(
    "message",
    [
        "Who runs the ferry?",
        "Who won the cup? I mean the one of 2022.",
        "I sail a lot. Who won the cup?",
        "Is the mayor ill? Right?",
        "Was Borrell born in Spain? Is that right?",
        "When was NATO founded? Any idea?",
        "Can I ask you something? When was NATO founded?",
        "Who won the final? Leeds or Arsenal?",
        "The Elbe tunnel? When was it built?",
        "Who won? In which city?",
        "When and where was the summit held?",
        'Who asked "Why should we care? We are free"?',
        "Who asked 'Why should we care? We are free'?",
        "Who said what to whom and when?",
        "How many times have Xi and Putin met\nsince 2013?",
        "Why did South Korea scramble\nits fighter jets?",
        "May 2021 elections\nWho won?",
        "ferry tunnel\ncost",
        # What both halves ask about stands in one of them.
        "What did Xi say and what did Putin say about gas?",
        "How did Xi react and how did Putin react to the sanctions?",
        "How many people died and how many were hurt in the fire?",
        "What is the worth and what is the length of the Elbe tunnel?",
        "Who was the winner and who was the runner-up at the 2021 Open?",
        # Clauses that are no questions.
        "Which is the city where the singer grew up and where she was married?",
        "Who told the court how the money was hidden and where it is now?",
        "Who owns the ferry that runs to Bremen and which was sold in 2019?",
        "How long was it between when the law was passed and when it was repealed?",
        "Which of the drugs work and which do not?",
        "Who was arrested, and is facing charges?",
        # What opens with a link has nothing before it to ask.
        ", and when was it built?",
        "; and who runs it?",
    ],
)
def test_one_question_stays_whole(message):
    assert parted(message) == (" ".join(message.split()),)


def test_a_lone_surrogate_does_no_harm():
    assert parted("\ud800 Who runs it? And since when?") == ("? Who runs it?", "And since when?")


def test_more_questions_than_ten_are_too_many():
    assert len(parted(f"{RUNS} " * 10)) == 10
    with pytest.raises(QuestionError, match="asks 11 questions; ask at most 10"):
        parted(f"{RUNS} " * 11)


def test_what_asks_nothing_is_no_message():
    with pytest.raises(QuestionError, match="The question has no words"):
        parted(" \n ?")


def test_the_citations_of_both_answers_are_numbered_as_one():
    run, since = told(RUNS, "Ida Lund runs the ferry."), told(SINCE, "She took over in 2019.")
    both = together(f"{RUNS}\n{SINCE}", (RUNS, SINCE), (run, since))
    assert both.text == f"{RUNS}\nIda Lund runs the ferry.\n\n{SINCE}\nShe took over in 2019."
    assert [sentence.citations for sentence in both.sentences] == [(1,), (2,)]
    assert [[c.number for c in part.citations] for part in both.parts] == [[1], [2]]
    assert both.question == both.query == f"{RUNS} {SINCE}"
    assert both.timings_s == {"total": 2.0}
    assert holds(both)
    assert [c.quote for part in both.parts for c in part.citations] == [
        sentence.text for sentence in both.sentences
    ]


def test_what_answers_both_has_one_number():
    run = told(RUNS, "Ida Lund runs the ferry.", "She took over in 2019.")
    both = together(RUNS, (RUNS, SINCE), (run, told(SINCE, "She took over in 2019.")))
    assert both.citations == run.citations
    assert [c.number for c in both.parts[1].citations] == [2]


def test_figures_that_differ_point_to_their_new_numbers():
    since = told(SINCE, "She took over in 2019.", differs=(Differing("2019", 1),))
    both = together(RUNS, (RUNS, SINCE), (told(RUNS, "Ida Lund runs the ferry."), since))
    assert both.parts[1].differs == (Differing("2019", 2),)


def test_it_is_as_sure_as_the_part_that_is_least_sure():
    run = told(RUNS, "Ida Lund runs the ferry.", confidence=0.9)
    since = told(SINCE, "She took over in 2019.", confidence=0.5)
    both = together(RUNS, (RUNS, SINCE), (run, since))
    assert both.unsure
    assert [part.unsure for part in both.parts] == [False, True]


@pytest.mark.parametrize("swapped", [False, True])
def test_what_is_not_answered_is_named_beside_what_is(swapped):
    answers = (told(RUNS, "Ida Lund runs the ferry.", scope="Searched 2021."), refused(SINCE))
    asked = (RUNS, SINCE)
    if swapped:
        answers, asked = answers[::-1], asked[::-1]
    both = together(" ".join(asked), asked, answers)
    assert (both.refused, both.notice, both.confidence) == (False, "", 0.9)
    assert "Found nothing that surely answers “And since when?”." in both.scope
    assert "Searched 2021." in both.scope
    assert not both.nearest


def test_it_is_refused_where_no_part_is_answered():
    both = together(RUNS, (RUNS, SINCE), (refused(RUNS), refused(SINCE)))
    assert both.refused
    assert both.text == f"{RUNS}\nNothing here.\n\n{SINCE}\nNothing here."


def test_what_the_catalog_answers_stands_beside_the_quotes():
    listed = Answer("Which are there?", notice="There is one:", listed=(FERRY,), confidence=1.0)
    both = together(RUNS, (RUNS, listed.question), (told(RUNS, "Ida Lund runs the ferry."), listed))
    assert both.text.endswith("There is one: “Ferry” (4 May 2021).")
    assert both.listed == (FERRY,)
    assert not both.refused


def test_a_later_question_may_lean_on_each_of_them():
    run, since = told(RUNS, "Ida Lund runs the ferry."), told(SINCE, "She took over in 2019.")
    both = together(RUNS, (RUNS, SINCE), (run, since))
    assert turns([run, both]) == (run, *both.parts)
