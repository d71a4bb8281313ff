import pytest

from index.opinions import is_opinion


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/opinion/2021/12/18/why-goats-win",
        "https://paper.example/opinions/2021/goats",
        "https://paper.example/story/opinion/columnist/2021/goats/123/",
        "https://paper.example/commentisfree/2021/dec/18/goats",
        "https://paper.example/op-ed/goats.html",
        "https://paper.example/Editorials/goats",
        "https://paper.example/comment/goats-are-late",
        "https://opinion.paper.example/goats",
    ],
)
def test_an_address_in_a_section_of_opinion_marks_it(url):
    assert is_opinion(url=url)


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/world/2021/opinion-poll-on-goats",
        "https://paper.example/politics/editorial-board-resigns",
        "https://paper.example/sports/columnist/lee/goats",
        "https://paper.example/comments/123",
        "https://www.supremecourt.example/opinions/21.html",
        "https://law.example.gov/opinions/goats",
        "https://opinionated.example/goats",
        "https://[broken/opinion/goats",
        "goats/opinion-piece.txt",
        "",
    ],
)
def test_any_other_address_does_not(url):
    assert not is_opinion(url=url)


@pytest.mark.parametrize(
    "title",
    [
        "Opinion: Goats are late",
        "Opinion | Goats are late",
        "OPINION: Goats are late",
        "Editorial: Goats are late",
        "Comment: goats are late",
        "Op-Ed: Goats are late",
        "Goats are late | Opinion",
        "Goats are late | Ann Lee | Opinion | The Paper",
        "Goats are late - Opinion",
    ],
)
def test_a_headline_that_says_so_marks_it(title):
    assert is_opinion(title=title)


@pytest.mark.parametrize(
    "title",
    [
        "Opinion polls: goats lead",
        "Opinion of goats rises",
        "No comment: goats stay silent",
        "Court hands down opinion on goats",
        "Goats - a second opinion",
        "Editorial board resigns | The Paper",
        "Opinion",
        "",
    ],
)
def test_a_headline_that_speaks_of_opinion_does_not(title):
    assert not is_opinion(title=title)


@pytest.mark.parametrize(
    "section",
    [
        "Opinion",
        "opinions",
        "Commentary",
        "Editorial",
        "Op-Ed",
        "News / Opinion",
        "Opinion & Ideas",
    ],
)
def test_a_section_of_opinion_marks_it(section):
    assert is_opinion(section=section)


@pytest.mark.parametrize("section", ["World", "Public opinion", "Analysis", "Opinion polls", ""])
def test_any_other_section_does_not(section):
    assert not is_opinion(section=section)
