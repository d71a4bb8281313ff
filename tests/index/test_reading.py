"""Reading files: in order, and in processes that a hostile file may hang, crash or fill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.documents import ReadingOptions
from index.errors import UnreadableFile
from index.formats import unpack
from index.reading import Holder, Reading, Workers, read_holders

ROOT = Path(__file__).parents[2]
FEW, MANY = 5, 30  # read in this process, and in others
HOSTILE = Workers("tests.index.hostile_reading")
IMPATIENT = Workers("tests.index.hostile_reading", timeout_s=2)
CRASHED = "its reader crashed; it may be broken, or too large to unpack"
OPTIONS = ReadingOptions(1_000_000)


def text(number):
    return f"Goat {number} wins\n\nThe goat with the number {number} won the race.\n"


@pytest.fixture
def put(articles):
    """Return a function that writes numbered texts, with others in place of some; their paths."""

    def write(count, others=None):
        for number in range(count):
            (articles / f"{number:03}.txt").write_text((others or {}).get(number, text(number)))
        return [str(articles / f"{number:03}.txt") for number in range(count)]

    return write


def read_files(files, **how):
    """Read files one after another; pairs of a file and what became of the articles in it."""
    holders = (Holder(file, unpack(Path(file), OPTIONS), OPTIONS) for file in files)
    return zip(files, read_holders(holders, **how), strict=True)


def read_all(files, **how):
    return [(file, list(outcomes)) for file, outcomes in read_files(files, **how)]


def reasons(read):
    """Return why files couldn't be read, by their numbers."""
    return {
        int(Path(file).stem): [one.reason for one in outcomes if isinstance(one, UnreadableFile)]
        for file, outcomes in read
        if any(isinstance(one, UnreadableFile) for one in outcomes)
    }


def has_ended(pid):
    """Wait until a process has ended; False if it hasn't within 30 seconds."""
    for _ in range(300):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":  # it waits for whoever takes over from its dead parent
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("count", [0, 1, FEW, MANY])
def test_files_are_read_in_order(put, count):
    files = put(count)
    read = read_all(files)
    assert [file for file, _ in read] == files
    assert [outcome.article.title for _, (outcome,) in read] == [
        f"Goat {number} wins" for number in range(count)
    ]


def test_what_is_read_is_the_same_here_and_in_other_processes(put):
    files = put(MANY)
    here = [outcome for file in files for _, (outcome,) in read_all([file])]
    assert [outcome for _, (outcome,) in read_all(files)] == here


@pytest.mark.parametrize("count", [FEW, MANY])
def test_a_file_that_cannot_be_read_stands_in_its_place(put, count):
    read = read_all(put(count, {3: ""}))
    assert reasons(read) == {3: ["empty"]}
    assert sum(isinstance(outcome, Reading) for _, (outcome,) in read) == count - 1


@pytest.mark.parametrize(
    ("error", "reason"),
    [(RecursionError(), "nested too deeply"), (KeyError("a"), "can't be parsed (KeyError)")],
)
def test_a_holder_whose_parser_fails_is_named_and_harms_no_other(put, error, reason):
    first, second, third = put(3)

    def documents():
        yield from unpack(Path(first), OPTIONS)
        raise error

    holders = [
        Holder(second, documents(), OPTIONS),
        Holder(third, unpack(Path(third), OPTIONS), OPTIONS),
    ]
    (one, failed), (other,) = map(list, read_holders(holders))
    assert (one.article.source, other.article.source) == (first, third)
    assert (failed.location, failed.reason) == (second, reason)


def test_a_digest_changes_with_what_was_read_and_with_nothing_else(put):
    (_, (first,)), (_, (second,)), (_, (third,)) = read_all(put(3, {0: text(2)}))
    assert first.digest == third.digest
    assert first.digest != second.digest


def test_a_reader_that_hangs_is_given_up_and_its_file_named(put):
    read = read_all(put(MANY, {4: "hang"}), workers=IMPATIENT)
    assert reasons(read) == {4: ["took longer than 2 s to read"]}


def test_the_process_of_a_reader_that_hangs_is_killed(put, articles):
    read_all(put(MANY, {4: "hang"}), workers=IMPATIENT)
    assert has_ended(int((articles / "004.pid").read_text()))


@pytest.mark.parametrize("how", ["crash", "abort"])
def test_a_reader_that_crashes_harms_no_other_file(put, how):
    read = read_all(put(MANY, {0: how, 4: how, 5: how, MANY - 1: how}), workers=HOSTILE)
    assert reasons(read) == {number: [CRASHED] for number in (0, 4, 5, MANY - 1)}
    assert len(read) == MANY


def test_a_reader_that_fills_the_memory_is_stopped_and_its_file_named(put):
    read = read_all(put(MANY, {4: "fill"}), workers=HOSTILE)
    assert reasons(read) == {4: ["needs too much memory to read"]}


def test_what_a_reader_prints_does_no_harm(put):
    read = read_all(put(MANY, {4: "print\n\nThe goat talked.\n"}), workers=HOSTILE)
    assert reasons(read) == {}


def test_processes_end_with_the_reading(put, articles):
    read_all(put(MANY), workers=HOSTILE)
    pids = {int(file.read_text()) for file in articles.glob("*.pid")}
    assert pids
    assert os.getpid() not in pids
    assert all(map(has_ended, pids))


def test_processes_end_when_the_reading_is_broken_off(put, articles):
    holders = (Holder(file, unpack(Path(file), OPTIONS), OPTIONS) for file in put(MANY))
    reading = read_holders(holders, workers=HOSTILE)
    next(reading)
    reading.close()
    pids = {int(file.read_text()) for file in articles.glob("*.pid")}
    assert pids
    assert all(map(has_ended, pids))


READ_AND_STOP = """
import sys, time
from pathlib import Path
from index.documents import ReadingOptions
from index.formats import unpack
from index.reading import Holder, Workers, read_holders
how = Workers("tests.index.hostile_reading", timeout_s=float(sys.argv[1]))
options = ReadingOptions(1_000_000)
holders = [Holder(file, unpack(Path(file), options), options) for file in sys.argv[2:]]
for outcomes in read_holders(holders, workers=how):
    next(outcomes)
    print("reading", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize(("held_up", "timeout_s"), [({}, 60), ({4: "hang"}, 1)])
def test_processes_end_when_the_one_that_started_them_is_killed(put, articles, held_up, timeout_s):
    command = [sys.executable, "-c", READ_AND_STOP, str(timeout_s), *put(MANY, held_up)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as reader:
        reader.stdout.readline()
        while not (articles / "004.pid").exists():
            time.sleep(0.05)
        reader.send_signal(signal.SIGKILL)
    pids = {int(file.read_text()) for file in articles.glob("*.pid")}
    assert pids
    assert all(map(has_ended, pids))


def test_a_script_that_indexes_needs_no_guard_of_its_main_module(put, library_folder, tmp_path):
    files = put(40)
    script = tmp_path / "script.py"
    script.write_text(
        "from index.sync import index_paths\n"
        "from tests.fakes import FakeEmbedder\n"
        f"result = index_paths([{str(Path(files[0]).parent)!r}], library={str(library_folder)!r},"
        " embedder=FakeEmbedder())\n"
        "print(result.articles)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "40\n"
