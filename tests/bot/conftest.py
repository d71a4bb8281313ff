"""What the tests of bot/ share beside tests/conftest.py."""

import pytest

from index.library import Library
from index.sync import index_paths
from tests.fakes import FakeEmbedder


@pytest.fixture
def scorer_off(monkeypatch):
    """Keep the sentence scorer out of tests that don't depend on it."""
    monkeypatch.setenv("FOOTNOTE_SCORER", "off")


@pytest.fixture(scope="module")
def shared_library(request, tmp_path_factory):
    """The module's FILES, indexed with the fake embedder for all of its tests, to save time."""
    folder = tmp_path_factory.mktemp("shared")
    for name, content in request.module.FILES.items():
        (folder / name).write_text(content)
    embedder = FakeEmbedder()
    index_paths([folder], library=folder / "library", embedder=embedder)
    library = Library(folder / "library", embedder=embedder)
    yield library
    library.close()
