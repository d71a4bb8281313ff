import pytest

from index.clutter import is_clutter, is_label


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
        "This website uses cookies to make your visit better.",
        "We and our 842 partners store cookies on your device.",
        "By continuing to use this site, you agree to our use of cookies.",
        "Manage cookie preferences",
        "Cookie settings",
        "Your privacy choices",
        "Do not sell my personal information",
        "Facebook Twitter Email",
        "Share | Tweet | Print",
        "Click to share on Twitter (Opens in new window)",
        "Copy link",
        "Share full article",
        "Follow Ana Berg on Twitter: @anaberg",
        "Follow courts reporter Ana Berg @anaberg.",
        "Show 12 comments",
        "Add a comment…",
        "Leave a reply",
        "You must be logged in to post a comment.",
        "Comments are closed.",
        "Your email address will not be published. Required fields are marked *",
        "Read the full story",
        "Read next: The goats of Mount Vell",
        "In case you missed it:The goats of Mount Vell",
        "Enter your email address",
        "Thanks for signing up!",
        "Sign up to our morning newsletter.",
        "HARBOUR NEWSLETTER:Sign up now to have it sent to your inbox",
        "Want more? Subscribe to our weekly newsletter.",
        "(The Morning Ledger can be delivered to your inbox. Sign up here .)",
        "The tides of Quayside, sent straight to your phone.",
        "Would you like to receive the Morning Ledger newsletter ?",
        "A version of this story first appeared in our Ledger newsletter. Sign up here.",
        "We will use the details you have given to send you offers.",
        "Download the Hill Post app",
        "Already a subscriber? Log in",
        "This article is only available to subscribers.",
        "Support local journalism. Subscribe to the Hill Post today.",
        "Purchases through our links may pay for our work.",
        "Prices were accurate at the time of writing.",
        "JUST WATCHED The tunnel opens Replay More Videos ... MUST WATCH The tunnel opens 02:18",
        "Video Ad Feedback 01:13 - Source: Hill Post The tunnel opens",
        "Posted 3 days ago",
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
        "Copyright 2021 was the year of the song, the judge said.",
        "More on both sides died than in 1999.",
        "Subscribe numbers rose.",
        "Cookies will be banned from the canteen, said the mayor.",
        "The site uses cookies, the court found, without asking.",
        "Facebook and Twitter were out of reach on Monday.",
        "Follow the river north for ten miles.",
        "Comments are expected on Monday.",
        "Sign up for Medicare by 7 December.",
        "Sign up for emergency alerts from your county.",
        "Farmers can sign up for news of the grants on the mill's page",
        "Would you sign up for a loaf a day?",
        "“Sign up here,” the recruiter told him.",
        "The senator's newsletter told readers to subscribe to the fund.",
        "Readers subscribe to the newsletter for five crowns a month.",
        "He announced it in his newsletter.",
        "The company may earn a commission on each sale, the court heard.",
        "Popular protests spread",
        "Latest figures show a fall",
        "Terms and conditions apply to the loan, said the bank.",
        "Support for the mayor fell.",
        "(Reporting by Ana Berg; Editing by Jo Marsh)",
        "Contributing: The Wire Agency",
    ],
)
def test_prose_that_looks_a_little_like_clutter_stays(line):
    assert not is_clutter(line)


@pytest.mark.parametrize(
    "line",
    ["© 2021 Hill Post. All rights reserved.", "(c) 2021 Hill Post", "Copyright 2021 by Ana"],
)
def test_a_copyright_line_is_clutter(line):
    assert is_clutter(line)


@pytest.mark.parametrize(
    "line",
    [
        "Correction: The harbour photo was by Ana Berg. Photo: AP",
        "Update: tunnel closed again, All rights reserved.",
        "This story has been updated. [File: Ana Berg/Reuters]",
        "An earlier version of this article gave the wrong day. Sign up for our newsletter here.",
        "Clarification: follow us on Twitter",
    ],
)
def test_a_notice_of_change_is_never_clutter(line):
    assert not is_clutter(line)


def test_a_line_longer_than_any_button_or_prompt_is_no_clutter():
    prompt = "We use cookies to make this site better."
    assert is_clutter(prompt)
    assert not is_clutter(f"{prompt} {'And so on. ' * 90}")


def test_a_long_hostile_line_is_judged_in_no_time():
    assert not is_clutter("[file" * 800)


def test_prose_may_begin_like_a_link():
    assert not is_clutter("More: the council also voted to raise the fare of the ferry.")
    assert not is_clutter("Watch: the costs may rise again, she warned.")
    assert is_clutter("More: Council votes to raise the fare. Here is why.")
    assert is_clutter("Watch: the council votes")
    assert is_clutter("PHOTOS: Best of the early rounds in the harbour, the old town and the hills")
    assert not is_clutter("Photos: they were taken from a boat, the court heard on Monday.")
