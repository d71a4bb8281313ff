import os
import sqlite3
import tempfile
from pathlib import Path

import pytest

from index.database import connect
from index.errors import LibraryBusy, LibraryDamaged, LibraryError


@pytest.fixture
def path(tmp_path):
    with connect(tmp_path / "some.sqlite", write=True) as connection:
        connection.execute("CREATE TABLE goats (name TEXT)")
    return tmp_path / "some.sqlite"


def names(path):
    with connect(path) as connection:
        return [row["name"] for row in connection.execute("SELECT name FROM goats")]


def test_what_was_written_is_there_afterwards(path):
    with connect(path, write=True) as connection:
        connection.execute("INSERT INTO goats VALUES ('Rosa')")
    assert names(path) == ["Rosa"]


def test_nothing_of_a_failed_transaction_is_there_afterwards(path):
    def add_then_fail():
        with connect(path, write=True) as connection:
            connection.execute("INSERT INTO goats VALUES ('Rosa')")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        add_then_fail()
    assert names(path) == []


def test_a_reader_sees_one_moment_throughout(path):
    with connect(path) as reader:
        assert reader.execute("SELECT count(*) FROM goats").fetchone()[0] == 0
        with connect(path, write=True) as writer:
            writer.execute("INSERT INTO goats VALUES ('Rosa')")
        assert reader.execute("SELECT count(*) FROM goats").fetchone()[0] == 0
    assert names(path) == ["Rosa"]


def test_a_missing_file_is_an_error_and_is_not_made(tmp_path):
    with pytest.raises(LibraryError), connect(tmp_path / "gone.sqlite"):
        pass
    assert not (tmp_path / "gone.sqlite").exists()


def test_damage_names_the_file_and_the_next_step(path):
    path.write_bytes(b"garbage" * 1000)
    with pytest.raises(LibraryDamaged, match="footnote index PATH") as caught, connect(path):
        pass
    assert str(path) in str(caught.value)
    assert caught.value.folder == path.parent
    assert isinstance(caught.value.__cause__, sqlite3.DatabaseError)


@pytest.mark.parametrize("name", ["with space", "per%20cent", "ques?tion", "ha#sh", "ünï"])
def test_a_folder_may_have_any_name(tmp_path, name):
    (tmp_path / name).mkdir()
    with connect(tmp_path / name / "some.sqlite", write=True) as connection:
        connection.execute("CREATE TABLE goats (name TEXT)")
    assert (tmp_path / name / "some.sqlite").is_file()
    assert names(tmp_path / name / "some.sqlite") == []


@pytest.fixture
def locked():
    """A database that others may read, and nobody may write, in a folder of that kind."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "some.sqlite")
        with connect(path, write=True) as connection:
            connection.execute("CREATE TABLE goats (name TEXT)")
            connection.execute("INSERT INTO goats VALUES ('Rosa')")
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


def read_without_rights(path, sender, *, meanwhile=lambda _path: None):
    """Read as somebody who may do nothing but read; root may do anything."""
    if os.geteuid() == 0:
        os.setresuid(65534, 65534, 0)
    try:
        with connect(path) as connection:
            meanwhile(path)
            found = [row["name"] for row in connection.execute("SELECT name FROM goats")]
        sender.send(found)
    except LibraryError as exc:
        sender.send((type(exc), str(exc)))


def write_as_owner(path):
    if 0 in os.getresuid():
        os.setresuid(0, 0, 0)
    path.parent.chmod(0o755)
    path.chmod(0o644)
    with connect(path, write=True) as connection:
        connection.execute("INSERT INTO goats VALUES ('Olga')")


def read_while_it_is_written(path, sender):
    read_without_rights(path, sender, meanwhile=write_as_owner)


def test_what_cannot_be_written_is_read(until_told, locked):
    _, told = until_told(read_without_rights, locked)
    assert told == ["Rosa"]
    assert os.listdir(locked.parent) == ["some.sqlite"]


def test_what_was_read_without_a_lock_while_it_was_written_is_refused(until_told, locked):
    _, told = until_told(read_while_it_is_written, locked)
    assert told == (LibraryBusy, f"{locked} was changed while it was read; try again.")


def test_changes_that_wait_in_a_journal_are_not_passed_over(until_told, locked):
    locked.parent.chmod(0o755)
    locked.with_name("some.sqlite-wal").write_bytes(b"changes")
    locked.parent.chmod(0o555)
    _, (kind, told) = until_told(read_without_rights, locked)
    assert kind is LibraryError
    assert "changes wait in some.sqlite-wal" in told
    assert "on a copy" in told
