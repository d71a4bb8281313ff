from datetime import date

import pytest

from bot.answers import Answer, Citation
from bot.pointing import pointed_at
from tests.bot.samples import article

TEXT = """The mayor, Greta Olsen, opened the quay on 4 May. She called the sum fair.

"It will pay for itself," said engineer Ivan Petrov. "And possibly twice."

Cranes are rare. They rust in the salt air, and nobody mends them."""
HARBOUR = article(TEXT, authors=("Ada Reed",), published=date(2021, 5, 6))


def last(question, *quoted):
    """Return an earlier answer that quoted some words of the article."""
    citations = tuple(
        Citation(n, HARBOUR, TEXT.index(words), TEXT.index(words) + len(words))
        for n, words in enumerate(quoted, 1)
    )
    return Answer(question, query=question, citations=citations)


def quotes(reply):
    return [citation.quote for citation in reply.citations]


FAIR = last("Was the sum fair?", "She called the sum fair.")
TWICE = last("How often will it pay?", '"And possibly twice."')
RUST = last("Do cranes rust?", "They rust in the salt air, and nobody mends them.")


def test_who_said_that_brings_the_speaker_from_the_sentence_before():
    reply = pointed_at("Who said that?", [FAIR])
    assert quotes(reply) == [
        "The mayor, Greta Olsen, opened the quay on 4 May.",
        "She called the sum fair.",
    ]
    assert [sentence.citations for sentence in reply.sentences] == [(1,), (2,)]


def test_a_quotation_brings_the_speaker_of_the_one_that_it_goes_on_from():
    reply = pointed_at("Who says so?", [TWICE])
    assert quotes(reply)[0] == '"It will pay for itself," said engineer Ivan Petrov.'


def test_a_sentence_that_names_its_speaker_is_quoted_again():
    said = last("Will it pay?", '"It will pay for itself," said engineer Ivan Petrov.')
    assert quotes(pointed_at("But who said this?", [said])) == quotes(said)


def test_of_several_sentences_that_is_the_one_nearest_to_the_question():
    both = last("Was the sum fair?", RUST.citations[0].quote, "She called the sum fair.")
    assert "Greta Olsen" in quotes(pointed_at("Who said that?", [both]))[0]


def test_what_nobody_is_said_to_say_is_told_to_be_the_articles_own_words():
    reply = pointed_at("Who said that?", [RUST])
    assert reply.notice.endswith("the words are the article's own, written by Ada Reed.")
    assert (reply.listed, reply.citations) == ((HARBOUR,), ())


def test_when_was_that_brings_the_sentence_beside_it_that_names_a_day():
    assert quotes(pointed_at("When was that?", [FAIR]))[0].endswith("on 4 May.")


def test_a_sentence_that_names_the_day_itself_is_quoted_alone():
    opened = last("Who opened the quay?", "The mayor, Greta Olsen, opened the quay on 4 May.")
    assert quotes(pointed_at("When did that happen?", [opened])) == quotes(opened)


def test_without_a_day_nearby_the_day_of_the_article_is_told():
    reply = pointed_at("When was that?", [RUST])
    assert reply.notice.endswith("name no day; the article was published on 6 May 2021.")
    assert reply.listed == (HARBOUR,)


def test_who_wrote_it_tells_the_author_of_the_cited_article():
    reply = pointed_at("Who wrote that article?", [RUST])
    assert (reply.notice, reply.listed) == ("Written by Ada Reed:", (HARBOUR,))


@pytest.mark.parametrize(
    "question",
    [
        "Who said that ships are cheap?",
        "When was that ferry built?",
        "Who is that?",
        "Why is that?",
        "Who paid for that?",
        "When did she leave?",
    ],
)
def test_a_question_that_points_elsewhere_is_searched(question):
    assert pointed_at(question, [FAIR]) is None


@pytest.mark.parametrize(
    "history", [[], [Answer("Hi", notice="Hello!")], [Answer("Q?", query="Q?")]]
)
def test_without_words_quoted_there_is_nothing_to_point_at(history):
    assert pointed_at("Who said that?", history) is None


def test_a_sentence_that_may_happen_names_no_time():
    text = "Ministers may respond with 1500 soldiers."
    found = article(text, published=date(2021, 5, 6))
    asked = Answer(
        "What may happen?", query="What may happen?", citations=(Citation(1, found, 0, len(text)),)
    )
    reply = pointed_at("When was that?", [asked])
    assert reply.citations == ()
    assert "6 May 2021" in reply.notice
