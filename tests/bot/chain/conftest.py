"""A bot over the articles of tests/bot/chain/zoo.py, or of the module that asks for it."""

import pytest

from bot import Bot
from tests.bot.chain.zoo import FILES


@pytest.fixture(autouse=True)
def _without_the_scorer(scorer_off):
    """These tests don't depend on it."""


@pytest.fixture(scope="module")
def shared_files(request):
    """The module's FILES, or those of the zoo."""
    return getattr(request.module, "FILES", FILES)


@pytest.fixture
def library(shared_library):
    return shared_library


@pytest.fixture
def bot(library):
    return Bot(library)


@pytest.fixture
def own_bot(make_library):
    """A bot over a library of its own, which a test may change."""
    return Bot(make_library(FILES))
