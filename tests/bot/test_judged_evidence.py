"""What the scorer and the reader change in the evidence."""

import numpy as np
import pytest

from bot.answers import SURE
from bot.confidence import THRESHOLD
from bot.evidence import weigh
from bot.judges import Judges
from bot.queries import Query
from bot.reader import Found
from tests.bot.judging import LISTED, Marks, Preference, judges
from tests.bot.pipeline import FILES, PIPELINE, log_odds
from tests.bot.samples import hit


@pytest.fixture
def library(shared_library):
    return shared_library


def test_a_judge_that_is_certain_lifts_its_sentence(library):
    hits = library.search(PIPELINE)

    def rank(*words):
        evidence = weigh(Query(PIPELINE), hits, library, judges(*words))
        texts = [candidate.text for candidate in evidence.candidates]
        return texts.index(FILES["storm.txt"].partition("\n\n")[2])

    assert rank("barns") < rank()
    assert rank("the", "barns") < rank("the")


def test_a_judge_makes_it_surer_where_a_sentence_answers_and_less_sure_where_none_does(library):
    hits = library.search(PIPELINE)

    def confidence(*words):
        return weigh(Query(PIPELINE), hits, library, judges(*words)).confidence

    assert confidence("$55bn") > confidence("no such word") + 0.1
    assert confidence("$55bn", "$55bn") > confidence("$55bn", "no such word") + 0.05
    assert confidence("no such word", "$55bn") > confidence("no such word", "no such word") + 0.05


def test_only_the_reader_makes_a_follow_up_with_words_added_surer_and_nobody_less_sure(library):
    query = Query("How much is it worth?", carried="pipeline")

    def confidence(*words):
        hits = library.search(query.text)
        return weigh(query, hits, library, judges(*words)).confidence

    plain = confidence()
    assert confidence("$55bn") == pytest.approx(plain)
    assert confidence("no such word", "no such word") == pytest.approx(plain, abs=0.05)
    assert confidence("$55bn", "$55bn") > plain + 0.1


def test_the_reader_reads_the_passages_of_the_few_that_the_scorer_leaves_near_the_best(
    make_library,
):
    days = "two three four five six seven eight nine".split()  # as many as a search finds
    library = make_library(
        {f"{day}.txt": f"Calm\n\nThe strait was calm on day {day}." for day in days}
    )
    question = "When was the strait calm?"
    hits = library.search(question)

    def answers(scorer, reader):
        evidence = weigh(Query(question), hits, library, Judges(scorer, reader))
        return {c.text.split()[-1]: (c.answers, c.found) for c in evidence.candidates}

    alike, nobody = Preference("strait"), Marks("no such word")
    answers(alike, nobody)
    assert len(alike.seen) == 8
    assert len(nobody.read_texts) == 5
    reader = Marks("eight")
    found = answers(Preference("seven"), reader)
    assert reader.read_texts == ["The strait was calm on day seven."]
    assert found["seven."] == pytest.approx((0.5, 0.0))
    assert {read for day, (_, read) in found.items() if day != "seven."} == {None}


def test_the_surer_the_reader_the_surer_the_confidence_up_to_a_point(library):
    class Says:
        def __init__(self, odds):
            self.odds = odds

        def read(self, question, title, text, sentences):  # noqa: ARG002
            return [Found(self.odds, *span) for span in sentences]

    hits = library.search(PIPELINE)
    confidences = [
        log_odds(
            weigh(
                Query(PIPELINE), hits, library, Judges(Preference("$55bn"), Says(odds))
            ).confidence
        )
        for odds in (-90, -6, -4, 0, 4, 6, 90)
    ]
    surer = np.diff(confidences)
    assert surer[[0, -1]] == pytest.approx(0)
    assert surer[1:-1] == pytest.approx([0.6, 1.2, 1.2, 0.6])


def test_what_the_reader_marks_orders_less_where_more_than_a_few_words_are_asked_for(library):
    def gain(question):
        hits = library.search(question)
        marked, unmarked = (
            max(c.score for c in weigh(Query(question), hits, library, judges("zoo", w)).candidates)
            for w in ("zoo", "no such word")
        )
        return marked - unmarked

    few, more = gain("Where was the baby elephant born?"), gain("Why was the baby elephant born?")
    assert few > more > 0


def test_the_reader_has_no_say_on_what_is_left_to_tell_beside_what_was_told(library):
    query = Query(PIPELINE, said=frozenset({("another article", 0, 9)}))
    hits = library.search(PIPELINE)
    refuted, unread = (
        weigh(query, hits, library, judges("$55bn", *rest)).confidence
        for rest in (["no such word"], [])
    )
    assert refuted == pytest.approx(unread)


def test_a_passage_is_read_once_for_all_its_sentences(make_library):
    text = "The strait was calm on day two. The strait was calm on day three."
    library = make_library({"a.txt": f"Calm\n\n{text}"})
    question = "When was the strait calm?"
    reader = Marks("three")
    weighed = weigh(
        Query(question), library.search(question), library, Judges(Preference("strait"), reader)
    )
    assert reader.read_texts == [text]
    assert [candidate.answers for candidate in weighed.candidates] == pytest.approx([1, 0.5])


def test_a_sentence_that_the_reader_could_not_read_keeps_what_the_scorer_said(library):
    class Blind:
        def read(self, question, title, text, sentences):  # noqa: ARG002
            return [None for _ in sentences]

    hits = library.search(PIPELINE)
    weighed = weigh(Query(PIPELINE), hits, library, Judges(Preference("$55bn"), Blind()))
    assert weighed.candidates[0].answers == pytest.approx(1)
    assert weighed.candidates[0].found is None
    unread = weigh(Query(PIPELINE), hits, library, judges("$55bn"))
    assert weighed.confidence == pytest.approx(unread.confidence)


