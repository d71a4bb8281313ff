from contextlib import suppress
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.addresses import checked_address, is_public, look_up, origin
from index.errors import SourceError
from index.sources import is_meant_as_address
from tests.index.strategies import property_test


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://hill.example/a?b=1&c=2", "https://hill.example/a?b=1&c=2"),
        ("  HTTPS://Hill.EXAMPLE  ", "https://hill.example/"),
        ("http://hill.example:80/", "http://hill.example/"),
        ("https://hill.example:443/", "https://hill.example/"),
        ("https://hill.example:8443/", "https://hill.example:8443/"),
        ("http://hill.example./a", "http://hill.example/a"),
        ("https://hill.example/a#part", "https://hill.example/a"),
        ("https://hill.example?a", "https://hill.example/?a"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://hill.example/a b", "https://hill.example/a%20b"),
        ("https://hill.example/a%2Fb", "https://hill.example/a%2Fb"),
        ("http://127。0。0。1/", "http://127.0.0.1/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("https://hill.example/@jo", "https://hill.example/@jo"),
    ],
)
def test_an_address_is_written_in_one_way(text, expected):
    assert checked_address(text) == expected
    assert checked_address(expected) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ftp://hill.example/", "only http and https are fetched"),
        ("file:///etc/passwd", "only http and https are fetched"),
        ("javascript:alert(1)", "only http and https are fetched"),
        ("gopher://hill.example/", "only http and https are fetched"),
        ("data:text/html,hello", "only http and https are fetched"),
        ("http://", "names no valid host"),
        ("http:/hill.example", "names no valid host"),
        ("http://.hill.example", "names no valid host"),
        ("http://hill..example", "names no valid host"),
        ("http://" + "a" * 64 + ".example", "names no valid host"),
        ("http://" + "a." * 130 + "example", "names no valid host"),
        ("http://[fe80::1%25eth0]/", "names no valid host"),
        ("http://0177.0.0.1/", "not a valid address"),
        ("http://[::1", "not a valid address"),
        ("http://hill\n.example/", "not a valid address"),
        ("http://\ud800.example/", "not a valid address"),
        ("http://hill.example:22/", "port 22 is not one for web pages"),
        ("http://hill.example:0/", "port 0 is not one for web pages"),
        ("http://hill.example:65536/", "port 65536 is not one for web pages"),
        ("http://hill.example/" + "a" * 4000, "longer than 4000 characters"),
    ],
)
def test_what_can_not_be_fetched_is_refused_with_the_next_step(text, why):
    with pytest.raises(SourceError, match=r"give an address such as https://") as caught:
        checked_address(text)
    assert f"({why})" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "https://jo:secret@hill.example/",
        "https://secret@hill.example/",
        "https://jo:secret@[::1]/",
        r"https://jo\secret@hill.example/",
        "https:/jo:secret@hill.example/",
        "ftp://jo:secret@hill.example/",
        "https://jo:secret@hill.example:22/",
    ],
)
def test_a_password_is_refused_and_not_repeated(text):
    with pytest.raises(SourceError) as caught:
        checked_address(text)
    assert "secret" not in str(caught.value)
    assert "secret" not in str(caught.value.path)


def test_a_message_shows_a_long_address_in_short():
    with pytest.raises(SourceError) as caught:
        checked_address("ftp://hill.example/" + "a" * 3000)
    assert len(str(caught.value)) < 400


@property_test
@given(st.text() | st.text(alphabet="http:/s@.#?%[]0189aé\\ \n\t").map("http://{}".format))
def test_any_text_gives_an_address_or_is_refused(text):
    with suppress(SourceError):
        address = checked_address(text)
        assert checked_address(address) == address
        assert address.isascii()
        assert is_meant_as_address(address)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://hill.example/a?b", "https://hill.example"),
        ("http://hill.example:8080/", "http://hill.example:8080"),
        ("http://[::1]:8080/a", "http://[::1]:8080"),
    ],
)
def test_an_origin_is_scheme_host_and_port(address, expected):
    assert origin(address) == expected


@pytest.mark.parametrize(
    "ip",
    ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
     "2002:0808:0808::1"],
)  # fmt: skip
def test_a_machine_of_the_internet_is_public(ip):
    assert is_public(ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "198.51.100.1", "203.0.113.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1",
        "fd12:3456::1", "ff02::1", "2001:db8::1", "2001:0:808:808::1", "100::1", "::ffff:127.0.0.1",
        "::ffff:192.168.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "2002:c0a8:0001::1",
        "::127.0.0.1", "4000::1",
    ],
)  # fmt: skip
def test_any_other_machine_is_not_public(ip):
    assert not is_public(ip_address(ip))


def test_the_neighbours_of_private_ranges_are_public():
    for ip in ("172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "9.255.255.255"):
        assert is_public(ip_address(ip))


def test_the_system_looks_names_up():
    assert "127.0.0.1" in look_up("127.1", 80)
