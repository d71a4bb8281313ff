from datetime import date

import pytest

from index.formats.days import StatedDay, read_day

DAY = date(2021, 12, 18)


@pytest.mark.parametrize(
    "line",
    [
        "Published Dec. 18, 2021 at 5:30 p.m. ET",
        "Posted: Dec 18, 2021 / 10:30 AM EST",
        "5:30 PM ET, Sat December 18, 2021",
        "Sat, 18 Dec 2021, 10:30 PM IST",
        "18 December 2021 10:30 AEDT",
        "18.12.2021, 10:30 Uhr",
        "18. Dezember 2021",
        "18 décembre 2021",
        "18 de diciembre de 2021",
        "2021年12月18日",
    ],
)
def test_a_line_states_a_day_in_the_usual_ways(line):
    assert read_day(line) == StatedDay(DAY)


@pytest.mark.parametrize(
    "line",
    ["Updated 5:30 PM ET, Sat December 18, 2021", "Last modified on Sat 18 Dec 2021 11.30 GMT"],
)
def test_the_day_of_a_change_is_told_as_such(line):
    assert read_day(line) == StatedDay(DAY, is_update=True)


@pytest.mark.parametrize(
    "line",
    [
        "Updated December 19, 2021 | Published December 18, 2021",
        "PUBLISHED: December 18, 2021 at 5:30 p.m. | UPDATED: December 19, 2021 at 6:00 a.m.",
    ],
)
def test_of_two_days_the_one_of_publication_counts(line):
    assert read_day(line) == StatedDay(DAY)


@pytest.mark.parametrize(
    "line",
    [
        "3/4/2021",
        "December 2021",
        "2021",
        "On December 18, 2021 the bridge fell.",
        "31 February 2021",
        "18 December 0021",
        "Published " * 40,
    ],
)
def test_what_states_no_one_day_is_none(line):
    assert read_day(line) is None
