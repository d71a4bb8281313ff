from datetime import date

import pytest

from index.documents import RECORD_FIELDS
from index.formats.fields import FIELDS, NoText, day_of, leads_to_text, normalised

TEXT = "Rosa won the race again."


def fields(record, names=None):
    return normalised({"text": TEXT, **record}, names or {})


def test_our_own_names_are_understood():
    record = {
        "id": "rosa-1",
        "url": "https://hill.example/goat",
        "title": "Goat wins",
        "text": TEXT,
        "published": "2021-12-18",
        "authors": ["Ana Berg", "Jo Marsh"],
        "outlet": "Hill Post",
        "section": "Sport",
    }
    assert normalised(record, {}) == record


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("id", "_id"),
        ("id", "Article ID"),
        ("url", "webUrl"),
        ("url", "canonical_url"),
        ("title", "Headline"),
        ("outlet", "siteName"),
        ("outlet", "Publisher"),
        ("section", "sectionName"),
    ],
)
def test_common_names_are_understood_however_they_are_written(field, name):
    assert fields({name: "x"})[field] == "x"


@pytest.mark.parametrize("name", ["body", "Content", "articleBody", "full_text", "content-html"])
def test_a_text_may_go_by_other_names(name):
    assert normalised({name: TEXT}, {})["text"] == TEXT


def test_a_name_that_is_our_own_comes_first_but_an_empty_field_is_passed_over():
    assert fields({"content": "no", "body": "no"})["text"] == TEXT
    assert normalised({"text": "", "body": TEXT}, {})["text"] == TEXT


def test_every_field_is_found_under_its_own_name():
    assert all(names[0] == field for field, names in FIELDS.items())


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"title": {"rendered": "Goat wins"}}, "title", "Goat wins"),
        ({"headline": {"main": "Goat wins"}}, "title", "Goat wins"),
        ({"source": {"id": None, "name": "Hill Post"}}, "outlet", "Hill Post"),
        ({"_id": {"$oid": "5f"}}, "id", "5f"),
        ({"id": 7}, "id", "7"),
        ({"title": ["Goat wins", "x"]}, "title", "Goat wins"),
        ({"title": True}, "title", ""),
        ({"title": {"x": 1}}, "title", ""),
        ({"authors": "Ana Berg and Jo Marsh"}, "authors", ["Ana Berg", "Jo Marsh"]),
        ({"byline": "By Ana Berg, Hill Post"}, "authors", ["Ana Berg"]),
        ({"author": {"name": "Ana Berg"}}, "authors", ["Ana Berg"]),
        (
            {"authors": [{"name": "Ana Berg"}, {"name": "Agency"}]},
            "authors",
            ["Ana Berg", "Agency"],
        ),
        ({"authors": "['Ana Berg', 'Jo Marsh']"}, "authors", ["Ana Berg", "Jo Marsh"]),
        ({"authors": [None, "", 5, "Ana Berg", "Ana Berg"]}, "authors", ["Ana Berg"]),
        ({"author": 3}, "authors", []),
        ({"author": "12; 15"}, "authors", []),
        ({"author": "Ana Berg; 15"}, "authors", ["Ana Berg"]),
        ({"authors": None}, "authors", []),
        ({"author": "staff"}, "authors", ["staff"]),
    ],
)
def test_a_value_may_lie_in_an_object_or_a_list(record, field, value):
    assert fields(record)[field] == value


def test_a_text_may_be_a_list_of_paragraphs_or_lie_in_an_object():
    assert normalised({"text": ["Rosa won.", "She ran."]}, {})["text"] == "Rosa won.\n\nShe ran."
    assert normalised({"content": {"rendered": "<p>Rosa."}}, {})["text"] == "<p>Rosa."


def test_a_mapping_counts_before_all_names_and_may_lead_into_objects():
    record = {"a": {"b": "Goat wins"}, "title": "x", "c.d": "Hill Post"}
    found = fields(record, {"title": "a.b", "outlet": "c.d", "url": "a.b.c.d", "authors": "gone"})
    assert (found["title"], found["outlet"], found["url"]) == ("Goat wins", "Hill Post", "")
    assert found["authors"] == []


