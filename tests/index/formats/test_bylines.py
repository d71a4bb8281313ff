from datetime import date

import pytest

from index.formats.bylines import (
    Credits,
    author_names,
    credited,
    ends_with_day,
    is_credit,
    is_name,
    is_outlet,
    parse_day,
    read_credits,
    says_opinion,
    split_byline,
)


@pytest.mark.parametrize(
    "line", ["Ana Berg", "Jo van der Marsh", "Åsa Öberg-Lund", "J. R. O’Neil", "Li Mei"]
)
def test_two_to_four_capitalised_words_could_be_a_name(line):
    assert is_name(line)


@pytest.mark.parametrize(
    "line", ["Ana", "ana berg", "Ana berg went", "One Two Three Four Five", "Tunnel opens", ""]
)
def test_other_lines_are_no_name(line):
    assert not is_name(line)


@pytest.mark.parametrize(
    "line", ["Hill Post", "The Daily Bulletin", "Journal of the Sea", "NEWS WIRE", "Telegraph"]
)
def test_a_few_words_with_one_of_the_trade_could_be_an_outlet(line):
    assert is_outlet(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ana Berg",
        "Tunnel opens after daily delays",
        "Good news",
        "The Very Long Name Of A Daily",
        "Newsagents United",
    ],
)
def test_other_lines_are_no_outlet(line):
    assert not is_outlet(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Berg", "Ana Berg"),
        ("BY ANA BERG", "ANA BERG"),
        (" By: Ana Berg and Jo Marsh ", "Ana Berg and Jo Marsh"),
        ("Story by Ana Berg", "Ana Berg"),
        ("Written by Ana Berg in Oslo", "Ana Berg in Oslo"),
        ("BYLINE: Ana Berg", "Ana Berg"),
        ("Written by Ana Berg | Old Harbour |", "Ana Berg"),
    ],
)
def test_a_byline_gives_what_stands_after_by(line, names):
    assert split_byline(line).strip() == names


@pytest.mark.parametrize(
    "line", ["By and large", "By the harbour", "Ana Berg", "Bypass opens", "By Hill Post", ""]
)
def test_a_line_that_names_nobody_is_no_byline(line):
    assert split_byline(line) == ""


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ana Berg", ("Ana Berg",)),
        ("Ana Berg, Jo Marsh and Li Mei in Tokyo", ("Ana Berg", "Jo Marsh", "Li Mei")),
        ("Ana Berg & Jo Marsh | Hill Post", ("Ana Berg", "Jo Marsh")),
        ("Ana Berg; Ana Berg", ("Ana Berg",)),
        ("Ana Berg for the Hill Post", ("Ana Berg",)),
        ("staff", ()),
    ],
)
def test_the_names_in_a_byline(byline, names):
    assert author_names(byline) == names


@pytest.mark.parametrize(
    "line",
    [
        "2021-12-18",
        "2021/12/18",
        "18.12.2021",
        "18 December 2021",
        "18th December 2021",
        "18 Dec 2021",
        "December 18, 2021",
        "Dec 18, 2021",
        "Saturday, December 18, 2021",
        "Sat 18 Dec 2021 10.30 GMT",
        "18 December 2021 at 10:30",
        "December 18, 2021 at 10:30 a.m. EST",
        "Published: 18 December 2021, 10:30 GMT",
        "Published On 18 Dec 2021",
        "Last updated 18 December 2021",
        "  18 December 2021  ",
        "2021-12-18 10:30:00 +0000",
        "2021-12-18T10:30:00Z",
    ],
)
def test_a_line_that_is_a_day_gives_it(line):
    assert parse_day(line) == date(2021, 12, 18)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "December 2021",
        "2021",
        "Monday",
        "10:30",
        "31 February 2021",
        "12/18/2021",
        "The tunnel opened on 18 December 2021",
        "18 December 2021 was a wet day",
        "Ships off the coast, August 8, 2019 [File: Ana Berg/Reuters]",
    ],
)
def test_a_line_that_is_not_one_known_day_gives_none(line):
    assert parse_day(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "2021-12-18T10:30:00",
        "2021-12-18T10:30:00+00:00",
        "2021-12-18T10:30",
        "Dec. 18, 2021",
        "Sat, 18 Dec 2021",
    ],
)
def test_more_ways_to_write_a_day(line):
    assert parse_day(line) == date(2021, 12, 18)


