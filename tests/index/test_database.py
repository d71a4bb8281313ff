import sqlite3

import pytest

from index.database import connect
from index.errors import LibraryDamaged, LibraryError


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
