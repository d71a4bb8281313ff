from datetime import date

import pytest

from bot.periods import find_period, periods_named, without, without_latest

TODAY = date(2022, 1, 20)  # a Thursday


def days(question):
    found = find_period(question, TODAY)
    return found and (found.since, found.until)


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What was said in December 2021?", date(2021, 12, 1), date(2021, 12, 31)),
        ("What was said in December?", date(2021, 12, 1), date(2021, 12, 31)),
        ("What was said last December?", date(2021, 12, 1), date(2021, 12, 31)),
        ("What was said in May?", date(2021, 5, 1), date(2021, 5, 31)),
        ("What was said in February 2020?", date(2020, 2, 1), date(2020, 2, 29)),
        ("What was said in early 2021?", date(2021, 1, 1), date(2021, 12, 31)),
        ("What was said on 5 May 2021?", date(2021, 5, 5), date(2021, 5, 5)),
        ("What was said on May 5th, 2021?", date(2021, 5, 5), date(2021, 5, 5)),
        ("What was said on 2021-05-05?", date(2021, 5, 5), date(2021, 5, 5)),
        ("News from 15 December", date(2021, 12, 15), date(2021, 12, 15)),
        ("What was said between May and July 2021?", date(2021, 5, 1), date(2021, 7, 31)),
        ("What was said from 3 May to 5 May 2021?", date(2021, 5, 3), date(2021, 5, 5)),
        ("What was said yesterday?", date(2022, 1, 19), date(2022, 1, 19)),
        ("What was said this week?", date(2022, 1, 14), date(2022, 1, 20)),
        ("What was said last week?", date(2022, 1, 10), date(2022, 1, 16)),
        ("What was said over the last month?", date(2021, 12, 1), date(2021, 12, 31)),
        ("What was said last year?", date(2021, 1, 1), date(2021, 12, 31)),
        ("What was said in the last three weeks?", date(2021, 12, 30), date(2022, 1, 20)),
        ("What was said two weeks ago?", date(2022, 1, 3), date(2022, 1, 9)),
        ("What was said on Tuesday?", date(2022, 1, 18), date(2022, 1, 18)),
        ("What was said since March?", date(2021, 3, 1), None),
        ("What was said from March on?", date(2021, 3, 1), None),
        ("What was said after 5 May 2021?", date(2021, 5, 6), None),
        ("What was said before 5 May 2021?", None, date(2021, 5, 4)),
        ("What was said until May 2021?", None, date(2021, 5, 31)),
        ("What was said in spring 2020?", date(2020, 3, 1), date(2020, 5, 31)),
        ("What was said in the late summer of 2020?", date(2020, 6, 1), date(2020, 8, 31)),
        ("What was said in winter 2021?", date(2020, 12, 1), date(2022, 2, 28)),
        ("What was said last summer?", date(2021, 6, 1), date(2021, 8, 31)),
        ("What was said this autumn?", date(2021, 9, 1), date(2021, 11, 30)),
        ("What was said this winter?", date(2021, 12, 1), date(2022, 2, 28)),
        ("What was said last winter?", date(2020, 12, 1), date(2021, 2, 28)),
        ("What was said since last fall?", date(2021, 9, 1), None),
        ("What was said over the weekend?", date(2022, 1, 15), date(2022, 1, 16)),
        ("What was said last weekend?", date(2022, 1, 15), date(2022, 1, 16)),
        ("What was said before the weekend?", None, date(2022, 1, 14)),
        ("What came of last week's vote?", date(2022, 1, 10), None),
        ("What did last November’s flood cost?", date(2021, 11, 1), None),
        ("What happened in last week's vote?", date(2022, 1, 10), None),
        ("What was said before last week's vote?", None, date(2022, 1, 9)),
        ("List last month's articles", date(2021, 12, 1), date(2021, 12, 31)),
        ("List yesterday's top headlines", date(2022, 1, 19), date(2022, 1, 19)),
        ("What was last summer's news?", date(2021, 6, 1), date(2021, 8, 31)),
    ],
)
def test_a_period_is_counted_from_today(question, since, until):
    assert days(question) == (since, until)


