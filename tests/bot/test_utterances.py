import pytest

from bot import Bot
from bot.utterances import Utterance, is_said_by, utterance_asked

FILES = {
    "opened.txt": "Ada Lund opened the harbour of Elmouth on Monday before four hundred guests.",
    "gift.txt": "Lund called the harbour a gift to the town. Hale said that Lund was late.",
}


@pytest.mark.parametrize(
    ("question", "carried", "asked"),
    [
        ("What did Putin say?", "", ("Putin", "")),
        ("And what else has Joe Biden said?", "", ("Joe Biden", "")),
        ("What did he say?", "Xi Jinping, summit", ("Xi Jinping", "")),
        ("What did Russia's President Vladimir Putin have to say?", "",
         ("President Vladimir Putin", "")),
        ("What did Putin say about the gas?", "", ("Putin", "the gas")),
        ("What has Biden said on Ukraine?", "", ("Biden", "Ukraine")),
    ],
)  # fmt: skip
def test_whose_words_are_asked_for_and_on_what(question, carried, asked):
    assert utterance_asked(question, carried) == Utterance(*asked)


@pytest.mark.parametrize(
    "question",
    ["What does the law say?", "What did he say?", "Who said that Putin left?", "What did Xi do?"],
)
def test_any_other_question_asks_for_nobodys_words(question):
    assert utterance_asked(question) is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Vladimir Putin", "Putin also said that the talks went well."),
        ("President Vladimir Putin", "“It is so,” Putin said in Moscow."),
        ("Putin", "“It is so,” said Russia's President Vladimir Putin."),
        ("Putin", "Putin, who was in Moscow, has called it a success."),
        ("Putin", "Xi and Putin said that the talks went well."),
        ("Putin", "According to Putin, the talks went well."),
        ("Xi Jinping", "Xi repeatedly praised the talks."),
    ],
)
def test_a_sentence_is_somebodys_that_names_them_as_its_speaker(name, sentence):
    assert is_said_by(name, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Xi told Putin that the talks went well.",
        "Xi said Putin had left.",
        "Xi called Putin a friend.",
        "Xi, who met Putin, said that the talks went well.",
        "The Xi-Putin summit produced criticism.",
        "The Putin summit called for more talks.",
        "“Putin said so,” Xi wrote.",
        "Putin left.",
    ],
)
def test_a_sentence_is_not_of_whom_it_only_names(sentence):
    assert not is_said_by("Putin", sentence)


def test_he_is_whoever_the_sentence_before_speaks_of_first():
    he = "He also promised new sanctions."
    assert is_said_by("Joe Biden", he, "US President Joe Biden spoke soon after.")
    assert not is_said_by("Joe Biden", he, "The minister met Biden.")
    assert not is_said_by("Joe Biden", he, "Putin met Biden.")
    assert not is_said_by("Joe Biden", he)


def test_a_topic_stands_in_the_sentence_or_in_the_headline():
    asked = Utterance("Putin", "the gas of Russia")
    assert asked.is_told_by("Putin said that Russian gas from Russia flows.")
    assert asked.is_told_by("Putin said that gas flows.", title="Russia opens a pipeline")
    assert not asked.is_told_by("Putin said that oil from Russia flows.")


@pytest.mark.usefixtures("scorer_off")
def test_what_somebody_said_is_quoted_and_nothing_else(shared_library):
    answer = Bot(shared_library).answer("What did Ada Lund say?")
    assert answer.text == "Lund called the harbour a gift to the town."
    assert not answer.unsure
