from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from index.filters import Filters, day_number
from tests.index.strategies import property_test


def test_an_unknown_day_is_number_zero():
    assert day_number(None) == 0


def test_the_first_day_of_the_calendar_is_number_one():
    assert day_number(date(1, 1, 1)) == 1


def test_days_are_numbered_from_the_first_day_of_the_calendar():
    # The Unix epoch is day 719163 of the Rata Die count; 18979 days later it was 18 Dec 2021.
    assert day_number(date(1970, 1, 1)) == 719163
    assert day_number(date(2021, 12, 18)) == 719163 + 18979


@property_test
@given(st.dates(max_value=date.max - timedelta(days=1)))
def test_the_next_day_has_the_next_number(day):
    assert day_number(day + timedelta(days=1)) == day_number(day) + 1


def test_filters_are_open_unless_they_are_set():
    assert Filters() == Filters(since=None, until=None, outlets=(), article_ids=())
