"""What stands over a pasted page: rows of buttons, credits, and headlines that look like these."""

from datetime import date
from pathlib import Path

import pytest

from index.clutter import is_clutter
from index.formats.text import read_text

PATH = Path("/articles/harbour-tunnel_2.txt")
PROSE = "The harbour tunnel opened for cars and lorries this morning, the ministry said."


@pytest.mark.parametrize(
    "top",
    [
        "Menu Search Sign in\n\nHill Post\n\n",
        "Hill Post | Subscribe | Log in\n\n",
        "Sign in | Register\n\nHill Post\n\n",
        "Hill Post\n\nHome > City > Roads\n\nTRAFFIC\n\n",
        "Hill Post\tSearch\n\nROADS & RAIL\n\n",
        "Hill Post | Menu Search\n\nNews\n\n",
    ],
)
def test_the_row_over_a_pasted_page_is_not_its_headline(top):
    draft = read_text(f"{top}Tunnel opens\n\nBy Ana Berg\n\n18 December 2021\n\n{PROSE}\n", PATH)
    assert (draft.title, draft.outlet, draft.authors) == (
        "Tunnel opens",
        "Hill Post",
        ("Ana Berg",),
    )
    assert draft.paragraphs == (PROSE,)


def test_a_line_with_author_outlet_and_day_is_taken_apart():
    draft = read_text(
        f"Tunnel opens\n\nBy Ana Berg, Hill Post, 18 December 2021\n\n{PROSE}\n", PATH
    )
    assert (draft.outlet, draft.authors) == ("Hill Post", ("Ana Berg",))
    assert draft.published == date(2021, 12, 18)
    assert draft.paragraphs == (PROSE,)


@pytest.mark.parametrize(
    "headline",
    [
        "TITANIC SINKS",
        "普京宣布部分动员",
        "Home/work balance is shifting",
        "Home > Away: how fans travel",
        "Ukraine War Today, 24 March 2022",
        "Search | Rescue teams find boat",
    ],
)
def test_a_headline_that_looks_like_a_row_is_kept(headline):
    draft = read_text(f"{headline}\n\nIt was seen from far\n\n{PROSE}\n", PATH)
    assert headline.startswith(draft.title)
    assert draft.paragraphs[0] == "It was seen from far"


@pytest.mark.parametrize("line", ["16 | 8 | 13", "2021\t44", ""])
def test_a_row_of_figures_is_no_clutter(line):
    assert not is_clutter(line)


def test_a_way_through_the_site_is_told_in_little_time():
    assert not is_clutter("Home" + " > a" * 30 + " > " + "x" * 50)
    assert is_clutter("Home > City > Health")


def test_a_wrapped_line_that_begins_with_a_figure_is_no_item():
    lines = [
        "The tunnel will be closed to all cars on December",
        "18. The decision followed a long debate in the",
        "council, which had met for the whole of the night",
        "and of the day after that, with hardly a pause.",
    ]
    assert read_text("Tunnel\n\n" + "\n".join(lines), PATH).paragraphs == (" ".join(lines),)


@pytest.mark.parametrize(
    "days",
    [
        "Updated 9:10 PM ET, Sun December 19, 2021\n\nPublished Dec. 18, 2021 at 5:30 p.m. ET",
        "Dec 18, 2021 / 10:30 AM EST\n\nLast modified on December 19, 2021",
    ],
)
def test_the_day_of_publication_counts_wherever_that_of_a_change_stands(days):
    draft = read_text(f"Harbour tunnel opens\n\nBy Ana Berg\n\n{days}\n\n{PROSE}", PATH)
    assert draft.published == date(2021, 12, 18)
    assert draft.paragraphs == (PROSE,)


def test_an_article_that_states_only_a_change_is_dated_by_it():
    draft = read_text(f"Harbour tunnel opens\n\nUpdated December 19, 2021\n\n{PROSE}", PATH)
    assert draft.published == date(2021, 12, 19)
