import pytest

from index.errors import FetchError, HostError
from index.web.client import Answer
from index.web.robots import Robots

PAGE = "https://hill.example/news/tunnel?page=2"


def robots_of(text="", *, status=200):
    body = text if isinstance(text, bytes) else text.encode()
    return Robots(lambda address: Answer(address, status, body=body))


def allows(robots, address=PAGE):
    try:
        robots.require(address)
    except FetchError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /sport/", True),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/tunnel", True),
        ("User-agent: *\nDisallow: /*?page=", False),
        ("User-agent: *\nDisallow: /news/tunnel$", True),
        ("User-agent: footnote\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: Footnote\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: OtherBot\nDisallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /", False),
        ("<html>not found</html>", True),
        (b"\xff\xfe\x00 \x80", True),
    ],
)
def test_the_rules_are_those_of_rfc_9309(text, expected):
    assert allows(robots_of(text)) is expected


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_a_robots_txt_that_is_not_there_allows_everything(status):
    assert allows(robots_of("User-agent: *\nDisallow: /", status=status))


@pytest.mark.parametrize("status", [500, 503, 302, 204])
def test_a_robots_txt_that_can_not_be_read_now_allows_nothing(status):
    with pytest.raises(FetchError, match=f"robots.txt of hill.example answered {status}") as caught:
        robots_of(status=status).require(PAGE)
    assert caught.value.address == PAGE


def test_a_robots_txt_that_breaks_off_allows_nothing():
    def get(address):
        raise FetchError(address, "no complete answer within 30 s")

    with pytest.raises(FetchError) as caught:
        Robots(get).require(PAGE)
    assert caught.value.reason == "robots.txt of hill.example: no complete answer within 30 s"


def test_a_host_that_can_not_be_reached_is_the_reason_itself():
    def get(address):
        raise HostError(address, "hill.example can't be found")

    with pytest.raises(FetchError) as caught:
        Robots(get).require(PAGE)
    assert caught.value.reason == "hill.example can't be found"


def test_each_origin_is_asked_once():
    asked = []

    def get(address):
        asked.append(address)
        return Answer(address, 503 if "sea" in address else 404)

    robots = Robots(get)
    for address in (PAGE, "https://hill.example/", "http://hill.example/", "http://sea.example/",
                    "http://sea.example/x", "https://hill.example:8443/"):  # fmt: skip
        allows(robots, address)
    assert asked == [
        "https://hill.example/robots.txt",
        "http://hill.example/robots.txt",
        "http://sea.example/robots.txt",
        "https://hill.example:8443/robots.txt",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("", 0), ("Crawl-delay: 2.5", 2.5), ("Crawl-delay: 86400", 10), ("Crawl-delay: soon", 0),
     ("Crawl-delay: -1", 0), ("Crawl-delay: nan", 0)],
)  # fmt: skip
def test_a_delay_is_honoured_up_to_ten_seconds(line, expected):
    assert robots_of(f"User-agent: *\n{line}").delay_s(PAGE) == expected


def test_a_robots_txt_that_is_not_there_asks_for_no_delay():
    assert robots_of(status=404).delay_s(PAGE) == 0
