import pytest

from bot.mentions import named, unmentioned, unmentioned_in, years_of_outcome
from index.passages import Passage
from tests.bot.samples import article

TEXT = (
    "Xi Jinping met Vladimir Putin in 2013. The Russian president thanked Beijing. "
    "South Korea scrambled fighters. Céline Dion and the Huguenots were in Britain."
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did Trump meet Xi?", ["Trump", "Xi"]),
        ("What did President Joe Biden say in May?", ["Joe", "Biden"]),
        ("How did Xi take the March vote?", ["Xi"]),
        ("Who is Russia's envoy to the UN?", ["Russia", "United Nations"]),
        ("Who won the cup in 2018?", ["2018"]),
        ("How many of the 2000 jobs at $1999 went?", ["2000"]),
        ("Where did G7 ministers meet?", ["G7"]),
        ("What is Power of Siberia 2?", ["Power", "Siberia", "Power of Siberia 2"]),
        ("When did Apollo 11 and Apollo 12 land?", ["Apollo", "Apollo 11", "Apollo 12"]),
        ("What did Xi do on May 4, 2021?", ["Xi", "2021"]),
        ("Did Labour 36.5, Labour 36% or Labour 36pc win?", ["Labour"]),
        ("What 3 things did Xi say?", ["Xi"]),
        ("Who won the race?", []),
    ],
)
def test_a_question_names_countries_others_and_years(question, expected):
    assert named(question) == expected


@pytest.mark.parametrize(
    "question", ["Who Won The Race?", "WHO WON THE RACE?", "How Did the Race End in Ohio?"]
)
def test_where_the_capitals_tell_nothing_there_are_no_names(question):
    assert named(question) == []


@pytest.mark.parametrize(
    "question", ["when did trump meet xi", "When Did Trump Meet Xi", "WHEN DID TRUMP MEET XI"]
)
def test_where_the_capitals_tell_nothing_a_word_unknown_to_the_library_is_a_name(question):
    assert [word.lower() for word in named(question, unknown=["trump"])] == ["trump"]


def test_a_word_unknown_to_the_library_is_no_name_where_the_capitals_tell():
    assert named("When did Xi devour it?", unknown=["devour"]) == ["Xi"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did Trump meet Xi?", ["Trump"]),
        ("When did Xi meet Putin?", []),
        ("What did Putin's men do in 2013?", []),
        ("What did Putin do in 2014?", ["2014"]),
        ("What does Russia want from China?", []),
        ("What did Seoul and Tokyo do?", ["Japan"]),
        ("Who fought the Huguenot in the UK?", []),
    ],
)
def test_a_name_is_mentioned_in_whatever_form(question, expected):
    assert unmentioned(named(question), TEXT) == expected


@pytest.mark.parametrize("misspelt", ["Putina", "Pution", "Vladimr", "Celine", "Jinpin"])
def test_a_name_that_is_a_letter_off_is_taken_for_mentioned(misspelt):
    assert unmentioned([misspelt], TEXT) == []


@pytest.mark.parametrize("other", ["Austin", "Xu", "Obama", "Vance"])
def test_another_name_is_not(other):
    assert unmentioned([other], TEXT) == [other]


def test_a_country_is_not_taken_for_another_that_is_a_letter_off():
    assert unmentioned(["Austria"], "Australia voted.") == ["Austria"]


@pytest.mark.parametrize(
    ("acronym", "text", "missing"),
    [
        ("G7", "The Group of 7 met.", []),
        ("WHO", "The World Health Organization met.", []),
        ("IMF", "The International Fund met.", ["IMF"]),
    ],
)
def test_an_acronym_may_be_spelt_out(acronym, text, missing):
    assert unmentioned([acronym], text) == missing


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("who won the 2024 presidential election", ["2024"]),
        ("Did Macron beat Le Pen in 2022?", ["2022"]),
        ("How many people were killed in the 2023 earthquake?", ["2023"]),
        ("Who will win the 2024 election?", []),
        ("Which city won the right to host the 2030 World Cup?", []),
        ("What is inflation expected to be in 2025?", []),
        ("Who won the race?", []),
        ("Who won the contract to build the stadium for the 2028 Olympics?", []),
        ("Which city won the 2032 Olympics?", []),
        ("Who won Miss America 2022?", []),
        ("What were Nike's fiscal 2022 first-quarter results?", []),
        ("What did scientists say would happen in 2050?", []),
        ("When was Biden elected, and is he running in 2024?", []),
    ],
)
def test_the_years_of_which_the_outcome_is_asked_for(question, years):
    assert years_of_outcome(question) == years


def test_a_letter_behind_a_figure_is_no_name():
    assert named("What did Geoana say about 5G?") == ["Geoana"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Nord Stream 2", "the Nord Stream 2 project"),
        ("Nord Stream 2", "of nord stream-2."),
        ("World War 2", "World War II ended"),
        ("World War 2", "in the Second World War"),
        ("Stage 1", "debated in stage one"),
        ("Super Bowl 39", "Super Bowl XXXIX"),
        ("Zone 0", "in Zone 0"),
    ],
)
def test_a_name_with_a_number_is_mentioned_however_the_number_is_written(name, text):
    assert unmentioned([name], text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Power of Siberia 2", "Power of Siberia has 2 lines"),
        ("World War 2", "World War III ended"),
        ("Apollo 1", "Apollo 11 landed"),
        ("Zone 0", "in Zone 10"),
    ],
)
def test_a_name_with_another_number_or_none_is_another_name(name, text):
    assert unmentioned([name], text) == [name]


WHOLE = "Ada Byron Lund spoke in Hill. Critics doubted it."
LAST = "Lund later denied it."


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (["Ada", "Lund"], ["Ada"]),
        (["Byron", "Lund"], []),
        (["Ada", "Byron", "Lund"], []),
        (["Bo", "Lund"], ["Bo"]),
        (["Byron", "Falk"], ["Byron", "Falk"]),
    ],
)
def test_a_passage_may_do_with_the_last_word_of_a_name_that_its_article_has(names, missing):
    told = article(f"{WHOLE}\n\n{LAST}")
    passage = Passage(told, told.text.index(LAST), len(told.text))
    assert unmentioned_in(names, passage) == missing
