"""Fixtures for tests that index files again and again, here or in another process."""

import multiprocessing
import os

import pytest

from index.fetching import Fetcher
from index.library import Library
from index.settings import Settings
from index.sync import index_paths
from tests.index.web.internet import Internet

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["index.sync", "tests.fakes"])


def _in_environment(environment, function, *arguments):
    """Call a function with the environment of the test, not of the first test with a process."""
    os.environ.clear()
    os.environ.update(environment)
    function(*arguments)


@pytest.fixture
def articles(tmp_path):
    """The folder of articles, empty; make_library writes into it too."""
    folder = tmp_path / "articles"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def library_folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def generation_folders(library_folder):
    """Return a function that lists the folders of the library's generations, oldest first."""
    return lambda: sorted((library_folder / "generations").iterdir())


@pytest.fixture
def sync(articles, library_folder, fake_embedder):
    """Return a function that indexes the folder of articles, or other paths, as options say."""

    def index(*paths, **options):
        known = {"library": library_folder, "embedder": fake_embedder}
        known["paths"] = paths or [articles]
        return index_paths(**known | options)

    return index


@pytest.fixture
def open_library(library_folder, fake_embedder):
    """Return a function that opens the library anew."""
    opened = []

    def make():
        opened.append(Library(library_folder, embedder=fake_embedder))
        return opened[-1]

    yield make
    for library in opened:
        library.close()


@pytest.fixture
def in_another_process():
    """Return a function that starts another in a process of its own, killed at the test's end."""
    started = []

    def start(function, *arguments):
        known = (dict(os.environ), function, *arguments)
        started.append(_PROCESSES.Process(target=_in_environment, args=known))
        started[-1].start()
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.join()
        process.close()


@pytest.fixture
def until_told(in_another_process):
    """Return a function that starts another in a process and waits for what it sends.

    The function is given the sending end of a pipe behind its arguments.
    """

    def start(function, *arguments):
        receiver, sender = _PROCESSES.Pipe(duplex=False)
        with receiver, sender:
            process = in_another_process(function, *arguments, sender)
            assert receiver.poll(60)
            return process, receiver.recv()

    return start


@pytest.fixture
def internet():
    """A small internet; test sites are added to it."""
    made = Internet()
    yield made
    made.close()


@pytest.fixture
def make_fetcher(internet):
    """Return a function that makes a Fetcher on the small internet, with settings as named."""
    made = []

    def make(*, trust=None, pause=None, look_up=None, **settings):
        made.append(
            Fetcher(
                Settings(**settings),
                look_up=look_up or internet.look_up,
                network=internet,
                trust=trust,
                pause=pause or (lambda _seconds: None),
            )
        )
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def fetch(make_fetcher):
    """Fetch one address after another with one Fetcher and the default settings."""
    return make_fetcher().fetch
