"""Answers for the terminal and as JSON."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.answers import Answer, Citer, Differing, Sentence
from bot.several import together
from index.passages import Passage
from index.search import Hit
from ui.printing import answer_object, answer_text
from ui.rendering import UNSURE


def an_answer(article, scope=""):
    citer = Citer()
    sentence = Sentence(article.text, (citer.cite(article, 0, len(article.text)),), "verbatim")
    return Answer(
        "Q?",
        query="Q? (more)",
        sentences=(sentence,),
        citations=citer.citations,
        scope=scope,
        confidence=0.91239,
        timings_s={"total": 0.123456},
    )


def test_the_object_has_the_documented_names(make_article):
    article = make_article(
        "It rains.",
        title="Rain",
        outlet="Paper",
        authors=("Ann Lee", "Bo Chan"),
        published=date(2021, 5, 4),
        url="https://a.example/",
        source="/articles/rain.txt",
    )
    assert answer_object(an_answer(article, "Searched articles published yesterday.")) == {
        "question": "Q?",
        "query": "Q? (more)",
        "text": "It rains.",
        "answer_words": "",
        "scope": "Searched articles published yesterday.",
        "refused": False,
        "unsure": False,
        "confidence": 0.9124,
        "model": "built-in",
        "sentences": [
            {"text": "It rains.", "citations": [1], "support": "verbatim", "answer_words": ""}
        ],
        "citations": [
            {
                "number": 1,
                "article_id": article.id,
                "title": "Rain",
                "outlet": "Paper",
                "author": "Ann Lee, Bo Chan",
                "published": "2021-05-04",
                "opinion": False,
                "url": "https://a.example/",
                "source": "/articles/rain.txt",
                "part": "",
                "start": 0,
                "end": 9,
                "quote": "It rains.",
                "also_in": [],
            }
        ],
        "differs": [],
        "parts": [],
        "nearest": [],
        "listed": [],
        "timings_s": {"total": 0.1235},
    }


def test_a_refusal_shows_the_words_that_come_nearest(make_article):
    article = make_article("Times\n\n• Mint: 14:00", title="Mint", source="/articles/mint.txt")
    near = (Passage(article, 0, 5), Passage(article, 7, 20))
    refused = Answer("Q?", notice="No.", refused=True, nearest=near)
    found = answer_object(refused)["nearest"]
    assert [(one["title"], one["start"], one["end"], one["quote"]) for one in found] == [
        ("Mint", 0, 5, "Times"),
        ("Mint", 7, 20, "• Mint: 14:00"),
    ]
    assert answer_text(refused).splitlines() == [
        "No.",
        "",
        "Closest coverage, which may not answer it:",
        f"- Mint ({article.byline})",
        "    /articles/mint.txt",
        "    Times",
        "    • Mint: 14:00",
    ]


def test_the_text_numbers_each_sentence_and_names_its_file(make_article):
    text = answer_text(an_answer(make_article("It rains.", source="/articles/rain.txt")))
    assert text.startswith("It rains. [1]\n\n[1] A title (undated)\n")
    assert text.endswith("/articles/rain.txt")


def test_an_answer_that_is_unsure_says_so_first(make_article):
    unsure = replace(an_answer(make_article("It rains.")), confidence=0.5)
    assert answer_text(unsure).startswith(f"{UNSURE}\n\nIt rains. [1]")


def test_the_other_articles_of_a_cited_story_are_named(make_article):
    article = make_article("It rains.")
    copies = (
        make_article("It rains.", source="/b.txt", outlet="Hill Post"),
        make_article("It rains.", source="/c.jsonl", part="7", title="Rain again"),
    )
    hit = Hit(Passage(article, 0, 9), 1.0, 1.0, 1.0, also_in=copies)
    answer = replace(an_answer(article), hits=(hit,))
    assert answer_text(answer).endswith("\n    also in: Hill Post, Rain again")
    named = answer_object(answer)["citations"][0]["also_in"]
    assert [(copy["source"], copy["part"]) for copy in named] == [("/b.txt", ""), ("/c.jsonl", "7")]


def test_what_a_terminal_would_obey_is_written_out(make_article):
    article = make_article("It rains.", title="\x1b[31mred\x07", source=Path("/a/\x1b[2J.txt"))
    text = answer_text(an_answer(article))
    assert "\\x1b[31mred\\x07 (" in text
    assert "\n    /a/\\x1b[2J.txt" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_an_article_cited_twice_is_named_once(make_article):
    article = make_article("One. Two.")
    citer = Citer()
    numbers = (citer.cite(article, 0, 4), citer.cite(article, 5, 9))
    sentences = tuple(Sentence("x", (number,), "verbatim") for number in numbers)
    answer = Answer("Q?", query="Q?", sentences=sentences, citations=citer.citations)
    assert answer_text(answer).count("A title") == 1
    assert "[1, 2] A title" in answer_text(answer)


def test_the_text_tells_what_was_searched_above_the_sources(make_article):
    article = make_article("It rains.", title="Rain")
    shown = answer_text(an_answer(article, "Searched articles published yesterday."))
    assert "\n\nSearched articles published yesterday.\n\n[1] Rain" in shown


def test_listed_articles_are_named_with_their_files(make_article):
    article = make_article("It rains.", title="Rain", source=Path("/articles/rain.txt"))
    answer = Answer("Q?", notice="The library holds one article.", listed=(article,))
    assert answer_text(answer) == (
        "The library holds one article.\n\n- Rain (undated)\n    /articles/rain.txt"
    )
    (listed,) = answer_object(answer)["listed"]
    assert (listed["article_id"], listed["title"]) == (article.id, "Rain")


def test_articles_that_differ_are_told_with_their_outlets_and_days(make_article):
    articles = [
        make_article("19 died.", outlet="Hill Post", published=date(2022, 5, 4)),
        make_article("23 died.", source="/b.txt", title="Fire"),
    ]
    citer = Citer()
    sentences = tuple(
        Sentence(article.text, (citer.cite(article, 0, 8),), "verbatim") for article in articles
    )
    answer = Answer(
        "Q?",
        query="Q?",
        sentences=sentences,
        citations=citer.citations,
        differs=(Differing("19", 1), Differing("23", 2)),
        confidence=1.0,
    )
    assert answer_text(answer).startswith(
        "19 died. [1] 23 died. [2]\n\nThe articles differ on this: "
        "“19” [1] (Hill Post, 4 May 2022); “23” [2] (Fire, undated).\n\n[1] A title"
    )
    assert answer_object(answer)["differs"] == [
        {"words": "19", "citation": 1},
        {"words": "23", "citation": 2},
    ]
    assert answer_object(answer)["text"] == "19 died. 23 died."


def test_a_list_is_printed_in_lines(make_article):
    article = make_article("They are:\n\n• One\n\n• Two")
    assert answer_text(an_answer(article)).startswith("They are:\n• One\n• Two [1]\n\n[1]")


def test_each_question_of_a_message_stands_over_its_answer(make_article):
    known = an_answer(make_article("It rains.", title="Rain", source="/articles/rain.txt"))
    refused = Answer("Why?", notice="No.", refused=True)
    both = together("Q? Why?", ("Q?", "Why?"), (known, refused))
    assert answer_text(both) == f"Q?\n\n{answer_text(known)}\n\nWhy?\n\nNo."
    assert answer_object(both)["parts"] == [
        {
            "question": "Q?",
            "text": "It rains.",
            "answer_words": "",
            "refused": False,
            "unsure": False,
            "confidence": 0.9124,
            "citations": [1],
            "differs": [],
        },
        {
            "question": "Why?",
            "text": "No.",
            "answer_words": "",
            "refused": True,
            "unsure": False,
            "confidence": 0.0,
            "citations": [],
            "differs": [],
        },
    ]
