from dataclasses import replace

import pytest

from bot.evidence import Evidence
from bot.queries import Query
from bot.refusals import nearest, refusal
from tests.bot.samples import candidate, hit

FILES = {"noon.txt": "Noon\n\nThe museum shuts at noon."}
TEXT = "Closing times\n\n• Sea Museum: 16:30\n\n• Old Mint: 14:00\n\nThe council decided it."


def evidence(*candidates, confidence=0.3):
    return Evidence(Query("When does it close?"), (), candidates, confidence)


def words(found):
    return [passage.text for passage in found]


def test_of_each_article_the_best_sentence_comes_nearest_with_its_context():
    listed, other = hit(TEXT), hit("It shuts at noon. So it does.", name="other")
    candidates = [
        candidate(listed, "• Sea Museum: 16:30"),
        candidate(other, "It shuts at noon."),
        candidate(listed, "• Old Mint: 14:00"),
    ]
    assert words(nearest(evidence(*candidates))) == [
        "Closing times",
        "• Sea Museum: 16:30",
        "It shuts at noon.",
    ]


def test_no_more_than_three_articles_come_near():
    hits = [hit(f"It shuts at {n}.", name=f"{n}") for n in range(4)]
    candidates = [candidate(one, one.passage.text) for one in hits]
    assert words(nearest(evidence(*candidates))) == [f"It shuts at {n}." for n in range(3)]


@pytest.mark.parametrize(("confidence", "number"), [(0.079, 0), (0.08, 1), (0.4, 1)])
def test_nothing_is_near_where_the_evidence_has_nothing_to_do_with_it(confidence, number):
    one = hit("It shuts at noon.")
    found = replace(evidence(candidate(one, "It shuts at noon.")), confidence=confidence)
    assert len(nearest(found)) == number


@pytest.mark.parametrize(
    ("question", "missing", "told"),
    [
        ("What did Ada Lund say?", ["Ada", "Lund"], "mentions Ada Lund."),
        ("what did ada lund say?", ["ada", "lund"], "mentions “ada lund”."),
        (
            "Did Ada Lund and Bo Falk meet Rosa?",
            ["Lund", "Bo", "Falk"],
            "mentions Lund or Bo Falk.",
        ),
        ("Did Lund meet Falk or Ek in Ulm?", ["Lund", "Falk", "Ek", "Ulm"], "Lund or Falk or Ek."),
    ],
)
def test_the_words_of_one_name_are_told_as_one(shared_library, question, missing, told):
    found = Evidence(Query(question), (), (), 0.0, tuple(missing))
    assert told in refusal(shared_library, found, None)
