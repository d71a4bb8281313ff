"""Sources that a library stops to mirror."""

import json

import pytest

from index.embedder import SentenceEmbedder
from index.errors import LibraryBusy, LibraryMismatch, LibraryMissing, SourceError
from index.locking import writing_to
from index.sources import Source
from index.sync import forget_source
from tests.index.stories import sentences

GRANT = "Our reporting is made possible by a grant from the Hill Fund."


@pytest.fixture
def two_sources(articles, sync):
    """A library of two folders, each with one article and one file that can't be read."""
    for name, text in (
        ("hill", "A goat named Rosa won the race."),
        ("coast", "The harbour froze."),
    ):
        (articles / name).mkdir()
        (articles / name / "news.txt").write_text(f"News of the {name}\n\n{text}\n")
        (articles / name / "broken.txt").write_bytes(b"\x89PNG\x00\x00")
    sync(articles / "hill", articles / "coast")
    return articles / "hill", articles / "coast"


@pytest.fixture
def forget(library_folder):
    return lambda name: forget_source(name, library=library_folder)


def test_the_articles_of_a_forgotten_source_go(two_sources, forget, open_library):
    hill, coast = two_sources
    result = forget(hill)
    assert result.removed == [str(hill / "news.txt")]
    assert (result.articles, result.passages) == (1, 1)
    assert [article.source for article in open_library().articles()] == [str(coast / "news.txt")]
    assert open_library().status().sources == (Source(str(coast)),)


def test_a_forgotten_source_is_found_no_more(two_sources, forget, open_library):
    forget(two_sources[0])
    found = open_library().search("Who won the race?")
    assert [hit.passage.article.source for hit in found] == [str(two_sources[1] / "news.txt")]


def test_what_was_skipped_in_a_forgotten_source_is_named_no_more(two_sources, forget, open_library):
    hill, coast = two_sources
    forget(hill)
    assert list(open_library().status().skipped) == [str(coast / "broken.txt")]


def test_a_forgotten_source_is_not_read_again(two_sources, forget, sync, open_library):
    forget(two_sources[0])
    sync(paths=[])
    assert open_library().counts() == (1, 1)


def test_a_source_that_is_gone_from_the_disk_can_be_forgotten(two_sources, forget, open_library):
    hill, _ = two_sources
    for file in hill.iterdir():
        file.unlink()
    hill.rmdir()
    forget(hill)
    assert open_library().counts() == (1, 1)


def test_the_last_source_can_be_forgotten(two_sources, forget, open_library):
    for source in two_sources:
        forget(source)
    assert open_library().counts() == (0, 0)
    assert open_library().search("Who won the race?") == []


def test_what_another_source_holds_too_is_kept(articles, two_sources, forget, sync, open_library):
    sync(articles)
    assert forget(two_sources[0]).removed == []
    assert open_library().counts() == (2, 2)
    assert sorted(forget(articles).removed) == [str(two_sources[0] / "news.txt")]
    assert open_library().counts() == (1, 1)


def test_what_was_skipped_in_a_forgotten_source_is_still_named_where_another_holds_it_too(
    articles, two_sources, forget, sync, open_library
):
    sync(articles)
    hill, coast = two_sources
    forget(hill)
    skipped = [str(coast / "broken.txt"), str(hill / "broken.txt")]
    assert list(open_library().status().skipped) == skipped
    sync(paths=[])
    assert list(open_library().status().skipped) == skipped
    forget(articles)
    assert list(open_library().status().skipped) == skipped[:1]


def test_a_source_whose_name_begins_like_another_is_another(articles, sync, forget, open_library):
    for name in ("hill", "hillside"):
        (articles / name).mkdir()
        (articles / name / "news.txt").write_text(f"The {name}\n\nA goat won on the {name}.\n")
    sync(articles / "hill", articles / "hillside")
    assert forget(articles / "hill").removed == [str(articles / "hill" / "news.txt")]
    assert open_library().counts() == (1, 1)


def test_an_unknown_source_is_named_with_those_that_are_known(two_sources, forget, open_library):
    hill, coast = two_sources
    with pytest.raises(SourceError, match="is no source of the library") as caught:
        forget(hill.parent)
    assert f"{coast}, {hill}" in str(caught.value)
    assert open_library().counts() == (2, 2)


def test_forgetting_embeds_nothing_and_publishes_once(
    two_sources, forget, fake_embedder, open_library
):
    fake_embedder.embedded.clear()
    before = open_library().status().generation
    forget(two_sources[0])
    assert fake_embedder.embedded == []
    assert open_library().status().generation == before + 1


def test_a_library_that_is_being_written_is_refused(two_sources, forget, library_folder):
    with writing_to(library_folder), pytest.raises(LibraryBusy):
        forget(two_sources[0])


def test_a_folder_without_a_library_is_refused(tmp_path):
    with pytest.raises(LibraryMissing):
        forget_source(tmp_path, library=tmp_path / "nowhere")


def test_texts_that_change_are_embedded_by_the_embedder_given(
    articles, sync, library_folder, fake_embedder
):
    for number in range(3):
        text = f"{sentences(8 * number, 8 * number + 3)}\n\n{GRANT}"
        record = {"title": f"Walk {number}", "outlet": "Hill Post", "text": text}
        (articles / f"{number}.jsonl").write_text(json.dumps(record))
    sync(*(articles / f"{number}.jsonl" for number in range(3)))
    fake_embedder.embedded.clear()
    forget_source(articles / "0.jsonl", library=library_folder, embedder=fake_embedder)
    assert len(fake_embedder.embedded) == 2
    assert all(GRANT in text for text in fake_embedder.embedded)


def test_another_embedder_is_refused(two_sources, library_folder):
    with pytest.raises(LibraryMismatch, match="FOOTNOTE_EMBEDDER"):
        forget_source(two_sources[0], library=library_folder, embedder=SentenceEmbedder("other"))
