"""A real Chroma server, and a library with its vectors on it."""

import pytest

from tests.index.chroma_servers import RunningServer
from tests.index.hosting.grain import WHEAT


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    running = RunningServer(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def restartable(tmp_path):
    """A server of the test's own, not started yet."""
    made = RunningServer(tmp_path / "server")
    yield made
    made.stop()


@pytest.fixture
def use(monkeypatch):
    """Return a function that sets FOOTNOTE_CHROMA_URL."""
    return lambda server: monkeypatch.setenv("FOOTNOTE_CHROMA_URL", server.url)


@pytest.fixture
def hosted(server, use, articles, sync):
    """A library of one article with its vectors on the server; the sync that changes it."""
    use(server)
    (articles / "wheat.md").write_text(WHEAT)
    sync()
    return sync


@pytest.fixture
def hosted_apart(restartable, use, articles, sync):
    """The same on a server of the test's own, which it may stop; the sync that changes it."""
    use(restartable)
    restartable.start()
    (articles / "wheat.md").write_text(WHEAT)
    sync()
    return sync
