from dataclasses import dataclass, replace
from datetime import date

from bot.finding import find
from bot.queries import Query
from index.articles import Listing
from tests.bot.samples import hit

NEWEST = date(2022, 6, 30)


@dataclass(frozen=True)
class Shelf:
    """A retriever and its library at once: holds hits, best first."""

    held: tuple
    k: int = 2
    newest: date | None = NEWEST

    @property
    def library(self):
        return self

    def listings(self):
        return (Listing("a1", "", "", (), self.newest),)

    def hits(self, query, filters=None, *, k=None):
        assert query
        wanted = filters.article_ids if filters else ()
        passing = [h for h in self.held if not wanted or h.passage.article.id in wanted]
        return passing[: k or self.k]


def scored(name, score, published):
    return replace(hit(f"The {name} text.", name=name, published=published), score=score)


OLD, OLDER = scored("old", 0.8, date(2019, 1, 1)), scored("older", 0.7, date(2018, 1, 1))
NEW = scored("new", 0.6, NEWEST)


def test_a_query_that_does_not_speak_of_now_keeps_the_order_of_the_search():
    assert find(Query("Which port was closed?"), Shelf((OLD, OLDER, NEW))) == [OLD, OLDER]


def test_one_that_does_finds_newer_articles_beyond_the_first():
    # 0.6 + 0.3 = 0.9
    query = Query("Which port was closed?", now=NEWEST)
    assert find(query, Shelf((OLD, OLDER, NEW))) == [NEW, OLD]


def test_now_is_the_newest_article_where_a_library_is_older_than_the_question():
    query = Query("Which port was closed?", now=date(2031, 1, 1))
    assert find(query, Shelf((OLD, OLDER, NEW))) == [NEW, OLD]


def test_a_library_without_a_day_keeps_the_order_of_the_search():
    undated = scored("undated", 0.7, None)
    query = Query("Which port was closed?", now=NEWEST)
    assert find(query, Shelf((undated,), newest=None)) == [undated]


def test_an_article_that_a_follow_up_leans_on_scores_no_more_than_the_search_found():
    query = Query("Which port was closed?", preferred=(NEW.passage.article.id,))
    best_of_its_own = replace(NEW, score=1.0)
    found = find(query, Shelf((OLD, OLDER, best_of_its_own)))
    assert [h.score for h in found] == [0.8, 0.7, 0.7]


def test_an_article_that_a_follow_up_leans_on_is_among_the_passages():
    query = Query("Which port was closed?", preferred=(NEW.passage.article.id,))
    assert find(query, Shelf((OLD, OLDER, NEW))) == [
        OLD,
        OLDER,
        NEW,
    ]


def test_what_mentions_the_names_is_found_where_the_first_hits_lack_them():
    toll = [scored(name, 0.9, None) for name in ("flood", "storm")]
    own = replace(hit("Nine died in Elmouth.", name="own"), score=0.3)
    shelf = Shelf((*toll, own))
    assert find(Query("What was the death toll in Elmouth?"), shelf) == [own]
    assert find(Query("What was the death toll in Barrow?"), shelf) == toll


def test_hits_that_mention_the_names_between_them_are_kept():
    ann, bo = hit("Ann Lee went north.", name="ann"), hit("Bo Falk went south.", name="bo")
    both = hit("Ann Lee met Bo Falk.", name="both")
    assert find(Query("Where did Ann Lee and Bo Falk go?"), Shelf((ann, bo, both))) == [ann, bo]
