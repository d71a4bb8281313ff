"""Indexing that fails, is killed or goes on while others search."""

import os
import resource
import shutil
import signal
import threading
import time
from multiprocessing import Pipe

import pytest

from index.catalog import Catalog
from index.checkup import check_up
from index.errors import FootnoteError, LibraryBusy
from index.library import Library
from index.sync import index_paths
from tests.fakes import FakeEmbedder
from tests.index.embedders import StoppingEmbedder, TiringEmbedder

OLD, NEW = 3, 70
CHUNK = 64  # so many articles are indexed at once; the old ones among them are embedded already


def story(number):
    return f"Goat {number} wins\n\nThe goat with the number {number} won the race.\n"


@pytest.fixture
def grown(articles, sync):
    """A folder of 73 articles, of which the library holds the first three."""
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


def harm(library):
    """Return what a checkup finds, save for searches by vectors: the fake's are all too alike."""
    found = [finding.what for finding in check_up(library, FakeEmbedder()) if finding.harm]
    return [what for what in found if "not found by their own vectors" not in what]


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


@pytest.mark.parametrize("most", [0, CHUNK])
def test_a_failing_model_leaves_the_library_answering_as_before(sync, grown, open_library, most):
    with pytest.raises(RuntimeError, match="tired"):
        sync(grown, embedder=TiringEmbedder(most))
    assert_answers(open_library(), OLD)


@pytest.mark.parametrize("most", [0, CHUNK])
def test_the_indexing_after_a_failure_completes_it(sync, grown, open_library, fake_embedder, most):
    tiring = TiringEmbedder(most)
    with pytest.raises(RuntimeError, match="tired"):
        sync(grown, embedder=tiring)
    assert len(tiring.embedded) >= min(most, CHUNK - OLD)
    fake_embedder.embedded.clear()
    assert len(sync(grown).added) == NEW
    assert len(fake_embedder.embedded) == NEW - len(tiring.embedded)
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
        if (stage, done) == ("Indexing", CHUNK):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(grown, rebuild=True, progress=interrupt)
    assert_answers(open_library(), OLD)


@pytest.mark.parametrize(
    ("target", "moment"),
    [
        (index_until_stopped, 0),  # at the first text
        (index_until_progress, ("Reading", 20)),
        (index_until_progress, ("Reading", NEW)),
        (index_until_progress, ("Indexing", CHUNK)),
        (index_until_stopped, CHUNK - OLD),  # at the first text after these
        (index_until_progress, ("Indexing", NEW + OLD)),
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
    writer, embedded = until_told(index_until_stopped, grown, library_folder, CHUNK - OLD)
    kill(writer)
    embedder = FakeEmbedder()
    index_paths([grown], library=library_folder, embedder=embedder)
    assert len(embedder.embedded) == NEW - embedded
    assert_answers(open_library(), OLD + NEW)


def test_a_writer_is_refused_while_another_process_indexes(grown, library_folder, sync, until_told):
    until_told(index_until_stopped, grown, library_folder, 0)
    with pytest.raises(LibraryBusy, match=r"Another process \(\d+ on .*is indexing"):
        sync(grown)


def test_a_reader_answers_while_another_process_indexes(
    grown, library_folder, open_library, until_told
):
    until_told(index_until_stopped, grown, library_folder, CHUNK - OLD)
    assert_answers(open_library(), OLD)


def add_one_by_one(articles, library, numbers):
    for number in numbers:
        (articles / f"{number:03}.txt").write_text(story(number))
        index_paths([articles], library=library, embedder=FakeEmbedder())


def test_threads_that_search_while_another_process_indexes_get_no_errors(
    articles, library_folder, sync, open_library, in_another_process
):
    (articles / "000.txt").write_text(story(0))
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


def index_and_leave_the_log(articles, library, sender):
    """Index while the catalog is being read, so that what is written stays in its log."""
    with Catalog(library).read():
        index_paths([articles], library=library, embedder=FakeEmbedder())
        sender.send("indexed")
        time.sleep(600)


@pytest.mark.parametrize("times", [1, 3])
def test_a_catalog_whose_log_is_cut_off_is_as_before_or_as_after(
    grown, library_folder, tmp_path, until_told, times
):
    for number in range(1, times):  # so that the log may take it back by several generations
        (grown / f"{number:03}.txt").unlink()
        writer, _ = until_told(index_and_leave_the_log, grown, library_folder)
        (grown / f"{number:03}.txt").write_text(story(number))
    writer, _ = until_told(index_and_leave_the_log, grown, library_folder)
    kill(writer)
    size = (library_folder / "catalog.sqlite-wal").stat().st_size
    assert size > 50_000
    found = []
    for cut in (0, 31, 32, 5000, size // 3, size // 2, size - 4120, size - 1, size):
        copy = shutil.copytree(library_folder, tmp_path / f"cut-{cut}")
        os.truncate(copy / "catalog.sqlite-wal", cut)
        library = Library(copy, embedder=FakeEmbedder())
        found.append(library.counts()[0])
        assert_answers(library, found[-1])
        library.close()
        assert harm(copy) == []
    assert found[0] == OLD
    assert found[-1] == OLD + NEW
    assert found == sorted(found)


def index_with_little_room(articles, library, most_bytes, sender):
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        index_paths([articles], library=library, embedder=FakeEmbedder())
        sender.send("done")
    except FootnoteError as exc:
        sender.send(f"{type(exc).__name__}: {exc}")


@pytest.mark.parametrize("most_bytes", [0, 4096, 50_000, 150_000, 250_000])
def test_a_file_that_cannot_grow_leaves_the_library_as_before(
    grown, library_folder, open_library, until_told, most_bytes
):
    _, said = until_told(index_with_little_room, grown, library_folder, most_bytes)
    assert said.startswith(("LibraryError: ", "LibraryDamaged: ")), said
    assert "Traceback" not in said
    assert_answers(open_library(), OLD)


def test_the_indexing_after_the_disk_was_full_completes_it(
    grown, library_folder, open_library, sync, until_told
):
    until_told(index_with_little_room, grown, library_folder, 250_000)
    assert len(sync(grown).added) == NEW
    assert_answers(open_library(), OLD + NEW)


def index_as_told(articles, library, sender):
    try:
        index_paths([articles], library=library, embedder=FakeEmbedder())
        sender.send("done")
    except LibraryBusy:
        sender.send("busy")


def test_of_several_indexings_at_once_one_writes_and_the_others_say_so(
    grown, library_folder, open_library, in_another_process
):
    pipes = [Pipe(duplex=False) for _ in range(3)]
    for _, sender in pipes:
        in_another_process(index_as_told, grown, library_folder, sender)
    said = [receiver.recv() for receiver, _ in pipes]
    for pipe in pipes:
        for end in pipe:
            end.close()
    assert set(said) <= {"done", "busy"}
    assert "done" in said
    assert_answers(open_library(), OLD + NEW)
    assert harm(library_folder) == []
