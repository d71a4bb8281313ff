from datetime import date

import pytest

from bot.comparisons import Side, compared
from bot.queries import Query
from index.articles import Listing
from index.filters import Filters

WIRE = "The Wire"
POST = "South Coast Morning Post"
STAR = "News and Star"
LISTINGS = [Listing(name, "", name, (), None) for name in (WIRE, POST, STAR, "")]


def questions(question):
    """Return what is asked of each side."""
    return [side.question for side in compared(question, LISTINGS) or ()]


def outlets(question):
    return [" or ".join(side.outlets) for side in compared(question, LISTINGS) or ()]


@pytest.mark.parametrize(
    "question",
    [
        "Compare what the Wire and SCMP say about gas",
        "Compare what the Wire says with what SCMP says about gas.",
        "Compare how the Wire and SCMP report gas",
        "Compare the coverage of gas in the Wire and the SCMP",
        "Compare the Wire's and SCMP's coverage of gas",
        "Compare the Wire and the South Coast Morning Post on gas",
        "How do the Wire and SCMP differ on gas?",
        "How does the Wire's view differ from SCMP's on gas?",
        "What is the difference between the Wire and SCMP on gas?",
        "The Wire versus SCMP on gas",
        "What do the Wire and SCMP say about gas?",
        "Do the Wire and SCMP agree about gas?",
    ],
)
def test_two_known_outlets_are_searched_each_for_the_topic(question):
    assert outlets(question) == [WIRE, POST]
    assert questions(question) == ["What is said about gas?"] * 2


def test_an_outlets_name_may_hold_and():
    assert outlets("Compare what News and Star and the Wire say about gas") == [STAR, WIRE]


@pytest.mark.parametrize(
    "question",
    [
        "How do Xi and Putin differ on gas?",
        "Compare Xi's and Putin's views on gas",
        "Compare Xi with Putin on gas",
        "Where does Xi disagree with Putin about gas?",
        "Xi vs Putin on gas",
        "How do Xi and Putin see gas?",
    ],
)
def test_two_names_are_each_asked_for_without_the_other(question):
    assert questions(question) == ["What does Xi say about gas?", "What does Putin say about gas?"]


@pytest.mark.parametrize(
    "question",
    [
        "What is the difference between the EU and North Gate 2?",
        "How does the EU differ from North Gate 2?",
        "Compare the EU to North Gate 2",
        "EU versus North Gate 2",
    ],
)
def test_two_things_without_a_topic_are_each_asked_for(question):
    assert questions(question) == ["What is EU?", "What is North Gate 2?"]


@pytest.mark.parametrize(
    "question",
    [
        "Compare the price of gas in Peru and Chile",
        "compare price of gas in Peru with Chile",
        "How does the price of gas in Peru compare with that in Chile?",
    ],
)
def test_one_thing_is_asked_of_each_of_two_places(question):
    assert questions(question) == [
        "What is the price of gas in Peru?",
        "What is the price of gas in Chile?",
    ]


def test_what_they_differ_in_is_asked_of_each():
    assert questions("How do North Gate and Sea Gate differ in length?") == [
        "What is the length of North Gate?",
        "What is the length of Sea Gate?",
    ]


def test_a_known_outlet_and_an_unknown_one():
    known, unknown = compared("Compare what the Wire and the BBC say about gas", LISTINGS)
    assert known == Side(WIRE, "What is said about gas?", (WIRE,))
    assert unknown == Side("BBC", "What does BBC say about gas?")


@pytest.mark.parametrize(
    "question",
    [
        "What did Xi and Putin say about gas?",  # most often together
        "Who won Spain versus Germany?",
        "Roe v. Wade",
        "Tell me about Roe vs Wade",
        "Where did Russia and Ukraine agree on a ceasefire?",
        "Did Putin and Biden disagree on new talks?",
        "How do Biden and Putin differ in Ukraine?",
        "Compare prices in May and June",
        "Compare March and April",
        "Compare 2021 and 2022",
        "Compare what Xi said in May and what Putin said in June",
        "What is the difference between what Xi said and what Putin said?",
        "Compare China, Russia and Japan",
        "How did the talks differ from the first ones?",
        "Compare the Wire and SCMP",
        "How do vaccines and masks differ?",
        "How do the Wire and SCMP work?",
        "What do they say about gas?",
    ],
)
def test_any_other_question_is_not_parted(question):
    assert compared(question, LISTINGS) is None


def test_a_callers_outlets_leave_no_others_to_compare():
    question = "What do the Wire and SCMP say about gas?"
    assert compared(question, LISTINGS, Filters(outlets=(STAR,))) is None


def test_the_query_of_an_outlets_side_keeps_the_other_filters():
    whole = Query("Compare ...", "Siberia", Filters(since=date(2021, 1, 1)))
    query = Side(WIRE, "What is said about gas?", (WIRE,)).query(whole)
    assert query == Query(
        "What is said about gas?", "Siberia", Filters(since=date(2021, 1, 1), outlets=(WIRE,))
    )


def test_the_query_of_a_names_side_has_the_callers_filters():
    assert Side("Xi", "What is Xi?").query(Query("Compare ...")) == Query("What is Xi?")
