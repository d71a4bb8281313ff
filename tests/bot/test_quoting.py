from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evidence import Evidence
from bot.queries import Query
from bot.quoting import MOST_SENTENCES, quote
from index.lists import statement_spans
from index.passages import Passage
from index.search import Hit
from index.sentences import sentence_spans
from tests.bot.samples import article, candidate, hit

BORRELL = "Josep Borrell leads the foreign service."
CHALLENGE = "He called China a systemic challenge."
TALKS = "They spoke about trade all night."
SHIPS = "Twelve warships sailed around Japan."
BARNS = "A storm tore roofs from barns in Ohio."
GAS = "Power of Siberia carries gas to China."


def drafts(*candidates, question="?"):
    return list(quote(Evidence(Query(question), (), candidates, 1.0)))


def quoted(*candidates, question="?"):
    """Return the sentences of the finished answer."""
    sentences, _ = drafts(*candidates, question=question)[-1]
    return [sentence.text for sentence in sentences]


def test_the_best_sentence_is_quoted_word_for_word():
    sentences, citations = drafts(candidate(hit(f"{SHIPS} {GAS}"), GAS))[-1]
    assert [(s.text, s.support, s.citations) for s in sentences] == [(GAS, "verbatim", (1,))]
    assert [citation.quote for citation in citations] == [GAS]


@pytest.mark.parametrize(("chance", "expected"), [(0.6, [SHIPS]), (0.8, [SHIPS, GAS])])
def test_a_sentence_far_less_likely_to_answer_than_the_best_is_not_quoted(chance, expected):
    ships = candidate(hit(SHIPS, name="one"), SHIPS, scored=1.0)
    gas = candidate(hit(GAS, name="two"), GAS, score=0.9, scored=chance)
    assert quoted(ships, gas) == expected
    assert quoted(ships, gas, question="Which ships and pipelines are named?") == [SHIPS, GAS]


def test_without_candidates_nothing_is_quoted():
    assert drafts() == []


def test_a_sentence_that_opens_with_a_pronoun_brings_its_predecessor():
    assert quoted(candidate(hit(f"{SHIPS} {BORRELL} {CHALLENGE}"), CHALLENGE)) == [
        BORRELL,
        CHALLENGE,
    ]


def test_a_predecessor_that_leans_back_too_brings_its_own():
    assert quoted(candidate(hit(f"{BORRELL} {CHALLENGE} {TALKS}"), TALKS)) == [
        BORRELL,
        CHALLENGE,
        TALKS,
    ]


def test_at_most_two_predecessors_are_brought():
    text = "He arrived late. She was early. They met at noon. It was short."
    assert quoted(candidate(hit(text), "It was short.")) == [
        "She was early.",
        "They met at noon.",
        "It was short.",
    ]


def test_a_pronoun_that_opens_the_article_stands_alone():
    assert quoted(candidate(hit(f"{CHALLENGE} {SHIPS}"), CHALLENGE)) == [CHALLENGE]


def test_no_heading_is_brought():
    assert quoted(candidate(hit(f"{SHIPS}\n\nBorrell's words\n\n{CHALLENGE}"), CHALLENGE)) == [
        CHALLENGE
    ]


def test_a_predecessor_is_brought_from_another_paragraph():
    assert quoted(candidate(hit(f"{BORRELL}\n\n{CHALLENGE}"), CHALLENGE)) == [BORRELL, CHALLENGE]


def test_a_predecessor_is_brought_from_before_the_passage():
    whole = article(f"{BORRELL} {CHALLENGE}")
    part = Hit(Passage(whole, len(BORRELL) + 1, len(whole.text)), score=1, dense=1, words=1)
    assert quoted(candidate(part, CHALLENGE)) == [BORRELL, CHALLENGE]


@pytest.mark.parametrize(
    "quotation", ["“We build at night.”", '"We build at night," he said.', "“We win,” she added."]
)
def test_a_quotation_without_its_speaker_brings_the_sentence_that_names_them(quotation):
    named = "Ivan Petrov leads the works."
    assert quoted(candidate(hit(f"{SHIPS} {named} {quotation}"), quotation)) == [named, quotation]


def test_a_quotation_with_its_speaker_stands_alone():
    quotation = "“We build at night,” said Ivan Petrov."
    assert quoted(candidate(hit(f"{SHIPS} {quotation}"), quotation)) == [quotation]


def test_a_speaker_known_by_office_alone_brings_the_sentence_that_names_them():
    named = "Kishi Nobuo is Japan's defence minister."
    quotation = "“We watched every one of them,” the minister told CNN on Monday."
    assert quoted(candidate(hit(f"{SHIPS} {named} {quotation}"), quotation)) == [named, quotation]


