"""A Chroma server that is away, another, or none."""

import logging
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from index.errors import LibraryDamaged, LibraryError
from index.generations import generation_folder
from index.placement import drop_vectors, open_vectors
from index.snapshot import Manifest
from tests.index.hosting.grain import RYE, titles


def test_indexing_while_the_server_is_away_changes_nothing(
    restartable, hosted_apart, articles, generation_folders, open_library
):
    restartable.stop()
    (articles / "rye.md").write_text(RYE)
    with pytest.raises(LibraryError, match=f"{restartable.url} can't be used.*chroma run"):
        hosted_apart()
    assert len(generation_folders()) == 1
    restartable.start()
    assert hosted_apart().added == [str(articles / "rye.md")]
    assert titles(open_library()) == {"Wheat rises", "Rye falls"}


def test_a_server_on_another_folder_is_told_from_one_that_is_away(
    hosted, restartable, use, open_library
):
    restartable.start()
    use(restartable)
    with pytest.raises(LibraryError, match=r"lacks the collection footnote-.*--rebuild") as caught:
        open_library().search("wheat")
    assert restartable.url in str(caught.value)
    hosted(rebuild=True)
    assert titles(open_library()) == {"Wheat rises"}


class NoChroma(BaseHTTPRequestHandler):
    """Answers everything with a page; may keep the tokens that it is sent."""

    status = 200
    tokens = None

    def do_GET(self):
        if self.tokens is not None:
            self.tokens.append(self.headers["Authorization"])
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b"<title>Welcome</title>")

    def log_message(self, *_):
        """Keep quiet."""


@pytest.fixture
def web_server():
    """Return a function that starts a web server with a kind of answers, and gives its address."""
    started = []

    def start(handler):
        started.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        Thread(target=started[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{started[-1].server_port}"

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.mark.usefixtures("hosted")
@pytest.mark.parametrize(
    ("status", "reason"),
    [(200, "no Chroma server"), (302, "302"), (401, "401"), (404, "404"), (500, "500")],
)
def test_what_is_no_chroma_server_is_named(open_library, monkeypatch, web_server, status, reason):
    url = web_server(type("Other", (NoChroma,), {"status": status}))
    monkeypatch.setenv("FOOTNOTE_CHROMA_URL", url)
    with pytest.raises(LibraryError, match=f"{url} can't be used.*{reason}.*FOOTNOTE_CHROMA_URL"):
        open_library().search("wheat")


@pytest.mark.usefixtures("hosted")
def test_a_server_that_does_not_answer_is_given_up(open_library, monkeypatch):
    monkeypatch.setattr("index.chroma_server._TIMEOUT", httpx.Timeout(0.2))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("FOOTNOTE_CHROMA_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(LibraryError, match="timed out"):
            open_library().search("wheat")


@pytest.mark.usefixtures("hosted")
def test_the_token_is_sent_and_not_told(open_library, monkeypatch, web_server):
    handler = type("Refusing", (NoChroma,), {"status": 401, "tokens": []})
    monkeypatch.setenv("FOOTNOTE_CHROMA_URL", web_server(handler))
    monkeypatch.setenv("FOOTNOTE_CHROMA_TOKEN", "opensesame")
    with pytest.raises(LibraryError) as caught:
        open_library().search("wheat")
    assert set(handler.tokens) == {"Bearer opensesame"}
    assert "opensesame" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"collection": "footnote-0a1b2c3d-000001-aaaaaaaa"}',
        '{"server": "", "collection": "footnote-0a1b2c3d-000002-aaaaaaaa"}',
        '{"server": "", "collection": "footnote-99999999-000001-aaaaaaaa"}',
        '{"server": "", "collection": "../heartbeat"}',
    ],
)
def test_a_note_that_names_no_collection_of_the_generation_is_damage(
    tmp_path, monkeypatch, content
):
    monkeypatch.setenv("FOOTNOTE_CHROMA_URL", "http://127.0.0.1:1")
    folder = generation_folder(tmp_path, Manifest("0a1b2c3d", "fake", 1))
    folder.mkdir(parents=True)
    (folder / "vectors.json").write_text(content)
    with pytest.raises(LibraryDamaged, match="doctor --repair"):
        open_vectors(folder)


def test_a_collection_that_cannot_be_deleted_now_is_logged(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("FOOTNOTE_CHROMA_URL", "http://127.0.0.1:1")
    folder = generation_folder(tmp_path, Manifest("0a1b2c3d", "fake", 1))
    folder.mkdir(parents=True)
    (folder / "vectors.json").write_text(
        '{"server": "", "collection": "footnote-0a1b2c3d-000001-aaaaaaaa"}'
    )
    with caplog.at_level(logging.WARNING):
        drop_vectors(folder)
    assert "left on the server" in caplog.text
    assert "http://127.0.0.1:1" in caplog.text
