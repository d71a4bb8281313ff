import shutil

import numpy as np
import pytest

from index.catalog import Manifest
from index.errors import LibraryDamaged
from index.generations import begin_generation, drop_old_generations, open_generation
from index.passages import Passage


def manifest(generation):
    return Manifest(schema=1, library_id="0a1b2c3d", embedder="fake", generation=generation)


@pytest.fixture
def publish(tmp_path, make_article):
    """Return a function that makes the generation after one, with one more passage."""

    def make(current):
        generation = begin_generation(tmp_path, manifest(current))
        passage = Passage(make_article(f"Wheat {current}.", source=tmp_path / str(current)), 0, 8)
        generation.vectors.add([passage], np.array([[1.0, 0.0]], dtype=np.float32))
        generation.words.update(removed=[], added=[passage])
        generation.close()
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
    with pytest.raises(LibraryDamaged, match="footnote index --rebuild"):
        begin_generation(tmp_path, manifest(1))


def test_the_current_generation_and_the_one_before_are_kept(tmp_path, publish):
    folders = [publish(number).folder for number in range(4)]
    drop_old_generations(tmp_path, 4)
    assert [folder.exists() for folder in folders] == [False, False, True, True]


def test_what_is_no_generation_is_not_dropped(tmp_path, publish):
    publish(0)
    (tmp_path / "generations" / "notes").mkdir()
    drop_old_generations(tmp_path, 9)
    assert [f.name for f in (tmp_path / "generations").iterdir()] == ["notes"]


@pytest.mark.parametrize("part", ["vectors", "words"])
def test_a_missing_part_is_named_with_the_command_that_mends_it(tmp_path, publish, part):
    folder = publish(0).folder / part
    shutil.rmtree(folder)
    with pytest.raises(LibraryDamaged, match="footnote index --rebuild") as caught:
        open_generation(tmp_path, manifest(1))
    assert str(folder) in str(caught.value)
    assert caught.value.folder == tmp_path
    assert not folder.exists()
