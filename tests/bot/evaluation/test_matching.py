"""What counts as the same answer, and as the same article."""

from pathlib import Path

import pytest

from bot.evaluation.matching import holds_answer, is_expected
from tests.bot.samples import article


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The bridge cost $5.", "$5"),
        ("It cost 5 dollars.", "$5"),
        ("It fell to 1500.", "1,500"),
        ("It began at 9:50 a.m.", "9:50 a.m."),
        ("At the Tony Awards.", "The Tony Awards"),
        ("An act of GOD", "act of God"),
        ("“Grave mistakes,” he said", "grave mistakes"),
        ("It lies in Cafe\u0301 Street", "Café Street"),
    ],
)
def test_case_punctuation_and_a_leading_article_do_not_count(text, answer):
    assert holds_answer(text, [answer])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It cost $1,500.", "$500"),
        ("It grew 3.5 percent.", "5"),
        ("It cost $55.", "$5"),
        ("The Germans came", "German"),
        ("", "Ann"),
        ("Ann", "Ann Bell"),
    ],
)
def test_an_answer_is_held_as_whole_words_only(text, answer):
    assert not holds_answer(text, [answer])


def test_one_of_several_answers_is_enough_and_none_is_never_held():
    assert holds_answer("Bo came.", ["Ann", "Bo"])
    assert not holds_answer("Bo came.", [])


FOUND = article(
    "Text",
    name="news/2021/harbour",
    title="Harbour “opens” at Elmouth’s quay",
    url="https://www.coast.example/2021/harbour/",
)


@pytest.mark.parametrize(
    "name",
    [
        FOUND.id,
        "https://www.coast.example/2021/harbour/",
        "http://coast.example/2021/harbour",
        "coast.example/2021/harbour",
        "harbour.txt",
        "2021/harbour.txt",
        "./2021/harbour.txt",
        "../2021/harbour.txt",
        "2021\\harbour.txt",
        "/articles/news/2021/harbour.txt",
        'harbour "opens" at Elmouth\'s  quay',
    ],
)
def test_an_article_is_known_by_id_address_title_and_the_end_of_its_path(name):
    assert is_expected(FOUND, ["other.txt", name])


@pytest.mark.parametrize("name", ["arbour.txt", "harbour", "2021", "news/2021", "Harbour opens"])
def test_a_part_of_a_name_is_another_name(name):
    assert not is_expected(FOUND, [name])


def test_an_article_without_title_and_address_is_not_meant_by_an_empty_name():
    assert not is_expected(article("Text", title=""), ["", "https://", "/"])


def test_a_file_name_that_is_no_unicode_can_be_matched():
    odd = article("Text", name=Path("caf\udce9").name)
    assert is_expected(odd, ["caf\udce9.txt"])
