import json

import pytest

from index.formats import unpack
from tests.index.formats.records import BOTH, OPTIONS, ROSA, TUNNEL, lines

PICTURES = {"items": [{"url": "a.jpg", "text": "Rosa."}, {"url": "b.jpg"}]}


@pytest.mark.parametrize(
    "record",
    [
        {**ROSA, "media": PICTURES},
        {"media": PICTURES, **ROSA},
        {"comments": [{"text": "I saw Rosa win the race, and she was quick."}], **ROSA},
        {"related": [{"url": "b.html"}], **ROSA, "text": {"rendered": ROSA["text"]}},
        {"links": [{"url": "b.html"}], **ROSA, "text": ["Rosa won", "the race again."]},
    ],
)
def test_pictures_comments_and_links_of_an_article_are_no_records(unpacked, record):
    [(name, text)] = unpacked("a.json", json.dumps(record)).items()
    assert name == "rosa-1"
    assert " ".join(text.split()) == ROSA["text"]


def test_a_note_beside_articles_is_no_article(unpacked):
    answer = {"content": "2 found", "articles": [ROSA, TUNNEL]}
    assert unpacked("a.json", json.dumps(answer)) == BOTH


def test_articles_are_those_items_that_hold_texts(unpacked):
    answer = {"sources": [{"name": "Hill Post"}], "data": [{"tag": "x"}], "found": [ROSA, TUNNEL]}
    assert unpacked("a.json", json.dumps(answer)) == BOTH


@pytest.mark.parametrize("name", ["comments", "photos"])
def test_what_stands_beside_articles_is_none_however_long(unpacked, name):
    longer = {"text": f"{ROSA['text']} {TUNNEL['text']} I saw it."}
    assert unpacked("a.json", json.dumps({"pieces": [ROSA, TUNNEL], name: [longer]})) == BOTH


def test_records_of_a_cut_file_are_found_though_its_end_is_not(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"articles": [ROSA, TUNNEL]})[:-20])
    assert next(unpack(path, OPTIONS)).part == "rosa-1"


def test_json_lines_under_the_name_of_json_may_be_long(unpacked):
    long = [{**record, "text": record["text"] * 500} for record in (ROSA, TUNNEL)]
    assert list(unpacked("a.json", lines(*long))) == ["rosa-1", "tunnel"]


@pytest.mark.parametrize(
    "answer",
    [
        {"2021": [ROSA], "2022": [TUNNEL], "authors": [{"name": "Ana"}]},
        {"sport": {"articles": [ROSA]}, "city": {"articles": [TUNNEL]}},
        {"2021": [ROSA], "2022": [{"photos": [{"caption": "A goat"}], **TUNNEL}]},
    ],
)
def test_arrays_that_are_alike_are_all_read(unpacked, answer):
    assert unpacked("a.json", json.dumps(answer)) == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("indent", [2, None])
def test_an_array_is_found_in_a_file_named_for_lines(unpacked, encoding, indent):
    array = json.dumps([ROSA, TUNNEL], indent=indent)
    assert unpacked("a.jsonl", array.encode(encoding)) == BOTH
