"""The packaged passage reader."""

import pytest

from bot.reader import PassageReader, whole_words
from index.sentences import sentence_spans

TITLE = "Harbour opens"
TEXT = (
    "Rosa Lindqvist opened the harbour of Elmouth on Monday. The mayor, who is 61, cut a ribbon. "
    "It cost 40 million crowns. Fishing boats keep their berths in the old basin."
)
SENTENCES = sentence_spans(TEXT)


@pytest.fixture(scope="module")
def reader():
    return PassageReader()


def words(found, text=TEXT):
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("question", "number", "expected"),
    [
        ("Who opened the harbour of Elmouth?", 0, "Rosa Lindqvist"),
        ("When was the harbour of Elmouth opened?", 0, "Monday"),
        ("How old is the mayor of Elmouth?", 1, "61"),
        ("How much did the harbour of Elmouth cost?", 2, "40 million crowns"),
    ],
)
def test_the_words_that_answer_are_marked_in_the_sentence_that_holds_them(
    reader, question, number, expected
):
    found = reader.read(question, TITLE, TEXT, SENTENCES)
    assert max(range(4), key=lambda n: found[n].odds) == number
    assert words(found[number]) == expected
    elsewhere = reader.read("Who designed the bridge of Port Hale?", TITLE, TEXT, SENTENCES)
    assert found[number].odds > 10 + max(one.odds for one in elsewhere)


def test_where_no_words_answer_none_is_likelier_than_no_answer(reader):
    found = reader.read("Who designed the bridge of Port Hale?", TITLE, TEXT, SENTENCES)
    assert all(one.odds < 0 for one in found)


BERG = (
    "Ana Berg replaced Ida Lund as mayor of Elmouth in May. The council sued the builder of the "
    "tunnel over the leak. Berg is the second-youngest mayor of the coast."
)


def odds(reader, question):
    return max(one.odds for one in reader.read(question, "", BERG, sentence_spans(BERG)))


@pytest.mark.parametrize(
    ("told", "turned_round"),
    [
        ("Whom did Ana Berg replace?", "Whom did the builder of the tunnel sue?"),
        ("Is Ida Lund still the mayor of Elmouth?", "Is the tunnel still closed?"),
        ("Why did the council sue the builder?", "Why did Elmouth build the tunnel?"),
    ],
)
def test_words_that_stand_there_in_another_relation_do_not_answer(reader, told, turned_round):
    assert odds(reader, turned_round) < 0 < odds(reader, told)


def test_a_sentence_is_read_among_its_neighbours(reader):
    start, end = SENTENCES[2]
    alone = TEXT[start:end]
    question = "How much did the harbour of Elmouth cost?"
    (read_alone,) = reader.read(question, "", alone, [(0, len(alone))])
    (among,) = reader.read(question, "", TEXT, [(start, end)])
    assert among.odds > read_alone.odds


def test_the_title_is_read_but_nothing_in_it_is_marked(reader):
    text = "It opened on Monday after nine years of work."
    question = "When was the harbour of Elmouth opened?"
    (titled,) = reader.read(question, "The harbour of Elmouth, 1954", text, [(0, len(text))])
    (untitled,) = reader.read(question, "", text, [(0, len(text))])
    assert words(titled, text) == "Monday"
    assert titled.odds > untitled.odds


def test_a_place_outside_the_text_or_beyond_what_is_read_is_not_found(reader):
    text = f"{'A word. ' * 400}Rosa won."
    assert reader.read("Who won?", "", text, [(3200, 3209)]) == [None]
    assert reader.read("Who won?", "", "", [(0, 0)]) == [None]


def test_a_sentence_that_is_cut_in_its_middle_is_not_read(reader):
    text = f"Rosa won. She won {'and won ' * 300}."
    first, second = reader.read("Who won?", "", text, [(0, 9), (10, len(text))])
    assert first is not None
    assert second is None


@pytest.mark.parametrize("text", ["🙂 🙂 🙂", "word " * 2000])
def test_a_text_without_words_or_a_long_question_and_title_are_read_all_the_same(reader, text):
    (found,) = reader.read("who " * 400, "word " * 500, text, [(0, 5)])
    assert found is None or 0 <= found.start < found.end <= 5


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("It cost 40,000 crowns.", "40", "40,000"),
        ("It cost $12.6 million.", "12", "$12.6"),
        ("The 31-year-old won.", "31", "31-year-old"),
        ("Minjee Lee's win (Lee).", "Minjee Lee", "Minjee Lee"),
        ("The win (Lee).", "Lee", "Lee"),
        ("“Lee won.”", "won", "won"),
        ("• Lee: 4.", "Lee", "Lee"),
        ("Lee—the winner", "Lee", "Lee"),
        ("It was the players’ win.", "players", "players"),
        ("It closed at 9 p.m.", "9", "9"),
    ],
)
def test_a_piece_of_a_word_is_widened_to_the_whole(text, found, expected):
    start = text.index(found)
    span = whole_words(text, start, start + len(found), within=(0, len(text)))
    assert text[slice(*span)] == expected


def test_no_word_is_widened_beyond_its_sentence():
    assert whole_words("one.two", 4, 6, within=(4, 7)) == (4, 7)
