"""Addresses in private networks are not fetched."""

import pytest

from index.errors import FetchError
from index.fetching import Fetcher
from index.settings import Settings
from tests.index.web.internet import page, redirect
from tests.index.web.pages import HTML, reason

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