def test_a_quotation_cut_by_its_passage_brings_its_end_with_the_speaker():
    began, ended = "“We watched ships all night long.", "We counted twelve,” said Kishi Nobuo."
    found = candidate(hit(f"{SHIPS} {began} {ended} {GAS}"), began)
    assert quoted(found)[-2:] == [began, ended]


def test_a_quotation_parted_from_its_first_mark_by_the_splitter_keeps_its_speaker():
    said, rest = "“We watched,” Kishi Nobuo said.", "“All of it was on film.”"
    assert quoted(candidate(hit(f"{SHIPS} {said} {rest}"), rest)) == [said, rest]


def test_a_quotation_that_never_ends_brings_nothing():
    began = "“We watched the ships."
    assert quoted(candidate(hit(f"{began}\n\n{GAS}"), began)) == [began]


def test_a_second_sentence_that_says_something_else_is_quoted_too():
    found = hit(f"{SHIPS} {GAS}")
    assert quoted(candidate(found, SHIPS), candidate(found, GAS)) == [SHIPS, GAS]


def test_a_sentence_much_weaker_than_the_best_is_not_quoted():
    found = hit(f"{SHIPS} {GAS}")
    assert quoted(candidate(found, SHIPS, score=2.0), candidate(found, GAS, score=1.0)) == [SHIPS]


@pytest.mark.parametrize(
    ("question", "count"),
    [("When did Ana Lund resign?", 1), ("When did a Lund resign?", 2), ("Who went in 2021?", 2)],
)
def test_a_sentence_of_another_than_the_best_one_speaks_of_is_not_quoted(question, count):
    ana, bo = "Ana Lund left her office in May 2021.", "On Tuesday Bo Lund resigned from the club."
    best, other = candidate(hit(ana), ana), candidate(hit(bo, name="two"), bo, score=0.9)
    assert quoted(best, other, question=question) == [ana, bo][:count]


def test_the_same_statement_in_another_article_is_not_repeated():
    again = "Around Japan twelve warships sailed on Monday."
    assert quoted(candidate(hit(SHIPS), SHIPS), candidate(hit(again, name="two"), again)) == [SHIPS]


def test_a_sentence_that_differs_is_quoted_after_the_best_however_much_alike():
    best, third = candidate(hit(f"{SHIPS} {GAS}"), SHIPS), candidate(hit(GAS, name="three"), GAS)
    again = "Around Japan thirteen warships sailed on Monday."
    other = candidate(hit(again, name="two"), again)
    evidence = Evidence(Query("?"), (), (best, third), 1.0)
    sentences, citations = list(quote(evidence, other=other))[-1]
    assert [sentence.text for sentence in sentences] == [SHIPS, again, GAS]
    assert [citation.quote for citation in citations] == [SHIPS, again, GAS]


def test_a_sentence_brought_already_is_not_quoted_again():
    found = hit(f"{BORRELL} {CHALLENGE}")
    assert quoted(candidate(found, CHALLENGE), candidate(found, BORRELL)) == [BORRELL, CHALLENGE]


def test_at_most_three_sentences_are_quoted():
    found = hit(f"{SHIPS} {GAS} {BARNS} {BORRELL}")
    candidates = [candidate(found, text) for text in (SHIPS, GAS, BARNS, BORRELL)]
    assert quoted(*candidates) == [SHIPS, GAS, BARNS]


def test_a_sentence_that_no_longer_fits_with_its_predecessor_gives_way_to_one_that_does():
    found = hit(f"{SHIPS} {GAS} {BORRELL} {CHALLENGE} {BARNS}")
    candidates = [candidate(found, text) for text in (SHIPS, GAS, CHALLENGE, BARNS)]
    assert quoted(*candidates) == [SHIPS, GAS, BARNS]


def test_the_sentences_of_an_article_keep_its_order():
    found = hit(f"{SHIPS} {GAS}")
    assert quoted(candidate(found, GAS, score=2.0), candidate(found, SHIPS, score=1.9)) == [
        SHIPS,
        GAS,
    ]


def test_the_article_of_the_best_sentence_comes_first():
    one, two = hit(f"{SHIPS} {BARNS}", name="one"), hit(GAS, name="two")
    assert quoted(candidate(two, GAS), candidate(one, BARNS), candidate(one, SHIPS)) == [
        GAS,
        SHIPS,
        BARNS,
    ]


