import pytest

from index.errors import UnreadableFile
from index.formats.html import read_html
from index.formats.html_walls import instead_of_article
from tests.index.formats.test_html import PARAGRAPHS, PATH

ERROR = ["Sorry, the page you are looking for could not be found.", "Return to the home page."]
CHECK = [
    "Checking if the site connection is secure",
    "hill.example needs to review the security of your connection before proceeding.",
]
CONSENT = [
    "We and our 812 partners store and access personal data, like cookies.",
    "You may click to consent, or manage your choices.",
]


@pytest.mark.parametrize(
    ("title", "lines", "reason"),
    [
        ("404 Not Found | Hill Post", ERROR, "error page"),
        ("Page not found - Hill Post", ["Oops! It looks like nothing is here."], "error page"),
        ("Seite nicht gefunden – Hügelpost", ["Die Seite gibt es nicht mehr."], "error page"),
        ("Hill Post", ERROR, "error page"),
        ("Hill Post", ["The requested URL /goat was not found on this server."], "error page"),
        ("Just a moment...", CHECK, "check for robots"),
        ("hill.example", CHECK, "check for robots"),
        ("Access Denied", ['You don’t have permission to access "/" on this server.'], "robots"),
        ("Are you a robot?", ["Make sure your browser supports JavaScript."], "robots"),
        ("Before you continue to Search", [*CONSENT, "Accept all"], "asks for consent"),
        ("Hill Post", CONSENT, "asks for consent"),
    ],
)
def test_a_page_in_an_articles_place_is_told_by_what_it_says(title, lines, reason):
    assert reason in instead_of_article([title], lines)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Not found: the ship that vanished", ["Divers looked for the ship for ten years."]),
        ("Access denied", ["Observers were kept out of the polling stations, the council said."]),
        ("Just a moment", ["Rosa Hale wrote her first poem while she waited for a train."]),
        ("Harbour tunnel opens", ["“We can’t find the page of the log,” the captain said."]),
        (
            "Service unavailable – London Overground",
            ["No trains will run on Sunday on the northern line, as workers mend the old bridge."],
        ),
        ("Access denied – Camp lawyers", ["They lost permission to access their clients."]),
        ("Just a moment – Cloudflare shares fall", ["Shares of Cloudflare fell by a fifth."]),
        ("Bank outage", ["You have been blocked: that is what customers of the bank read."]),
        ("Your privacy", ["A court ruled on Monday that the goat herder may close his gate."]),
        ("The error page", [*PARAGRAPHS]),
        ("Page not found", [*PARAGRAPHS]),
        ("", []),
    ],
)
def test_an_article_about_such_pages_is_none(title, lines):
    assert not instead_of_article([title], lines)


def test_a_saved_error_page_is_refused_with_what_to_do():
    body = "".join(f"<p>{line}</p>" for line in ERROR)
    source = f"<html><head><title>404 Not Found</title></head><body><h1>404</h1>{body}</body>"
    with pytest.raises(UnreadableFile, match="error page, no article; save the page again"):
        read_html(source, PATH)


def test_a_short_article_with_a_day_is_none():
    head = '<title>Not found</title><meta name="date" content="2021-12-18">'
    source = f"<html><head>{head}</head><body><article><p>{ERROR[0]}</p></article></body></html>"
    assert read_html(source, PATH).paragraphs == (ERROR[0],)
