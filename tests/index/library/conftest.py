"""A library of three articles."""

import pytest

from tests.index.library.three_articles import ARTICLES


@pytest.fixture
def library(make_library):
    """A library of the three articles, for a test to change or damage."""
    opened = make_library(ARTICLES)
    yield opened
    opened.close()
