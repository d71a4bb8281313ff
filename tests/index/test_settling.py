"""Articles grouped as copies of one story, and lines that recur, in whatever order they come."""

from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article, article_id
from index.catalog import Catalog
from index.duplicates import PERMUTATIONS, bands, same_story, signature
from index.reading import Reading
from index.repeated_lines import line_key
from index.settling import settle
from index.sources import Source
from tests.index.stories import CHAIN, sentences
from tests.index.strategies import property_test

A, B, C = "/a.txt", "/b.txt", "/c.txt"


@pytest.fixture
def catalog(tmp_path):
    made = Catalog(tmp_path)
    made.create("fake")
    with made.write() as update:
        update.add_source(Source("/"))
    return made


@pytest.fixture
def bring(catalog, make_article):
    """Return a function that writes {source: text} to the catalog in one update and settles it."""

    def write(texts):
        with catalog.write() as update:
            articles = [make_article(text, source=source) for source, text in texts.items()]
            for article in articles:
                keys = {line_key(line) for line in article.text.split("\n\n")} - {None}
                update.put(Reading(article, "digest", signature(article.text), frozenset(keys)))
            settle(update, [article.id for article in articles])

    return write


@pytest.fixture
def stories(catalog):
    """Return a function that gives the copies of each article, by their sources."""

    def read():
        with catalog.read() as snapshot:
            return {
                article.source: {copy.source for copy in snapshot.copies_of(article.id)}
                for article in snapshot.articles()
            }

    return read


def remove(catalog, source):
    with catalog.write() as update:
        update.remove_file(source)
        settle(update, [])


def test_the_chain_is_one_whose_ends_are_not_alike():
    first, link, last = map(signature, CHAIN)
    assert same_story(first, link)
    assert same_story(link, last)
    assert not same_story(first, last)


def test_a_copy_is_grouped_with_what_it_copies(bring, stories):
    bring({A: CHAIN[0], B: CHAIN[1], C: sentences(5, 10) + " " + sentences(20, 25)})
    assert stories() == {A: {B}, B: {A}, C: set()}


def test_short_texts_are_no_copies_of_one_another(bring, stories):
    bring({A: "Rosa won the race.", B: "Rosa won the race."})
    assert stories() == {A: set(), B: set()}


@pytest.mark.parametrize("order", list(permutations((A, B, C))))
def test_a_story_is_the_same_in_whatever_order_its_articles_come(bring, stories, order):
    texts = dict(zip((A, B, C), CHAIN, strict=True))
    for source in order:
        bring({source: texts[source]})
    assert stories() == {A: {B, C}, B: {A, C}, C: {A, B}}


def test_articles_that_come_together_are_grouped_as_if_one_by_one(bring, stories):
    bring(dict(zip((A, B, C), CHAIN, strict=True)))
    assert stories() == {A: {B, C}, B: {A, C}, C: {A, B}}


def test_a_story_is_parted_when_the_link_in_it_is_removed(catalog, bring, stories):
    bring(dict(zip((A, B, C), CHAIN, strict=True)))
    remove(catalog, B)
    assert stories() == {A: set(), C: set()}


def test_a_story_is_parted_when_the_link_in_it_changes(bring, stories):
    bring(dict(zip((A, B, C), CHAIN, strict=True)))
    bring({B: "Rosa won the race."})
    assert stories() == {A: set(), B: set(), C: set()}


def test_a_story_holds_together_when_an_end_of_it_is_removed(catalog, bring, stories):
    bring(dict(zip((A, B, C), CHAIN, strict=True)))
    remove(catalog, A)
    assert stories() == {B: {C}, C: {B}}


def test_a_new_link_joins_two_stories(bring, stories):
    bring({A: CHAIN[0], C: CHAIN[2]})
    assert stories() == {A: set(), C: set()}
    bring({B: CHAIN[1]})
    assert stories() == {A: {B, C}, B: {A, C}, C: {A, B}}


# Signatures at levels: those of neighbours have 3 of 4 blocks of values in common, which makes
# them copies of one story; those two levels apart have 2 of 4, which is too few.
BLOCKS = 4


