"""Pages that are asked for again, and what robots.txt says."""

from threading import Event

import pytest

from tests.index.web.internet import page, redirect
from tests.index.web.pages import HTML, reason


def test_a_page_that_has_not_changed_is_not_sent_again(internet, fetch):
    site = internet.add("hill.example", home=page(HTML, etag='"v1"', last_modified="Mon, 1 Jan"))
    seen = fetch("http://hill.example/").validator
    site.pages["/"] = page(status=304)
    assert fetch("http://hill.example/", seen=seen) is None
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    assert site.asked[-1][1]["If-Modified-Since"] == "Mon, 1 Jan"


def test_a_page_that_has_changed_is_sent_with_its_new_validator(internet, fetch):
    site = internet.add("hill.example", home=page("one", etag='"v1"'))
    first = fetch("http://hill.example/")
    site.pages["/"] = page("two", etag='"v2"')
    second = fetch("http://hill.example/", seen=first.validator)
    assert second.data == b"two"
    assert second.validator not in {"", first.validator}


def test_a_validator_is_sent_to_the_address_alone_that_gave_it(internet, fetch):
    hill = internet.add("hill.example", home=redirect("http://sea.example/"))
    sea = internet.add("sea.example", home=page(HTML, etag='"v1"'))
    seen = fetch("http://hill.example/").validator
    fetch("http://hill.example/", seen=seen)
    assert "If-None-Match" not in hill.asked[-1][1]
    assert sea.asked[-1][1]["If-None-Match"] == '"v1"'


@pytest.mark.parametrize("seen", ["", "rubbish", "[1]", '{"address": 1}', '{"etag": "\\n"}', "1"])
def test_a_validator_that_is_none_is_passed_over(internet, fetch, seen):
    internet.add("hill.example", home=page(HTML))
    assert fetch("http://hill.example/", seen=seen).data == HTML.encode()


def test_what_robots_txt_forbids_is_not_asked_for(internet, fetch):
    robots = page("User-agent: *\nDisallow: /private/\n")
    site = internet.add("hill.example", robots=robots, home=page(HTML))
    assert reason(fetch, "http://hill.example/private/x") == (
        "robots.txt of hill.example forbids it"
    )
    assert fetch("http://hill.example/").data == HTML.encode()
    assert site.paths_asked == ["/robots.txt", "/"]


def test_robots_txt_of_the_host_that_a_redirect_leads_to_counts(internet, fetch):
    internet.add("hill.example", old=redirect("http://sea.example/"))
    sea = internet.add("sea.example", robots=page("User-agent: *\nDisallow: /"), home=page(HTML))
    assert reason(fetch, "http://hill.example/old") == "robots.txt of sea.example forbids it"
    assert sea.paths_asked == ["/robots.txt"]


def test_of_a_long_robots_txt_the_first_500_kib_are_read(internet, fetch):
    filler = "# made to be long\n" * (500 * 1024 // 18)
    internet.add("hill.example", robots=page(f"User-agent: *\nDisallow: /a\n{filler}Disallow: /b"))
    assert reason(fetch, "http://hill.example/a") == "robots.txt of hill.example forbids it"
    assert reason(fetch, "http://hill.example/b") == "answered 404 Not Found"


def test_a_robots_txt_that_redirects_without_end_allows_nothing(internet, fetch):
    internet.add("hill.example", robots=redirect("/robots.txt"), home=page(HTML))
    assert reason(fetch, "http://hill.example/") == (
        "robots.txt of hill.example: more than 5 redirects"
    )


def test_a_host_that_wants_a_delay_is_given_it_between_pages(internet, make_fetcher):
    paused = []
    internet.add("hill.example", robots=page("User-agent: *\nCrawl-delay: 7"), home=page(HTML))
    fetch = make_fetcher(pause=paused.append).fetch
    fetch("http://hill.example/")
    assert paused == []
    fetch("http://hill.example/")
    assert len(paused) == 1
    assert 0 < paused[0] <= 7


def test_waiting_for_a_host_does_not_count_as_its_time(internet, make_fetcher):
    internet.add("hill.example", robots=page("User-agent: *\nCrawl-delay: 0.6"), home=page(HTML))
    fetch = make_fetcher(fetch_timeout_s=0.5, pause=lambda s: Event().wait(s)).fetch
    fetch("http://hill.example/")
    assert fetch("http://hill.example/").data == HTML.encode()
