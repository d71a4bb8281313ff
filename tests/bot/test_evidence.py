import numpy as np
import pytest

from bot.evidence import coverage, weigh
from bot.queries import Query

FILES = {
    "pipeline.txt": (
        "Pipeline costs\n\n"
        "Power of Siberia is a $55bn gas project. "
        "Who paid for the Power of Siberia gas project? "
        "Nobody at the ministry would say so.\n\n"
        "Power of Siberia and its gas\n\n"
        "China buys most of what flows through it. Why so?"
    ),
    "zoo.txt": "Baby elephant\n\nA baby elephant was born at the zoo in Leipzig on Sunday.",
    "storm.txt": "Storm\n\nA storm tore the roofs from twelve barns near the harbour.",
}
PIPELINE = "How much is the Power of Siberia gas project worth?"


@pytest.fixture
def library(shared_library):
    return shared_library


def evidence_on(question, library):
    return weigh(Query(question), library.search(question), library)


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


class Preference:
    """A sentence scorer that is certain: the sentences with a word answer, the others don't."""

    def __init__(self, word):
        self.word = word
        self.seen = []

    def score(self, question, sentences):  # noqa: ARG002
        self.seen += sentences
        return np.array([100 if self.word in text else -100 for text in sentences], np.float32)


def test_a_sentence_scorer_that_is_certain_lifts_its_sentence(library):
    hits = library.search(PIPELINE)

    def rank(*scorers):
        evidence = weigh(Query(PIPELINE), hits, library, scorers)
        texts = [candidate.text for candidate in evidence.candidates]
        return texts.index(FILES["storm.txt"].partition("\n\n")[2])

    alone = rank(Preference("barns"))
    assert alone < rank()
    assert rank(Preference("the"), Preference("barns")) < rank(Preference("the"))


def test_the_scorer_makes_it_surer_where_a_sentence_answers_and_less_sure_where_none_does(library):
    hits = library.search(PIPELINE)

    def confidence(*scorers):
        return weigh(Query(PIPELINE), hits, library, scorers).confidence

    answers, nothing = Preference("$55bn"), Preference("no such word")
    assert confidence(answers) > confidence(nothing) + 0.1
    assert confidence(answers, answers) > confidence(answers, nothing) + 0.05
    assert confidence(answers, nothing) > confidence(nothing, nothing) + 0.05


def test_two_scorers_that_agree_count_for_more_than_one(library):
    hits = library.search(PIPELINE)

    def gain(number):
        sure, unsure = (
            weigh(Query(PIPELINE), hits, library, [Preference(word)] * number).confidence
            for word in ("$55bn", "no such word")
        )
        return log_odds(sure) - log_odds(unsure)

    assert gain(1) == pytest.approx(1.0)
    assert gain(2) == pytest.approx(1.25)


def test_the_scorer_makes_a_follow_up_with_words_added_no_surer(library):
    query = Query("How much is it worth?", carried="pipeline")
    confidences = {
        round(weigh(query, library.search(query.text), library, scorers).confidence, 6)
        for scorers in ([Preference("$55bn")], [Preference("no such word")] * 2, [])
    }
    assert len(confidences) == 1


def test_the_second_scorer_sees_the_few_that_the_first_leaves_near_the_best(make_library):
    days = "two three four five six seven eight nine".split()  # as many as a search finds
    library = make_library(
        {f"{day}.txt": f"Calm\n\nThe strait was calm on day {day}." for day in days}
    )
    question = "When was the strait calm?"
    hits = library.search(question)

    def answers(first, second):
        evidence = weigh(Query(question), hits, library, [first, second])
        return {c.text.split()[-1]: c.answers for c in evidence.candidates}

    alike, nobody = Preference("strait"), Preference("no such word")
    answers(alike, nobody)
    assert len(alike.seen) == 8
    assert len(nobody.seen) == 5
    ahead, second = Preference("seven"), Preference("eight")
    found = answers(ahead, second)
    assert second.seen == ["Calm: The strait was calm on day seven."]
    assert found["seven."] == pytest.approx(0.5)


def test_what_the_scorer_saw_is_kept_beside_the_candidates(library):
    evidence = weigh(Query(PIPELINE), library.search(PIPELINE), library, [Preference("$55bn")])
    places = {(candidate.article.id, candidate.start) for candidate in evidence.considered}
    assert {(c.article.id, c.start) for c in evidence.candidates} <= places
    assert evidence.considered[0].answers == pytest.approx(1)


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


def test_a_name_that_the_evidence_lacks_lowers_the_confidence_with_a_scorer_too(library):
    def odds(question):
        hits = library.search(question)
        return log_odds(weigh(Query(question), hits, library, [Preference("zoo")]).confidence)

    right = odds("When was the baby elephant born at the zoo in Leipzig?")
    wrong = odds("When was the baby elephant born at the zoo in Hamburg?")
    assert right - wrong >= 3.3


def test_a_name_in_the_title_counts_as_mentioned(library):
    assert evidence_on("What does the Pipeline cost in dollars?", library).unmentioned == ()


def log_odds(chance):
    return np.log(chance / (1 - chance))


class Against:
    """A scorer that puts one sentence last."""

    def __init__(self, sentence):
        self.sentence = sentence

    def score(self, question, sentences):  # noqa: ARG002
        return np.array([-9 if self.sentence in s else 9 for s in sentences], dtype=np.float32)


def test_a_sentence_that_only_a_list_looks_at_makes_it_no_surer(make_library):
    best = "Grey ships reached the frozen strait."
    others = [f"The strait was calm on day {day}." for day in "two three four five six".split()]
    library = make_library({"strait.txt": "Calm\n\n" + "\n\n".join([best, *others])})
    question = "Which ships reached the frozen strait?"
    hits = library.search(question)
    sure = weigh(Query(question), hits, library, [Against("nothing")]).confidence
    unsure = weigh(Query(question), hits, library, [Against(best)])
    assert best in [candidate.text for candidate in unsure.candidates]
    assert unsure.confidence < sure
