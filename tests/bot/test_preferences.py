from datetime import date

import pytest

from bot.evidence import Evidence
from bot.preferences import newest_first, preferred_first, speaking_of
from bot.queries import Query
from tests.bot.samples import candidate, hit


def ranked(query, *scored):
    """Return evidence of sentences with their scores, each of an article of its own."""
    hits = [hit(sentence, name=str(n)) for n, (sentence, _) in enumerate(scored)]
    found = [candidate(h, *pair[:1], score=pair[1]) for h, pair in zip(hits, scored, strict=True)]
    return Evidence(query, tuple(hits), tuple(found), 0.9)


def texts(evidence):
    return [candidate.text for candidate in evidence.candidates]


def test_a_preferred_article_comes_first_among_those_nearly_as_good():
    second = hit("It opened in May.", name="1").passage.article.id
    query = Query("When?", preferred=(second,))
    found = ranked(query, ("It shut in June.", 1.0), ("It opened in May.", 0.85))
    assert texts(preferred_first(found)) == ["It opened in May.", "It shut in June."]


def test_a_preferred_article_does_not_come_before_a_much_better_one():
    second = hit("It opened in May.", name="1").passage.article.id
    query = Query("When?", preferred=(second,))
    found = ranked(query, ("It shut in June.", 1.0), ("It opened in May.", 0.7))
    assert texts(preferred_first(found)) == ["It shut in June.", "It opened in May."]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("And Japan?", ["Tokyo sent no jets."]),
        ("And the jets?", ["Tokyo sent no jets."]),
        ("And Norway?", None),
    ],
)
def test_only_sentences_that_hold_the_follow_ups_words_are_kept(question, kept):
    found = ranked(Query("Q?"), ("Seoul scrambled planes.", 1.0), ("Tokyo sent no jets.", 0.9))
    told = speaking_of(question, found)
    assert (told and texts(told)) == kept


def test_a_sentence_that_holds_them_but_is_much_worse_is_no_answer():
    found = ranked(Query("Q?"), ("Seoul scrambled planes.", 1.0), ("Tokyo sent no jets.", 0.5))
    assert speaking_of("And Japan?", found) is None


@pytest.mark.parametrize(("score", "first"), [(0.85, "new.txt"), (0.75, "old.txt")])
def test_the_newest_comes_first_among_those_nearly_as_good(score, first):
    days = {"old.txt": date(2021, 3, 1), "new.txt": date(2021, 4, 1)}
    old, new = (hit("It opened.", name=name, published=day) for name, day in days.items())
    found = (candidate(old, "It opened.", score=1.0), candidate(new, "It opened.", score=score))
    evidence = newest_first(Evidence(Query("Q?"), (old, new), found, 0.9))
    assert evidence.candidates[0].article.published == days[first]
