import json
import shutil

import numpy as np
import pytest

from index.errors import LibraryDamaged
from index.generations import (
    begin_generation,
    broken_files,
    drop_orphans,
    is_there,
    open_generation,
)
from index.passages import Passage
from index.snapshot import Manifest


def manifest(generation):
    return Manifest(library_id="0a1b2c3d", embedder="fake", generation=generation)


@pytest.fixture
def publish(tmp_path, make_article):
    """Return a function that makes the generation after one, with some more passages."""

    def make(current, passages=1):
        generation = begin_generation(tmp_path, manifest(current))
        article = make_article(f"Wheat {current}. " * passages, source=tmp_path / str(current))
        added = [Passage(article, 9 * n, 9 * n + 8) for n in range(passages)]
        generation.vectors.add(added, np.array([[1.0, 0.0]] * passages, dtype=np.float32))
        generation.words.add(added)
        generation.words.commit()
        generation.seal()
        return generation

    return make


def close_and_count(generation):
    counts = generation.vectors.count(), generation.words.count()
    generation.close()
    return counts


def test_the_first_generation_is_number_one_and_empty(tmp_path):
    generation = begin_generation(tmp_path, manifest(0))
    assert generation.number == 1
    assert close_and_count(generation) == (0, 0)


def test_a_generation_starts_as_a_copy_of_the_current_one(tmp_path, publish):
    publish(0)
    assert publish(1).number == 2
    assert close_and_count(open_generation(tmp_path, manifest(2))) == (2, 2)


def test_the_current_generation_does_not_change_while_the_next_is_written(tmp_path, publish):
    publish(0)
    publish(1)
    assert close_and_count(open_generation(tmp_path, manifest(1))) == (1, 1)


def test_a_generation_may_start_empty(tmp_path, publish):
    publish(0)
    assert close_and_count(begin_generation(tmp_path, manifest(1), empty=True)) == (0, 0)


def test_what_an_interrupted_writer_left_is_replaced(tmp_path, publish):
    publish(0)
    publish(1)
    assert close_and_count(begin_generation(tmp_path, manifest(1))) == (1, 1)


def test_an_empty_start_needs_no_sound_current_generation(tmp_path, publish):
    shutil.rmtree(publish(0).folder / "words")
    assert close_and_count(begin_generation(tmp_path, manifest(1), empty=True)) == (0, 0)


def test_a_copy_of_a_damaged_generation_is_not_begun(tmp_path, publish):
    shutil.rmtree(publish(0).folder / "words")
    with pytest.raises(LibraryDamaged, match="footnote doctor --repair"):
        begin_generation(tmp_path, manifest(1))


def test_the_current_generation_and_the_one_before_are_kept(tmp_path, publish):
    folders = [publish(number).folder for number in range(4)]
    drop_orphans(tmp_path, manifest(4))
    assert [folder.exists() for folder in folders] == [False, False, True, True]


def test_what_is_no_generation_is_not_dropped(tmp_path, publish):
    publish(0)
    (tmp_path / "generations" / "notes").mkdir()
    drop_orphans(tmp_path, manifest(9))
    assert [f.name for f in (tmp_path / "generations").iterdir()] == ["notes"]


@pytest.mark.parametrize("part", ["vectors", "words"])
def test_a_missing_part_is_named_with_the_command_that_mends_it(tmp_path, publish, part):
    folder = publish(0).folder / part
    shutil.rmtree(folder)
    with pytest.raises(LibraryDamaged, match="footnote doctor --repair") as caught:
        open_generation(tmp_path, manifest(1))
    assert str(folder) in str(caught.value)
    assert caught.value.folder == tmp_path
    assert not folder.exists()


@pytest.mark.parametrize("part", ["vectors", "words"])
def test_a_generation_is_there_only_with_all_its_parts(tmp_path, publish, part):
    folder = publish(0).folder
    assert is_there(tmp_path, manifest(1))
    shutil.rmtree(folder / part)
    assert not is_there(tmp_path, manifest(1))


@pytest.fixture
def written(publish):
    """The folder of a generation of which Chroma has written its index to the disk."""
    return publish(0, passages=1100).folder


def sealed_files(folder):
    """List the files that have a checksum, of which none is empty."""
    names = json.loads((folder / "checksums.json").read_text())
    return [folder / name for name in names if (folder / name).stat().st_size]


def test_the_index_and_the_words_are_sealed(written):
    names = {path.name for path in sealed_files(written)}
    assert {"data_level0.bin", "link_lists.bin", "index_metadata.pickle", "meta.json"} <= names


def test_who_may_read_one_file_of_a_generation_may_read_all_that_are_sealed(written):
    modes = {path.stat().st_mode for path in [*sealed_files(written), written / "checksums.json"]}
    assert len(modes) == 1


def test_a_changed_byte_in_any_sealed_file_is_found(tmp_path, written):
    for file in sealed_files(written):
        good = file.read_bytes()
        file.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
        assert broken_files(written) == [file.relative_to(written).as_posix()]
        with pytest.raises(LibraryDamaged, match="is not as it was written"):
            open_generation(tmp_path, manifest(1))
        file.write_bytes(good)
    assert broken_files(written) == []


def test_a_truncated_or_deleted_sealed_file_is_found(written):
    first, second, *_ = sealed_files(written)
    first.write_bytes(first.read_bytes()[:-1])
    second.unlink()
    names = {path.relative_to(written).as_posix() for path in (first, second)}
    assert set(broken_files(written)) == names


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_checksums_that_are_garbage_are_found(publish, content):
    folder = publish(0).folder
    (folder / "checksums.json").write_text(content)
    assert broken_files(folder) == ["checksums.json"]


@pytest.mark.parametrize("passages", [1, 1100])
def test_opening_and_searching_changes_no_sealed_file(tmp_path, publish, passages):
    folder = publish(0, passages).folder
    for _ in range(2):
        generation = open_generation(tmp_path, manifest(1))
        generation.vectors.search(np.array([1.0, 0.0], dtype=np.float32), k=1)
        generation.close()
    assert broken_files(folder, whole=True) == []


def test_a_generation_without_checksums_is_taken_as_it_is(publish):
    folder = publish(0).folder
    (folder / "checksums.json").unlink()
    assert broken_files(folder) == []
