from datetime import date

import pytest

from index.articles import Article
from index.catalog import Catalog
from index.filters import Filters
from index.passages import Passage
from index.reading import Reading
from index.scope import Scope

DAYS = {
    "jan": date(2021, 1, 31),
    "feb": date(2021, 2, 1),
    "mar": date(2021, 3, 1),
    "undated": None,
}


@pytest.fixture(scope="module")
def scope_of(tmp_path_factory):
    """Return a function that narrows four articles, of two passages each, with some filters."""
    catalog = Catalog(tmp_path_factory.mktemp("library"))
    catalog.create("fake")
    with catalog.write() as update:
        for name, day in DAYS.items():
            outlet = "Hill Post" if name == "jan" else "The Wire"
            article = Article(name, "", "Wheat. Rye.", outlet, (), day, "", name)
            update.put(Reading(article, digest="", signature=b""))
            update.put_passages(article, [Passage(article, 0, 6), Passage(article, 7, 11)])
    with catalog.read() as snapshot:
        yield lambda filters: Scope(snapshot, filters)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"jan", "feb", "mar", "undated"}),
        (Filters(since=date(2021, 2, 1)), {"feb", "mar"}),
        (Filters(until=date(2021, 2, 1)), {"jan", "feb"}),
        (Filters(since=date(2021, 2, 1), until=date(2021, 2, 1)), {"feb"}),
        (Filters(since=date(2021, 4, 1)), set()),
        (Filters(since=date(2021, 3, 1), until=date(2021, 2, 1)), set()),
        (Filters(since=date(2021, 2, 1), undated=True), {"feb", "mar", "undated"}),
        (Filters(until=date(2021, 1, 31), undated=True), {"jan", "undated"}),
        (Filters(undated=True), {"jan", "feb", "mar", "undated"}),
        (Filters(until=date(2021, 2, 28), undated=True, outlets=("Hill Post",)), {"jan"}),
        (Filters(outlets=("Hill Post",)), {"jan"}),
        (Filters(outlets=("Hill Post", "The Wire")), {"jan", "feb", "mar", "undated"}),
        (Filters(outlets=("hill post",)), set()),
        (Filters(outlets=("The Wire",), until=date(2021, 2, 28)), {"feb"}),
        (Filters(article_ids=("mar", "none")), {"mar"}),
        (Filters(article_ids=("mar",), until=date(2021, 2, 28)), set()),
    ],
)
def test_the_passages_of_articles_that_meet_all_filters_are_held(scope_of, filters, expected):
    scope = scope_of(filters)
    held = {name for name in DAYS if scope.holds(f"{name}:0-6")}
    assert held == expected
    assert scope.share == len(expected) / 4
    assert set(scope.passage_ids()) == {
        f"{name}:{span}" for name in expected for span in ("0-6", "7-11")
    }


def test_a_library_without_articles_has_no_share(tmp_path):
    catalog = Catalog(tmp_path)
    catalog.create("fake")
    with catalog.read() as snapshot:
        assert Scope(snapshot, Filters()).share == 0
