from datetime import date

import pytest
from hypothesis import given

from index.articles import Article
from index.lists import leads_to_list
from index.passages import MOST_CHARS, Passage, split
from index.sentences import PARAGRAPH_BREAK, is_heading, paragraph_spans
from tests.index.strategies import any_text, property_test


def article_of(text):
    return Article(
        id="0123456789abcdef",
        title="Tunnel opens",
        text=text,
        outlet="",
        authors=(),
        published=date(2021, 12, 18),
        url="",
        source="/articles/one.txt",
    )


def spans(text):
    return [(passage.start, passage.end) for passage in split(article_of(text))]


def as_read(text):
    """Return a text as an article holds it: single spaces, paragraphs parted by a blank line."""
    paragraphs = [text[start:end] for start, end in paragraph_spans(text)]
    return PARAGRAPH_BREAK.join(" ".join(paragraph.split()) for paragraph in paragraphs)


def sentence(length):
    return "X" * (length - 1) + "."


@property_test
@given(any_text)
def test_passages_of_any_text_are_in_order_apart_and_short_enough(text):
    previous_end = 0
    for start, end in spans(text):
        assert previous_end <= start < end <= len(text)
        assert end - start <= MOST_CHARS
        previous_end = end


@property_test
@given(any_text)
def test_passages_of_any_article_are_trimmed(text):
    for passage in split(article_of(as_read(text))):
        assert passage.text == passage.text.strip()


@property_test
@given(any_text)
def test_every_visible_character_lies_in_one_passage_unless_it_is_in_a_heading(text):
    passages = spans(text)
    for start, end in paragraph_spans(text):
        apart = is_heading(text[start:end]) and not leads_to_list(text, (start, end))
        expected = 0 if apart else 1
        for position in range(start, end):
            if not text[position].isspace():
                assert sum(first <= position < last for first, last in passages) == expected


def test_a_passage_is_its_span_of_the_articles_text():
    passage = Passage(article_of("The tunnel opened. Trains run."), 19, 30)
    assert passage.text == "Trains run."
    assert passage.id == "0123456789abcdef:19-30"


def test_the_title_is_embedded_with_a_passage():
    passage = Passage(article_of("Trains run."), 0, 11)
    assert passage.embedded_text == "Tunnel opens\n\nTrains run."


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        # 299 + 2 + 299 = 600 characters are enough, so the third begins the next passage;
        # 299 + 2 + 298 = 599 are not, so it joins them: 599 + 2 + 100 = 701.
        ((299, 299, 100), [(0, 600), (602, 702)]),
        ((299, 298, 100), [(0, 701)]),
        # 449 + 2 + 449 = 900 characters are allowed, 449 + 2 + 450 = 901 are not.
        ((449, 449), [(0, 900)]),
        ((449, 450), [(0, 449), (451, 901)]),
    ],
)
def test_paragraphs_share_a_passage_until_it_has_six_hundred_to_nine_hundred_characters(
    lengths, expected
):
    assert spans(PARAGRAPH_BREAK.join(map(sentence, lengths))) == expected


def test_a_paragraph_of_nine_hundred_characters_stays_whole():
    text = " ".join([sentence(100)] * 8) + " " + sentence(92)
    assert len(text) == 900
    assert spans(text) == [(0, 900)]


def test_a_longer_paragraph_is_parted_where_a_sentence_ends():
    # Sentences of 99 characters and a space: six make 599, so a seventh joins and closes at 699.
    text = " ".join([sentence(99)] * 12)
    assert spans(text) == [(0, 699), (700, 1199)]


def test_an_overlong_sentence_is_cut_at_the_last_space_that_fits():
    # 89 words of 10 characters with their spaces reach 890; the 90th space stands at 899.
    text = " ".join(["Y" * 9] * 120) + "."
    assert spans(text) == [(0, 899), (900, 1200)]


def test_an_overlong_word_is_cut_at_nine_hundred_characters():
    assert spans("好" * 2000 + "。") == [(0, 900), (900, 1800), (1800, 2001)]


def test_a_heading_parts_passages_and_belongs_to_none():
    text = "The tunnel opened.\n\nWhat it cost\n\nIt cost a billion."
    assert [passage.text for passage in split(article_of(text))] == [
        "The tunnel opened.",
        "It cost a billion.",
    ]


@pytest.mark.parametrize("text", ["", "Only a heading", "One heading\n\nAnother heading"])
def test_a_text_that_states_nothing_has_no_passage(text):
    assert split(article_of(text)) == []


def test_a_list_stands_in_a_passage_with_the_heading_that_leads_to_it():
    listed = "Israel\n\n• Population: 9,053,300\n\n• Its press is free"
    text = f"It rained.\n\n{listed}\n\nPeace\n\nIt rained."
    assert [text[slice(*span)] for span in spans(text)] == ["It rained.", listed, "It rained."]


def test_a_lead_begins_a_passage_and_its_items_follow_there():
    text = "It rained in the hills.\n\nThese roads were closed by the storm:\n\n• The road to Hill"
    assert [text[slice(*span)] for span in spans(text)] == [
        "It rained in the hills.",
        "These roads were closed by the storm:\n\n• The road to Hill",
    ]


def test_a_long_lead_that_is_no_heading_begins_a_passage_too():
    lead = "The storm that came over the hills on Friday night has closed these roads of the valley"
    listed = f"{lead} for all traffic:\n\n• The road to Hill"
    text = f"It rained in the hills.\n\n{listed}"
    assert [text[slice(*span)] for span in spans(text)] == ["It rained in the hills.", listed]
