from datetime import date

import pytest

from bot.answers import SURE
from bot.evidence import Evidence
from bot.narrowing import narrow, settle
from bot.queries import Query
from index.articles import Listing
from index.filters import Filters
from tests.bot.samples import candidate, hit

TODAY = date(2022, 1, 20)
LISTINGS = [
    Listing("a1", "", "The Wire", ("Dana Brock",), date(2021, 12, 5)),
    Listing("a2", "", "The Wire", ("Ann Lee",), date(2021, 11, 5)),
    Listing("a3", "", "Hill Post", ("Dana Brock",), None),
]


def narrowed(question, **known):
    return narrow(question, LISTINGS, TODAY, **known)


def evidence(sentence, confidence, **known):
    found = hit(sentence, **known)
    return Evidence(Query("Q?"), (found,), (candidate(found, sentence),), confidence)


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        (
            "What was said in December 2021?",
            Filters(since=date(2021, 12, 1), until=date(2021, 12, 31), undated=True),
        ),
        ("What was said in the Wire?", Filters(outlets=("The Wire",))),
        ("What did Brock write on gas?", Filters(article_ids=("a1", "a3"))),
        (
            "What did the Wire report since December 2021?",
            Filters(since=date(2021, 12, 1), outlets=("The Wire",)),
        ),
    ],
)
def test_a_question_becomes_filters(question, filters):
    assert narrowed(question).filters(None) == filters


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        (
            "What was said in December 2021?",
            "articles published 1 to 31 December 2021, and one that is undated",
        ),
        ("What was said in the Wire in May?", "articles in The Wire published 1 to 31 May 2021"),
        ("What did Brock write on gas?", "articles by Dana Brock"),
    ],
)
def test_what_is_searched_is_told_in_words(question, scope):
    assert str(narrowed(question)) == scope


def test_a_question_that_narrows_nothing_is_left_alone():
    assert narrowed("What did Brock say about the Wire?") is None


def test_authors_without_an_article_in_the_outlet_let_none_pass():
    found = narrowed("What did Ann Lee write on gas in the Hill Post?")
    assert found.filters(None).article_ids == ("",)


def test_a_callers_filters_hold_as_well():
    given = Filters(since=date(2021, 12, 10), outlets=("Hill Post",))
    found = narrowed("What was said in the Wire in December 2021?", given=given)
    assert found.filters(given) == Filters(
        since=date(2021, 12, 10), until=date(2021, 12, 31), outlets=("Hill Post",)
    )
    assert str(found) == "articles published 1 to 31 December 2021"


def test_the_undated_are_those_that_a_caller_lets_pass():
    question = "What was said in December 2021?"
    assert narrowed(question).undated == 1
    assert narrowed(question, given=Filters(outlets=("Hill Post",))).undated == 1
    assert narrowed(question, given=Filters(outlets=("The Wire",))).undated == 0
    assert narrowed(question, given=Filters(article_ids=("a1",))).undated == 0
    given = Filters(since=date(2021, 1, 1), undated=True)
    assert narrowed(question, given=given).filters(given).undated


def test_a_month_without_a_year_is_one_that_the_library_reaches():
    found = narrow("What was said in November?", LISTINGS, date(2031, 12, 20))
    assert (found.period.since, found.period.until) == (date(2021, 11, 1), date(2021, 11, 30))
    found = narrow("What was said from 1 December to 3 December?", LISTINGS, date(2031, 12, 20))
    assert (found.period.since, found.period.until) == (date(2021, 12, 1), date(2021, 12, 3))
    found = narrow("What was said last year?", LISTINGS, date(2031, 12, 20))
    assert found.period.since == date(2030, 1, 1)


def test_a_date_that_articles_may_name_stays_in_the_wider_search():
    found = narrowed("Who won in 2018?")
    assert (found.question, found.widened) == ("Who won?", "Who won in 2018?")


def test_words_that_count_from_today_stay_in_neither():
    found = narrowed("What did Kishi say yesterday?")
    assert found.question == found.widened == "What did Kishi say?"


def test_an_answer_in_the_period_is_taken_without_another_search():
    inside = evidence("He spoke of gas.", 0.9)
    found, scope = settle(narrowed("What was said last week?"), inside, pytest.fail, least=0.5)
    assert found is inside
    assert scope == "Searched articles published 10 to 16 January 2022, and one that is undated."


@pytest.mark.parametrize("question", ["What was said last week?", "What was said in May?"])
def test_without_an_answer_there_the_search_is_widened_and_says_so(question):
    inside, everywhere = evidence("No.", 0.2), evidence("He spoke of gas.", 0.8)
    found, scope = settle(narrowed(question), inside, lambda: everywhere, least=0.5)
    assert found.candidates == everywhere.candidates
    assert 0.5 < found.confidence < SURE
    assert scope.startswith("Found no answer in articles published 1")
    assert scope.endswith("; searched all articles.")


def test_a_sentence_that_names_the_date_counts_whenever_it_was_published():
    inside, everywhere = evidence("He spoke.", 0.9), evidence("Norway won 14 in 2018.", 0.8)
    found, scope = settle(narrowed("Who won in 2018?"), inside, lambda: everywhere, least=0.5)
    assert found is everywhere
    assert scope == ""


def test_a_sentence_that_names_the_date_gives_way_to_a_much_surer_one_of_that_time():
    inside, everywhere = evidence("He spoke.", 0.95), evidence("Norway won 14 in 2018.", 0.8)
    found, scope = settle(narrowed("Who won in 2018?"), inside, lambda: everywhere, least=0.5)
    assert found is inside
    assert "1 January to 31 December 2018" in scope


def test_the_year_of_an_article_completes_the_day_that_its_sentence_names():
    inside = evidence("He spoke.", 0.9)
    everywhere = evidence("They met on 16 June.", 0.8, published=date(2021, 7, 1))
    question = narrowed("Who met on 16 June 2021?")
    assert settle(question, inside, lambda: everywhere, least=0.5)[0] is everywhere


def test_a_sentence_that_names_another_date_does_not_count_before_the_period():
    inside, everywhere = evidence("He spoke.", 0.9), evidence("Norway won 9 in 2014.", 0.95)
    found, scope = settle(narrowed("Who won in 2018?"), inside, lambda: everywhere, least=0.5)
    assert found is inside
    assert "1 January to 31 December 2018" in scope


@pytest.mark.parametrize(("within", "anywhere"), [(0.3, 0.2), (0.2, 0.3)])
def test_where_neither_finds_an_answer_the_period_is_told_and_what_came_nearest(within, anywhere):
    inside, everywhere = evidence("No.", within), evidence("Nothing.", anywhere)
    found, scope = settle(narrowed("What was said in May?"), inside, lambda: everywhere, least=0.5)
    assert found is (inside if within > anywhere else everywhere)
    assert scope.startswith("Searched articles published 1 to 31 May 2021")


def test_a_period_without_an_article_points_to_the_others():
    nothing, everywhere = Evidence(Query("Q?"), (), (), 0.0), evidence("Nothing.", 0.3)
    found, _ = settle(narrowed("What was said in May?"), nothing, lambda: everywhere, least=0.5)
    assert found is everywhere
