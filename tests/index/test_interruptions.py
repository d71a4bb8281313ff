"""Indexing that fails, is killed or goes on while others search."""

import os
import signal
import threading
import time

import pytest

from index.errors import FootnoteError, LibraryBusy
from index.sync import index_paths
from tests.fakes import FakeEmbedder
from tests.index.embedders import StoppingEmbedder, TiringEmbedder

# NEW is more than the 64 articles that are indexed at once, and less than half of all, so that
# these are added to a copy of what was indexed before.
OLD, NEW = 80, 70


def story(number):
    return f"Goat {number} wins\n\nThe goat with the number {number} won the race.\n"


@pytest.fixture
def grown(articles, sync):
    """A folder of 150 articles, of which the library holds the first 80."""
    for number in range(OLD):
        (articles / f"{number:03}.txt").write_text(story(number))
    sync()
    for number in range(OLD, OLD + NEW):
        (articles / f"{number:03}.txt").write_text(story(number))
    return articles


def assert_answers(library, articles):
    """Check that a library holds just so many of the stories, in all its parts."""
    assert library.counts() == (articles, articles)
    for number in (0, articles - 1):
        hit = library.search(f"number {number}", k=1)[0]
        assert hit.passage.text == f"The goat with the number {number} won the race."
    by_words = [hit for hit in library.search("goat", k=100) if hit.words]
    assert len(by_words) == min(articles, 50)


def index_until_stopped(articles, library, after, sender):
    index_paths([articles], library=library, embedder=StoppingEmbedder(after, sender))


def index_until_progress(articles, library, moment, sender):
    def stop(stage, done, _total):
        if (stage, done) == moment:
            sender.send("stopped")
            time.sleep(600)

    index_paths([articles], library=library, embedder=FakeEmbedder(), progress=stop)


def index_until_killed(articles, library, sender):
    def tell(stage, done, total):
        if stage == "Indexing" and done == total:
            sender.send("all articles are indexed")

    index_paths([articles], library=library, embedder=FakeEmbedder(), progress=tell)
    time.sleep(600)


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    process.join()


@pytest.mark.parametrize("most", [0, 64])
def test_a_failing_model_leaves_the_library_answering_as_before(sync, grown, open_library, most):
    with pytest.raises(RuntimeError, match="tired"):
        sync(grown, embedder=TiringEmbedder(most))
    assert_answers(open_library(), OLD)


@pytest.mark.parametrize("most", [0, 64])
def test_the_indexing_after_a_failure_completes_it(sync, grown, open_library, fake_embedder, most):
    with pytest.raises(RuntimeError, match="tired"):
        sync(grown, embedder=TiringEmbedder(most))
    fake_embedder.embedded.clear()
    assert len(sync(grown).added) == NEW
    assert len(fake_embedder.embedded) == NEW - most
    assert_answers(open_library(), OLD + NEW)


def test_a_first_indexing_that_failed_can_be_made_again(sync, articles, open_library):
    (articles / "0.txt").write_text(story(0))
    with pytest.raises(RuntimeError, match="tired"):
        sync(embedder=TiringEmbedder(0))
    with pytest.raises(FootnoteError, match="footnote index PATH"):
        open_library()
    sync()
    assert_answers(open_library(), 1)


def test_an_interrupted_rebuild_leaves_the_library_answering_as_before(sync, grown, open_library):
    def interrupt(stage, done, _total):
        if (stage, done) == ("Indexing", 128):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(grown, rebuild=True, progress=interrupt)
    assert_answers(open_library(), OLD)


@pytest.mark.parametrize(
    ("target", "moment"),
    [
        (index_until_stopped, 0),  # at the first text
        (index_until_progress, ("Indexing", 64)),  # when the first 64 articles are indexed
        (index_until_stopped, 64),  # at the texts after these
        (index_until_progress, ("Reading", 66)),  # in the middle of the files
        (index_until_progress, ("Indexing", NEW)),  # when all articles are indexed
    ],
)
def test_a_kill_before_the_end_leaves_the_library_as_before(
    grown, library_folder, open_library, until_told, *, target, moment
):
    writer, _ = until_told(target, grown, library_folder, moment)
    kill(writer)
    assert_answers(open_library(), OLD)


@pytest.mark.parametrize("delay_s", [0, 0.02, 0.05, 0.1, 0.2])
def test_a_kill_at_any_moment_leaves_the_library_as_before_or_as_after(
    grown, library_folder, open_library, until_told, delay_s
):
    writer, _ = until_told(index_until_killed, grown, library_folder)
    time.sleep(delay_s)
    kill(writer)
    library = open_library()
    found, _ = library.counts()
    assert found in {OLD, OLD + NEW}
    assert_answers(library, found)


def test_the_indexing_after_a_kill_completes_it_and_embeds_only_the_rest(
    grown, library_folder, open_library, until_told
):
    writer, _ = until_told(index_until_stopped, grown, library_folder, 64)
    kill(writer)
    embedder = FakeEmbedder()
    index_paths([grown], library=library_folder, embedder=embedder)
    assert len(embedder.embedded) == NEW - 64
    assert_answers(open_library(), OLD + NEW)


def test_a_writer_is_refused_while_another_process_indexes(grown, library_folder, sync, until_told):
    until_told(index_until_stopped, grown, library_folder, 0)
    with pytest.raises(LibraryBusy, match=r"Another process \(\d+ on .+\) is indexing"):
        sync(grown)


def test_a_reader_answers_while_another_process_indexes(
    grown, library_folder, open_library, until_told
):
    until_told(index_until_stopped, grown, library_folder, 64)
    assert_answers(open_library(), OLD)


def add_one_by_one(articles, library, numbers):
    for number in numbers:
        (articles / f"{number:03}.txt").write_text(story(number))
        index_paths([articles], library=library, embedder=FakeEmbedder())


def test_threads_that_search_while_another_process_indexes_get_no_errors(
    articles, library_folder, sync, open_library, in_another_process
):
    (articles / "00.txt").write_text(story(0))
    sync()
    library = open_library()
    done, counts, errors = threading.Event(), [], []

    def search():
        while not done.is_set():
            try:
                counts.append(len(library.search("goat", k=50)))
                library.rarities(["goat"])
            except Exception as exc:
                errors.append(exc)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    writer = in_another_process(add_one_by_one, articles, library_folder, range(1, 9))
    writer.join(60)
    done.set()
    for thread in threads:
        thread.join()
    assert writer.exitcode == 0
    assert errors == []
    assert set(counts) <= set(range(1, 10))
    assert_answers(library, 9)
