"""What stands over a pasted page: rows of buttons, credits, and headlines that look like these."""

from datetime import date
from pathlib import Path

import pytest

from index.articles import Draft
from index.clutter import is_clutter
from index.formats.text import read_paragraphs, read_text

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


LONG = "The tunnel under the harbour opens a year late after its builders found that water had come"
LONG += " through the wall on the northern side"


@pytest.mark.parametrize("headline", [LONG, "The tunnel is open. Now what.", "It is open!"])
@pytest.mark.parametrize("below", ["By Ana Berg\n\n18 December 2021", "18 December 2021"])
def test_a_long_headline_or_one_that_is_a_sentence_is_told_by_the_credits_under_it(headline, below):
    draft = read_text(f"{headline}\n\n{below}\n\n{PROSE}\n", PATH)
    assert draft.title == headline
    assert draft.published == date(2021, 12, 18)
    assert draft.paragraphs == (PROSE,)


def test_a_sentence_between_headline_and_byline_hides_nothing_of_the_head():
    draft = read_text(f"Tunnel opens\n\nIt is a year late.\n\nBy Ana Berg\n\n{PROSE}\n", PATH)
    assert (draft.title, draft.authors) == ("Tunnel opens", ("Ana Berg",))
    assert draft.paragraphs == ("It is a year late.", PROSE)


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\nBy Ana Berg",  # at the end
        f"{PROSE}\n\nIt was late.\n\nIt was dear.\n\nIt was seen.\n\nBy Ana Berg\n\n{PROSE}",
        f"{PROSE}\n\nIt was late.\n\nIt was dear.\n\n18 December 2021\n\n{PROSE}",
        f"{PROSE * 4}\n\nBy Ana Berg\n\n{PROSE}",
    ],
)
def test_prose_is_no_headline(text):
    draft = read_text(text, PATH)
    assert (draft.title, draft.authors) == ("Harbour tunnel 2", ())
    assert draft.paragraphs[0] == text.split("\n")[0]


def test_prose_after_the_credits_is_no_headline():
    draft = read_text(f"Tunnel opens\n\nBy Ana Berg\n\n{PROSE}\n\n18 May 1999\n\n{PROSE}\n", PATH)
    assert draft.published is None
    assert draft.paragraphs == (PROSE, "18 May 1999", PROSE)


def test_a_byline_may_count_before_what_metadata_says():
    known = Draft("Tunnel opens", (), authors=("Jo Marsh",))
    lines = ["Tunnel opens", "By Ana Berg", PROSE]
    assert read_paragraphs(lines, PATH, known).authors == ("Jo Marsh",)
    assert read_paragraphs(lines, PATH, known, byline_wins=True).authors == ("Ana Berg",)
    assert read_paragraphs(lines[::2], PATH, known, byline_wins=True).authors == ("Jo Marsh",)
