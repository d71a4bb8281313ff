"""A shard in a folder that is damaged, full or read-only; test_vectors.py has the rest."""

import shutil

import numpy as np
import pytest
from chromadb.errors import InternalError

from index.errors import LibraryDamaged, LibraryError
from index.shard import open_folder


def test_a_damaged_folder_is_named_with_the_command_that_mends_it(tmp_path):
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(LibraryDamaged, match="footnote index --rebuild") as caught:
        open_folder(tmp_path / "damaged")
    assert caught.value.folder == tmp_path / "damaged"


@pytest.mark.parametrize(
    ("chroma_says", "remedy"),
    [
        ("(code: 13) database or disk is full", "make room"),
        ("(code: 8) attempt to write a readonly database", "copy the library"),
    ],
)
def test_trouble_with_the_disk_is_no_damage(monkeypatch, tmp_path, chroma_says, remedy):
    def refuse(**_arguments):
        raise InternalError(f"error returned from database: {chroma_says}")

    monkeypatch.setattr("chromadb.PersistentClient", refuse)
    with pytest.raises(LibraryError, match=remedy) as caught:
        open_folder(tmp_path / "vectors")
    assert not isinstance(caught.value, LibraryDamaged)


def test_damage_that_shows_only_in_a_search_is_named_too(tmp_path):
    shard = open_folder(tmp_path / "vectors")
    # From 1000 vectors on, Chroma keeps them in files of their own beside its SQLite file.
    east = np.tile(np.array([[1.0, 0.0]], dtype=np.float32), (1100, 1))
    shard.put([f"wheat:{n}-{n + 1}" for n in range(1100)], east, [{"article_id": "wheat"}] * 1100)
    shard.close()
    shutil.copytree(tmp_path / "vectors", tmp_path / "damaged")
    files = list((tmp_path / "damaged").glob("*/*"))
    assert files
    for file in files:
        file.write_bytes(b"garbage")
    damaged = open_folder(tmp_path / "damaged")
    with pytest.raises(LibraryDamaged, match="footnote index --rebuild"):
        damaged.search(east[0], 1)
    damaged.close()
