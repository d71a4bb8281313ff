"""Example questions for the start of a chat."""

from ui.examples import example_questions

ARTICLE = "---\ntitle: {title}\n---\n\nThe town of Elmouth opened a harbour on Monday morning.\n"


def test_a_folder_brings_its_own_questions(make_library):
    library = make_library(
        {
            "a.md": ARTICLE.format(title="Harbour opens"),
            "questions.txt": "# comment\nWhat opened?\n\n  When  was it? \nWhat opened?\n",
        }
    )
    assert example_questions(library) == ["What opened?", "When was it?"]


def test_at_most_four_are_offered(make_library):
    library = make_library(
        {"a.md": ARTICLE.format(title="Harbour opens"), "questions.txt": "A?\nB?\nC?\nD?\nE?\n"}
    )
    assert len(example_questions(library)) == 4


def test_else_they_ask_about_the_names_in_most_titles(make_library):
    library = make_library(
        {
            "a.md": ARTICLE.format(title="Why the mayor of Elmouth resigned"),
            "b.md": ARTICLE.format(title="New harbour for Elmouth"),
            "c.md": ARTICLE.format(title="A visit by Greta Olsen"),
        }
    )
    assert example_questions(library) == [
        "What do the articles say about Elmouth?",
        "What do the articles say about Greta Olsen?",
    ]