@pytest.mark.parametrize(
    "question",
    [
        "What was agreed before the Geneva summit?",
        "Who may march in protest?",
        "May I ask what happened in march?",
        "Who died on 30 February 2021?",
        "What happened in the 1990s?",
        "What does the budget for 2020 hold?",
        "What about the summit of 16 June?",
        "What is in 5 of them?",
        "What is planned for this summer?",
        "Who won at the Summer Olympics?",
        "Who saw the last fall of a government?",
        "How do people spend a weekend?",
        "Who starred in Weekend?",
        "Who protested from weekend shifts?",
        "What happened over the weekend of the vote?",
        "What is planned for this weekend?",  # on a Thursday
        "Who won at the last Winter Olympics?",
        "Who won the last Winter Games?",
        "How bad was this fall in prices?",
        "Who broke the last spring?",
        "Who won?",
    ],
)
def test_an_event_and_what_only_looks_like_a_day_are_no_period(question):
    assert days(question) is None


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("in December 2021", "1 to 31 December 2021"),
        ("between May and July 2021", "1 May to 31 July 2021"),
        ("in the last two months", "21 November 2021 to 20 January 2022"),
        ("yesterday", "on 19 January 2022"),
        ("since March", "since 1 March 2021"),
        ("before 5 May 2021", "until 4 May 2021"),
    ],
)
def test_a_period_is_shown_in_words(question, shown):
    assert str(find_period(f"What was said {question}?", TODAY)) == shown


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("Who won in 2018?", "Norway won 14 medals in 2018.", True),
        ("Who won in 2018?", "Norway won 14 medals.", False),
        ("What was signed on 5 May 2018?", "It was signed on May 5, 2018.", True),
        ("What was signed on 5 May 2018?", "It was signed in May 2018.", False),
        ("What was said yesterday?", "He spoke yesterday, on 19 January 2022.", False),
        ("What was said on Tuesday?", "He spoke on Tuesday.", True),
        ("Who won in spring 2020?", "It was won in the spring of 2020.", True),
        ("Who won in spring 2020?", "It was won in October 2020.", False),
        ("Who won in autumn 2020?", "It was won in the fall of 2020.", True),
        ("Who won in fall 2020?", "A shortfall in 2020 was won.", False),
    ],
)
def test_a_text_may_name_the_same_days(question, text, named):
    assert find_period(question, TODAY).named_in(text) is named


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2021, 4, 30), False), (date(2021, 5, 1), True), (date(2021, 6, 1), False)],
)
def test_a_day_lies_in_a_period_or_not(day, inside):
    assert (day in find_period("What was said in May 2021?", TODAY)) is inside


def test_an_open_period_holds_all_days_on_that_side():
    assert date(1990, 1, 1) in find_period("What was said before May 2021?", TODAY)
    assert date(2030, 1, 1) in find_period("What was said since May 2021?", TODAY)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What is the latest on Nord Stream?", "What is Nord Stream?"),
        ("latest news about gas", "gas"),
        ("What are the most recent sanctions?", "What are sanctions?"),
        ("What is late?", "What is late?"),
    ],
)
def test_the_latest_is_taken_out_of_a_question(question, rest):
    assert without_latest(question) == rest


def test_the_words_of_a_period_are_taken_out_without_a_trace():
    assert without("In May, what did he say in May?", "In May") == "what did he say in May?"
    assert without("What did he say in May?", "in May") == "What did he say?"


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("They met on 15 December.", date(2021, 12, 15), date(2021, 12, 15)),
        ("They meet on 20 December.", date(2021, 12, 20), date(2021, 12, 20)),
        ("They meet on 1 May.", date(2021, 5, 1), date(2021, 5, 1)),
        ("It was signed on May 5, 2018.", date(2018, 5, 5), date(2018, 5, 5)),
        ("It grew in October.", date(2021, 10, 1), date(2021, 10, 31)),
        ("It was annexed in 2014.", date(2014, 1, 1), date(2014, 12, 31)),
    ],
)
def test_an_article_names_the_last_such_day_before_it_or_soon_after(text, since, until):
    (found,) = periods_named(text, date(2021, 12, 17))
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize("text", ["They may march in 5 lines.", "It has 15 bears.", "Nothing."])
def test_what_only_looks_like_a_day_is_not_named(text):
    assert periods_named(text, date(2021, 12, 17)) == []