def test_a_record_without_the_field_that_was_named_goes_by_the_usual_names():
    assert normalised({"text": "Rosa won."}, {"text": "story_body"})["text"] == "Rosa won."


@pytest.mark.parametrize("record", [{}, {"text": ""}, {"title": "x"}, {"text": 5}, {"text": []}])
def test_a_record_without_text_is_refused(record):
    with pytest.raises(NoText):
        normalised(record, {})


LONG = "The harbour bridge will close for six weeks from Monday."


@pytest.mark.parametrize(
    ("record", "advice"),
    [
        ({"lead": "The bridge will close for six weeks, it said.", "summary": LONG}, "summary"),
        ({"fields": {"bodyText": LONG, "byline": "Ana Berg"}}, "fields.bodyText"),
        ({"story": {"story_text": LONG}}, "story.story_text"),
    ],
)
def test_a_record_without_text_is_refused_with_what_may_be_its_text(record, advice):
    with pytest.raises(NoText, match=rf"; if {advice} is its text, add --field text={advice}$"):
        normalised({"url": "https://hill.example", "title": LONG * 2, **record}, {})
    assert normalised(record, {"text": advice})["text"] == LONG


def test_a_name_of_several_words_is_advised_in_quotation_marks():
    with pytest.raises(NoText, match=r'--field "text=Story lead"$'):
        normalised({"Story lead": LONG}, {})


@pytest.mark.parametrize(
    "record", [{"title": LONG, "text": ""}, {"image": "x" * 80}, {"lead": "Rosa won again."}]
)
def test_titles_addresses_and_short_texts_are_not_advised(record):
    with pytest.raises(NoText) as caught:
        normalised(record, {})
    assert "--field" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("text", True),
        ("Content", True),
        ("content.rendered", True),
        ("body.item", True),
        ("content.author", False),
        ("title", False),
        ("data.text", False),
        ("payload.words", True),
    ],
)
def test_a_path_leads_to_a_text_by_common_names_or_as_it_is_mapped(path, leads):
    assert leads_to_text(path, {"text": "payload.words"}) is leads


@pytest.mark.parametrize(
    "value",
    [
        "2021-12-18",
        "20211218",
        20211218,
        "2021-12-18T23:30:00Z",
        "2021-12-18T23:30:00+0500",
        "2021-12-18 10:30:00.123456",
        "2021-12-18T10:30:00.000Z",
        "2021-12-18 10:30:00 UTC",
        1639823400,  # date -u -d @1639823400: Sat Dec 18 10:30:00 2021
        1639823400.5,
        1639823400000,
        "1639823400",
        {"$date": "2021-12-18T10:30:00Z"},
        {"$date": 1639823400000},
        "Dec 18, 2021",
        "Saturday, December 18, 2021 10:30 AM",
        "18 December 2021",
        "Sat, 18 Dec 2021 10:30:00 +0000",
        "Sat, 18 Dec 2021 10:30:00 GMT",
        "12/18/2021",
        "18/12/2021 10:30",
    ],
)
def test_a_day_is_read_in_any_usual_form(value):
    assert day_of(value) == date(2021, 12, 18)


@pytest.mark.parametrize(
    "value",
    [
        None, "", "soon", "2021", 2021, "December 2021", "2021-02-30", "31 February 2021", 0, 0.0,
        "0", "03/04/2021", "99/99/2021", "2021-13-01", True, [], {}, {"$date": None}, "9" * 40,
        -1e300, float("nan"), float("inf"), "0001-01-01", "9999-12-31", "\ud800", 99999999,
        "202109", 202109, "2021-W36", "2021W36",
    ],
)  # fmt: skip
def test_what_names_no_certain_day_leaves_it_unknown(value):
    assert day_of(value) is None


def test_a_day_that_lies_in_too_many_objects_is_unknown():
    value = "2021-12-18"
    for _ in range(5000):
        value = {"a": value}
    assert day_of(value) is None


def test_a_day_of_one_number_twice_is_certain():
    assert day_of("03/03/2021") == date(2021, 3, 3)


def test_the_fields_are_those_that_can_be_mapped():
    assert tuple(FIELDS) == RECORD_FIELDS
