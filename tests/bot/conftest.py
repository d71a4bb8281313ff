"""What the tests of bot/ share beside tests/conftest.py."""

import pytest

from index.library import Library
from index.sync import index_paths
from tests.fakes import FakeEmbedder


@pytest.fixture
def scorer_off(monkeypatch):
    """Keep the scorer and the reader out of tests that don't depend on them."""
    monkeypatch.setenv("FOOTNOTE_SCORER", "off")


@pytest.fixture(scope="module")
def shared_files(request):
    """The module's FILES: contents by name."""
    return request.module.FILES


@pytest.fixture(scope="module")
def shared_library(shared_files, tmp_path_factory):
    """The shared files, indexed with the fake embedder for all tests of a module, to save time."""
    folder = tmp_path_factory.mktemp("shared")
    for name, content in shared_files.items():
        (folder / name).write_text(content)
    embedder = FakeEmbedder()
    index_paths([folder], library=folder / "library", embedder=embedder)
    library = Library(folder / "library", embedder=embedder)
    yield library
    library.close()
