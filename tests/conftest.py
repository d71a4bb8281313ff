"""Fixtures shared by all tests: no network beyond loopback, and ready-made libraries."""

import ipaddress
import os
import socket
from pathlib import Path

import pytest

from index.articles import Article, article_id
from index.embedder import shared_embedder
from index.library import Library
from index.settings import PACKAGED_EMBEDDER, silence_libraries
from index.sync import index_paths
from tests.fakes import FakeEmbedder

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"

silence_libraries()


def _is_loopback(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] == "localhost"


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch):
    """Fail any test that tries to reach another machine."""
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex

    def connect(self, address):
        assert _is_loopback(address), f"a test tried to reach {address}"
        return real_connect(self, address)

    def connect_ex(self, address):
        assert _is_loopback(address), f"a test tried to reach {address}"
        return real_connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect_ex)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch, tmp_path):
    """Keep the settings of whoever runs the tests out of them."""
    for name in [name for name in os.environ if name.startswith("FOOTNOTE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(tmp_path / "default-library"))


@pytest.fixture
def make_article():
    """Return a function that makes an Article of a text."""

    def make(text="", *, title="A title", **known):
        source = str(known.pop("source", "/articles/one.txt"))
        defaults = {"outlet": "", "authors": (), "published": None, "url": ""}
        return Article(
            id=article_id(source, known.get("part", "")),
            title=title,
            text=text,
            source=source,
            **(defaults | known),
        )

    return make


@pytest.fixture
def fake_embedder():
    return FakeEmbedder()


@pytest.fixture
def make_library(tmp_path, fake_embedder):
    """Return a function that indexes {file name: content} with the fake embedder."""

    def make(files):
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else content.encode()
            (folder / name).write_bytes(data)
        index_paths([folder], library=tmp_path / "library", embedder=fake_embedder)
        return Library(tmp_path / "library", embedder=fake_embedder)

    return make


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """The folder of a library of the sample corpus, made with the real embedding model."""
    folder = tmp_path_factory.mktemp("sample-library")
    index_paths([CORPUS], library=folder, embedder=shared_embedder(PACKAGED_EMBEDDER))
    return folder


@pytest.fixture(scope="session")
def sample_library(sample_folder):
    library = Library(sample_folder, embedder=shared_embedder(PACKAGED_EMBEDDER))
    yield library
    library.close()
