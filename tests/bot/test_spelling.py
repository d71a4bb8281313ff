import pytest

from bot.spelling import read_as, respelt, with_words

FILES = {
    "recall.txt": "Skippy recalls jars of peanut butter.\n\nZelensky met the buyer of a farm.",
    "market.txt": "The buyers of wheat met in Sevastopol. The letter came later.",
}


@pytest.mark.parametrize(
    ("question", "instead"),
    [
        ("Who recalls peanut buter?", {"buter": "butter"}),
        ("Which buter of wheat met there?", {"buter": "buyer"}),
        ("Who racalls jars of peanut buter?", {"racalls": "recalls", "buter": "butter"}),
        ("waht does Skippy recall?", {"waht": "what"}),
        ("who met in the city of sevastopl", {"sevastopl": "sevastopol"}),
        ("WHO RECALLS PEANUT BUTER", {"BUTER": "BUTTER"}),
        ("what did zelenky tell the buyer", {"zelenky": "zelensky"}),
        ("Where did the buyres of wheat meet?", {"buyres": "buyers"}),
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
        "What did Zelenski speak of?",  # a name: it may be another person's
        "Who won at kabaddi?",
        "who met in sevas",
        "Who recalls peanut b-uter?",
        "Что вспоминает арахисс?",
        "wheat " + "buter" * 300,
        "",
    ],
)
def test_other_words_are_left_alone(shared_library, question):
    assert respelt(question, shared_library) == {}


def test_a_word_that_may_be_two_others_is_left_alone_where_nothing_stands_beside_it(make_library):
    library = make_library({"a.txt": "The lion sleeps.", "b.txt": "The lien stays."})
    assert respelt("what is a lixn", library) == {}
    assert respelt("when does the lixn sleep", library) == {"lixn": "lion"}


def test_a_word_of_a_headline_alone_is_known(make_library):
    library = make_library(
        {"a.md": "---\ntitle: The lixn\n---\n\nThe lion sleeps all day, all week."}
    )
    [article] = library.articles()
    assert article.title == "The lixn"
    assert respelt("when does the lixn sleep", library) == {}


def test_words_are_replaced_wherever_they_stand_whole():
    spelt = with_words("Is buter or buterfly buter's?", {"buter": "butter"})
    assert spelt == "Is butter or buterfly buter's?"


def test_what_was_read_as_what_is_told():
    assert read_as({"waht": "what", "buter": "butter"}) == (
        "Read “waht” as “what” and “buter” as “butter”."
    )
    assert read_as({}) == ""
