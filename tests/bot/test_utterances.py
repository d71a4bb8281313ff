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
    [
        "What does the law say?",
        "What did he say?",
        "Who said that Putin left?",
        "What did Xi do?",
        "What did NATO's revised strategy say about China?",
        "What did the head of NATO say?",
    ],
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
        ("Joe Biden", "On Monday Biden said that schools need teachers."),
        ("Joe Biden", "When that conference was over, Biden promised “consequences”."),
        ("Ministry of Defence", "The Ministry of Defence said two drones were shot down."),
        ("European Council", "The European Council said so."),
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
        "Zelensky said he would meet Putin in Turkey to end the war.",
        "Biden said he spoke to Putin on Thursday about Ukraine.",
        "“Ukraine will not yield,” Zelensky said of Putin.",
        "Critics of Putin say the war is lost.",
        "A source close to Putin told a paper that the war was lost.",
        "Putin wanted for war crimes, the court said.",
        "Putin's spokesman said so.",
    ],
)
def test_a_sentence_is_not_of_whom_it_only_names(sentence):
    assert not is_said_by("Putin", sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Joe Biden", "Jill Biden said schools need more teachers."),
        ("Joe Biden", "“No,” said Jill Biden."),
        ("South Korea", "North Korea said the missile test was a success."),
        ("United Nations", "Manchester United said fans would be refunded."),
        ("World Bank", "Deutsche Bank said growth would slow."),
        ("White House", "Dana White said the bill was bad."),
        ("Ministry of Defence", "Trump was accused of asking the council to investigate."),
    ],
)
def test_a_sentence_is_not_of_another_of_the_same_name(name, sentence):
    assert not is_said_by(name, sentence)


@pytest.mark.parametrize(
    ("before", "is_his"),
    [
        ("US President Joe Biden spoke soon after.", True),
        ("Biden gave his own warning as soon as the conference had ended.", True),
        ("The minister met Biden.", False),
        ("Putin met Biden.", False),
        ("Biden's spokesman Dmitry Hale dismissed the threat.", False),
        ("", False),
    ],
)
def test_he_is_the_only_one_whom_the_sentence_before_names(before, is_his):
    assert is_said_by("Joe Biden", "He also promised new sanctions.", before) is is_his


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
