import gzip
import zlib
from threading import Event

import httpcore
import pytest

from index.errors import FetchError, SourceError
from index.fetching import Fetcher
from index.settings import Settings
from tests.index.web.internet import page, raw, redirect

HTML = "<html><body><p>The harbour tunnel opened on Monday.</p></body></html>"


def reason(fetch, address):
    with pytest.raises(FetchError) as caught:
        fetch(address)
    assert caught.value.address == address
    return caught.value.reason


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


# --- redirects


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


# --- private networks


PRIVATE_IPS = [
    "127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
    "ff02::1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::808:808", "2002:7f00:1::",
    "2001:db8::1", "::10.0.0.1", "fe80::1%1",
]  # fmt: skip


@pytest.mark.parametrize("ip", PRIVATE_IPS)
def test_a_name_that_leads_to_a_private_address_is_refused(internet, fetch, ip):
    internet.ips["nas.example"] = [ip]
    assert reason(fetch, "http://nas.example/") == (
        f"nas.example leads to {ip}, not a public address; "
        "to allow that, set FOOTNOTE_FETCH_PRIVATE=on"
    )
    assert internet.connected == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(internet, fetch):
    internet.add("hill.example", home=page(HTML))
    internet.ips["hill.example"].append("10.0.0.1")
    assert "leads to 10.0.0.1" in reason(fetch, "http://hill.example/")
    assert internet.connected == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]", "localhost"],
)
def test_no_way_of_writing_loopback_is_let_through(host):
    with Fetcher(Settings()) as fetcher:
        address = f"http://{host}:8080/"
        assert "not a public address" in reason(fetcher.fetch, address)


@pytest.mark.parametrize("host", ["localhost.", "127。0。0。1"])
def test_no_unusual_dot_is_let_through(host):
    with Fetcher(Settings()) as fetcher, pytest.raises(FetchError, match=r"leads to (127|::1)"):
        fetcher.fetch(f"http://{host}/")


def test_a_redirect_to_a_private_address_is_refused(internet, fetch):
    internet.add("hill.example", old=redirect("http://nas.example/"))
    secret = internet.add("nas.example", ip="192.168.1.5", home=page("secret"))
    assert "leads to 192.168.1.5, not a public address" in reason(fetch, "http://hill.example/old")
    assert secret.asked == []


def test_a_redirect_of_robots_txt_to_a_private_address_is_refused(internet, fetch):
    internet.add("hill.example", robots=redirect("http://nas.example/"), home=page(HTML))
    secret = internet.add("nas.example", ip="192.168.1.5", home=page("secret"))
    assert "leads to 192.168.1.5" in reason(fetch, "http://hill.example/")
    assert secret.asked == []


def test_a_name_that_changes_its_address_after_the_check_is_not_followed(internet, make_fetcher):
    internet.add("hill.example", home=page(HTML, connection="close"))
    secret = internet.add("nas.example", ip="192.168.1.5", home=page("secret"))
    answers = iter([["93.184.216.1"], ["192.168.1.5"]])
    fetch = make_fetcher(look_up=lambda _host, _port: next(answers)).fetch
    # robots.txt over the first connection, the page over the same: one look-up, one connection.
    assert fetch("http://hill.example/").data == HTML.encode()
    assert internet.connected == [("93.184.216.1", 80)]
    # The server hung up, so the next page needs a new connection, and the name a new check.
    assert "leads to 192.168.1.5" in reason(fetch, "http://hill.example/")
    assert secret.asked == []


def test_a_setting_allows_private_addresses(internet, make_fetcher):
    internet.add("nas.example", ip="192.168.1.5", port=8080, home=page(HTML))
    fetch = make_fetcher(fetch_private="on").fetch
    assert fetch("http://nas.example:8080/").data == HTML.encode()


def test_with_that_setting_this_very_machine_can_be_asked(internet, monkeypatch):
    monkeypatch.setenv("FOOTNOTE_FETCH_PRIVATE", "on")
    internet.add("hill.example", home=page(HTML))
    with Fetcher() as fetcher:
        fetched = fetcher.fetch(f"http://localhost:{internet.real_port('hill.example')}/")
    assert fetched.data == HTML.encode()


