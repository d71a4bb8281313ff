"""When it is said that two outlets differ, and, more often, when not."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answers import Citation, Differing
from bot.disagreement import disagreement
from bot.evidence import Evidence
from bot.queries import Query
from tests.bot.samples import article, candidate, hit

QUESTION = "How many people did the ferry fire in Lowmere kill?"
BEST = "The ferry fire in Lowmere killed 19 people."
OTHER = "A ferry fire killed 23 people in Lowmere."
DAY = date(2022, 5, 4)


def told(sentence, *, outlet="Hill Post", name="one", text="", published=DAY, **features):
    """Return a sentence of an article as a candidate that answers well."""
    found = hit(text or sentence, name=name, outlet=outlet, published=published)
    made = candidate(found, sentence)
    return replace(made, **{"coverage": 1.0, "titled": 1.0, "scored": 0.9, **features})


def found(best, other, question=QUESTION, **query):
    """Return what two sentences are found to differ in."""
    evidence = Evidence(Query(question, **query), (), (best,), 0.9, considered=(best, other))
    return disagreement(evidence)


def differs(best=BEST, other=OTHER, question=QUESTION):
    """Say whether two sentences of two outlets are found to differ."""
    return found(told(best), told(other, outlet="Bay News", name="two"), question) is not None


def test_two_outlets_that_give_other_figures_differ():
    best, other = told(BEST), told(OTHER, outlet="Bay News", name="two")
    difference = found(best, other)
    assert (difference.best, difference.other) == (best, other)
    assert [claim.value for claim in difference.claims] == [19, 23]


@pytest.mark.parametrize(
    ("question", "best", "other"),
    [
        (
            "How much did the ferry Orla cost?",
            "The ferry Orla cost $12 million.",
            "The ferry Orla cost $15 million.",
        ),
        (
            "What percentage of voters in Lowmere stayed at home?",
            "In Lowmere 41% of voters stayed at home.",
            "In Lowmere 46% of voters stayed at home.",
        ),
        (
            "When did the ferry Orla sink?",
            "The ferry Orla sank on June 3.",
            "The ferry Orla sank on 5 June.",
        ),
        (
            "When did the ferry Orla sink?",
            "(Bay News) The ferry Orla sank on Nov. 30, 2021.",
            "The ferry Orla sank on December 1, 2021.",
        ),
        (
            "How old was the captain of the ferry Orla?",
            "The captain of the ferry Orla was a 41-year-old sailor.",
            "The captain of the ferry Orla, aged 46, was a sailor.",
        ),
        (
            "How long is the ferry Orla?",
            "The ferry Orla is 112 metres long.",
            "The ferry Orla is 121 metres long.",
        ),
    ],
)
def test_outlets_differ_in_sums_shares_days_ages_and_measures(question, best, other):
    assert differs(best, other, question)


@pytest.mark.parametrize(
    ("best", "other"),
    [
        (BEST, "A ferry fire killed nineteen people in Lowmere."),
        (BEST, "A ferry fire killed about 23 people in Lowmere."),
        (BEST, "A ferry fire killed at least 23 people in Lowmere."),
        (BEST, "A ferry fire killed 20 people in Lowmere."),
        ("The ferry fire in Lowmere killed up to 19 people.", OTHER),
        (BEST, "A ferry fire killed 23 people in Lowmere, not 19 people."),
        (BEST, "A ferry fire in Lowmere killed 23 young people."),
        (BEST, "A ferry fire in Lowmere killed 4 children."),
        (BEST, "A ferry fire killed 23 people in Lowmere and Eastry."),
        (BEST, "A ferry fire killed 23 people in Lowmere in 2019."),
        (BEST, "A ferry fire killed 23 people in Lowmere in March."),
        (BEST, "A ferry fire killed 23 people in Lowmere, including the crew."),
        (BEST, "A ferry fire would have killed 23 people in Lowmere."),
        (BEST, "A ferry fire killed 2,300 people in Lowmere."),
        (BEST, "It killed 23 people in the ferry fire at Lowmere."),
    ],
    ids=[
        "same",
        "rounded",
        "a bound",
        "round",
        "the best a bound",
        "two figures",
        "a part",
        "other nouns",
        "another place",
        "another year",
        "another month",
        "a part told",
        "not certain",
        "far apart",
        "who or what",
    ],
)
def test_near_misses_are_passed_over(best, other):
    assert not differs(best, other)


@pytest.mark.parametrize(
    ("one", "other"), [("on June 3, 2021", "on June 5, 2022"), ("on June 3", "on June 5, 2019")]
)
def test_days_of_other_years_are_passed_over(one, other):
    question = "When did the ferry Orla sink?"
    assert not differs(f"The ferry Orla sank {one}.", f"The ferry Orla sank {other}.", question)


@pytest.mark.parametrize("weak", [{"coverage": 0.3}, {"scored": 0.1}, {"fits": False}])
def test_both_sentences_have_to_answer(weak):
    best, other = told(BEST), told(OTHER, outlet="Bay News", name="two")
    assert found(best, other)
    assert not found(replace(best, **weak), other)
    assert not found(best, replace(other, **weak))


def test_without_a_scorer_its_chance_is_not_asked_for():
    best, other = told(BEST, scored=0.0), told(OTHER, outlet="Bay News", name="two", scored=0.0)
    assert found(best, other)


def test_one_outlet_does_not_differ_from_itself():
    assert not found(told(BEST), told(OTHER, name="two"))


def test_outlets_that_are_not_known_may_differ():
    assert found(told(BEST, outlet=""), told(OTHER, outlet="", name="two"))


def test_one_article_does_not_differ_from_itself():
    assert not found(
        told(BEST, outlet="", text=f"{BEST} {OTHER}"),
        told(OTHER, outlet="", text=f"{BEST} {OTHER}"),
    )


def test_copies_of_one_story_do_not_differ():
    copy = article(OTHER, name="two", outlet="Bay News")
    best = told(BEST)
    best = replace(best, hit=replace(best.hit, also_in=(copy,)))
    assert not found(best, told(OTHER, outlet="Bay News", name="two"))


def test_an_article_that_has_the_other_figure_too_does_not_differ():
    text = f"{OTHER} On the first day 19 people were known to be dead."
    assert not found(told(BEST), told(OTHER, outlet="Bay News", name="two", text=text))


@pytest.mark.parametrize(("day", "expected"), [(7, True), (8, False)])
def test_articles_published_more_than_three_days_apart_do_not_differ(day, expected):
    later = told(OTHER, outlet="Bay News", name="two", published=date(2022, 5, day))
    assert bool(found(told(BEST), later)) is expected


def test_a_question_that_asks_for_no_figure_finds_none_that_differ():
    assert not differs(question="What happened at the ferry fire in Lowmere?")


def test_what_was_quoted_before_is_not_held_against_others():
    other = told(OTHER, outlet="Bay News", name="two")
    assert not found(told(BEST), other, said=frozenset({("one", 0, 9)}))


def test_without_candidates_nothing_differs():
    assert disagreement(Evidence(Query(QUESTION), (), (), 0.0)) is None


def test_both_claims_are_told_with_their_citations():
    best, other = told(BEST), told(OTHER, outlet="Bay News", name="two")
    citations = [
        Citation(number, side.article, side.start, side.end)
        for number, side in enumerate((best, other), 1)
    ]
    difference = found(best, other)
    assert difference.cited(citations) == (Differing("19 people", 1), Differing("23 people", 2))
    assert difference.cited(citations[:1]) == ()


@pytest.mark.parametrize("published", [None, DAY])
def test_articles_without_a_day_are_not_held_against_others(published):
    best = told(BEST, published=None)
    other = told(OTHER, outlet="Bay News", name="two", published=published)
    assert found(best, other) is None


def test_a_place_after_a_bracket_sets_figures_apart():
    bracketed = "A ferry fire killed 23 people (Norwegian citizens) in Lowmere at Saltholm."
    assert not differs(other=bracketed)