def signature_at(level):
    blocks = [(level + block) // BLOCKS for block in range(BLOCKS)]
    values = [block << 16 | value for block in blocks for value in range(PERMUTATIONS // BLOCKS)]
    return b"".join(value.to_bytes(4, "little") for value in values)


def stories_of(levels):
    """Return, for each article, which others a chain of neighbouring levels leads to."""
    found = {}
    for article, level in levels.items():
        runs = {level}
        while more := {other for other in levels.values() if {other - 1, other + 1} & runs} - runs:
            runs |= more
        found[article] = {one for one in levels if levels[one] in runs} - {article}
    return found


@st.composite
def steps(draw):
    """Levels of articles in steps: each brings articles, anew or again, and removes others."""
    names = [f"/{number}.txt" for number in range(draw(st.integers(1, 8)))]
    level = st.none() | st.integers(0, 9)
    step = st.dictionaries(st.sampled_from(names), level, min_size=1)
    return draw(st.lists(step, min_size=1, max_size=4))


@property_test
@given(steps())
def test_stories_are_the_linked_articles_however_they_came_changed_and_went(taken):
    levels = {}
    with TemporaryDirectory() as folder:
        catalog = Catalog(Path(folder))
        catalog.create("fake")
        for step in taken:
            with catalog.write() as update:
                for source in step:
                    update.remove_file(source)
                brought = {s: level for s, level in step.items() if level is not None}
                for source, level in brought.items():
                    article = Article(
                        article_id(source), "A title", "text", "", (), None, "", source
                    )
                    update.put(Reading(article, "digest", signature_at(level)))
                settle(update, [article_id(source) for source in brought])
            levels = {s: level for s, level in (levels | step).items() if level is not None}
            with catalog.read() as snapshot:
                found = {
                    article.source: {copy.source for copy in snapshot.copies_of(article.id)}
                    for article in snapshot.articles()
                }
            assert found == stories_of(levels)


def test_signatures_of_neighbouring_levels_alone_are_of_one_story():
    for level in range(9):
        assert same_story(signature_at(level), signature_at(level + 1))
        assert set(bands(signature_at(level))) & set(bands(signature_at(level + 1)))
        assert not same_story(signature_at(level), signature_at(level + 2))


PROMPT = "Sign up for our newsletter today."
STORIES = {
    A: f"{sentences(0, 8)}\n\n{PROMPT}",
    B: f"{PROMPT}\n\n{sentences(8, 16)}",
    C: f"{sentences(16, 24)}\n\n{PROMPT}\n\nThe end.",
}
SETTLED = {source: text.replace(f"{PROMPT}\n\n", "") for source, text in STORIES.items()}
SETTLED[A] = sentences(0, 8)


@pytest.fixture
def texts(catalog):
    """Return a function that gives the text of each article, by their sources."""

    def read():
        with catalog.read() as snapshot:
            return {article.source: article.text for article in snapshot.articles()}

    return read


@pytest.mark.parametrize("order", list(permutations((A, B, C))))
def test_a_line_leaves_the_texts_when_it_stands_in_three_stories(bring, texts, order):
    for source in order[:2]:
        bring({source: STORIES[source]})
    assert texts() == {source: STORIES[source] for source in order[:2]}
    bring({order[2]: STORIES[order[2]]})
    assert texts() == SETTLED


def test_a_line_comes_back_when_an_article_with_it_is_removed(catalog, bring, texts):
    bring(STORIES)
    remove(catalog, B)
    assert texts() == {A: STORIES[A], C: STORIES[C]}
    bring({B: STORIES[B]})
    assert texts() == SETTLED


def test_a_line_comes_back_when_an_article_no_longer_has_it(bring, texts):
    bring(STORIES)
    bring({B: sentences(8, 16)})
    assert texts() == {A: STORIES[A], B: sentences(8, 16), C: STORIES[C]}


def test_a_line_comes_back_when_two_stories_with_it_become_one(bring, texts):
    first, link, last = (f"{text}\n\n{PROMPT}" for text in CHAIN)
    bring({A: first, C: last, "/d.txt": f"Rosa won the race.\n\n{PROMPT}"})
    assert not any(PROMPT in text for text in texts().values())
    bring({B: link})
    assert all(PROMPT in text for text in texts().values())


def test_what_changed_in_the_texts_is_told(catalog, bring, make_article):
    bring({A: STORIES[A], B: STORIES[B]})
    with catalog.write() as update:
        article = make_article(STORIES[C], source=C)
        update.put(
            Reading(article, "digest", signature(article.text), frozenset([line_key(PROMPT)]))
        )
        ids = settle(update, [article.id])
        assert len(ids) == 3
        update.remove_file(C)
        assert set(settle(update, [])) == set(ids) - {article.id}


def mirror(catalog, *names):
    """Make the catalog mirror some sources and no others."""
    with catalog.write() as update:
        for source in update.sources():
            if source.name not in names:
                update.remove_source(source.name)
        for name in names:
            update.add_source(Source(name))
        settle(update, [])


APART = dict(zip(("/a/1.txt", "/b/1.txt", "/c/1.txt"), STORIES.values(), strict=True))


def test_a_line_of_three_sources_without_an_outlet_stays(catalog, bring, texts):
    mirror(catalog, "/a", "/b", "/c")
    bring(APART)
    assert texts() == APART


def test_a_line_of_three_stories_of_one_source_leaves_its_texts_alone(catalog, bring, texts):
    mirror(catalog, "/a", "/b")
    own = {source.replace("/", "/a/deep/", 1): text for source, text in STORIES.items()}
    other = {"/b/one.txt": f"Rosa won the race.\n\n{PROMPT}"}
    bring(own | other)
    settled = {source.replace("/", "/a/deep/", 1): text for source, text in SETTLED.items()}
    assert texts() == settled | other


@pytest.mark.parametrize("outer", ["/", "/feed"])
def test_a_line_counts_in_the_outermost_of_sources_within_one_another(catalog, bring, texts, outer):
    names = [f"{outer.rstrip('/')}/{name}" for name in "abc"]
    apart = dict(zip((f"{name}/one.txt" for name in names), STORIES.values(), strict=True))
    settled = dict(zip(apart, SETTLED.values(), strict=True))
    mirror(catalog, *names)
    bring(apart)
    mirror(catalog, outer, *names)
    assert texts() == settled
    mirror(catalog, *names)
    assert texts() == apart


def test_a_folder_whose_name_begins_as_another_one_does_is_another_source(catalog, bring, texts):
    mirror(catalog, "/a", "/ab")
    near = dict(zip(("/a/1.txt", "/ab/2.txt", "/ab/3.txt"), STORIES.values(), strict=True))
    bring(near)
    assert texts() == near
