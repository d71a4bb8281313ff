"""Stories that several articles tell are found once."""

import pytest

from index.sync import index_paths
from tests.fakes import FakeEmbedder
from tests.index.library.three_articles import titles
from tests.index.stories import CHAIN, sentences


def copy_of(text, title, day):
    return f"---\ntitle: {title}\npublished: {day}\n---\n\n{text}\n"


@pytest.fixture
def syndicated(make_library):
    """A library of a story, two copies of it and an article of its own."""
    library = make_library(
        {
            "hill.md": copy_of(CHAIN[0], "In the hill", "2021-05-04"),
            "coast.md": copy_of(CHAIN[1], "On the coast", "2021-05-06"),
            "plain.md": copy_of(CHAIN[2], "In the plain", "2021-05-05"),
            "other.md": copy_of(sentences(0, 4), "Another", "2021-05-04"),
        }
    )
    yield library
    library.close()


def test_a_story_is_found_once_with_the_other_articles_that_tell_it(syndicated):
    found = titles(syndicated.search("Penrith walked and saw a heron", k=20))
    told = {"In the hill", "On the coast", "In the plain"}
    assert len(told & set(found)) == 1
    assert "Another" in titles(syndicated.search("Abner walked to Zeal", k=20))


def test_the_other_articles_of_a_story_come_oldest_first(syndicated):
    for hit in syndicated.search("Penrith walked and saw a heron", k=20):
        others = ["In the hill", "In the plain", "On the coast"]
        if hit.passage.article.title in others:
            others.remove(hit.passage.article.title)
            assert [article.title for article in hit.also_in] == others
        else:
            assert hit.also_in == ()


def test_a_copy_that_is_removed_is_named_no_more(syndicated, articles, library_folder):
    (articles / "hill.md").unlink()
    index_paths([articles], library=library_folder, embedder=FakeEmbedder())
    named = {
        article.title
        for hit in syndicated.search("Penrith walked and saw a heron", k=20)
        for article in hit.also_in
    }
    assert len(named) == 1
    assert named < {"On the coast", "In the plain"}
