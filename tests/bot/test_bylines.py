import pytest

from bot.bylines import each_once, same_outlet, take_authors, take_outlets, tell_names
from index.articles import Listing

LISTINGS = [
    Listing("1", "", "Hill Country Morning Post", ("Dana Brock",), None),
    Listing("2", "", "The Wire", ("Ann Lee", "Bo Chan"), None),
    Listing("3", "", "Time", ("Kim Lee",), None),
    Listing("4", "", "", (), None),
]
POST = ("Hill Country Morning Post",)


@pytest.mark.parametrize(
    ("question", "rest", "outlets"),
    [
        ("According to HCMP, what did Putin say?", "what did Putin say?", POST),
        ("what did hcmp say on gas", "what is said on gas", POST),
        ("What happened in the Wire?", "What happened?", ("The Wire",)),
        ("What did the Wire report about gas?", "What is said about gas?", ("The Wire",)),
        ("the Wire's coverage of gas", "gas", ("The Wire",)),
        ("What is said of gas in Time?", "What is said of gas?", ("Time",)),
        ("And how many from the Wire?", "how many articles?", ("The Wire",)),
    ],
)
def test_an_outlet_as_where_something_was_published_narrows(question, rest, outlets):
    assert take_outlets(question, LISTINGS) == (rest, outlets)


@pytest.mark.parametrize(
    "question",
    [
        "What did Putin tell the Wire?",
        "Who owns the Wire?",
        "Will it end in time?",
        "Who hung by the wire?",
        "According to the Ledger, who won?",
    ],
)
def test_an_outlet_in_the_news_or_an_unknown_one_does_not_narrow(question):
    assert take_outlets(question, LISTINGS) == (question, ())


@pytest.mark.parametrize(
    ("question", "rest", "authors"),
    [
        ("What did Brock write about gas?", "What is said about gas?", ("Dana Brock",)),
        ("What has Dana Brock written on gas?", "What is said on gas?", ("Dana Brock",)),
        ("Dana Brock's articles on gas", "gas", ("Dana Brock",)),
        ("What is said of gas in articles by Kim Lee?", "What is said of gas?", ("Kim Lee",)),
        ("How many articles by Kim Lee?", "How many articles?", ("Kim Lee",)),
        (
            "How many articles do you have by Kim Lee on gas?",
            "How many articles do you have on gas?",
            ("Kim Lee",),
        ),
        ("How many articles were written by Kim Lee?", "How many articles?", ("Kim Lee",)),
        ("How many articles has Kim Lee written?", "How many articles?", ("Kim Lee",)),
        ("how many by Kim Lee?", "how many articles?", ("Kim Lee",)),
    ],
)
def test_an_author_as_the_one_who_wrote_narrows(question, rest, authors):
    assert take_authors(question, LISTINGS) == (rest, authors)


@pytest.mark.parametrize(
    "question",
    [
        "What did Brock say about gas?",
        "According to Brock, who won?",
        "Who is Dana Brock?",
        "What did Lee write?",
        "What did Smith write?",
    ],
)
def test_what_an_author_said_a_shared_surname_and_a_stranger_do_not_narrow(question):
    assert take_authors(question, LISTINGS) == (question, ())


SPELLINGS = [
    Listing(str(number), "", outlet, (), None)
    for number, outlet in enumerate(("The Wire", "the wire", "Wire", "The Wire", "Post", ""))
]


@pytest.mark.parametrize("name", ["the Wire", "The Wire", "Wire"])
def test_an_outlet_is_found_in_every_spelling(name):
    _, outlets = take_outlets(f"How many articles from {name}?", SPELLINGS)
    assert outlets == ("The Wire", "Wire", "the wire")


def test_an_outlet_in_two_spellings_is_counted_once_as_most_spell_it():
    assert tell_names(SPELLINGS, "outlet", called="articles") == (
        "The articles name 2 outlets: The Wire (4); Post (1). 1 names none."
    )
    assert each_once(["Wire", "The Wire", "Post"]) == ["Wire", "Post"]
    assert same_outlet("Wire", "the WIRE")
    assert not same_outlet("Wire", "The Wires")


DOMAINS = [
    Listing("1", "", "usatoday.com", (), None),
    Listing("2", "", "theweek.co.uk", (), None),
    Listing("3", "", "cnn.com", (), None),
    Listing("4", "", "nytimes.com", (), None),
    Listing("5", "", "scmp.com", (), None),
    Listing("6", "", "bbc.co.uk", (), None),
    Listing("7", "", "ft.com", (), None),
]


@pytest.mark.parametrize(
    ("question", "rest", "outlet"),
    [
        ("According to USA Today, who won?", "who won?", "usatoday.com"),
        ("how many articles from usa today?", "how many articles?", "usatoday.com"),
        ("What did The Week say about gas?", "What is said about gas?", "theweek.co.uk"),
        ("what did cnn report on gas", "what is said on gas", "cnn.com"),
        ("New York Times coverage of the vote", "the vote", "nytimes.com"),
        ("Who won, in the South China Morning Post?", "Who won?", "scmp.com"),
        ("What did BBC News say of gas?", "What is said of gas?", "bbc.co.uk"),
        ("The Financial Times's report on gas", "gas", "ft.com"),
    ],
)
def test_an_outlet_known_by_its_domain_is_found_by_its_name(question, rest, outlet):
    assert take_outlets(question, DOMAINS) == (rest, (outlet,))


@pytest.mark.parametrize(
    "question",
    [
        "What happened in the week of 5 May?",
        "Who was hurt by Frank Thomas?",
        "Was it in the times?",
    ],
)
def test_words_that_only_look_like_a_domain_do_not_narrow(question):
    assert take_outlets(question, DOMAINS) == (question, ())


ENDINGS = [
    Listing("1", "", "Hill!", ("Bo Falk Jr.",), None),
    Listing("2", "", "Vale Co.", ("Cy Dahl III",), None),
]


@pytest.mark.parametrize(
    ("question", "outlet"),
    [("What did Hill! report about gas?", "Hill!"), ("According to Vale Co., who?", "Vale Co.")],
)
def test_an_outlet_may_end_with_a_mark(question, outlet):
    assert take_outlets(question, ENDINGS)[1] == (outlet,)


@pytest.mark.parametrize(
    ("name", "author"),
    [("Bo Falk Jr.", "Bo Falk Jr."), ("Falk", "Bo Falk Jr."), ("Dahl", "Cy Dahl III")],
)
def test_what_tells_a_generation_is_no_surname(name, author):
    assert take_authors(f"What did {name} write about gas?", ENDINGS)[1] == (author,)