WHICH = "Which countries sent ships?"
NORWAY = "Norway sent 12 ships to the strait."
DENMARK = "Denmark sent 9 ships to the strait."
CREWS = "Swedish crews were sent on leave."
ITALY = "Italy sent tugs."


def test_for_a_list_sentences_that_name_more_are_quoted_though_they_are_alike_and_weaker():
    one, two = hit(NORWAY, name="one"), hit(DENMARK, name="two")
    candidates = [candidate(one, NORWAY), candidate(two, DENMARK, score=0.7)]
    assert quoted(*candidates, question=WHICH) == [NORWAY, DENMARK]
    assert quoted(*candidates, question="Who sent ships?") == [NORWAY]


def test_for_a_list_other_articles_come_first_among_equals():
    one, two = hit(f"{NORWAY} {CREWS} {ITALY}", name="one"), hit(DENMARK, name="two")
    candidates = [
        candidate(one, NORWAY, score=1.0),
        candidate(one, ITALY, score=0.95),
        candidate(one, CREWS, score=0.94),
        candidate(two, DENMARK, score=0.9),
    ]
    assert quoted(*candidates, question=WHICH) == [NORWAY, ITALY, DENMARK]


def test_of_two_parts_at_most_two_sentences_each_are_quoted_one_part_after_the_other():
    one, two = hit(f"{SHIPS} {GAS} {BARNS}", name="one"), hit(f"{NORWAY} {BORRELL}", name="two")
    parts = [
        Evidence(Query("?"), (), tuple(candidate(one, text) for text in (SHIPS, GAS, BARNS)), 1.0),
        Evidence(Query("?"), (), tuple(candidate(two, text) for text in (NORWAY, BORRELL)), 1.0),
    ]
    sentences, citations = list(quote(*parts))[-1]
    assert [sentence.text for sentence in sentences] == [SHIPS, GAS, NORWAY, BORRELL]
    assert [citation.number for citation in citations] == [1, 2, 3, 4]


def test_a_sentence_that_two_parts_have_is_quoted_once():
    part = Evidence(Query("?"), (), (candidate(hit(SHIPS), SHIPS),), 1.0)
    sentences, _ = list(quote(part, part))[-1]
    assert [sentence.text for sentence in sentences] == [SHIPS]


def test_the_answer_grows_by_one_sentence_at_a_time():
    found = hit(f"{SHIPS} {GAS} {BARNS}")
    grown = drafts(*[candidate(found, text) for text in (SHIPS, GAS, BARNS)])
    assert [len(sentences) for sentences, _ in grown] == [1, 2, 3]
    assert all(later[: len(earlier)] == earlier for (earlier, _), (later, _) in pairwise(grown))


SENTENCES = st.sampled_from(
    [SHIPS, GAS, BARNS, BORRELL, CHALLENGE, TALKS, "“We won.”", "“No,” she said.", "That was all."]
)
GAPS = st.sampled_from(
    [" ", "  ", "\n\n", "\n\nA heading\n\n", "\n\n• ", "\n\nThree ships were there:\n\n• "]
)


@settings(deadline=None)
@given(st.lists(st.tuples(SENTENCES, GAPS), min_size=1, max_size=9), st.randoms())
def test_whatever_the_text_few_sentences_are_quoted_exactly_and_no_place_twice(pieces, random):
    found = hit("".join(sentence + gap for sentence, gap in pieces))
    text = found.passage.article.text
    spans = {*sentence_spans(text), *statement_spans(text, 0, len(text))}
    candidates = [
        replace(candidate(found, text[start:end]), start=start, end=end) for start, end in spans
    ]
    random.shuffle(candidates)
    sentences, citations = drafts(*candidates)[-1]
    assert 1 <= len(sentences) <= MOST_SENTENCES
    assert len({(c.start, c.end) for c in citations}) == len(sentences)
    places = sorted((c.start, c.end) for c in citations)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    for sentence in sentences:
        (number,) = sentence.citations
        cited = citations[number - 1]
        assert sentence.text == cited.quote == text[cited.start : cited.end]


def test_the_words_that_answer_are_told_within_their_sentence():
    found = hit(f"{SHIPS} {GAS}")
    start = found.passage.article.text.index("China")
    marked = replace(candidate(found, GAS), marked=(start, start + len("China")))
    sentences, _ = drafts(marked)[-1]
    assert [(s.answer_span, s.answer_words) for s in sentences] == [((32, 37), "China")]
    unmarked, _ = drafts(candidate(found, GAS))[-1]
    assert [(s.answer_span, s.answer_words) for s in unmarked] == [(None, "")]