def test_what_the_reader_says_of_a_sentence_is_known_of_all_that_were_considered(library):
    hits = library.search(PIPELINE)
    weighed = weigh(Query(PIPELINE), hits, library, judges("$55bn", "no such word"))
    assert weighed.considered[0].found == pytest.approx(0)


def test_what_the_scorer_saw_is_kept_beside_the_candidates(library):
    evidence = weigh(Query(PIPELINE), library.search(PIPELINE), library, judges("$55bn"))
    places = {(candidate.article.id, candidate.start) for candidate in evidence.considered}
    assert {(c.article.id, c.start) for c in evidence.candidates} <= places
    assert evidence.considered[0].answers == pytest.approx(1)


def test_a_name_that_the_evidence_lacks_lowers_the_confidence_with_a_scorer_too(library):
    def odds(question):
        hits = library.search(question)
        return log_odds(weigh(Query(question), hits, library, judges("zoo")).confidence)

    right = odds("When was the baby elephant born at the zoo in Leipzig?")
    wrong = odds("When was the baby elephant born at the zoo in Hamburg?")
    assert right - wrong >= 3.3


SHIPS = "Which ships reached the frozen strait?"
REACHED = "Grey ships reached the frozen strait."


class Against:
    """A scorer that puts one sentence last."""

    def __init__(self, sentence):
        self.sentence = sentence

    def score(self, question, sentences):  # noqa: ARG002
        return np.array([-9 if self.sentence in s else 9 for s in sentences], dtype=np.float32)


class Doubting(Against):
    """A scorer that puts one sentence last, but not by much."""

    def score(self, question, sentences):
        return super().score(question, sentences) / 5


@pytest.fixture
def strait(make_library):
    others = [f"The strait was calm on day {day}." for day in "two three four five six".split()]
    library = make_library({"strait.txt": "Calm\n\n" + "\n\n".join([REACHED, *others])})
    return library, library.search(SHIPS)


def test_a_sentence_that_only_a_list_looks_at_makes_it_no_surer(strait):
    library, hits = strait
    sure = weigh(Query(SHIPS), hits, library, Judges(Against("nothing"))).confidence
    unsure = weigh(Query(SHIPS), hits, library, Judges(Against(REACHED)))
    assert REACHED in [candidate.text for candidate in unsure.candidates]
    assert unsure.confidence < sure


def test_it_is_surer_where_the_reader_puts_first_what_only_a_list_looks_at(strait):
    library, hits = strait

    def weighed(word):
        return weigh(Query(SHIPS), hits, library, Judges(Doubting(REACHED), Marks(word)))

    assert weighed("Grey").candidates[0].text == REACHED
    assert weighed("Grey").confidence > weighed("no such word").confidence + 0.2


@pytest.mark.parametrize("question", ["Is the pipeline worth $55bn?", "Who was Josep Borrell?"])
def test_the_reader_has_a_say_on_yes_or_no_and_on_who_somebody_is(library, question):
    hits = library.search(PIPELINE)
    sure, unsure = (
        weigh(Query(question), hits, library, judges("the", word)).confidence
        for word in ("a", "no such word")
    )
    assert log_odds(sure) - log_odds(unsure) == pytest.approx(0.6 * 6)


def test_the_judges_are_told_an_item_after_the_line_that_leads_to_it(library):
    scorer, reader = Preference("$55bn"), Marks("$55bn")
    text = f"They stand near the sea.\n\n{LISTED}"
    weigh(Query("What did the pipelines cost?"), [hit(text)], library, Judges(scorer, reader))
    told = "The pipelines cost: Power of Siberia: $55bn"
    assert f"A title: {told}" in scorer.seen
    assert told in reader.read_texts
    assert text not in reader.read_texts  # no sentence of it is near the best


def test_the_items_of_a_list_that_was_quoted_are_not_told_again(library):
    found = hit(LISTED)
    whole = (found.passage.article.id, 0, len(LISTED))
    assert weigh(Query(PIPELINE, said=frozenset({whole})), [found], library).candidates == ()
    one = (found.passage.article.id, 0, LISTED.index("\n\n"))
    assert weigh(Query(PIPELINE, said=frozenset({one})), [found], library).candidates


def test_what_the_passage_tells_around_a_sentence_makes_it_surer(library):
    query = Query("What did the pipelines cost?")
    alone = weigh(query, [hit("They came to $55bn in the end.")], library)
    beside = weigh(query, [hit("They came to $55bn in the end. The pipelines cost?")], library)
    assert [one.text for one in alone.candidates] == [one.text for one in beside.candidates]
    assert alone.unmentioned == beside.unmentioned
    assert beside.confidence > alone.confidence


def test_an_item_is_embedded_after_the_line_that_leads_to_it(library):
    evidence = weigh(Query("What is the cost of the pipelines?"), [hit(LISTED)], library)
    for one in evidence.candidates:
        assert np.allclose(one.embedding, library.embed([one.told])[0], atol=1e-4)
    assert any(one.told != one.text for one in evidence.candidates)


def test_what_is_at_another_place_of_a_ranking_never_answers_surely(make_library):
    library = make_library({"ports.txt": "Ports\n\nElmouth is the second-largest port of Norway."})

    def confidence(question):
        evidence = weigh(Query(question), library.search(question), library, judges("port", "port"))
        return evidence.confidence

    assert confidence("Which is the second-largest port of Norway?") > SURE
    assert THRESHOLD <= confidence("Which is the largest port of Norway?") < SURE
