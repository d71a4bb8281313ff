import pytest

from bot.spelling import read_as, respelt, with_words

FILES = {
    "recall.txt": "Skippy recalls jars of peanut butter.\n\nMeta spoke with the buyer of a farm.",
    "market.txt": "The buyers of wheat met in Sevastopol. The letter came later.",
    "byline.md": "---\nauthors: [Ana Buter]\noutlet: Farmm\n---\n\nThe buyer of peanut farms met.",
}


@pytest.mark.parametrize(
    ("question", "instead"),
    [
        ("Which buttter is of peanut?", {"buttter": "butter"}),
        ("Who racalls jars of peanut?", {"racalls": "recalls"}),
        ("Where did the buyres of wheat meet?", {"buyres": "buyers"}),
        ("who racalls jars of peanut buttre", {"buttre": "butter"}),
        ("waht does Skippy recall?", {"waht": "what"}),
        ("whcih jars does Skippy recall", {"whcih": "which"}),
    ],
)
def test_a_word_that_nobody_writes_is_read_as_one_beside_the_others(
    shared_library, question, instead
):
    assert respelt(question, shared_library) == instead


@pytest.mark.parametrize(
    "question",
    [
        "Who recalls peanut butter?",
        "Who preached there?",  # an English word, though no article holds it
        "Who is Letter or Leter of the later buyers?",  # a capital: it may be another's name
        "who is mehta the buyer of a farm",  # "Meta" is a name
        "who met in sevastopl of wheat",
        "who is lotter of the later letter",  # one letter for another: it may be a name
        "what did buter write about peanut jars",  # an author
        "what was in farmm of peanut buyers",  # an outlet
        "which etter came later",  # another first letter
        "wher is wheat",
        "who won at kabaddi of wheat",
        "What does the word leter mean later?",
        "Who said “leter” later?",
        "Which le-ter came later?",
        "Which oats leter?",  # nothing that is held stands beside it
        "Что вспоминает арахисс?",
        "wheat " + "buter" * 300,
        "",
    ],
)
def test_other_words_are_left_alone(shared_library, question):
    assert respelt(question, shared_library) == {}


def test_a_word_of_a_headline_alone_is_known(make_library):
    text = "The lion sleeps all day, all week."
    library = make_library({"a.md": f"---\ntitle: The lionn\n---\n\n{text}"})
    [article] = library.articles()
    assert article.title == "The lionn"
    assert respelt("When does the lionn sleep?", library) == {}
    assert respelt("When does the liion sleep?", library) == {"liion": "lion"}


def test_words_are_replaced_wherever_they_stand_whole():
    spelt = with_words("Is buter or buterfly buter's?", {"buter": "butter"})
    assert spelt == "Is butter or buterfly buter's?"


def test_what_was_read_as_what_is_told():
    assert read_as({"waht": "what", "buter": "butter"}) == (
        "Read “waht” as “what” and “buter” as “butter”."
    )
    assert read_as({}) == ""
