from datetime import date

import pytest

from bot import Bot, Filters
from bot.catalog_questions import MOST_LISTED
from tests.index.stories import sentences

pytestmark = pytest.mark.usefixtures("scorer_off")


def written(title, outlet, author, day, text):
    known = f"outlet: {outlet}\nauthors: [{author}]\n" + (f"published: {day}\n" if day else "")
    return f"---\ntitle: {title}\n{known}---\n\n{text}"


FILES = {
    "gas.md": written("Gas tap opens", "The Wire", "Ann Lee", "2021-12-05", "Gas flows at last."),
    "oil.md": written("Oil runs dry", "The Wire", "Bo Chan", "2021-10-05", "Oil and gas are dear."),
    "zoo.md": written("Zoo reopens", "Hill Post", "Ann Lee", "", "The zoo in Ulm is open again."),
}
GAS, OIL, ZOO = "Gas tap opens", "Oil runs dry", "Zoo reopens"


@pytest.fixture
def bot(shared_library):
    return Bot(shared_library, as_of=date(2021, 12, 8))


@pytest.mark.parametrize(
    ("question", "notice", "titles"),
    [
        ("What articles do you have?", "The library holds 3 articles.", [GAS, OIL, ZOO]),
        (
            "What articles do you have about gas?",
            "The library holds 2 articles that mention “gas”.",
            [GAS, OIL],
        ),
        (
            "Do you have any articles about the zoo in Ulm?",
            "The library holds one article that mentions “the zoo in Ulm”.",
            [ZOO],
        ),
        ("any articles on cricket", "The library holds no articles that mention “cricket”.", []),
        (
            "How many articles from the Wire?",
            "The library holds 2 articles in The Wire.",
            [GAS, OIL],
        ),
        (
            "Which articles are opinion pieces?",
            "The library holds no articles marked as opinion.",
            [],
        ),
        ("How many articles do you have?", "The library holds 3 articles.", [GAS, OIL, ZOO]),
        (
            "How many articles are from the Vale Times?",
            "None of the articles names “Vale Times” as its outlet or author. Their outlets are: "
            "The Wire, Hill Post.",
            [],
        ),
        (
            "How many articles from the Vale Times do you have?",
            "None of the articles names “Vale Times” as its outlet or author. Their outlets are: "
            "The Wire, Hill Post.",
            [],
        ),
        ("articles by Ann Lee", "The library holds 2 articles by Ann Lee.", [GAS, ZOO]),
        (
            "How many articles do you have by Ann Lee?",
            "The library holds 2 articles by Ann Lee.",
            [GAS, ZOO],
        ),
        ("How many articles by Lee?", "The library holds 2 articles by Ann Lee.", [GAS, ZOO]),
        (
            "How many articles are from Wire?",
            "The library holds 2 articles in The Wire.",
            [GAS, OIL],
        ),
        ("How many articles come from Post?", "The library holds one article of Hill Post.", [ZOO]),
        (
            "How many articles mention gas?",
            "The library holds 2 articles that mention “gas”.",
            [GAS, OIL],
        ),
        (
            "Which articles are about the zoo?",
            "The library holds one article that mentions “the zoo”.",
            [ZOO],
        ),
        (
            "Do you have anything on cricket?",
            "The library holds no articles that mention “cricket”.",
            [],
        ),
        (
            "When were these articles published?",
            "The 3 articles were published 5 October to 5 December 2021. 1 is undated.",
            [],
        ),
        (
            "newest article about unicorns",
            "The library holds no articles that mention “unicorns”.",
            [],
        ),
        ("newest article", "The newest of the articles in the library:", [GAS]),
        ("What is the oldest article?", "The oldest of the articles in the library:", [OIL]),
        ("latest news", "The newest of the articles in the library:", [GAS, OIL]),
        (
            "What is the oldest story about gas?",
            "The oldest of the articles that mention “gas” in the library:",
            [OIL],
        ),
        ("Who wrote Zoo reopens?", "Written by Ann Lee:", [ZOO]),
        (
            "Which outlets reported on gas?",
            "The articles that mention “gas” name one outlet: The Wire (2).",
            [GAS, OIL],
        ),
        (
            "which authors have written about gas",
            "The articles that mention “gas” name 2 authors: Ann Lee (1); Bo Chan (1).",
            [GAS, OIL],
        ),
        ("Who wrote about gas?", "Written by Ann Lee, Bo Chan:", [GAS, OIL]),
        (
            "Which outlets do you have?",
            "The articles name 2 outlets: The Wire (2); Hill Post (1).",
            [],
        ),
        ("Who are the authors?", "The articles name 2 authors: Ann Lee (2); Bo Chan (1).", []),
        (
            "What period do you cover?",
            "The 3 articles were published 5 October to 5 December 2021. 1 is undated.",
            [],
        ),
        (
            "What happened last week?",
            "The library holds one article published 29 November to 5 December 2021,"
            " and one that is undated.",
            [GAS, ZOO],
        ),
    ],
)
def test_a_question_about_the_library_is_answered_from_the_catalog(bot, question, notice, titles):
    reply = bot.answer(question)
    assert reply.notice == notice
    assert [article.title for article in reply.listed] == titles
    assert (reply.query, reply.sentences, reply.citations, reply.refused) == ("", (), (), False)
    assert reply.confidence == 1


