import shutil
import threading
from datetime import date

import pytest
from filelock import FileLock

from index.errors import (
    ArticleMissing,
    LibraryDamaged,
    LibraryMismatch,
    LibraryMissing,
)
from index.filters import Filters
from index.library import Library
from index.sources import Source
from index.sync import index_paths
from tests.fakes import FakeEmbedder
from tests.index.stories import CHAIN, sentences

ARTICLES = {
    "tunnel.md": "---\noutlet: Hill Post\npublished: 2021-05-03\n---\n\n# Tunnel opens\n\n"
    "The harbour tunnel opened to trains on Monday.\n",
    "wheat.md": "---\noutlet: The Wire\npublished: 2021-12-18\n---\n\n# Wheat rises\n\n"
    "The price of wheat rose after a dry spring.\n",
    "goat.md": "# Goat wins\n\nA goat named Rosa won the village race.\n",
}


class OneWordEmbedder(FakeEmbedder):
    """Takes "grain" and "wheat" for the same, and nothing else for alike."""

    def embed_array(self, texts):
        return super().embed_array(
            ["wheat" if "wheat" in text or "grain" in text else text for text in texts]
        )


@pytest.fixture
def library(make_library):
    """A library of the three articles, for a test to change or damage."""
    opened = make_library(ARTICLES)
    yield opened
    opened.close()


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


def titles(hits):
    return [hit.passage.article.title for hit in hits]


def update_elsewhere(folder, library):
    (folder / "rye.txt").write_text("Rye falls\n\nThe price of rye fell in the north.\n")
    index_paths([folder], library=library, embedder=FakeEmbedder())


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


def test_listings_are_read_anew_after_an_update(library, make_library):
    before = library.listings()
    assert library.listings() is before
    make_library({"new.md": "# New\n\nSomething new."})
    assert len(library.listings()) == len(before) + 1


def test_the_status_says_what_the_library_holds(library, articles, library_folder):
    status = library.status()
    assert (status.folder, status.sources) == (library_folder, (Source(str(articles)),))
    assert (status.articles, status.passages) == library.counts() == (3, 3)
    assert (status.embedder, status.generation, status.skipped) == ("fake", 1, {})
    assert status.size_bytes > 10_000


def test_an_open_library_sees_an_update_at_the_next_search(library, make_library):
    assert "Rye falls" not in titles(library.search("rye"))
    make_library({"rye.txt": "Rye falls\n\nThe price of rye fell in the north.\n"})
    assert titles(library.search("rye", k=1)) == ["Rye falls"]


def test_an_open_library_sees_the_update_of_another_process(
    library, articles, library_folder, in_another_process
):
    assert "Rye falls" not in titles(library.search("rye"))
    writer = in_another_process(update_elsewhere, articles, library_folder)
    writer.join(60)
    assert writer.exitcode == 0
    assert titles(library.search("rye", k=1)) == ["Rye falls"]


def test_at_most_two_generations_are_kept(library, make_library, generation_folders):
    for number in range(4):
        make_library({"rye.txt": f"Rye falls\n\nThe price of rye fell by {number}.\n"})
        assert titles(library.search("rye", k=1)) == ["Rye falls"]
    assert [int(folder.name[:6]) for folder in generation_folders()] == [4, 5]


def test_a_library_made_anew_in_the_same_folder_is_seen_at_the_next_search(
    library, articles, library_folder
):
    library.search("goat")
    for part in (library_folder, articles):
        shutil.rmtree(part)
    articles.mkdir()
    update_elsewhere(articles, library_folder)
    assert titles(library.search("rye")) == ["Rye falls"]


def test_a_library_that_was_closed_opens_again_at_the_next_search(library):
    library.search("goat")
    library.close()
    library.close()
    assert titles(library.search("goat", k=1)) == ["Goat wins"]


def test_closing_one_of_two_open_libraries_leaves_the_other(library, open_library):
    library.search("goat")
    other = open_library()
    other.search("goat")
    other.close()
    assert titles(library.search("goat", k=1)) == ["Goat wins"]