def test_an_address_that_does_not_answer_gives_way_to_the_next(internet, fetch):
    internet.add("hill.example", home=page(HTML))
    internet.ips["hill.example"].insert(0, "2606:2800:220:1::1")
    assert fetch("http://hill.example/").data == HTML.encode()
    assert internet.connected[0] == ("2606:2800:220:1::1", 80)


def test_the_environments_proxies_are_not_used(internet, monkeypatch, make_fetcher):
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("ALL_PROXY", "http://proxy.example:3128")
    internet.add("hill.example", home=page(HTML))
    assert make_fetcher().fetch("http://hill.example/").data == HTML.encode()
    assert internet.looked_up == ["hill.example"]


# --- failures


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


# --- limits


@pytest.mark.parametrize("length", [1000, 1001])
def test_a_body_over_the_limit_is_refused(internet, make_fetcher, length):
    internet.add("hill.example", home=page(b"a" * length))
    fetch = make_fetcher(max_file_mb=0.001).fetch
    if length == 1000:
        assert len(fetch("http://hill.example/").data) == 1000
    else:
        assert reason(fetch, "http://hill.example/") == "larger than 0.001 MB"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_compressed_body_is_decompressed(internet, fetch, encoding):
    packed = (gzip.compress if encoding == "gzip" else zlib.compress)(HTML.encode())
    internet.add("hill.example", home=page(packed, content_encoding=encoding))
    assert fetch("http://hill.example/").data == HTML.encode()


def test_a_compressed_bomb_is_counted_decompressed(internet, make_fetcher):
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    internet.add("hill.example", home=page(bomb, content_encoding="gzip"))
    fetch = make_fetcher(max_file_mb=0.1).fetch
    assert reason(fetch, "http://hill.example/") == "larger than 0.1 MB"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "made-up"])
def test_an_encoding_that_was_not_asked_for_is_refused(internet, fetch, encoding):
    internet.add("hill.example", home=page(b"abc", content_encoding=encoding))
    assert reason(fetch, "http://hill.example/") == (
        f"sent in the encoding {encoding!r}, not gzip or deflate"
    )


def test_a_body_that_is_not_what_its_encoding_says_is_a_failure(internet, fetch):
    internet.add("hill.example", home=page(b"plain", content_encoding="gzip"))
    assert reason(fetch, "http://hill.example/") == "sent what can't be decompressed"


def drip(head, *, pieces=200):
    """Answer with a head, and then so slowly that it takes ten seconds, a byte at a time."""
    gone = Event()

    def reply(handler):
        handler.wfile.write(head)
        for _ in range(pieces):
            gone.wait(0.05)
            handler.wfile.write(b"a")
        handler.close_connection = True

    return reply


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "],
    ids=["body", "headers"],
)
def test_a_server_that_drips_is_left_when_the_whole_time_is_over(internet, make_fetcher, head):
    internet.add("hill.example", home=drip(head))
    fetch = make_fetcher(fetch_timeout_s=0.5).fetch
    assert reason(fetch, "http://hill.example/") == "no complete answer within 0.5 s"


def test_the_time_counts_over_all_redirects(internet, make_fetcher):
    def slow_redirect(target):
        def reply(handler):
            Event().wait(0.2)
            redirect(target)(handler)

        return reply

    steps = {f"s{n}": slow_redirect(f"/s{n + 1}") for n in range(5)}
    internet.add("hill.example", **steps, s5=page(HTML))
    fetch = make_fetcher(fetch_timeout_s=0.5).fetch
    assert reason(fetch, "http://hill.example/s0") == "no complete answer within 0.5 s"


def test_each_fetch_has_the_whole_time_again(internet, make_fetcher):
    internet.add("hill.example", slow=drip(b"HTTP/1.1 200 OK\r\n"), home=page(HTML))
    fetch = make_fetcher(fetch_timeout_s=0.5).fetch
    reason(fetch, "http://hill.example/slow")
    assert fetch("http://hill.example/").data == HTML.encode()


def test_a_name_server_that_does_not_answer_is_left_too(make_fetcher):
    released = Event()

    def look_up(_host, _port):
        released.wait(20)
        return ["10.0.0.1"]

    fetch = make_fetcher(fetch_timeout_s=0.2, look_up=look_up).fetch
    assert "no complete answer within 0.2 s" in reason(fetch, "http://hill.example/")
    released.set()


# --- asking again


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


# --- robots.txt


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


# --- what is refused before anything is sent


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
