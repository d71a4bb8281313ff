"""Limits of size and time."""

import gzip
import zlib
from threading import Event

import pytest

from tests.index.web.internet import page, redirect
from tests.index.web.pages import HTML, reason


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