def test_the_settings_name_the_library(make_library, library_folder, monkeypatch, fake_embedder):
    make_library(ARTICLES).close()
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(library_folder))
    assert Library(embedder=fake_embedder).counts() == (3, 3)


def test_a_folder_without_a_library_is_refused_with_the_next_step(tmp_path, fake_embedder):
    with pytest.raises(LibraryMissing, match="footnote index PATH") as caught:
        Library(tmp_path / "nowhere", embedder=fake_embedder)
    assert caught.value.folder == tmp_path / "nowhere"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.usefixtures("library")
def test_another_embedding_model_is_refused_with_the_next_step(library_folder):
    with pytest.raises(LibraryMismatch, match="FOOTNOTE_EMBEDDER=fake"):
        Library(library_folder, embedder=FakeEmbedder("other"))


def test_an_open_library_refuses_a_rebuild_with_another_model(library, articles, library_folder):
    library.search("goat")
    index_paths([articles], library=library_folder, embedder=FakeEmbedder("other"), rebuild=True)
    with pytest.raises(LibraryMismatch, match="'other', not 'fake'"):
        library.search("goat")


@pytest.mark.parametrize("part", ["vectors", "words", ""])
def test_a_missing_part_is_made_anew_at_the_next_question_without_embedding(
    library, generation_folders, fake_embedder, caplog, *, part
):
    shutil.rmtree(generation_folders()[0] / part)
    fake_embedder.embedded.clear()
    assert library.search("goat")[0].passage.article.title == "Goat wins"
    assert fake_embedder.embedded == ["goat"]
    assert "now indexed anew from the catalog" in caplog.text


def test_vectors_that_break_while_they_are_open_are_made_anew(library, generation_folders):
    assert library.search("goat")
    (generation_folders()[0] / "vectors/chroma.sqlite3").write_bytes(b"garbage" * 10_000)
    assert library.search("goat race", k=1)[0].passage.article.title == "Goat wins"


def test_damage_is_named_while_another_process_holds_the_lock(
    library, generation_folders, library_folder
):
    shutil.rmtree(generation_folders()[0] / "words")
    damage = pytest.raises(LibraryDamaged, match=r"meta\.json is gone.*doctor --repair")
    with FileLock(library_folder / "lock"), damage:
        library.search("goat")
    assert library.search("goat")


def test_articles_are_read_even_when_the_vectors_and_words_are_gone(library, library_folder):
    shutil.rmtree(library_folder / "generations")
    assert len(library.articles()) == 3


def test_a_catalog_that_is_garbage_is_damage_with_the_next_step(library, library_folder):
    for file in library_folder.glob("catalog.sqlite*"):
        file.write_bytes(b"garbage" * 1000)
    with pytest.raises(LibraryDamaged, match="delete it and run: footnote index PATH") as caught:
        library.search("goat")
    assert caught.value.folder == library_folder


def test_a_catalog_that_is_gone_is_a_missing_library(library, library_folder):
    for file in library_folder.glob("catalog.sqlite*"):
        file.unlink()
    with pytest.raises(LibraryMissing, match="footnote index PATH"):
        library.search("goat")


def test_a_library_folder_may_have_unusual_characters(articles, tmp_path, fake_embedder):
    (articles / "goat.md").write_text(ARTICLES["goat.md"])
    folder = tmp_path / "my library #1 100% 好?"
    index_paths([articles], library=folder, embedder=fake_embedder)
    library = Library(folder, embedder=fake_embedder)
    assert titles(library.search("goat")) == ["Goat wins"]
    library.close()


def test_indexing_in_one_thread_while_others_search_raises_nothing(make_library, articles):
    library = make_library({"goat.txt": "Goat wins\n\nA goat named Rosa won the village race.\n"})
    stop, errors = threading.Event(), []

    def search():
        while not stop.is_set():
            try:
                library.search("goat race")
                library.status()
            except Exception as exc:
                errors.append(exc)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(10):
        (articles / "goat.txt").write_text(f"Goat wins\n\nA goat won race {number} there.\n")
        index_paths([articles], library=library.folder, embedder=library.embedder)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []


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
