import pytest
from hypothesis import given

from index.sentences import ends_as_sentence, is_heading, paragraph_spans, sentence_spans
from tests.index.strategies import any_text, property_test


def pieces(text, spans):
    return [text[start:end] for start, end in spans]


def assert_in_order_and_trimmed(text, spans):
    previous_end = 0
    for start, end in spans:
        assert previous_end <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        previous_end = end


def assert_covers_all_but_white_space(text, spans):
    inside = {position for span in spans for position in range(*span)}
    assert all(position in inside for position, char in enumerate(text) if not char.isspace())


@property_test
@given(any_text)
def test_paragraphs_of_any_text_are_in_order_apart_and_trimmed(text):
    assert_in_order_and_trimmed(text, paragraph_spans(text))


@property_test
@given(any_text)
def test_paragraphs_of_any_text_hold_every_visible_character(text):
    assert_covers_all_but_white_space(text, paragraph_spans(text))


@property_test
@given(any_text)
def test_sentences_of_any_text_are_in_order_apart_and_trimmed(text):
    assert_in_order_and_trimmed(text, sentence_spans(text))


@property_test
@given(any_text)
def test_sentences_of_any_text_hold_every_visible_character(text):
    assert_covers_all_but_white_space(text, sentence_spans(text))


@property_test
@given(any_text)
def test_each_sentence_of_any_text_lies_in_one_paragraph(text):
    paragraphs = paragraph_spans(text)
    for start, end in sentence_spans(text):
        assert any(first <= start and end <= last for first, last in paragraphs)


def test_a_text_without_a_visible_character_has_no_paragraph_and_no_sentence():
    assert paragraph_spans(" \n\n\t ") == []
    assert sentence_spans(" \n\n\t ") == []


def test_a_blank_line_parts_paragraphs_even_when_it_holds_spaces():
    assert paragraph_spans("One.\n \t\nTwo.") == [(0, 4), (8, 12)]


def test_a_single_line_break_does_not_part_paragraphs():
    assert paragraph_spans("One\ntwo.") == [(0, 8)]


def test_offsets_count_characters_not_bytes():
    assert sentence_spans("Ünïcödé 🙂 ünd 好. Two.") == [(0, 16), (17, 21)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The tunnel opened.", "Trains run hourly!", "Who will pay?"],
        ["The U.S. envoy met Mr. Lund on Jan. 5.", "They spoke for an hour."],
        ["It ran in Mass. and R.I., like the Pullman.", "Berg def. di Lund, 6-3."],
        ["He blamed Trump.", "she said so herself."],
        ["See Hill.", "https://hill.example has more."],
        ["She died at 9:50 a.m. ET at home.", "The game is at 8 p.m. Sunday.", "It rained."],
        ["It ends at 7p.m. Aug. 4 in Ulm.", "It ended at 6 p.m.", "The crowd left."],
        ["It opened in May.", "Prices rose.", "He left “in May.”", "“So be it,” she said."],
        ["Wheat cost 3.5 dollars, e.g. in Oslo.", "It fell later."],
        ["“We are tired,” she said.", "He agreed."],
    ],
)
def test_sentences_end_at_full_stops_but_not_at_abbreviations(sentences):
    text = " ".join(sentences)
    assert pieces(text, sentence_spans(text)) == sentences


def test_a_sentence_never_crosses_a_paragraph():
    text = "No full stop here\n\nand none there"
    assert pieces(text, sentence_spans(text)) == ["No full stop here", "and none there"]


def test_sentences_of_a_part_are_counted_in_the_whole_text():
    text = "First one. Second one. Third one."
    assert sentence_spans(text, 11, 22) == [(11, 22)]


@pytest.mark.parametrize(
    "line",
    [
        "What the tunnel costs",
        "Who pays for it?",
        "Ten years of delays: a timeline",
        "“We were all so very tired”",
    ],
)
def test_a_short_line_that_states_nothing_is_a_heading(line):
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "The tunnel opened.",
        "“We were tired.”",
        "It was over!",
        "Ana Berg is a reporter for the Hill Post",
        " ".join(["word"] * 17),
    ],
)
def test_a_statement_a_biography_or_a_long_line_is_no_heading(line):
    assert not is_heading(line)


def test_a_heading_has_at_most_sixteen_words():
    assert is_heading(" ".join(["word"] * 16))


@pytest.mark.parametrize("text", ["Yes.", "Yes!”", "Yes?)", "Yes… ", "是。", 'He said "no."'])
def test_a_full_stop_or_its_like_ends_a_sentence(text):
    assert ends_as_sentence(text)


@pytest.mark.parametrize("text", ["Yes", "Yes,", "Yes:", "", "3.5 million"])
def test_anything_else_does_not_end_a_sentence(text):
    assert not ends_as_sentence(text)


@pytest.mark.parametrize("mark", ["“", '"', "‘"])
def test_a_mark_that_opens_a_quotation_belongs_to_the_quotation(mark):
    text = f"It won, he said. {mark} So it did. Then it ran."
    assert pieces(text, sentence_spans(text))[:2] == ["It won, he said.", f"{mark} So it did."]


def test_a_mark_at_the_very_end_stays_with_its_sentence():
    assert pieces('It won. "', sentence_spans('It won. "')) == ['It won. "']


@pytest.mark.parametrize("number", ["1.", "12)", "1986."])
def test_the_number_of_an_item_stays_with_its_first_sentence(number):
    text = f"• {number} The reactor explodes. The union ends."
    found = [text[start:end] for start, end in sentence_spans(text)]
    assert found == [f"• {number} The reactor explodes.", "The union ends."]
