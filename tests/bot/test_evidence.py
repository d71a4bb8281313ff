import pytest

from bot.evidence import weigh
from bot.queries import Query
from tests.bot.pipeline import FILES, PIPELINE, log_odds


@pytest.fixture
def library(shared_library):
    return shared_library


def evidence_on(question, library):
    return weigh(Query(question), library.search(question), library)


def test_candidates_are_in_the_order_of_their_scores(library):
    scores = [candidate.score for candidate in evidence_on(PIPELINE, library).candidates]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (PIPELINE, "Power of Siberia is a $55bn gas project."),
        ("When was the baby elephant born?", FILES["zoo.txt"].partition("\n\n")[2]),
        ("How many barns did the storm hit?", FILES["storm.txt"].partition("\n\n")[2]),
    ],
)
def test_the_sentence_that_answers_comes_first(library, question, expected):
    assert evidence_on(question, library).candidates[0].text == expected


def test_no_heading_and_no_question_is_a_candidate(library):
    texts = {candidate.text for candidate in evidence_on(PIPELINE, library).candidates}
    assert "Power of Siberia is a $55bn gas project." in texts
    assert not [text for text in texts if text.endswith("?")]
    assert not [text for text in texts if "and its gas" in text or "Pipeline costs" in text]


def test_a_candidate_is_a_stretch_of_its_article(library):
    candidates = evidence_on(PIPELINE, library).candidates
    assert all(c.text == c.article.text[c.start : c.end] for c in candidates)


@pytest.mark.parametrize("question", [PIPELINE, "Who discovered penicillin?", "What is it about?"])
def test_confidence_lies_between_0_and_1(library, question):
    assert 0 <= evidence_on(question, library).confidence <= 1


@pytest.mark.parametrize(
    "unrelated", ["Who discovered penicillin?", "What is the capital of Peru?", "Who won the cup?"]
)
def test_confidence_is_higher_for_a_matching_question_than_for_an_unrelated_one(library, unrelated):
    matching = evidence_on(PIPELINE, library).confidence
    assert matching > evidence_on(unrelated, library).confidence


def test_without_hits_there_is_no_candidate_and_no_confidence(library):
    evidence = weigh(Query(PIPELINE), [], library)
    assert evidence.candidates == ()
    assert evidence.confidence == 0


def test_the_hits_are_kept_in_their_order(library):
    hits = library.search(PIPELINE)
    assert weigh(Query(PIPELINE), hits, library).hits == tuple(hits)


def test_a_sentence_that_gives_a_reason_gains_where_the_reason_is_asked_for(make_library):
    plain = "The ferry to Hull was late on Monday; the storm came up."
    reason = "The ferry to Hull was late on Monday because the storm came up."
    library = make_library({"a.txt": f"Ferry\n\n{plain}", "b.txt": f"Ferry\n\n{reason}"})

    def lead(question):
        candidates = weigh(Query(question), library.search(question), library).candidates
        scores = {candidate.text: candidate.score for candidate in candidates}
        return scores[reason] - scores[plain]

    assert lead("Why was the ferry to Hull late?") - lead("Was the ferry to Hull late?") > 0.1
    told = evidence_on("Where was the ferry to Hull late?", library).candidates
    assert {candidate.explains for candidate in told} == {False}


def test_what_is_carried_over_helps_to_find_the_sentence(library):
    question = "How much is it worth?"
    query = Query(question, "Power of Siberia, gas")
    best = weigh(query, library.search(query.text), library).candidates[0]
    assert best.text == "Power of Siberia is a $55bn gas project."


@pytest.mark.parametrize(
    ("other", "missing"),
    [
        ("When was the baby elephant born at the zoo in Leipzig?", ()),
        ("When was the baby elephant born at the zoo in Hamburg?", ("Hamburg",)),
        ("When was the baby elephant born at the zoo in 2015?", ("2015",)),
        ("when was the baby elephant born at the hamburg zoo", ("hamburg",)),
    ],
)
def test_a_name_that_the_evidence_lacks_is_told(library, other, missing):
    assert evidence_on(other, library).unmentioned == missing


def test_a_name_that_the_evidence_lacks_lowers_the_confidence_strongly(library):
    right = evidence_on("When was the baby elephant born at the zoo in Leipzig?", library)
    wrong = evidence_on("When was the baby elephant born at the zoo in Hamburg?", library)
    # By 3.9 on the scale of log odds, and more for the word that is not covered.
    assert log_odds(right.confidence) - log_odds(wrong.confidence) >= 3.9


def test_a_name_in_the_title_counts_as_mentioned(library):
    assert evidence_on("What does the Pipeline cost in dollars?", library).unmentioned == ()


def test_a_sentence_that_explains_gives_more_confidence_to_a_question_for_the_reason(make_library):
    told = {
        "why": "The talks in Aleppo failed because the envoy was late.",
        "that": "The talks in Aleppo failed, and the envoy was late.",
    }
    question = "Why did the talks in Aleppo fail?"
    why, that = (
        evidence_on(question, make_library({"talks.txt": text})).candidates[0].support
        for text in told.values()
    )
    assert why - that > 0.15
    how = evidence_on("How did the talks go?", make_library({"talks.txt": told["that"]}))
    assert not how.candidates[0].unexplained
