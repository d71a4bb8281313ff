"""Several bots read one library, from several machines too."""

import multiprocessing
import os
import shutil

import pytest

from index.errors import FootnoteError, LibraryError
from index.library import Library
from tests.fakes import FakeEmbedder
from tests.index.hosting.grain import RYE, titles


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


def test_clients_in_two_processes_outlast_a_restart_and_see_an_update(
    restartable, hosted_apart, articles, library_folder, in_another_process
):
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
    hosted_apart()
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
