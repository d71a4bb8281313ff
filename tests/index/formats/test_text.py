from datetime import date
from pathlib import Path

import pytest

from index.clutter import is_clutter
from index.formats.text import read_text

PATH = Path("/articles/harbour-tunnel_2.txt")

# As a browser saves a page of a site that repeats its name, and has a comment form at the end.
SAVED_NEWS_PAGE = """HarbourWire News
HarbourWire News

Why is the harbour tunnel late again? | Transport News

The harbour tunnel will open a year later than planned, its builders said on Monday, after water \
was found behind a wall on the northern side.

“We would rather be late than wet,” said Mira Tolland, who leads the works, at a meeting that \
took place on 3 May 2021 in the town hall.

Workers in the harbour tunnel's northern tube, April 12, 2020 [File: Jo Marsh/ Reuters]

A costly wall

The wall alone has cost 40 million crowns, she added.

Advertisement

Will the fares rise?

Nobody at the meeting wanted to say what a ticket will cost.

Read More: Why is the harbour tunnel late again? | Transport News

Notify of
Inline Feedbacks
View all comments
"""

# As a page looks that was copied whole: advertisements, the writer's name twice, a stray count.
COPIED_OPINION_PAGE = """Advertisement
Advertisement
Illustration: Pia Strand
Opinion
Ossian Hale
Ossian Hale

How dry springs are driving bakers to rye

  • Wheat has become so dear in the plains that village bakers now mix in rye, and some have \
stopped baking white bread
  • The mills say that the price will not fall before the next harvest is in
When the rains failed for the third spring in a row, the bakers of the plains met in a barn.
They agreed on one thing. White bread would be baked on Sundays only.

Is the age of the white loaf over?

The mills do not think so. “People come back to wheat,” a miller told me on June 2.
A baker carries rye loaves to the market on June 5, 2019. Photo: AP

The harvest begins in August, and with it the season of hope.

Ossian Hale is a baker and the author of two books on bread

23
View all commentsAdvertisement
"""


@pytest.fixture
def news():
    return read_text(SAVED_NEWS_PAGE, PATH)


@pytest.fixture
def opinion():
    return read_text(COPIED_OPINION_PAGE, PATH)


def test_the_section_behind_a_saved_pages_headline_is_dropped(news):
    assert news.title == "Why is the harbour tunnel late again?"


def test_a_sites_repeated_name_is_the_outlet(news):
    assert news.outlet == "HarbourWire News"


def test_a_page_without_a_byline_has_no_author(news):
    assert news.authors == ()


def test_days_in_prose_and_captions_are_not_the_day_of_publication(news, opinion):
    assert news.published is None
    assert opinion.published is None


def test_a_saved_pages_paragraphs_are_the_articles_own(news):
    assert [line.split()[0] for line in news.paragraphs] == [
        "The", "“We", "A", "The", "Will", "Nobody",
    ]  # fmt: skip


def test_a_label_over_the_headline_is_not_the_title(opinion):
    assert opinion.title == "How dry springs are driving bakers to rye"


def test_a_repeated_name_is_the_author(opinion):
    assert opinion.authors == ("Ossian Hale",)


def test_a_page_that_does_not_name_its_outlet_has_none(opinion):
    assert opinion.outlet == ""


def test_bullets_under_the_headline_stay_a_list(opinion):
    assert opinion.paragraphs[0].startswith("• Wheat has become so dear")
    assert opinion.paragraphs[1].startswith("• The mills say")


def test_a_copied_pages_paragraphs_are_the_articles_own(opinion):
    assert [line.split()[0] for line in opinion.paragraphs[2:]] == [
        "When", "They", "Is", "The", "The", "Ossian",
    ]  # fmt: skip


def test_no_clutter_is_left(news, opinion):
    assert not [line for line in news.paragraphs + opinion.paragraphs if is_clutter(line)]


def test_the_headline_is_not_repeated_in_the_text(news, opinion):
    assert news.title not in news.paragraphs
    assert opinion.title not in opinion.paragraphs


def test_headline_byline_day_and_prose_are_told_apart():
    draft = read_text(
        "Goat wins village race\n\nBy Ana Berg and Jo Marsh\n18 December 2021\n\n"
        "A goat named Rosa won the race for the third time.\n",
        PATH,
    )
    assert draft.title == "Goat wins village race"
    assert draft.authors == ("Ana Berg", "Jo Marsh")
    assert draft.published == date(2021, 12, 18)
    assert draft.paragraphs == ("A goat named Rosa won the race for the third time.",)


def test_the_first_of_two_days_in_the_head_is_taken():
    draft = read_text(
        "Goat wins\nPublished: 18 December 2021\nUpdated: 20 December 2021\n\nRosa won again.", PATH
    )
    assert draft.published == date(2021, 12, 18)


def test_a_name_that_the_end_describes_is_the_author():
    draft = read_text(
        "Goat wins\nAna Berg\n\nA goat won the race.\n\nAna Berg is a farmer in the hills", PATH
    )
    assert draft.authors == ("Ana Berg",)
    assert draft.title == "Goat wins"


def test_a_bare_name_alone_is_not_trusted_as_the_author():
    draft = read_text("Rosa Triumphant\n\nA goat won the race on Sunday.", PATH)
    assert draft.authors == ()
    assert draft.title == "Rosa Triumphant"


def test_a_headline_in_title_case_is_not_taken_for_a_name():
    draft = read_text(
        "Harbour Tunnel Opens\n\nFour hundred aboard the first train\n\nThe tunnel opened today.",
        PATH,
    )
    assert draft.title == "Harbour Tunnel Opens"
    assert draft.authors == ()


