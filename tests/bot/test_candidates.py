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


def texts(text, question, weights=None):
    return [one.text for one in candidates_of(hit(text), question, weights or {})]


def test_a_sentence_that_leads_to_a_list_is_one_candidate_with_its_items():
    text = f"A judge struck down the rule.\n\n{LEAD}\n\n{ITEMS}\n\nIt may be appealed."
    weights = {"delta": 1.0, "mandat": 3.0}
    found = candidates_of(hit(text), "Which airlines dropped it?", weights)
    assert [one.text for one in found] == [
        "A judge struck down the rule.",
        f"{LEAD}\n\n{ITEMS}",
        "• Alaska Airlines",
        "• Delta, on all its flights",
        "• United, within the country",
        "It may be appealed.",
    ]
    # An item tells what the line says that leads to the list.
    assert [one.coverage for one in found] == [0, 1, 0.75, 1, 0.75, 0]


def test_what_an_item_tells_begins_with_the_line_that_leads_to_it():
    found = candidates_of(hit(f"{LEAD}\n\n{ITEMS}"), "Which airlines?", {})
    assert [one.told for one in found] == [
        "Three airlines dropped their mandates: Alaska Airlines; Delta, on all its flights;"
        " United, within the country",
        "Three airlines dropped their mandates: Alaska Airlines",
        "Three airlines dropped their mandates: Delta, on all its flights",
        "Three airlines dropped their mandates: United, within the country",
    ]


def test_an_item_may_be_of_two_words_and_another_sentence_may_not():
    text = f"{LEAD}\n\n• Fine: $1,200\n\n• None\n\nThat is much."
    assert texts(text, "What is the fine?")[1:] == ["• Fine: $1,200"]


def test_the_heading_of_a_list_is_a_candidate_with_its_items():
    heading = "What to know about the airlines"
    assert texts(f"{heading}\n\n{ITEMS}", "Which airlines dropped it?")[:2] == [
        f"{heading}\n\n{ITEMS}",
        "• Alaska Airlines",
    ]


def test_where_an_item_says_more_of_what_is_asked_the_whole_list_is_no_candidate():
    text, weights = f"{LEAD}\n\n{ITEMS}", {"delta": 1.0, "drop": 0.5}
    assert texts(text, "When did Delta drop it?", weights)[0] == "• Alaska Airlines"
    # but for a list the others are wanted as well
    assert texts(text, "Which airlines, with Delta, dropped it?", weights)[0] == text
    assert texts(text, "When did Delta drop it?", weights | {"drop": 1.0})[0] == text


def test_support_counts_what_the_passage_says_around_a_sentence():
    text = "The tunnel at Kyiv opened in May. It cost 40 million crowns."
    found = candidates_of(hit(text, title="Boats"), "What?", {"cost": 1.0, "kyiv": 1.0})[1]
    assert (found.titled, found.around) == (0.5, 1.0)
    assert found.support == pytest.approx(found.evidence_score - 0.5 * found.coverage + 0.5)
