from decimal import Decimal

import pytest

from bot.claims import Asked, agree, asked, claims

PEOPLE = Asked("count", ("peopl",), head=True)


def plain_words(text, wanted):
    """Return the words of the plain claims in a text."""
    return [text[claim.start : claim.end] for claim in claims(text, wanted) if claim.plain]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people were hurt?", "count"),
        ("How old is the bridge keeper?", "age"),
        ("How long is the tunnel?", "measure"),
        ("What percentage of voters stayed at home?", "share"),
        ("What is the unemployment rate?", "share"),
        ("By how much did rents rise?", "share"),
        ("How much did the ferry cost?", "money"),
        ("What was the price of a ticket?", "money"),
        ("When did the bridge open?", "day"),
        ("On which day did the bridge open?", "day"),
    ],
)
def test_a_question_asks_for_a_kind_of_figure_or_a_day(question, kind):
    assert asked(question).kind == kind


@pytest.mark.parametrize(
    "question", ["Who won?", "Why did it rain when he left?", "What is it about?", "How many?"]
)
def test_another_question_asks_for_none(question):
    assert asked(question) is None


@pytest.mark.parametrize("rest", ["were there", "died in Ohio", "lost a shoe"])
def test_a_verb_tells_which_noun_is_counted(rest):
    assert asked(f"How many police officers {rest}?") == Asked(
        "count", ("polic", "offic"), head=True
    )


def test_without_a_verb_any_word_may_name_what_is_counted():
    assert asked("How many school trains in Ohio?") == Asked("count", ("school", "train"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The fire killed 21 people.", 21),
        ("Twenty-one people died.", 21),
        ("It drew 1.2 million people.", 1_200_000),
        ("It drew 2,300 people.", 2300),
    ],
)
def test_a_count_is_claimed_of_the_noun_after_it(text, value):
    (claim,) = claims(text, PEOPLE)
    assert (claim.value, claim.unit, claim.plain) == (Decimal(value), "peopl", True)


@pytest.mark.parametrize(
    "text",
    [
        "The fire killed 21 cows.",
        "Ward 7-21 people",
        "On June 21 people came.",
        "In a 5-4 vote people won.",
        "The F-35 people saw",
        "Covid-19 people",
        "a 30-people choir",
        "No. 5 people",
        "12% people",
        "$12 people",
    ],
)
def test_other_figures_count_no_people(text):
    assert claims(text, PEOPLE) == []


def test_a_word_between_figure_and_noun_narrows_the_claim():
    (claim,) = claims("It hurt 19 young people.", PEOPLE)
    assert claim.narrowed == {"young"}


@pytest.mark.parametrize(
    "text",
    [
        "about 21 people",
        "at least 21 people",
        "nearly 21 people",
        "up to 21 people",
        "as many as 21 people",
        "10 to 21 people",
        "two or three people",
        "19 of the 21 people",
        "another 21 people",
        "21 other people",
        "21 people or more",
        "21 people each",
        "21 people a day",
        "21 people per night",
        "the first 21 people",
        "more than 21 people",
        "two dozen people",
    ],
)
def test_a_rounded_figure_a_bound_a_part_or_a_rate_is_not_plain(text):
    found = claims(text, PEOPLE)
    assert found
    assert not any(claim.plain for claim in found)


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("It cost $55bn in all.", "$", "$55bn"),
        ("It cost HK$55 in all.", "HK$", "$55"),
        ("It cost US$55 in all.", "$", "$55"),
        ("It cost 55 million euros.", "€", "55 million euros"),
        ("It cost 5,000 dollars.", "$", "5,000 dollars"),
    ],
)
def test_a_sum_of_money_is_claimed_in_its_currency(text, unit, words):
    (claim,) = claims(text, Asked("money"))
    assert (claim.unit, text[claim.start : claim.end], claim.plain) == (unit, words, True)


@pytest.mark.parametrize(
    "text", ["Rents rose 8.6%.", "Rents rose 8.6 percent.", "Rents rose by 8.6%."]
)
def test_a_share_is_claimed_in_percent(text):
    (claim,) = claims(text, Asked("share"))
    assert (claim.unit, claim.value) == ("%", Decimal("8.6"))


def test_percentage_points_are_no_share():
    assert claims("Rates rose 2 percentage points.", Asked("share")) == []


@pytest.mark.parametrize("text", ["the 18-year-old keeper", "the keeper, aged 18, left"])
def test_an_age_is_claimed_in_years(text):
    (claim,) = claims(text, Asked("age"))
    assert (claim.unit, claim.value) == ("age", 18)


def test_a_measure_is_claimed_in_its_own_unit():
    (claim,) = claims("The tunnel is 12 miles long.", Asked("measure"))
    assert (claim.unit, claim.value) == ("mile", 12)


@pytest.mark.parametrize(
    "text", ["It opened on June 17.", "It opened on 17 June 2022.", "It opened Friday, June 17th."]
)
def test_a_day_is_claimed_by_month_and_day(text):
    (claim,) = claims(text, Asked("day"))
    assert (claim.unit, claim.value, claim.plain) == ("day", 617, True)


def test_the_full_stop_after_a_day_is_no_part_of_it():
    assert plain_words("It opened on 17 June.", Asked("day")) == ["17 June"]


@pytest.mark.parametrize(
    "text", ["It opens in June 2022.", "It opens on Friday.", "June 38", "the 3.5 June plan"]
)
def test_no_day_is_claimed_without_month_and_day(text):
    assert claims(text, Asked("day")) == []


@pytest.mark.parametrize(
    "text", ["until June 17", "by Friday, June 17", "June 17 or June 18", "from June 17 to July 2"]
)
def test_a_day_that_bounds_a_period_is_not_plain(text):
    assert plain_words(text, Asked("day")) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("19 people", "21 people", False),
        ("20 people", "21 people", True),  # 20 may be rounded to tens
        ("2 million people", "2.3 million people", True),
        ("2.1 million people", "2.3 million people", False),
        ("21 people", "twenty-one people", True),
        ("100 people", "150 people", True),
        ("100 people", "250 people", False),
    ],
)
def test_two_values_agree_if_one_may_be_the_other_rounded(one, other, expected):
    (first,), (second,) = claims(one, PEOPLE), claims(other, PEOPLE)
    assert agree(first, second) is agree(second, first) is expected


def test_days_are_never_rounded():
    first, second = claims("June 10 June 11", Asked("day"))
    assert not agree(first, second)
