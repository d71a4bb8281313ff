from bot.comparisons import Side
from bot.evidence import Evidence
from bot.queries import Query
from bot.sides import Weighed, weigh_sides
from tests.bot.samples import candidate, hit

XI = "Xi praised the new pipeline in Harbin."
PUTIN = "Putin called the new pipeline too dear."
BOTH = "Xi and Putin both signed for the pipeline."
YEARS = "The contract runs for thirty years."
SIDES = (Side("Xi", "What does Xi say about it?"), Side("Putin", "What does Putin say about it?"))
WIRE = (Side("The Wire", "What is said?", ("The Wire",)), Side("Post", "What is said?", ("Post",)))


def weighed(text, *scored, confidence=0.9, scope="", **known):
    """Return what was found for a side: sentences of one text, each with its score."""
    found = hit(text, **known)
    candidates = tuple(candidate(found, sentence, score=score) for sentence, score in scored)
    return Weighed((Evidence(Query("?"), (found,), candidates, confidence),), scope)


def quoted(parts):
    return [[found.text for found in part.candidates] for part in parts]


def test_of_each_side_only_the_sentences_that_speak_of_it_are_kept():
    text = f"{XI} {PUTIN}"
    found = weigh_sides(
        SIDES,
        [weighed(text, (XI, 1.0), (PUTIN, 0.9)), weighed(text, (PUTIN, 1.0), (XI, 0.9))],
        least=0.5,
    )
    assert quoted(found.parts) == [[XI], [PUTIN]]
    assert found.scope == "Searched for Xi and for Putin, each by itself."


def test_a_sentence_that_speaks_of_both_is_kept_on_both():
    both = weighed(BOTH, (BOTH, 1.0))
    assert quoted(weigh_sides(SIDES, [both, both], least=0.5).parts) == [[BOTH], [BOTH]]


def test_what_both_have_is_left_to_the_side_that_it_answers_better():
    text = f"{BOTH} {PUTIN}"
    found = weigh_sides(
        SIDES,
        [weighed(text, (BOTH, 1.0)), weighed(text, (BOTH, 0.9), (PUTIN, 0.8))],
        least=0.5,
    )
    assert quoted(found.parts) == [[BOTH], [PUTIN]]


def test_a_sentence_that_names_the_other_side_first_gives_way_to_one_of_its_own():
    met = "Xi told Putin that the pipeline is late."
    text = f"{met} {PUTIN}"
    found = weigh_sides(
        SIDES,
        [weighed(text, (met, 1.0)), weighed(text, (met, 1.0), (PUTIN, 0.8))],
        least=0.5,
    )
    assert quoted(found.parts) == [[met], [PUTIN]]


def test_a_sentence_without_either_name_counts_where_its_headline_names_the_side():
    other = weighed(PUTIN, (PUTIN, 1.0))
    headed = weighed(YEARS, (YEARS, 1.0), title="Xi in Harbin")
    assert quoted(weigh_sides(SIDES, [headed, other], least=0.5).parts)[0] == [YEARS]
    unheaded = weighed(f"{XI}\n\n{YEARS}", (YEARS, 1.0))
    assert quoted(weigh_sides(SIDES, [unheaded, other], least=0.5).parts) == [[PUTIN]]


def test_a_sentence_counts_for_the_side_that_the_one_before_it_names():
    signed = "He signed for thirty years."
    found = weighed(f"{XI} {signed}", (signed, 1.0))
    other = weighed(PUTIN, (PUTIN, 1.0))
    assert quoted(weigh_sides(SIDES, [found, other], least=0.5).parts)[0] == [signed]


def test_a_side_whose_best_sentences_are_all_on_the_other_has_nothing():
    text = f"{PUTIN} {XI}"
    found = weigh_sides(
        SIDES, [weighed(text, (PUTIN, 1.0), (XI, 0.6)), weighed(text, (PUTIN, 1.0))], least=0.5
    )
    assert quoted(found.parts) == [[PUTIN]]
    assert found.scope == (
        "Found nothing on Xi that surely answers this; what is quoted is on Putin alone."
    )


def test_a_side_with_too_little_confidence_has_nothing():
    found = weigh_sides(
        WIRE, [weighed(XI, (XI, 1.0)), weighed(PUTIN, (PUTIN, 1.0), confidence=0.4)], least=0.5
    )
    assert quoted(found.parts) == [[XI]]
    assert found.scope == (
        "Found nothing in Post that surely answers this; what is quoted is from The Wire alone."
    )


def test_the_sentences_of_an_outlet_may_name_anyone():
    found = weigh_sides(WIRE, [weighed(PUTIN, (PUTIN, 1.0)), weighed(XI, (XI, 1.0))], least=0.5)
    assert quoted(found.parts) == [[PUTIN], [XI]]


def test_where_neither_side_has_anything_all_of_it_is_kept_for_the_refusal():
    weak = weighed(BOTH, (BOTH, 1.0), confidence=0.4)
    found = weigh_sides(SIDES, [weak, weak], least=0.5)
    assert len(found.parts) == 2
    assert found.merged(Query("Compare them")).confidence == 0.4


def test_what_was_searched_on_both_sides_is_told_once():
    found = weigh_sides(
        WIRE,
        [
            weighed(XI, (XI, 1.0), scope="Searched articles published in May."),
            weighed(PUTIN, (PUTIN, 1.0), scope="Searched articles published in May."),
        ],
        least=0.5,
    )
    assert found.scope == (
        "Searched for The Wire and for Post, each by itself. Searched articles published in May."
    )


def test_merged_evidence_has_the_hits_in_turn_and_the_lower_confidence():
    xi, putin = weighed(XI, (XI, 1.0)), weighed(PUTIN, (PUTIN, 1.0), confidence=0.6)
    merged = weigh_sides(WIRE, [xi, putin], least=0.5).merged(Query("Compare them"))
    assert merged.query == Query("Compare them")
    assert [found.passage.text for found in merged.hits] == [XI, PUTIN]
    assert merged.confidence == 0.6
