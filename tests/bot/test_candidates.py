import pytest

from bot.candidates import candidates_of, coverage
from tests.bot.samples import candidate, hit


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (set(), 0.0),
        ({"gas"}, 0.5),  # 1 of 1 + 0.5 + 0.5
        ({"gas", "cost"}, 0.75),
        ({"gas", "cost", "worth", "whale"}, 1.0),
        ({"whale"}, 0.0),
    ],
)
def test_coverage_is_the_weighted_part_of_the_terms_found(found, expected):
    assert coverage(found, {"gas": 1.0, "cost": 0.5, "worth": 0.5}) == expected


def test_a_query_without_terms_is_not_covered():
    assert coverage({"gas"}, {}) == 0


def test_the_sentences_of_a_passage_are_candidates_but_for_questions_and_very_short_ones():
    text = "The harbour cost 40 million crowns. Who paid for all of it? Boats came back."
    found = candidates_of(hit(text, title="Boats"), "What did it cost?", {"cost": 1.0, "boat": 0.5})
    assert [one.text for one in found] == ["The harbour cost 40 million crowns."]
    # The title holds the other term, of 1.0 + 0.5.
    assert found[0].coverage == pytest.approx(2 / 3)
    assert found[0].titled == pytest.approx(1)


@pytest.mark.parametrize(("found", "expected"), [(None, 0.8), (0.2, 0.5), (0.0, 0.4)])
def test_the_chance_that_a_sentence_answers_is_the_mean_of_those_known(found, expected):
    text = "Boats came back."
    one = candidate(hit(text), text, scored=0.8, found=found)
    assert one.answers == pytest.approx(expected)


LEAD = "Three airlines dropped their mandates:"
ITEMS = "• Alaska Airlines\n\n• Delta, on all its flights\n\n• United, within the country"


def test_a_sentence_that_leads_to_a_list_is_one_candidate_with_its_items():
    text = f"A judge struck down the rule.\n\n{LEAD}\n\n{ITEMS}\n\nIt may be appealed."
    found = candidates_of(hit(text), "Which airlines dropped it?", {"delta": 1.0})
    assert [one.text for one in found] == [
        "A judge struck down the rule.",
        f"{LEAD}\n\n{ITEMS}",
        "• Delta, on all its flights",
        "• United, within the country",
        "It may be appealed.",
    ]
    assert [one.coverage for one in found] == [0, 1, 1, 0, 0]


def test_an_item_may_be_of_three_words_and_another_sentence_may_not():
    text = f"{LEAD}\n\n• Second offence: $1,200\n\nThat is much."
    found = candidates_of(hit(text), "What is the fine?", {})
    assert [one.text for one in found][1:] == ["• Second offence: $1,200"]


def test_the_heading_of_a_list_is_no_candidate_but_its_items_are():
    text = f"What to know about the airlines\n\n{ITEMS}"
    found = candidates_of(hit(text), "Which airlines dropped it?", {})
    assert [one.text for one in found] == [
        "• Delta, on all its flights",
        "• United, within the country",
    ]
