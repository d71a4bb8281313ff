"""The words that are marked as the answer in a sentence."""

import pytest

from bot.evidence import weigh
from bot.judges import Judges
from bot.queries import Query
from bot.reader import Found
from tests.bot.judging import LISTED, Marks, Preference
from tests.bot.pipeline import FILES, PIPELINE  # noqa: F401 - FILES is the shared library
from tests.bot.samples import hit


@pytest.fixture
def library(shared_library):
    return shared_library


class Odds(Marks):
    """A reader that finds its word in every sentence that holds it, with the given odds."""

    def __init__(self, word, odds):
        super().__init__(word)
        self.odds = odds

    def read(self, question, title, text, sentences):  # noqa: ARG002
        places = [text.find(self.word, start, end) for start, end in sentences]
        return [
            Found(self.odds if at >= 0 else -9, max(at, start), max(at, start) + len(self.word))
            for at, (start, _) in zip(places, sentences, strict=True)
        ]


def marked(library, question, odds):
    """Return the words that are marked in the sentences, each once."""
    judged = Judges(Preference("$55bn"), Odds("$55bn", odds))
    evidence = weigh(Query(question), library.search(PIPELINE), library, judged)
    spans = [(one.article.text, one.marked) for one in evidence.candidates if one.marked]
    return {text[start:end] for text, (start, end) in spans}


def test_the_words_are_marked_that_the_reader_is_sure_of(library):
    assert marked(library, PIPELINE, 0.1) == {"$55bn"}
    assert marked(library, PIPELINE, -0.1) == set()


def test_no_words_are_marked_where_more_than_a_few_are_asked_for(library):
    assert marked(library, "Why did the pipeline cost so much?", 9) == set()


def test_no_words_are_marked_where_several_things_are_asked_for(library):
    assert marked(library, "Which countries built the pipeline?", 9) == set()


def test_no_words_are_marked_in_a_list_as_a_whole(library):
    judged = Judges(Preference("$55bn"), Odds("$55bn", 9))
    question = "What is the cost of the pipelines?"
    evidence = weigh(Query(question), [hit(LISTED)], library, judged)
    spans = {one.text: one.marked for one in evidence.candidates}
    assert spans[LISTED] is None
    item = "• Power of Siberia: $55bn"
    start, end = spans[item]
    assert LISTED[start:end] == "$55bn"
