from decimal import Decimal

import pytest

from bot.names import figures, figures_in, names, quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Later he met Joe Biden in Geneva.", ["Joe Biden", "Geneva"]),
        ("The gas flows through Power of Siberia.", ["Power of Siberia"]),
        ("He played Ludwig van Beethoven.", ["Ludwig van Beethoven"]),
        ("We met Jean-Luc O’Brien.", ["Jean-Luc O’Brien"]),
        ("In São Paulo it rained.", ["São Paulo"]),
        ("It rained in March.", ["March"]),
    ],
)
def test_runs_of_capitalised_words_are_names(text, expected):
    assert names(text) == expected


def test_one_capitalised_word_that_opens_a_sentence_is_no_name():
    assert names("Ministers met. Talks failed.") == []


def test_two_capitalised_words_that_open_a_sentence_are_a_name():
    assert names("Xi Jinping spoke.") == ["Xi Jinping"]


@pytest.mark.parametrize("word", ["NATO", "McDonald"])
def test_an_opening_word_with_another_capital_inside_is_a_name(word):
    assert names(f"{word} agreed.") == [word]


def test_a_function_word_counts_only_within_a_sentence():
    assert names("When Angela Merkel left, The Hague wept.") == ["Angela Merkel", "The Hague"]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_possessive_ends_a_name_and_is_not_part_of_it(mark):
    assert names(f"We saw China{mark}s President Xi.") == ["China", "President Xi"]


def test_a_comma_parts_two_names():
    assert names("They met in Geneva, Switzerland.") == ["Geneva", "Switzerland"]


def test_a_name_is_given_once():
    assert names("He saw Rome. She saw Rome.") == ["Rome"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost $1,500.", {"1500"}),
        ("It cost 1500 dollars.", {"1500"}),
        ("It grew by 3.5 percent.", {"3.5"}),
        ("A $55bn project", {"55000000000"}),
        ("the 37th meeting, on 15 December 2021", {"37", "15", "2021"}),
        ("Two ministers and Twelve aides", {"2", "12"}),
        ("a 10-year plan", {"10"}),
        ("nobody came", set()),
    ],
)
def test_figures_are_digits_without_grouping(text, expected):
    assert figures(text) == expected


def test_a_number_word_inside_another_word_is_no_figure():
    assert figures("someone often weighs the tension") == set()


@pytest.mark.parametrize(
    "text", ['He saw a "clear sign".', "He saw a “clear sign”.", "He saw a «clear sign»."]
)
def test_a_quotation_stands_between_quotation_marks_of_any_kind(text):
    assert quotations(text) == ["clear sign"]


def test_the_comma_or_stop_that_ends_a_quotation_is_no_part_of_it():
    assert quotations("“We won,” he said. “At last.”") == ["We won", "At last"]


def test_an_apostrophe_opens_no_quotation():
    assert quotations("China's line and Russia's line") == []
    assert quotations("The workers' union and its members' pay") == []


def test_straight_single_marks_hold_a_quotation():
    assert quotations("The 'pipeline of doom' isn't long.") == ["pipeline of doom"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 million dollars", {"5000000"}),
        ("$5 billion", {"5000000000"}),
        ("$55m", {"55000000"}),
        ("a quay of 800m", {"800"}),
        ("forty days and twenty-one nights", {"40", "21"}),
        ("two thousand", {"2000"}),
        ("3.50", {"3.5"}),
        ("1,500.5", {"1500.5"}),
    ],
)
def test_figures_carry_their_scale(text, expected):
    assert figures(text) == expected


def test_a_sentence_without_a_word_has_no_names():
    assert names("🙂 • •") == []


def test_a_country_and_a_month_that_are_function_words_count_within_a_sentence():
    assert names("In May the US and Russia met.") == ["May", "US", "Russia"]


def test_a_quotation_in_single_marks_may_hold_an_apostrophe():
    assert quotations("He called it ‘China’s party’ twice.") == ["China’s party"]


@pytest.mark.parametrize(
    ("text", "words", "value", "grain"),
    [
        ("It is 2.3 km.", "2.3", "2.3", "0.1"),
        ("It is 5.0 km.", "5.0", "5.0", "0.1"),
        ("It is 50 km.", "50", "50", "10"),
        ("It cost $1.2 million.", "$1.2 million", "1200000", "100000"),
        ("It took twenty-one days.", "twenty-one", "21", "1"),
    ],
)
def test_a_figure_has_a_place_a_value_and_a_grain(text, words, value, grain):
    (figure,) = figures_in(text)
    assert text[figure.start : figure.end] == words
    assert (figure.value, figure.grain) == (Decimal(value), Decimal(grain))


def test_a_word_that_begins_with_a_figure_is_no_name():
    assert names("What did Geoana say of 5G and 3D?") == ["Geoana"]


def test_a_run_of_digits_that_no_figure_has_breaks_nothing():
    assert figures("9" * 5000) != figures("9" * 4999)
    assert figures("1," * 5000 + "000") != set()
