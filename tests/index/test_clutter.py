import pytest

from index.clutter import is_caption, is_clutter, is_label


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "AdvertisementAdvertisement",
        "View all commentsAdvertisement",
        "Sponsored content",
        "Share",
        "Share this article",
        "Follow us on Telegram",
        "Sign up for our morning newsletter",
        "Subscribe to the Hill Post",
        "Accept all cookies",
        "We use cookies to make this site better.",
        "Notify of",
        "Inline Feedbacks",
        "View all comments",
        "Comments (12)",
        "12 comments",
        "0 Comments",
        "Be the first to comment",
        "23",
        "Continue reading",
        "Read More: Harbour tunnel opens | Transport News",
        "Related: Who pays for the tunnel?",
        "See also » The price of wheat",
        "Related articles",
        "Most read",
        "Recommended for you",
        "More from Transport",
        "Skip to main content",
        "All rights reserved.",
        "Copyright 2021 Hill Post",
        "5 min read",
        "Newsletter",
        "* * *",
        "———",
    ],
)
def test_a_line_of_the_page_around_an_article_is_clutter(line):
    assert is_clutter(line)


@pytest.mark.parametrize(
    "line",
    [
        "The minister said that advertisement rules would change.",
        "Comments by the mayor angered the harbour workers.",
        "Twelve comments were read out in court.",
        "Share prices fell on Monday.",
        "He read more books than anybody in the village.",
        "In 1999 the tunnel was planned.",
        "The closure was a surprise (see the map on the back page).",
        "“No comment,” said the mayor.",
    ],
)
def test_a_sentence_is_not_clutter(line):
    assert not is_clutter(line)


@pytest.mark.parametrize(
    "line",
    [
        "A train leaves the harbour tunnel on May 3, 2021 [File: Ana Berg/Reuters]",
        "Wheat fields near the town. Photo: AP",
        "Illustration: Jo Marsh",
        "Goats at the start of the race (Photo by Ana Berg)",
        "The mayor opens the tunnel [Pool via AFP]",
        "A dry field in April. Credit: Ana Berg/Getty Images",
        "Image: Hill Post",
        "The harbour at dawn, via Getty Images",
    ],
)
def test_a_line_that_ends_by_naming_its_photographer_is_a_caption(line):
    assert is_caption(line)
    assert is_clutter(line)


def test_a_long_paragraph_that_ends_by_naming_an_agency_is_no_caption():
    assert is_caption(" ".join(["word"] * 69) + " (Reuters)")
    assert not is_caption(" ".join(["word"] * 70) + " (Reuters)")


@pytest.mark.parametrize("line", ["Opinion", "ANALYSIS", " Breaking news ", "Interview"])
def test_a_sections_name_is_a_label(line):
    assert is_label(line)


@pytest.mark.parametrize("line", ["Opinion on the tunnel", "", "Ana Berg"])
def test_another_line_is_no_label(line):
    assert not is_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "The grant came from the Environmental Protection Agency (EPA).",
        "The talks were held in England (Liverpool).",
        "He spoke to the ministry (the defence department).",
        "He painted a grim picture: more war and more hunger.",
        "Copyright law was changed on Monday.",
        "More on both sides died than in 1999.",
        "Subscribe numbers rose.",
    ],
)
def test_prose_that_looks_a_little_like_clutter_stays(line):
    assert not is_clutter(line)


@pytest.mark.parametrize("line", ["© 2021 Hill Post. All rights reserved.", "(c) 2021 Hill Post"])
def test_a_copyright_line_is_clutter(line):
    assert is_clutter(line)


def test_a_long_hostile_line_is_judged_in_no_time():
    assert not is_clutter("[file" * 800)
