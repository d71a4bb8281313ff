"""The right to write to a library, held by one process at a time."""

import errno
import os
import shutil
import time

import pytest

from index.errors import LibraryBusy, LibraryError
from index.locking import writing_to


def hold(folder, sender):
    with writing_to(folder):
        sender.send("held")
        time.sleep(600)


def test_the_folder_is_made_if_it_is_not_there(tmp_path):
    with writing_to(tmp_path / "new" / "library"):
        assert (tmp_path / "new" / "library").is_dir()


def test_the_process_that_holds_a_library_is_named(tmp_path, until_told):
    holder, _ = until_told(hold, tmp_path)
    with pytest.raises(LibraryBusy, match=rf"\({holder.pid} on .*, since ") as caught:
        writing_to(tmp_path).__enter__()
    assert caught.value.folder == tmp_path


def test_a_process_that_is_killed_lets_go_of_the_library(tmp_path, until_told):
    holder, _ = until_told(hold, tmp_path)
    holder.kill()
    holder.join()
    with writing_to(tmp_path):
        assert str(os.getpid()) in (tmp_path / "lock-holder.txt").read_text()


def test_the_library_is_let_go_of_at_the_end_and_after_an_error(tmp_path):
    with writing_to(tmp_path):
        pass
    with pytest.raises(RuntimeError), writing_to(tmp_path):
        raise RuntimeError
    with writing_to(tmp_path):
        pass
    assert not (tmp_path / "lock-holder.txt").exists()


@pytest.mark.parametrize("said", [b"", b"\xff\xfe", b"\x1b[31m" * 50])
def test_what_a_holder_left_that_cannot_be_shown_is_left_out(tmp_path, said):
    with writing_to(tmp_path):
        (tmp_path / "lock-holder.txt").write_bytes(said)
        with pytest.raises(LibraryBusy) as caught:
            writing_to(tmp_path).__enter__()
    assert str(caught.value).isprintable()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="can't be written") as caught:
        writing_to(tmp_path / "file").__enter__()
    assert caught.value.folder == tmp_path / "file"


def test_a_file_of_the_library_that_cannot_be_written_is_the_librarys_trouble(tmp_path):
    with pytest.raises(LibraryError, match=f"library in {tmp_path} can't be written"):  # noqa: SIM117
        with writing_to(tmp_path):
            (tmp_path / "generations" / "one").write_text("")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EFBIG])
def test_a_full_or_read_only_disk_is_the_librarys_trouble(tmp_path, number):
    with pytest.raises(LibraryError, match=f"library in {tmp_path} can't be written"):  # noqa: SIM117
        with writing_to(tmp_path):
            raise OSError(number, os.strerror(number))


def test_a_file_elsewhere_that_cannot_be_used_is_not_blamed_on_the_library(tmp_path):
    library, source = tmp_path / "library", tmp_path / "articles"
    source.mkdir()
    with pytest.raises(LibraryError, match=f"{source} can't be used .Is a directory") as caught:  # noqa: SIM117
        with writing_to(library):
            source.read_bytes()
    assert "can't be written" not in str(caught.value)
    assert caught.value.folder == library


def test_trouble_that_names_no_file_is_not_blamed_on_the_library(tmp_path):
    with pytest.raises(LibraryError, match="Input/output error") as caught:  # noqa: SIM117
        with writing_to(tmp_path):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
    assert "can't be written" not in str(caught.value)


def copy_to_a_full_disk():
    raise shutil.Error([("a.bin", "b.bin", "[Errno 28] No space left on device: 'b.bin'")] * 20)


def test_a_copy_that_fails_is_reported_in_one_short_sentence(tmp_path):
    with pytest.raises(LibraryError, match="No space left on device") as caught:  # noqa: SIM117
        with writing_to(tmp_path):
            copy_to_a_full_disk()
    assert len(str(caught.value)) < 400
