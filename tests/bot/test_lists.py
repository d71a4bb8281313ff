import pytest

from bot.lists import asks_for_list, new_items


@pytest.mark.parametrize(
    "question",
    [
        "Which countries joined the boycott?",
        "Which European countries oppose the pipeline?",
        "Which two companies left?",
        "Which oil companies left Russia?",
        "Which nuclear power plants were shelled?",
        "What reasons did Bochkov give?",
        "What loans does Brandl offer?",
        "What sanctions has the EU lifted?",
        "What deals between China and Russia were signed?",
        "Who were the targets of the summit?",
        "What are Russia's red lines?",
        "And which people were hurt?",
        "What kinds of ships took part?",
        "Name the companies that left.",
        "List the deals",
        "Give me examples of joint projects",
    ],
)
def test_a_question_for_several_things_asks_for_a_list(question):
    assert asks_for_list(question)


@pytest.mark.parametrize(
    "question",
    [
        "Which country joined the boycott?",
        "Which company makes chips?",
        "Which country was shaken?",
        "Which virus was found?",
        "Which new drug helps patients?",
        "Which drug treats advanced cancer?",
        "Which company sells used cars?",
        "Which gas pipeline runs to China?",
        "Which of the following is new?",
        "What causes inflation?",
        "What bus does Ann take?",
        "What is the capital?",
        "What was said?",
        "Who signed the roadmap?",
        "How many countries joined?",
        "What does the list say?",
    ],
)
def test_a_question_for_one_thing_does_not(question):
    assert not asks_for_list(question)


def test_names_and_figures_that_no_known_text_holds_are_new():
    sentence = "Norway and Denmark sent 40 ships."
    assert new_items(sentence, ["Which countries sent ships?"]) >= {"Denmark", "40"}


def test_a_country_that_opens_a_sentence_is_new():
    assert new_items("Norway sent ships.", ["Which countries sent ships?"])
    assert not new_items("Norway sent ships.", ["Which Norwegian ships were sent?"])


def test_what_the_question_or_another_sentence_holds_is_not_new():
    known = ["Which ships did Denmark send?", "It says that Norway sent forty."]
    assert new_items("In all Norway and Denmark sent 40 ships.", known) == set()


def test_a_name_with_one_new_word_is_new():
    assert "South Korea" in new_items("They met in South Korea.", ["They met in North Korea."])


def test_a_longer_form_of_a_name_is_not_wholly_new():
    known = ["Which leaders spoke with Putin?"]
    assert new_items("They heard President Vladimir Putin.", known)
    assert not new_items("They heard President Vladimir Putin.", known, wholly=True)
