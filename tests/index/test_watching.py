"""Changes of article files are noticed, and nothing else is."""

from queue import Empty, SimpleQueue
from threading import Event, Thread

import pytest

from index.watching import changes

PATIENCE_S = 60
QUIET_S = 4


@pytest.fixture
def watch():
    """Return a function that watches paths until the test's end, as a queue of what it notices.

    It is watching by the time the function returns, having noticed that it began.
    """
    ends, threads = [], []

    def start(*paths):
        noticed, end = SimpleQueue(), Event()

        def follow():
            for _ in changes(paths, ask_web=False, stop=end):
                noticed.put("change")

        ends.append(end)
        threads.append(Thread(target=follow))
        threads[-1].start()
        noticed.get(timeout=PATIENCE_S)
        return noticed

    yield start
    for end in ends:
        end.set()
    for thread in threads:
        thread.join()


def write(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Goat wins\n\nA goat named Rosa won the race.\n")


def is_noticed(noticed):
    try:
        return noticed.get(timeout=PATIENCE_S) == "change"
    except Empty:
        return False


def test_a_new_file_is_noticed(watch, articles):
    noticed = watch(articles)
    write(articles / "goat.txt")
    assert is_noticed(noticed)


def test_a_changed_file_is_noticed(watch, articles):
    write(articles / "goat.txt")
    noticed = watch(articles)
    (articles / "goat.txt").write_text("Goat loses\n\nA goat named Rosa lost the race.\n")
    assert is_noticed(noticed)


def test_a_removed_file_is_noticed(watch, articles):
    write(articles / "goat.txt")
    noticed = watch(articles)
    (articles / "goat.txt").unlink()
    assert is_noticed(noticed)


def test_a_moved_file_is_noticed(watch, articles, tmp_path):
    write(articles / "goat.txt")
    noticed = watch(articles)
    (articles / "goat.txt").rename(tmp_path / "goat.txt")
    assert is_noticed(noticed)


def test_a_file_in_a_new_folder_is_noticed(watch, articles):
    noticed = watch(articles)
    write(articles / "june" / "news" / "goat.txt")
    assert is_noticed(noticed)


def test_a_folder_that_is_moved_away_is_noticed(watch, articles, tmp_path):
    write(articles / "june" / "goat.txt")
    noticed = watch(articles)
    (articles / "june").rename(tmp_path / "june")
    assert is_noticed(noticed)


def test_a_folder_that_is_moved_in_is_noticed(watch, articles, tmp_path):
    write(tmp_path / "june" / "goat.txt")
    noticed = watch(articles)
    (tmp_path / "june").rename(articles / "june")
    assert is_noticed(noticed)


def test_a_single_file_is_followed(watch, articles):
    write(articles / "goat.txt")
    noticed = watch(articles / "goat.txt")
    (articles / "goat.txt").write_text("Goat loses\n\nA goat named Rosa lost the race.\n")
    assert is_noticed(noticed)


def test_hidden_files_and_files_of_no_format_are_passed_over(watch, articles):
    noticed = watch(articles)
    for name in (".goat.txt", "goat.png", "README.md", "goat.txt.swp", "goat"):
        write(articles / name)
    with pytest.raises(Empty):
        noticed.get(timeout=QUIET_S)
    write(articles / "goat.txt")
    assert is_noticed(noticed)


def test_a_path_that_does_not_exist_is_passed_over(watch, articles, tmp_path):
    noticed = watch(tmp_path / "nowhere", articles)
    write(articles / "goat.txt")
    assert is_noticed(noticed)


def test_a_file_that_another_is_renamed_to_is_noticed_again_and_again(watch, articles):
    file = articles / "goat.txt"
    write(file)
    noticed = watch(file)
    for _ in range(2):
        write(articles / "new.tmp")
        (articles / "new.tmp").rename(file)
        assert is_noticed(noticed)


def test_a_folder_with_a_dot_in_its_name_is_noticed(watch, articles, tmp_path):
    write(tmp_path / "away" / "goat.txt")
    noticed = watch(articles)
    (tmp_path / "away").rename(articles / "2021.12")
    assert is_noticed(noticed)
    (articles / "2021.12").rename(tmp_path / "away")
    assert is_noticed(noticed)


def test_a_path_is_followed_once_it_exists(watch, articles, tmp_path):
    noticed = watch(tmp_path / "later")
    write(articles / "goat.txt")
    articles.rename(tmp_path / "later")
    assert is_noticed(noticed)
    write(tmp_path / "later" / "mule.txt")
    assert is_noticed(noticed)


def test_a_folder_in_the_place_of_another_is_followed(watch, articles, tmp_path):
    noticed = watch(articles)
    articles.rename(tmp_path / "old")
    assert is_noticed(noticed)
    write(articles / "goat.txt")
    assert is_noticed(noticed)
    write(articles / "mule.txt")
    assert is_noticed(noticed)


@pytest.mark.parametrize("name", ["README.md", ".goat.txt"])
def test_a_file_that_folders_pass_over_is_followed_when_it_is_named_itself(watch, articles, name):
    write(articles / name)
    noticed = watch(articles / name)
    with (articles / name).open("a") as file:
        file.write("Rosa won once more.")
    assert is_noticed(noticed)


def test_what_an_indexing_writes_into_a_library_among_the_articles_is_passed_over(watch, articles):
    write(articles / "library" / "catalog.sqlite")
    noticed = watch(articles)
    write(articles / "library" / "generations" / "000001-b3fd1116" / "checksums.json")
    write(articles / "library" / "lock-holder.txt")
    (articles / "library" / "lock-holder.txt").unlink()
    with pytest.raises(Empty):
        noticed.get(timeout=QUIET_S)


def test_articles_in_the_folder_of_a_library_are_followed(watch, articles):
    write(articles / "catalog.sqlite")
    noticed = watch(articles)
    write(articles / "goat.txt")
    assert is_noticed(noticed)
