"""The vectors on a Chroma server, a real one."""

from datetime import date

import pytest

from index.checkup import check_up
from index.errors import LibraryMismatch
from index.filters import Filters
from tests.fakes import FakeEmbedder
from tests.index.hosting.grain import RYE, WHEAT, noted, titles


@pytest.mark.usefixtures("hosted")
def test_the_vectors_lie_on_the_server_and_not_in_the_folder(
    server, generation_folders, open_library
):
    (folder,) = generation_folders()
    assert not (folder / "vectors").exists()
    assert noted([folder]) <= server.collections()
    assert titles(open_library()) == {"Wheat rises"}


@pytest.mark.usefixtures("hosted")
def test_a_search_on_the_server_gives_cosines(open_library):
    # Title and text count price, spring 1 and wheat, rise 2, rose 1: |(1, 1, 2, 1, 1)| = 8 ** .5.
    (hit,) = open_library().search("spring")
    assert hit.dense == pytest.approx(8**-0.5, abs=1e-5)


def test_filters_narrow_a_search_on_the_server(hosted, articles, open_library):
    (articles / "rye.md").write_text(RYE)
    hosted()
    found = titles(open_library(), filters=Filters(since=date(2021, 12, 1)))
    assert found == {"Wheat rises"}


def test_an_update_is_a_collection_beside_the_one_that_is_read(
    hosted, server, articles, generation_folders, open_library
):
    library = open_library()
    titles(library)
    (articles / "rye.md").write_text(RYE)
    hosted()
    assert noted(generation_folders()) <= server.collections()
    assert len(noted(generation_folders())) == 2
    assert titles(library) == {"Wheat rises", "Rye falls"}


def test_the_collections_of_old_generations_are_deleted(
    hosted, server, articles, generation_folders
):
    first = noted(generation_folders())
    for number in range(3):
        (articles / "rye.md").write_text(RYE + f"It fell {number} times.\n")
        hosted()
    kept = noted(generation_folders())
    assert len(kept) == 2
    assert kept <= server.collections()
    assert not first & server.collections()


def test_what_an_indexing_that_failed_began_on_the_server_is_deleted(
    hosted, server, articles, open_library
):
    before = server.collections()
    (articles / "rye.md").write_text(RYE)

    class NoMemory(FakeEmbedder):
        def embed_array(self, _texts):
            assert len(server.collections()) == len(before) + 1
            raise MemoryError

    with pytest.raises(MemoryError):
        hosted(embedder=NoMemory())
    assert server.collections() == before
    assert titles(open_library()) == {"Wheat rises"}


@pytest.mark.usefixtures("hosted")
def test_nothing_is_wrong_with_a_library_on_a_server(library_folder, fake_embedder):
    assert check_up(library_folder, fake_embedder) == []


def test_a_library_moves_to_the_server_with_the_next_change(
    server, use, articles, sync, generation_folders, open_library
):
    (articles / "wheat.md").write_text(WHEAT)
    sync()
    use(server)
    library = open_library()
    assert titles(library) == {"Wheat rises"}
    (articles / "rye.md").write_text(RYE)
    sync()
    assert noted(generation_folders()[1:]) <= server.collections()
    assert titles(library) == {"Wheat rises", "Rye falls"}


def test_without_the_address_the_library_says_what_to_set_and_is_left(
    hosted, server, articles, monkeypatch, open_library, generation_folders
):
    before = generation_folders()
    monkeypatch.delenv("FOOTNOTE_CHROMA_URL")
    with pytest.raises(LibraryMismatch, match=f"{server.url}.*FOOTNOTE_CHROMA_URL.*--rebuild"):
        open_library().search("wheat")
    (articles / "rye.md").write_text(RYE)
    with pytest.raises(LibraryMismatch, match="FOOTNOTE_CHROMA_URL"):
        hosted()
    assert generation_folders() == before


def test_a_rebuild_without_the_address_brings_the_vectors_back(
    hosted, monkeypatch, open_library, generation_folders, fake_embedder
):
    monkeypatch.delenv("FOOTNOTE_CHROMA_URL")
    embedded = len(fake_embedder.embedded)
    hosted(rebuild=True)
    assert (generation_folders()[-1] / "vectors" / "chroma.sqlite3").exists()
    assert titles(open_library()) == {"Wheat rises"}
    assert len(fake_embedder.embedded) == embedded + 1  # the query
