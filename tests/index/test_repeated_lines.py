import pytest

from index.repeated_lines import MOST_CHARS, is_repeated, line_key

PROMPT = "Follow our live coverage of the harbour tunnel."


@pytest.mark.parametrize(
    "line",
    [
        PROMPT,
        "Download the Hill Post app for the news from Quayside.",
        "The day's best stories, brought to your inbox.",
        "Listen to the Harbour Hour podcast every Friday.",
        "Enjoying this story? Subscribe for unlimited access.",
        "Sign up for breaking news alerts.",
        "You can unsubscribe at any time.",
        "Keep up with the latest from Quayside.",
        "Bookmark this page for news of the tunnel.",
        "Click here for more stories.",
        "For more on the tunnel, visit hillpost.com.",
        "Read the original article on The Plain.",
        "Join the conversation on our Facebook page.",
        "Follow the Hill Post on Facebook and Instagram for more.",
        "Have a tip? Write to tips@hill.example.",
        "We welcome letters to the editor.",
        "Here's what you need to know to start your week.",
        "This article is part of our series on the plains.",
        "Our standards: The Harbour Trust Principles.",
        "The views expressed in this column are the author's own.",
        "The opinions in this piece do not reflect those of the Hill Post.",
    ],
)
def test_a_line_that_offers_what_the_outlet_has_may_be_a_repeated_one(line):
    assert line_key(line)


@pytest.mark.parametrize(
    "line",
    [
        "Contact Ana Berg at berg@hill.example.",
        "Ana Berg covers courts. Reach her at berg@hill.example or 313-222-6872.",
        "Jo Marsh writes on farms. Follow him on Twitter.",
        "More AP tennis: https://hub.example/tennis",
    ],
)
def test_a_reporters_address_may_be_a_repeated_line(line):
    assert line_key(line)


@pytest.mark.parametrize(
    "line",
    [
        "Our coverage of farms is made possible in part by a grant from the Lund Foundation.",
        "Reporting for this story was supported by a grant from the Lund Foundation.",
        "The Hill Post is free to read thanks to its readers.",
        "Plain Street is a Hill Post content partner.",
        "Its pages are produced independently of ours.",
        "Two of the pages below are subscriber-only.",
        "Support the Hill Post: become a member for five crowns a month.",
        "Consider supporting independent journalism.",
        "Purchases through our links may earn us a commission.",
    ],
)
def test_a_line_on_who_pays_may_be_a_repeated_one(line):
    assert line_key(line)


@pytest.mark.parametrize(
    "line",
    [
        "Finland wants to become a member of the alliance.",
        "The company has 220 million subscribers.",
        "Russia calls its actions in Ukraine a special operation.",
        "The war in the plains began in April 2023 after a quarrel between two generals.",
        "Sunlight is bent by the air around the earth, which turns the moon red.",
        "Wear a helmet on the slopes, for our rocks are sharp.",
        "The museum was supported by a grant from the Lund Foundation.",
        "The park tells visitors on its website, www.park.example, when it is open.",
        "Follow the route on the map.",
        "Get vaccinated at any of the clinics in Quayside.",
        "The app has been downloaded three million times.",
        "Florida",
        "Background",
        "(Reporting by Ana Berg; Editing by Jo Marsh)",
        "Contributing: The Wire Agency",
    ],
)
def test_background_advice_headings_and_credits_stay_however_often_they_recur(line):
    assert line_key(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "“Follow our lead,” reads the banner over the harbour.",
        "Join our strike, the union told its members.",
        "Read our lips, said the mayor.",
        "Contact the Northport police at tips@police.example.",
        "Anyone in need can call the crisis line; reach them at 313-222-6872.",
        "Check our map at floods.gov, the county asks.",
    ],
)
def test_what_somebody_said_and_whom_to_call_in_need_stays(line):
    assert line_key(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "This story has been updated. Follow our live coverage.",
        "Correction: Follow our live coverage was the wrong link.",
    ],
)
def test_a_notice_of_change_stays(line):
    assert line_key(line) is None


def test_a_line_about_the_author_may_be_a_repeated_one():
    line = "Ana Berg is a baker and the author of two books on bread"
    assert line_key(line, authors=("Jo Marsh", "Ana Berg"))
    assert line_key(line, authors=("Jo Marsh",)) is None
    assert line_key(line) is None


def test_a_line_that_tells_what_the_author_did_stays():
    assert line_key("Ana Berg left the harbour at dawn.", authors=("Ana Berg",)) is None
    assert line_key("Ana Bergman is the mayor.", authors=("Ana Berg",)) is None


def test_an_author_without_a_name_begins_no_line():
    assert line_key(" is a baker", authors=("",)) is None


def test_lines_that_differ_in_case_punctuation_and_spaces_have_one_key():
    key = line_key(PROMPT)
    assert key is not None
    assert len(key) == 8
    assert line_key(f"► {PROMPT.upper().replace(' ', '  ').rstrip('.')}!") == key
    assert line_key("Follow our live coverage of the tunnel.") != key


def test_a_long_paragraph_stays():
    assert line_key(PROMPT.ljust(MOST_CHARS, "!"))
    assert line_key(PROMPT.ljust(MOST_CHARS + 1, "!")) is None


@pytest.mark.parametrize("line", ["", "———", "@", "2022"])
def test_a_line_without_words_has_no_key(line):
    assert line_key(line) is None


def test_a_line_of_three_stories_is_repeated():
    assert not is_repeated(2)
    assert is_repeated(3)


def test_the_mark_of_an_item_changes_nothing():
    line = "Sign up for our newsletter to get the news in your inbox."
    assert line_key(line)
    assert line_key(f"• {line}") == line_key(line)
    assert line_key("• Correction: visit our website for the full list.") is None