@pytest.mark.parametrize(
    "question",
    [
        "What do the articles say about gas?",
        "Who wrote War and Peace?",
        "What is the latest on gas?",
        "How many articles did the treaty have?",
        "What is the source of the gas?",
        "What opinions are there about the gas?",
    ],
)
def test_any_other_question_is_searched(bot, question):
    assert bot.answer(question).query


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which articles are opinion pieces?", ""),
        ("Do you have any editorials?", ""),
        ("Do you have opinion pieces?", ""),
        ("which are opinion pieces?", ""),
        ("Show me some editorials", ""),
        ("Which of the articles are opinions?", ""),
        ("How many articles are op-eds?", ""),
        ("Which articles are opinion pieces about trams?", " that mentions “trams”"),
        ("How many opinion pieces are from The Wire?", " in The Wire"),
        ("List the opinion articles from The Wire", " in The Wire"),
        ("How many op-eds about trams?", " that mentions “trams”"),
        ("What opinion pieces do you have about the tram?", " that mentions “the tram”"),
    ],
)
def test_opinion_pieces_are_listed(make_library, question, kind):
    argued = "---\ntitle: No tram\noutlet: The Wire\nsection: Opinion\n---\n\nThe tram is late."
    library = make_library({"a.md": argued, "b.md": "# Tram\n\nThe tram runs again on Monday."})
    answer = Bot(library).answer(question)
    assert answer.notice == f"The library holds one article marked as opinion{kind}."
    assert [article.title for article in answer.listed] == ["No tram"]


def test_with_a_callers_filters_the_search_answers(bot):
    assert bot.answer("newest article", filters=Filters(outlets=("The Wire",))).query


def test_no_more_are_listed_than_can_be_read(make_library):
    files = {f"{n}.txt": f"Storm {n}\n\nStorm {n} came." for n in range(MOST_LISTED + 3)}
    reply = Bot(make_library(files)).answer("What articles do you have?")
    assert reply.notice == "The library holds 13 articles. The first 10:"
    assert len(reply.listed) == MOST_LISTED


def test_the_articles_that_name_no_outlet_or_author_are_counted(make_library):
    plain = {name: f"{name} day\n\nThe sun shone on {name}." for name in ("Ulm", "Bonn")}
    bot = Bot(make_library(FILES | {f"{name}.txt": text for name, text in plain.items()}))
    outlets, authors = map(bot.answer, ("Which outlets do you have?", "Who are the authors?"))
    assert outlets.text.endswith("2 outlets: The Wire (2); Hill Post (1). 2 name none.")
    assert authors.text.endswith("2 authors: Ann Lee (2); Bo Chan (1). 2 name none.")


def test_an_outlet_with_the_and_without_it_is_one(make_library):
    again = written("Oil flows", "Wire", "Cy Roe", "2021-11-05", "Oil flows again at the well.")
    bot = Bot(make_library(FILES | {"more.md": again}))
    assert bot.answer("Which outlets do you have?").text == (
        "The articles name 2 outlets: The Wire (3); Hill Post (1)."
    )
    assert bot.answer("How many articles from the Wire?").notice.startswith(
        "The library holds 3 articles in The Wire."
    )


@pytest.mark.parametrize(
    ("unnamed", "said"),
    [(("Ulm",), " 1 other names no outlet."), (("Ulm", "Bonn"), " 2 others name no outlet.")],
)
def test_articles_that_may_be_of_the_outlet_are_told(make_library, unnamed, said):
    plain = {f"{name}.txt": f"{name} day\n\nThe sun shone on {name}." for name in unnamed}
    bot = Bot(make_library(FILES | plain))
    reply = bot.answer("How many articles from the Wire?")
    assert reply.notice == f"The library holds 2 articles in The Wire.{said}"
    assert bot.answer("How many articles do you have?").notice.endswith("articles.")


def test_every_outlet_that_tells_a_story_counts(make_library):
    files = {
        f"{name}.md": written(
            "Weir bursts", name.title(), f"{name} Roe", "2021-12-05", sentences(0, 5)
        )
        for name in ("ann", "bo", "cy")
    }
    library = make_library(files)
    assert len(library.search("the weir")) == 1
    reply = Bot(library).answer("How many articles about the weir?")
    assert reply.notice == "The library holds 3 articles that mention “the weir”."
    assert len(reply.listed) == 3
