"""How a page is fetched, and what is said when it cannot be."""

import httpcore
import pytest

from index.errors import SourceError
from index.fetching import Fetcher
from tests.index.web.internet import page, raw, redirect
from tests.index.web.pages import HTML, reason


def test_a_page_is_fetched(internet, fetch):
    internet.add("hill.example", tunnel=page(HTML, content_type="Text/HTML; charset=UTF8"))
    fetched = fetch("http://hill.example/tunnel")
    assert fetched.data == HTML.encode()
    assert fetched.address == "http://hill.example/tunnel"
    assert (fetched.content_type, fetched.charset) == ("text/html", "utf-8")
    assert fetched.name == "tunnel.html"
    assert fetched.validator == ""


def test_the_address_is_normalised_first(internet, fetch):
    site = internet.add("hill.example", tunnel=page(HTML))
    assert fetch(" HTTP://Hill.EXAMPLE.:80/tunnel#top ").address == "http://hill.example/tunnel"
    assert site.asked[-1][1]["Host"] == "hill.example"


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("text/html; charset=windows-1251", "cp1251"),
        ("text/html; charset='latin1'", "iso8859-1"),
        ("text/html; charset=made-up", ""),
        ("text/html; charset=rot13", ""),
        ("text/html; charset=", ""),
        ("text/html", ""),
    ],
)
def test_the_charset_is_one_that_python_can_decode_or_none(internet, fetch, said, known):
    internet.add("hill.example", home=page(HTML, content_type=said))
    assert fetch("http://hill.example/").charset == known


def test_a_page_without_a_content_type_has_none(internet, fetch):
    internet.add("hill.example", home=page(HTML))
    assert fetch("http://hill.example/").content_type == ""


def test_the_user_agent_says_who_asks(internet, fetch):
    site = internet.add("hill.example", home=page(HTML))
    fetch("http://hill.example/")
    agents = {headers["User-Agent"] for _, headers in site.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("Footnote")


def test_redirects_are_followed_to_the_final_address(internet, fetch):
    internet.add("hill.example", old=redirect("/new"), new=redirect("http://sea.example/x", 301))
    internet.add("sea.example", x=page(HTML, content_type="text/html"))
    fetched = fetch("http://hill.example/old")
    assert (fetched.address, fetched.name) == ("http://sea.example/x", "x.html")


def test_five_redirects_are_followed_and_six_are_not(internet, fetch):
    steps = {f"s{n}": redirect(f"/s{n + 1}") for n in range(6)}
    internet.add("hill.example", **steps, s6=page(HTML))
    assert fetch("http://hill.example/s1").data == HTML.encode()
    assert reason(fetch, "http://hill.example/s0") == "more than 5 redirects"


def test_a_redirect_loop_ends(internet, fetch):
    site = internet.add("hill.example", a=redirect("/b"), b=redirect("/a"))
    assert reason(fetch, "http://hill.example/a") == "more than 5 redirects"
    assert len(site.paths_asked) == 7  # robots.txt, and the page with five redirects


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("file:///etc/passwd", "redirects to file:/etc/passwd (only http and https are fetched)"),
        ("ftp://hill.example/", "redirects to ftp://hill.example/ (only http and https are"),
        ("javascript:alert(1)", "redirects to javascript:alert(1) (only http and https are"),
        ("gopher://hill.example:70/", "redirects to gopher://hill.example:70/ (only"),
        ("http://hill.example:22/", "(port 22 is not one for web pages)"),
        ("http://jo:secret@hill.example/", "redirects to http://hill.example/ (holds a user name"),
        ("http://[::1", "redirects to no valid address"),
    ],
)
def test_a_redirect_is_held_to_the_same_rules(internet, fetch, target, expected):
    internet.add("hill.example", old=redirect(target))
    assert expected in reason(fetch, "http://hill.example/old")


def test_a_redirect_that_leads_nowhere_is_a_failure(internet, fetch):
    internet.add("hill.example", home=page(status=302))
    assert reason(fetch, "http://hill.example/") == "answered 302 Found"


def test_a_cookie_that_a_redirect_needs_is_sent_and_then_forgotten(internet, fetch):
    site = internet.add("hill.example", home=page(HTML))
    site.pages["/wall"] = page(status=302, location="/", set_cookie="seen=1; Path=/")
    fetch("http://hill.example/wall")
    assert site.asked[-1][1]["Cookie"] == "seen=1"
    fetch("http://hill.example/")
    assert "Cookie" not in site.asked[-1][1]


def test_a_name_that_nobody_knows_is_said_so(fetch):
    assert reason(fetch, "http://gone.example/") == (
        "gone.example can't be found (Name or service not known)"
    )


def test_a_name_without_any_address_is_said_so(internet, fetch):
    internet.ips["empty.example"] = []
    assert reason(fetch, "http://empty.example/") == "empty.example has no address"


def test_a_server_that_refuses_is_said_so(internet, fetch):
    internet.ips["hill.example"] = ["93.184.216.34"]
    assert reason(fetch, "http://hill.example/") == "can't be reached (Connection refused)"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, "answered 404 Not Found"),
        (403, "answered 403 Forbidden"),
        (429, "answered 429 Too Many Requests"),
        (500, "answered 500 Internal Server Error"),
        (204, "answered 204 No Content"),
        (599, "answered 599"),
        (304, "answered 304 Not Modified"),
    ],
)
def test_any_status_but_200_is_a_failure(internet, fetch, status, expected):
    internet.add("hill.example", home=page(status=status))
    assert reason(fetch, "http://hill.example/") == expected


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ntoo short",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"SSH-2.0-server\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\n" + b"X-Filler: " + b"a" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Filler: a\r\n" * 20_000 + b"\r\n",
    ],
)
def test_a_broken_answer_is_a_failure(internet, fetch, data):
    internet.add("hill.example", home=raw(data))
    assert reason(fetch, "http://hill.example/").startswith("broke off or sent no valid HTTP")


@pytest.mark.parametrize(
    "address",
    ["ftp://hill.example/", "file:///etc/passwd", "javascript:alert(1)", "http://a:b@hill.example"],
)
def test_what_is_no_web_address_is_refused(internet, fetch, address):
    with pytest.raises(SourceError):
        fetch(address)
    assert internet.looked_up == []


def test_the_settings_of_the_environment_count(monkeypatch):
    monkeypatch.setenv("FOOTNOTE_FETCH_PRIVATE", "on")
    monkeypatch.setenv("FOOTNOTE_FETCH_TIMEOUT_S", "0.5")

    class Silent(httpcore.SyncBackend):
        def connect_tcp(self, *_args, **_options):
            raise httpcore.ConnectTimeout

    with Fetcher(look_up=lambda _host, _port: ["10.0.0.1"], network=Silent()) as fetcher:
        assert "no complete answer within 0.5 s" in reason(fetcher.fetch, "http://nas.example/")
