"""A served page, a real browser, and commands run in this process."""

import asyncio
import os
import shutil
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot import Bot
from index.library import Library
from index.sync import index_paths
from tests.fakes import FakeEmbedder
from tests.index.stories import CHAIN
from tests.ui.commands import ARTICLE
from tests.ui.pages import HARBOUR, HOSTILE
from ui.command_line import main
from ui.page import launch

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, driven by Playwright."""
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    path = next(filter(None, found), None)
    if path is None:
        missing = "Chromium is not installed; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def launched(bot, host, port):
    """Launch a page where an event loop runs: else Gradio makes some that it never closes."""
    return launch(bot, host=host, port=port)


@pytest.fixture(scope="session")
def serve_page():
    """Return a function that serves a bot's page and returns its address."""
    pages = []

    def serve(library, *, host="127.0.0.1", **options):
        port = free_port()
        # Playwright's own loop may run in this thread.
        with ThreadPoolExecutor(1) as thread:
            page = thread.submit(asyncio.run, launched(Bot(library, **options), host, port))
            pages.append(page.result())
        return f"http://127.0.0.1:{port}"

    yield serve
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def page_library(tmp_path_factory):
    """The articles in tests.ui.pages, indexed."""
    folder = tmp_path_factory.mktemp("page")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "harbour.md").write_text(HARBOUR)
    (articles / "hostile.txt").write_text(HOSTILE.split("---\n")[2].replace("\n", " "))
    # In Markdown, HTML is markup: only its text is read. The question is answered by plain text.
    (articles / "hostile.md").write_text(HOSTILE.replace("zebra", "okapi"))
    (articles / "questions.txt").write_text("How much did the harbour cost?\n")
    for outlet in ("Cape Paper", "Inland Paper"):
        known = f"---\ntitle: Walks by the weir\noutlet: {outlet}\n---\n\n"
        (articles / f"{outlet}.md").write_text(known + CHAIN[0])
    embedder = FakeEmbedder()
    index_paths([articles], library=folder / "library", embedder=embedder)
    library = Library(folder / "library", embedder=embedder)
    yield library
    library.close()


@pytest.fixture(scope="session")
def address(page_library, serve_page):
    """Where the page of the articles in tests.ui.pages is served."""
    return serve_page(page_library)


@pytest.fixture(scope="session")
def context_of(browser):
    """Return a function that gives the context of a colour scheme, which keeps what it loaded."""
    contexts = {}

    def get(color_scheme):
        if color_scheme not in contexts:
            contexts[color_scheme] = browser.new_context(color_scheme=color_scheme)
        return contexts[color_scheme]

    yield get
    for context in contexts.values():
        context.close()


@pytest.fixture
def open_page(context_of):
    """Return a function that opens an address; what the page asks of other hosts is recorded."""
    pages = []

    def note_outside(page, request):
        if not request.url.startswith((page.footnote, "data:", "blob:")):
            page.outside_requests.append(request.url)

    def forget_blocked(page, request):
        # What the page's content security policy stops never leaves the browser.
        if request.failure == "csp" and request.url in page.outside_requests:
            page.outside_requests.remove(request.url)

    def opened(address, *, width=1280, height=800, color_scheme="light"):
        page = context_of(color_scheme).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.footnote = address
        page.outside_requests = []
        page.script_errors = []
        page.on("request", lambda request: note_outside(page, request))
        page.on("requestfailed", lambda request: forget_blocked(page, request))
        page.on("pageerror", lambda error: page.script_errors.append(str(error)))
        page.on("dialog", lambda dialog: page.script_errors.append(f"dialog {dialog.message}"))
        page.goto(address)
        page.wait_for_selector("textarea")
        return page

    yield opened
    for page in pages:
        page.close()


@pytest.fixture
def footnote(monkeypatch, capsys):
    """Return a function that runs a command in this process: its exit code, output and errors."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["footnote", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as exc:
            code = exc.code or 0
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.md").write_text(ARTICLE)
    return folder


@pytest.fixture
def library(tmp_path, articles, footnote):
    code, _, errors = footnote("index", articles, "--library", tmp_path / "lib")
    assert code == 0, errors
    return tmp_path / "lib"
