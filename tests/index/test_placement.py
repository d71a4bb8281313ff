"""Copies of a generation's vectors in its folder."""

import shutil

import pytest

from index.placement import copy_vectors


def test_a_journal_that_goes_away_while_it_is_copied_is_left_out(tmp_path):
    vectors = tmp_path / "old" / "vectors"
    vectors.mkdir(parents=True)
    (vectors / "chroma.sqlite3").write_text("a database")
    # Listed, and gone when it is opened.
    (vectors / "chroma.sqlite3-journal").symlink_to(tmp_path / "gone")
    copy_vectors(tmp_path / "old", tmp_path / "new")
    assert [path.name for path in (tmp_path / "new" / "vectors").iterdir()] == ["chroma.sqlite3"]


def test_any_other_file_that_goes_away_stops_the_copy(tmp_path):
    vectors = tmp_path / "old" / "vectors"
    vectors.mkdir(parents=True)
    (vectors / "chroma.sqlite3").symlink_to(tmp_path / "gone")
    with pytest.raises(shutil.Error, match=r"chroma\.sqlite3"):
        copy_vectors(tmp_path / "old", tmp_path / "new")