def test_the_headline_is_dropped_where_the_page_repeats_it():
    draft = read_text("Goat wins\n\nRosa won the race.\n\nGoat wins | Race News", PATH)
    assert draft.paragraphs == ("Rosa won the race.",)


def test_a_text_without_a_headline_is_named_after_its_file():
    draft = read_text("The tunnel opened on Monday. Trains run hourly.", PATH)
    assert draft.title == "Harbour tunnel 2"
    assert draft.paragraphs == ("The tunnel opened on Monday. Trains run hourly.",)


def test_lines_that_an_editor_wrapped_are_joined():
    draft = read_text(
        "Tunnel opens\n\n"
        "The harbour tunnel opened to trains on Monday after ten years of\n"
        "work, and the first of them left the northern shore at dawn with\n"
        "four hundred people aboard.\n\n"
        "The builders said that the second tube would be finished in the\n"
        "spring of next year, if no more water is found behind the walls of\n"
        "the northern side.\n",
        PATH,
    )
    assert draft.title == "Tunnel opens"
    assert draft.paragraphs == (
        "The harbour tunnel opened to trains on Monday after ten years of work, and the first of "
        "them left the northern shore at dawn with four hundred people aboard.",
        "The builders said that the second tube would be finished in the spring of next year, if "
        "no more water is found behind the walls of the northern side.",
    )


def test_lines_that_are_paragraphs_of_their_own_are_not_joined():
    lines = (
        "The harbour tunnel opened to trains on Monday morning.",
        "The first of them left the northern shore at dawn.",
        "Four hundred people were aboard, and they all sang.",
        "The second tube will be finished in the spring.",
    )
    assert read_text("\n".join(("Tunnel opens", *lines)), PATH).paragraphs == lines


def test_a_text_of_clutter_alone_has_no_paragraphs():
    assert read_text("Advertisement\n\nView all comments\n", PATH).paragraphs == ()


def test_an_empty_text_has_no_paragraphs():
    assert read_text("", PATH).paragraphs == ()


def test_a_headline_that_sounds_like_an_outlet_stays_the_headline():
    text = "Hard Times\nBy Ana Berg\n\nThe harvest failed for the third year in a row there.\n"
    draft = read_text(text, Path("/articles/a.txt"))
    assert (draft.title, draft.outlet, draft.authors) == ("Hard Times", "", ("Ana Berg",))


NOTICE = "Correction: An earlier version of this article named the wrong goat."


def test_a_notice_between_byline_and_prose_stays_and_hides_nothing_of_the_head():
    draft = read_text(
        f"Goat wins village race\n\n{NOTICE}\n\nBy Ana Berg\n\n18 December 2021\n\n"
        "A goat named Rosa won the race for the third time.\n",
        PATH,
    )
    assert draft.title == "Goat wins village race"
    assert draft.authors == ("Ana Berg",)
    assert draft.published == date(2021, 12, 18)
    assert draft.paragraphs == (NOTICE, "A goat named Rosa won the race for the third time.")


def test_a_notice_over_the_headline_is_not_the_headline():
    draft = read_text(
        "UPDATED 3 p.m. with the mayor's answer\n\nGoat wins village race\n\nBy Ana Berg\n\n"
        "A goat named Rosa won the race for the third time.\n",
        PATH,
    )
    assert draft.title == "Goat wins village race"
    assert draft.paragraphs == (
        "UPDATED 3 p.m. with the mayor's answer",
        "A goat named Rosa won the race for the third time.",
    )


def test_a_headline_that_is_a_notice_stays_the_headline():
    draft = read_text("Correction: Goat race story\nBy Ana Berg\n\nRosa won, not Mona.", PATH)
    assert draft.title == "Correction: Goat race story"
    assert draft.authors == ("Ana Berg",)
    assert draft.paragraphs == ("Rosa won, not Mona.",)


def test_a_notice_at_the_end_stays_among_the_clutter():
    draft = read_text(
        f"Goat wins\n\nRosa won again.\n\nShare\n\n{NOTICE}\n\n12 comments\n\nAdvertisement", PATH
    )
    assert draft.paragraphs == ("Rosa won again.", NOTICE)


def test_a_notice_of_an_update_with_a_day_alone_is_the_heads_date():
    draft = read_text("Goat wins\nUpdated: 20 December 2021\n\nRosa won again.", PATH)
    assert draft.published == date(2021, 12, 20)
    assert draft.paragraphs == ("Rosa won again.",)


def test_captions_stay_where_they_are_the_whole_article():
    captions = ("Rosa at the start. Photo: Ana Berg", "Rosa wins. Photo: Ana Berg")
    text = "\n\n".join(("The race in photos", "Share", *captions, "Advertisement"))
    assert read_text(text, PATH).paragraphs == captions


def test_a_label_over_the_headline_marks_an_opinion_piece():
    assert read_text("Opinion\nGoats are late\nBy Ana Berg\n\nRosa is never late.", PATH).opinion


def test_a_headline_that_ends_in_the_section_marks_it_too():
    draft = read_text("Goats are late | Opinion\nBy Ana Berg\n\nRosa is never late.", PATH)
    assert (draft.title, draft.opinion) == ("Goats are late", True)


def test_opinion_among_other_sections_is_a_menu():
    text = "News\nOpinion\nWorld\nGoats are late\nBy Ana Berg\n\nRosa is never late."
    assert not read_text(text, PATH).opinion
