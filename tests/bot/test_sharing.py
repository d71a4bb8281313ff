import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import bot
from bot.sharing import SharedBots
from index.errors import SettingsError
from index.library import Library
from index.settings import Settings
from tests.bot.chain.zoo import FILES, WHEN_BORN

pytestmark = pytest.mark.usefixtures("scorer_off")


class CountedBot(bot.Bot):
    """A bot that counts how often it was closed."""

    closed = 0

    def close(self):
        self.closed += 1
        super().close()


@pytest.fixture
def made():
    """The bots made so far."""
    return []


@pytest.fixture
def make(make_library, made, fake_embedder):
    """A function that makes a bot of the zoo, whatever the settings."""
    folder = make_library(FILES).folder

    def make_one(_settings):
        made.append(CountedBot(Library(folder, embedder=fake_embedder)))
        return made[-1]

    yield make_one
    for one in made:
        one.close()


def of(library):
    return Settings(library=library)


def ask(bots, library):
    with bots.lend(of(library)) as lent:
        lent.answer(WHEN_BORN)
    return lent


def test_the_same_settings_get_the_same_bot(make):
    bots = SharedBots(make)
    assert ask(bots, "first") is ask(bots, "first")


def test_the_bot_idle_longest_is_closed_when_there_are_too_many(make):
    bots = SharedBots(make, most=2)
    first, second = ask(bots, "first"), ask(bots, "second")
    ask(bots, "first")
    third = ask(bots, "third")
    assert [lent.closed for lent in (first, second, third)] == [0, 1, 0]


def test_a_bot_that_answers_is_not_closed_but_one_that_is_idle(make):
    bots = SharedBots(make, most=2)
    with bots.lend(of("first")) as busy:
        idle = ask(bots, "second")
        ask(bots, "third")
        assert (busy.closed, idle.closed) == (0, 1)
        assert ask(bots, "first") is busy


def test_bots_that_were_all_answering_are_closed_when_the_next_is_lent(make):
    bots = SharedBots(make, most=1)
    with bots.lend(of("first")) as first, bots.lend(of("second")) as second:
        assert (first.closed, second.closed) == (0, 0)
    third = ask(bots, "third")
    assert [lent.closed for lent in (first, second, third)] == [1, 1, 0]


def test_threads_that_ask_at_once_get_one_bot(make, made):
    bots, together = SharedBots(make), Barrier(8)

    def ask_together(_):
        together.wait()
        return ask(bots, "first")

    with ThreadPoolExecutor(8) as threads:
        lent = set(threads.map(ask_together, range(8)))
    assert lent == set(made)
    assert len(made) == 1


def test_threads_that_ask_many_are_never_lent_a_closed_one(make):
    bots = SharedBots(make, most=1)

    def closed_meanwhile(number):
        with bots.lend(of(f"library {number % 3}")) as lent:
            lent.answer(WHEN_BORN)
            return lent.closed

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(closed_meanwhile, range(48))) == {0}


def test_a_bot_that_can_not_be_made_is_tried_again_and_takes_no_place(make):
    missing = [bot.FootnoteError("no library")]

    def make_later(settings):
        if settings == of("second") and missing:
            raise missing.pop()
        return make(settings)

    bots = SharedBots(make_later, most=1)
    first = ask(bots, "first")
    with pytest.raises(bot.FootnoteError, match="no library"):
        ask(bots, "second")
    assert ask(bots, "first") is first
    assert first.closed == 0
    assert ask(bots, "second").closed == 0


def test_a_stream_that_is_left_unread_gives_its_bot_back(make):
    bots = SharedBots(make, most=1)

    def stream():
        with bots.lend(of("first")) as lent:
            yield lent
            yield from lent.stream(WHEN_BORN)

    reading = stream()
    lent = next(reading)
    ask(bots, "second")
    assert lent.closed == 0
    reading.close()
    ask(bots, "second")
    assert lent.closed == 1


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Linux lists a process's open files")
def test_of_many_libraries_asked_only_the_last_eight_stay_open(sample_folder, tmp_path):
    folders = [tmp_path / f"library-{number}" for number in range(10)]
    for folder in folders:
        shutil.copytree(sample_folder, folder)
        assert bot.answer("How much is the Power of Siberia pipeline worth?", library=folder)
    open_files = {
        os.readlink(file) for file in Path("/proc/self/fd").iterdir() if file.is_symlink()
    }
    held = {folder for folder in folders if any(f.startswith(f"{folder}/") for f in open_files)}
    assert held == set(folders[-8:])


def test_an_empty_name_of_a_library_is_refused_and_not_taken_for_the_usual_one():
    with pytest.raises(SettingsError, match="empty"):
        bot.answer(WHEN_BORN, library="")