DAY = date(2023, 3, 3)


@pytest.mark.parametrize(
    ("line", "authors", "outlet"),
    [
        ("By Ana Berg, Hill Post, 3 March 2023", ("Ana Berg",), "Hill Post"),
        ("By Ana Berg and Jo Marsh, March 3, 2023", ("Ana Berg", "Jo Marsh"), ""),
        ("By Ana Berg, The Hill Courier, Friday, March 3, 2023", ("Ana Berg",), "The Hill Courier"),
        ("Ana Berg | Hill Post | 2023-03-03", ("Ana Berg",), "Hill Post"),
        ("Hill Post · 3 March 2023 · 4 min read", (), "Hill Post"),
        ("Hill Post | Published March 3, 2023, 5:30 p.m. ET", (), "Hill Post"),
        ("Friday, March 3, 2023 | By Ana Berg | Updated March 4, 2023", ("Ana Berg",), ""),
        ("By Ana Berg | Old Harbour | March 3, 2023 5:30 pm IST", ("Ana Berg",), ""),
    ],
)
def test_a_line_may_say_who_published_it_and_when(line, authors, outlet):
    assert read_credits(line) == Credits(authors, outlet, DAY)


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2023",
        "New York, 3 March 2023",
        "Ana Berg, 3 March 2023",
        "By Ana Berg, Hill Post",
        "The tunnel opens, 3 March 2023",
        "Ukraine War Today, 3 March 2023",
        "Hill Post, Kallund Bridge, 3 March 2023",
        "Hill Post, Daily Bulletin, 3 March 2023",
        "",
    ],
)
def test_a_line_that_may_say_something_else_is_not_taken_apart(line):
    assert read_credits(line) is None


def test_a_line_may_say_who_wrote_it_and_when_it_was_changed():
    found = read_credits("By Ana Berg | Updated: March 3, 2023")
    assert found == Credits(("Ana Berg",), "", DAY, is_update=True)


@pytest.mark.parametrize("line", ["By Ana Berg", "3 March 2023", "By Ana Berg, March 3, 2023"])
def test_a_line_of_credits_says_who_or_when_and_nothing_else(line):
    assert is_credit(line)


@pytest.mark.parametrize(
    "line", ["Ana Berg", "By Monday, Ana Berg, who leads the works, was tired.", "Goat wins", ""]
)
def test_another_line_is_none_of_credits(line):
    assert not is_credit(line)


@pytest.mark.parametrize(
    "line", ["Ana Berg, Kyiv — 3 March 2023", "Hill, March 3, 2023", "2023-03-03"]
)
def test_a_line_that_ends_with_a_day(line):
    assert ends_with_day(line)


@pytest.mark.parametrize("line", ["It opened on 3 March 2023, they say", "Hill, March", ""])
def test_a_line_that_doesnt_end_with_a_day(line):
    assert not ends_with_day(line)


@pytest.mark.parametrize(
    ("listed", "people"),
    [
        (["Analysis Ana Berg", "Bo Falk"], ("Ana Berg", "Bo Falk")),
        (["Opinion by Ana Berg"], ("Ana Berg",)),
        (["Story Reuters"], ("Reuters",)),
        (["Ana Berg Bo Falk", "Ana Berg", "Bo Falk"], ("Ana Berg", "Bo Falk")),
        (["Ana Berg", "Chief National Affairs Correspondent"], ("Ana Berg",)),
        (["Ana Berg", "Ana Berg", ""], ("Ana Berg",)),
    ],
)
def test_what_an_export_mixes_into_its_authors_is_left_out(listed, people):
    assert credited(listed) == people


@pytest.mark.parametrize(
    "listed",
    [["Hill Post Staff"], ["Senior Fellow"], ["Analysis Daily News"], ["Ana Berg", "Ana Bergman"]],
)
def test_authors_that_are_told_apart_stay_as_they_are(listed):
    assert credited(listed) == tuple(listed)


def test_a_list_of_authors_may_say_that_a_piece_is_an_opinion():
    assert says_opinion(["Bo Falk", "Opinion Ana Berg"])
    assert not says_opinion(["Analysis Ana Berg", "Opinion"])
