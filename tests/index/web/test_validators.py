import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.web.validators import Validator
from tests.index.strategies import property_test

ADDRESS = "https://hill.example/"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"etag": '"v1"'}, {"If-None-Match": '"v1"'}),
        ({"last-modified": "Mon, 01 Jan"}, {"If-Modified-Since": "Mon, 01 Jan"}),
        ({"etag": 'W/"é"'}, {}),
        ({"etag": '"' + "a" * 500 + '"'}, {}),
        ({"etag": "a\r\nHost: sea.example"}, {}),
        ({}, {}),
    ],
)
def test_what_a_server_offered_is_sent_back(headers, expected):
    written = Validator.of(ADDRESS, headers).written
    assert Validator.read(written).headers_for(ADDRESS) == expected
    assert bool(written) is bool(expected)


def test_another_address_is_sent_nothing():
    seen = Validator.read(Validator.of(ADDRESS, {"etag": '"v1"'}).written)
    assert seen.headers_for("https://hill.example/other") == {}


@property_test
@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(str))
def test_any_other_text_validates_nothing(text):
    assert Validator.read(text) == Validator()


def test_what_was_tampered_with_is_not_sent():
    text = '{"address": "https://hill.example/", "etag": "a\\r\\nb", "modified": ""}'
    assert Validator.read(text).headers_for(ADDRESS) == {}
