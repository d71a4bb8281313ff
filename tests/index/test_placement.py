"""The vectors on a Chroma server, a real one."""

import json
import logging
import multiprocessing
import os
import shutil
import socket
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from index.checkup import check_up
from index.errors import FootnoteError, LibraryDamaged, LibraryError, LibraryMismatch
from index.filters import Filters
from index.generations import generation_folder
from index.library import Library
from index.placement import drop_vectors, open_vectors
from index.snapshot import Manifest
from tests.fakes import FakeEmbedder
from tests.index.chroma_servers import RunningServer

WHEAT = "---\npublished: 2021-12-18\n---\n\n# Wheat rises\n\nThe price of wheat rose in spring.\n"
RYE = "# Rye falls\n\nThe price of rye fell in the north.\n"


@pytest.fixture(scope="module")
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


def titles(library, query="price", **options):
    return {hit.passage.article.title for hit in library.search(query, **options)}


def noted(folders):
    return {json.loads((f / "vectors.json").read_text())["collection"] for f in folders}


def _pipe():
    return multiprocessing.get_context("forkserver").Pipe(duplex=False)


def answer_from(library_folder, url, wanted, answers):
    """Answer with the titles found, or the error's text, each time that something is wanted."""
    os.environ["FOOTNOTE_CHROMA_URL"] = url
    library = Library(library_folder, embedder=FakeEmbedder())
    while wanted.recv():
        try:
            answers.send(titles(library))
        except FootnoteError as exc:
            answers.send(str(exc))


@pytest.mark.usefixtures("hosted")
def test_the_vectors_lie_on_the_server_and_not_in_the_folder(
    server, generation_folders, open_library
):
    (folder,) = generation_folders()
    assert not (folder / "vectors").exists()
    assert noted([folder]) <= server.collections()
    assert titles(open_library()) == {"Wheat rises"}


@pytest.mark.usefixtures("hosted")
def test_a_search_on_the_server_gives_cosines(open_library):
    # Title and text count price, spring 1 and wheat, rise 2, rose 1: |(1, 1, 2, 1, 1)| = 8 ** .5.
    (hit,) = open_library().search("spring")
    assert hit.dense == pytest.approx(8**-0.5, abs=1e-5)


def test_filters_narrow_a_search_on_the_server(hosted, articles, open_library):
    (articles / "rye.md").write_text(RYE)
    hosted()
    found = titles(open_library(), filters=Filters(since=date(2021, 12, 1)))
    assert found == {"Wheat rises"}


def test_an_update_is_a_collection_beside_the_one_that_is_read(
    hosted, server, articles, generation_folders, open_library
):
    library = open_library()
    titles(library)
    (articles / "rye.md").write_text(RYE)
    hosted()
    assert noted(generation_folders()) <= server.collections()
    assert len(noted(generation_folders())) == 2
    assert titles(library) == {"Wheat rises", "Rye falls"}


def test_the_collections_of_old_generations_are_deleted(
    hosted, server, articles, generation_folders
):
    first = noted(generation_folders())
    for number in range(3):
        (articles / "rye.md").write_text(RYE + f"It fell {number} times.\n")
        hosted()
    kept = noted(generation_folders())
    assert len(kept) == 2
    assert kept <= server.collections()
    assert not first & server.collections()


def test_what_an_indexing_that_failed_began_on_the_server_is_deleted(
    hosted, server, articles, open_library
):
    before = server.collections()
    (articles / "rye.md").write_text(RYE)

    class NoMemory(FakeEmbedder):
        def embed_array(self, _texts):
            assert len(server.collections()) == len(before) + 1
            raise MemoryError

    with pytest.raises(MemoryError):
        hosted(embedder=NoMemory())
    assert server.collections() == before
    assert titles(open_library()) == {"Wheat rises"}


@pytest.mark.usefixtures("hosted")
def test_nothing_is_wrong_with_a_library_on_a_server(library_folder, fake_embedder):
    assert check_up(library_folder, fake_embedder) == []


def test_a_library_moves_to_the_server_with_the_next_change(
    server, use, articles, sync, generation_folders, open_library
):
    (articles / "wheat.md").write_text(WHEAT)
    sync()
    use(server)
    library = open_library()
    assert titles(library) == {"Wheat rises"}
    (articles / "rye.md").write_text(RYE)
    sync()
    assert noted(generation_folders()[1:]) <= server.collections()
    assert titles(library) == {"Wheat rises", "Rye falls"}


