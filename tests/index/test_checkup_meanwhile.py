"""What another process does to a library while the doctor repairs it."""

import pytest

from index import checkup
from index.checkup import check_up
from index.locking import writing_to


@pytest.fixture
def orphan(articles, sync, generation_folders):
    """What an interrupted indexing left in a library of one article."""
    (articles / "goat.txt").write_text("Goat wins\n\nA goat named Rosa won the village race.\n")
    sync()
    (current,) = generation_folders()
    folder = current.with_name(f"000009{current.name[6:]}")
    folder.mkdir()
    return folder


@pytest.fixture
def before_the_lock(monkeypatch):
    """Return a function that has another called once the checkup is done, before the repair."""

    def put(function):
        def lock(folder):
            function()
            return writing_to(folder)

        monkeypatch.setattr(checkup, "writing_to", lock)

    return put


def test_a_generation_published_before_the_repair_is_kept(
    orphan, before_the_lock, articles, sync, library_folder, fake_embedder, open_library
):
    def index_another():
        (articles / "wheat.txt").write_text("Wheat rises\n\nThe price of wheat rose in spring.\n")
        sync()
        orphan.mkdir(exist_ok=True)

    before_the_lock(index_another)
    (finding,) = check_up(library_folder, fake_embedder, repair=True)
    assert finding.mended
    assert not orphan.exists()
    assert check_up(library_folder, fake_embedder) == []
    assert len(open_library().search("wheat price")) == 2


@pytest.mark.usefixtures("orphan")
def test_what_broke_before_the_repair_is_told_too(
    before_the_lock, generation_folders, library_folder, fake_embedder
):
    meta = generation_folders()[0] / "words" / "meta.json"
    before_the_lock(lambda: meta.write_text("{}"))
    old, *others = check_up(library_folder, fake_embedder, repair=True)
    assert "is left over" in old.what
    assert old.mended
    assert others[0].what == f"{meta} is not as it was written."
    assert all(found.harm and not found.mended for found in others)
