from datetime import date

import pytest

from index.articles import Draft
from index.formats.text_labels import read_labels

TEXT = "Rosa won the race.\n\nShe slept."


def test_labelled_lines_over_a_text_say_what_it_is():
    known, rest = read_labels(
        "Title: Goat wins\nAuthor: By Ana Berg and Jo Marsh\nSource: Hill Post\n"
        f"Date: 2021-12-18\nURL: https://hill.example/goat\nSection: Opinion\n\n{TEXT}"
    )
    assert known == Draft(
        "Goat wins",
        (),
        outlet="Hill Post",
        authors=("Ana Berg", "Jo Marsh"),
        published=date(2021, 12, 18),
        url="https://hill.example/goat",
        opinion=True,
    )
    assert rest.strip() == TEXT


def test_an_address_over_a_text_is_its_own():
    known, rest = read_labels(f"\nhttps://hill.example/goat\n\nGoat wins\n\n{TEXT}")
    assert known == Draft("", (), url="https://hill.example/goat")
    assert rest.strip() == f"Goat wins\n\n{TEXT}"


def test_a_source_may_be_an_address():
    known, _ = read_labels(f"Headline: Goat wins\nSource: https://hill.example/goat\n\n{TEXT}")
    assert known == Draft("Goat wins", (), url="https://hill.example/goat")


def test_an_agency_without_a_persons_name_is_the_author():
    known, _ = read_labels(f"Headline: Goat wins\nByline: Reuters\n{TEXT}")
    assert known == Draft("Goat wins", (), authors=("Reuters",))


def test_the_text_may_be_labelled_too():
    assert read_labels(f"Title: Goat wins\nText: {TEXT}")[1] == TEXT


def test_what_is_not_understood_stays_in_the_text():
    known, rest = read_labels(f"Title: Goat wins\nDate: 3/4/2021\nSubtitle: Again\n{TEXT}")
    assert known == Draft("Goat wins", ())
    assert rest == f"Date: 3/4/2021\nSubtitle: Again\n{TEXT}"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "",
        "Source: Hill Post\n\nRosa won.",  # one label may be a headline's beginning
        "Site: Rosa wins\n\nRosa won.",
        "Text: Rosa won.",
        "Goat wins\nTitle: Rosa\nURL: https://hill.example/goat\nRosa won.",
        "https://hill.example is where Rosa won.",
        "Title:\nURL: none\n",
        "https://\n\nRosa won.",
    ],
)
def test_another_text_is_left_as_it_is(text):
    assert read_labels(text) == (None, text)


def test_labels_are_sought_in_the_first_lines_alone():
    text = "Note: a\n" * 40 + "Title: Goat wins\n"
    assert read_labels(text) == (None, text)