def test_without_the_address_the_library_says_what_to_set_and_is_left(
    hosted, server, articles, monkeypatch, open_library, generation_folders
):
    before = generation_folders()
    monkeypatch.delenv("FOOTNOTE_CHROMA_URL")
    with pytest.raises(LibraryMismatch, match=f"{server.url}.*FOOTNOTE_CHROMA_URL.*--rebuild"):
        open_library().search("wheat")
    (articles / "rye.md").write_text(RYE)
    with pytest.raises(LibraryMismatch, match="FOOTNOTE_CHROMA_URL"):
        hosted()
    assert generation_folders() == before


def test_a_rebuild_without_the_address_brings_the_vectors_back(
    hosted, monkeypatch, open_library, generation_folders, fake_embedder
):
    monkeypatch.delenv("FOOTNOTE_CHROMA_URL")
    embedded = len(fake_embedder.embedded)
    hosted(rebuild=True)
    assert (generation_folders()[-1] / "vectors" / "chroma.sqlite3").exists()
    assert titles(open_library()) == {"Wheat rises"}
    assert len(fake_embedder.embedded) == embedded + 1  # the query


def test_clients_in_two_processes_outlast_a_restart_and_see_an_update(
    restartable, use, articles, sync, library_folder, in_another_process
):
    (articles / "wheat.md").write_text(WHEAT)
    use(restartable)
    restartable.start()
    sync()
    pipes = []
    for _ in range(2):
        asker, wanted = _pipe()
        answers, sender = _pipe()
        in_another_process(answer_from, library_folder, restartable.url, asker, sender)
        pipes.append((wanted, answers))

    def ask_both():
        for wanted, _ in pipes:
            wanted.send(True)
        assert all(answers.poll(60) for _, answers in pipes)
        return [answers.recv() for _, answers in pipes]

    assert ask_both() == [{"Wheat rises"}] * 2
    restartable.stop()
    for said in ask_both():
        assert restartable.url in said
        assert "start it with: chroma run" in said
    restartable.start()
    assert ask_both() == [{"Wheat rises"}] * 2
    (articles / "rye.md").write_text(RYE)
    sync()
    assert ask_both() == [{"Wheat rises", "Rye falls"}] * 2


def copy_library(library_folder, elsewhere):
    """Copy what bots on another machine need, in the order that the README gives."""
    shutil.copytree(library_folder / "generations", elsewhere / "generations", dirs_exist_ok=True)
    shutil.copy(library_folder / "catalog.sqlite", elsewhere / "copied")
    (elsewhere / "copied").rename(elsewhere / "catalog.sqlite")


def test_a_copy_of_a_library_sees_an_update_when_it_is_copied_again(
    hosted, articles, library_folder, tmp_path, fake_embedder
):
    copy_library(library_folder, tmp_path / "copy")
    library = Library(tmp_path / "copy", embedder=fake_embedder)
    assert titles(library) == {"Wheat rises"}
    (articles / "rye.md").write_text(RYE)
    hosted()
    assert titles(library) == {"Wheat rises"}
    copy_library(library_folder, tmp_path / "copy")
    assert titles(library) == {"Wheat rises", "Rye falls"}
    library.close()


def test_a_copy_that_is_too_old_asks_to_be_copied_again(
    hosted, articles, library_folder, tmp_path, fake_embedder
):
    copy_library(library_folder, tmp_path / "copy")
    for number in range(2):
        (articles / "rye.md").write_text(RYE + f"It fell {number} times.\n")
        hosted()
    library = Library(tmp_path / "copy", embedder=fake_embedder)
    with pytest.raises(LibraryError, match="a copy of a library, copy it again"):
        library.search("wheat")
    library.close()


def test_indexing_while_the_server_is_away_changes_nothing(
    restartable, use, articles, sync, generation_folders, open_library
):
    (articles / "wheat.md").write_text(WHEAT)
    use(restartable)
    restartable.start()
    sync()
    restartable.stop()
    (articles / "rye.md").write_text(RYE)
    with pytest.raises(LibraryError, match=f"{restartable.url} can't be used.*chroma run"):
        sync()
    assert len(generation_folders()) == 1
    restartable.start()
    assert sync().added == [str(articles / "rye.md")]
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
