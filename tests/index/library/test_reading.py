"""What an open library finds and lists."""

from datetime import date

import pytest

from index.errors import (
    ArticleMissing,
)
from index.filters import Filters
from index.library import Library
from index.sources import Source
from index.sync import index_paths
from tests.fakes import FakeEmbedder
from tests.index.library.three_articles import ARTICLES, titles


class OneWordEmbedder(FakeEmbedder):
    """Takes "grain" and "wheat" for the same, and nothing else for alike."""

    def embed_array(self, texts):
        return super().embed_array(
            ["wheat" if "wheat" in text or "grain" in text else text for text in texts]
        )


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    """A library of the three articles that tests only read."""
    folder = tmp_path_factory.mktemp("unchanged")
    (folder / "articles").mkdir()
    for name, content in ARTICLES.items():
        (folder / "articles" / name).write_text(content)
    embedder = FakeEmbedder()
    index_paths([folder / "articles"], library=folder / "library", embedder=embedder)
    opened = Library(folder / "library", embedder=embedder)
    yield opened
    opened.close()


def test_a_passage_is_found_by_its_words(unchanged):
    assert titles(unchanged.search("Who won the race?", k=1)) == ["Goat wins"]


def test_a_passage_is_found_by_its_meaning_when_it_shares_no_word(articles, library_folder):
    (articles / "wheat.md").write_text(ARTICLES["wheat.md"])
    embedder = OneWordEmbedder()
    index_paths([articles], library=library_folder, embedder=embedder)
    library = Library(library_folder, embedder=embedder)
    (hit,) = library.search("grain")
    library.close()
    assert hit.passage.article.title == "Wheat rises"
    assert hit.dense == pytest.approx(1.0)
    assert hit.words == 0


def test_hits_come_best_first_with_scores_from_zero_to_one(unchanged):
    scores = [hit.score for hit in unchanged.search("wheat price")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_best_by_meaning_and_by_words_scores_one(unchanged):
    best = unchanged.search("wheat price dry spring")[0]
    assert best.passage.article.title == "Wheat rises"
    assert best.score == pytest.approx(1.0)


def test_hits_carry_the_scores_they_were_fused_from(unchanged):
    # "race" shares no term with the others, so only one passage is found by words: normalised 1.
    # By meaning all three are found; the fake's cosine is 1 / |counts|, with the title's terms.
    found = {hit.passage.article.title: hit for hit in unchanged.search("race")}
    goat, tunnel = found["Goat wins"], found["Tunnel opens"]
    # Terms of its title and text: goat 2, win, name, rosa, won, villag, race: |(2,1,1,1,1,1,1)|.
    assert goat.dense == pytest.approx(1 / 10**0.5, abs=1e-5)
    assert goat.words > 0
    assert tunnel.words == 0
    assert goat.score == pytest.approx(1.0)


def test_a_hits_passage_is_its_span_of_the_articles_text(unchanged):
    for hit in unchanged.search("wheat price"):
        passage = hit.passage
        assert passage.text == passage.article.text[passage.start : passage.end]
        assert passage.article == unchanged.article(passage.article.id)


def test_at_most_k_passages_are_found(unchanged):
    assert len(unchanged.search("the price of wheat", k=2)) == 2


@pytest.mark.parametrize("query", ["", "?!", "the", "好 🙂", "x" * 10_000])
def test_any_query_is_searched(unchanged, query):
    assert len(unchanged.search(query)) <= 3


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"Tunnel opens", "Wheat rises", "Goat wins"}),
        (Filters(since=date(2021, 5, 3)), {"Tunnel opens", "Wheat rises"}),
        (Filters(since=date(2021, 5, 4)), {"Wheat rises"}),
        (Filters(until=date(2021, 12, 17)), {"Tunnel opens"}),
        (Filters(since=date(2022, 1, 1)), set()),
        (Filters(outlets=("Hill Post", "None")), {"Tunnel opens"}),
        (Filters(outlets=("Hill Post",), since=date(2021, 6, 1)), set()),
    ],
)
def test_filters_narrow_a_search_and_days_leave_the_undated_out(unchanged, filters, expected):
    assert set(titles(unchanged.search("wheat goat tunnel", filters=filters))) == expected


def test_a_search_can_be_narrowed_to_articles(unchanged):
    wanted = next(a for a in unchanged.articles() if a.title == "Goat wins")
    hits = unchanged.search("wheat", filters=Filters(article_ids=(wanted.id,)))
    assert titles(hits) == ["Goat wins"]


def test_rarities_are_those_of_the_words(unchanged):
    rarities = unchanged.rarities(["goat", "submarin"])
    assert 0 < rarities["goat"] < rarities["submarin"] == 1


def test_articles_come_newest_first_and_undated_last(unchanged):
    assert [a.title for a in unchanged.articles()] == ["Wheat rises", "Tunnel opens", "Goat wins"]
    assert [a.title for a in unchanged.articles(limit=1)] == ["Wheat rises"]


def test_an_unknown_article_is_missing(unchanged):
    with pytest.raises(ArticleMissing, match="0123456789abcdef"):
        unchanged.article("0123456789abcdef")


def test_listings_are_the_articles_without_their_texts(unchanged):
    assert [
        (listing.id, listing.title, listing.outlet, listing.authors, listing.published)
        for listing in unchanged.listings()
    ] == [(a.id, a.title, a.outlet, a.authors, a.published) for a in unchanged.articles()]


def test_the_status_says_what_the_library_holds(library, articles, library_folder):
    status = library.status()
    assert (status.folder, status.sources) == (library_folder, (Source(str(articles)),))
    assert (status.articles, status.passages) == library.counts() == (3, 3)
    assert (status.embedder, status.generation, status.skipped) == ("fake", 1, {})
    assert status.size_bytes > 10_000
