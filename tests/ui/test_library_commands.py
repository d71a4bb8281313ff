"""The commands that keep a library: sources, forget, doctor, index --field and --watch."""

import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from index.errors import LibraryBusy
from index.locking import writing_to
from tests.ui.commands import ARTICLE, assert_one_sentence_and_failure

ROOT = Path(__file__).parents[2]
_LONGEST_S = 120
RECORD = '{"nr": 7, "story": "The town of Elmouth lost its old harbour to the sea in May."}\n'


def test_the_sources_are_listed_with_their_articles(footnote, articles, library, tmp_path):
    (tmp_path / "more").mkdir()
    for name in ("one", "two"):
        (tmp_path / "more" / f"{name}.md").write_text(ARTICLE)
    footnote("index", tmp_path / "more", "--library", library)
    code, out, _ = footnote("sources", "--library", library)
    assert code == 0
    assert [line.split() for line in out.splitlines()] == [
        ["1", "article", str(articles)],
        ["2", "articles", str(tmp_path / "more")],
    ]


def test_a_forgotten_source_is_gone(footnote, articles, library):
    code, out, _ = footnote("forget", articles, "--library", library)
    assert code == 0
    assert "0 added, 0 changed, 1 removed, 0 unchanged, 0 skipped." in out
    assert "0 articles, 0 passages" in out
    assert footnote("sources", "--library", library)[1] == ""


def test_a_source_that_the_library_does_not_mirror(footnote, articles, library, tmp_path):
    result = footnote("forget", tmp_path, "--library", library)
    assert_one_sentence_and_failure(result, "is no source of the library", str(articles))


def test_the_doctor_finds_a_sound_library_sound(footnote, library):
    code, out, _ = footnote("doctor", "--library", library)
    assert (code, out) == (0, f"The library in {library} is sound.\n")


def test_the_doctor_names_damage_and_mends_it_when_asked(footnote, library):
    (words,) = library.glob("generations/*/words")
    shutil.rmtree(words)
    code, out, _ = footnote("doctor", "--library", library)
    assert code == 1
    assert out.startswith("found: ")
    assert "meta.json is gone" in out
    assert out.endswith("Mend it with: footnote doctor --repair\n")
    code, out, _ = footnote("doctor", "--repair", "--library", library)
    assert code == 0
    assert "mended: " in out
    assert out.endswith("is sound.\n")
    assert footnote("doctor", "--library", library)[0] == 0


def test_the_doctor_finds_leftovers_that_do_no_harm(footnote, library):
    (library / "generations" / "000009-0badcafe").mkdir()
    code, out, _ = footnote("doctor", "--library", library)
    assert code == 0
    assert "000009-0badcafe is left over" in out


def test_a_broken_catalog_is_named_by_the_doctor(footnote, library):
    (library / "catalog.sqlite").write_bytes(b"no database " * 1000)
    result = footnote("doctor", "--repair", "--library", library)
    assert_one_sentence_and_failure(result, "catalog.sqlite", "from a copy, or delete it")


def test_the_fields_of_records_can_be_named(footnote, tmp_path):
    (tmp_path / "export.jsonl").write_text(RECORD)
    lib = tmp_path / "lib"
    named = ("--field", "text=story", "--field", "id=nr")
    code, out, _ = footnote("index", tmp_path / "export.jsonl", *named, "--library", lib)
    assert code == 0
    assert "1 article, 1 passage in " in out
    code, out, _ = footnote("ask", "Who lost the old harbour to the sea?", "--library", lib)
    assert code == 0
    assert "export.jsonl#7" in out


@pytest.mark.parametrize("pair", ["words=story", "text", "text=", "=text"])
def test_a_field_that_cannot_be_named_is_refused_with_those_that_can(
    footnote, articles, tmp_path, pair
):
    result = footnote("index", articles, "--field", pair, "--library", tmp_path / "lib")
    fields = "id, url, title, text, published, authors, outlet"
    assert_one_sentence_and_failure(result, f"--field {pair}", fields, "text=body")


def says(process, expected):
    """Read what a process prints until a line holds what is expected; False if it ends before."""
    return any(expected in line for line in process.stdout)


def hold(stack, library):
    """Take the right to write once the process that looks at the folder each second leaves it."""
    for _ in range(200):
        with suppress(LibraryBusy):
            stack.enter_context(writing_to(library))
            return
        time.sleep(0.05)
    raise AssertionError("the library stayed busy")


@pytest.fixture
def watching(articles, tmp_path):
    """A process that follows the folder of articles."""
    # Tests that run in the background hand on that SIGINT is ignored.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heed}; from ui.command_line import main; main()"
    command = [sys.executable, "-u", "-c", program]
    arguments = ["index", str(articles), "--watch", "--library", str(tmp_path / "lib")]
    with subprocess.Popen(
        [*command, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        # One that never says what is expected would be read from for ever.
        too_long = threading.Timer(_LONGEST_S, process.kill)
        too_long.start()
        try:
            assert says(process, "Following changes")
            time.sleep(1)  # until the system tells the watcher of changes
            yield process
        finally:
            too_long.cancel()
            process.kill()


def test_watching_follows_a_change_and_ends_by_ctrl_c(watching, articles):
    (articles / "fair.md").write_text("# Fair\n\nThe fair of Elmouth opened on Monday.\n")
    assert says(watching, "1 added")
    watching.send_signal(signal.SIGINT)
    assert watching.wait(30) == 130


def test_a_change_that_comes_while_another_process_indexes_waits_for_it(
    watching, articles, tmp_path
):
    with ExitStack() as held:
        hold(held, tmp_path / "lib")
        (articles / "fair.md").write_text("# Fair\n\nThe fair of Elmouth opened on Monday.\n")
        assert says(watching, "is indexing into")
    assert says(watching, "1 added")