def test_an_undated_article_names_only_days_of_a_year():
    named = periods_named("On 15 December, and on 3 May 2020.", None)
    assert [found.since for found in named] == [date(2020, 5, 3)]


@pytest.mark.parametrize(
    ("question", "named", "inside"),
    [
        ("What was said on 15 December 2021?", "15 December 2021", True),
        ("What was said on 15 December 2021?", "15 December 2020", False),
        ("What was said on 15 December 2021?", "December 2021", False),
        ("What was said in December 2021?", "15 December 2021", True),
        ("What was said on 15 December?", "15 December 2019", True),
        ("What was said since December 2021?", "15 December 2021", False),
    ],
)
def test_a_period_holds_another_that_lies_in_it(question, named, inside):
    (other,) = periods_named(named, None)
    assert find_period(question, TODAY).holds(other) is inside


def test_an_article_from_the_end_of_time_is_read_like_any_other():
    assert [named.since for named in periods_named("On 3 May 2020.", date.max)] == [
        date(2020, 5, 3)
    ]


def test_the_beginning_of_a_month_opens_the_period():
    found = find_period("What was said since the beginning of May 2021?", TODAY)
    assert (found.since, found.until) == (date(2021, 5, 1), None)
    assert found.words == "since the beginning of May 2021"


def test_on_a_sunday_last_weekend_is_the_one_before():
    found = find_period("What was said last weekend?", date(2022, 1, 16))
    assert (found.since, found.until) == (date(2022, 1, 8), date(2022, 1, 9))


@pytest.mark.parametrize("as_of", [date.min, date(2, 1, 1), date.max])
@pytest.mark.parametrize("when", ["last summer", "this winter", "last weekend"])
def test_a_season_at_the_end_of_time_is_none_or_some_days(as_of, when):
    found = find_period(f"What was said {when}?", as_of)
    assert found is None or found.since <= found.until


def test_on_a_saturday_this_weekend_is_now():
    found = find_period("What was said this weekend?", date(2022, 1, 15))
    assert (found.since, found.until) == (date(2022, 1, 15), date(2022, 1, 16))


@pytest.mark.parametrize("question", ["What does USA Today say?", "Who reads Hill Today?"])
def test_today_in_a_name_is_no_day(question):
    assert days(question) is None


@pytest.mark.parametrize("question", ["Who won today?", "Today, who won?", "WHO WON TODAY"])
def test_today_by_itself_is_a_day(question):
    assert days(question) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("in 2020-21", date(2020, 1, 1), date(2021, 12, 31)),
        ("in 1990/91", date(1990, 1, 1), date(1991, 12, 31)),
        ("in 2020–2021", date(2020, 1, 1), date(2021, 12, 31)),
        ("in November-December 2021", date(2021, 11, 1), date(2021, 12, 31)),
        ("in May/June 2021", date(2021, 5, 1), date(2021, 6, 30)),
        ("on March 5-7, 2021", date(2021, 3, 5), date(2021, 3, 7)),
        ("between 5 and 20 December 2021", date(2021, 12, 5), date(2021, 12, 20)),
        ("from 5 to 20 December", date(2021, 12, 5), date(2021, 12, 20)),
    ],
)
def test_a_range_may_leave_out_what_its_other_end_names(words, since, until):
    found = find_period(f"What was said {words}?", TODAY)
    assert (found.since, found.until) == (since, until)
    assert without(f"What was said {words}?", found.words) == "What was said?"


@pytest.mark.parametrize("words", ["in the 9/11 attacks", "in the 24-25 draw", "of 5-10 people"])
def test_figures_alone_are_no_range_of_days(words):
    assert days(f"What was said {words}?") is None


def test_a_period_is_taken_out_where_it_stands_and_not_within_a_word():
    assert without("Who lives in Mayfair in May?", "in May") == "Who lives in Mayfair?"
