import gzip
import json

import pytest

from index.documents import ReadingOptions
from index.errors import UnreadableFile
from index.formats import unpack
from tests.index.formats.records import BOTH, OPTIONS, ROSA, TUNNEL, lines, table


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", lines(ROSA, TUNNEL)),
        ("a.ndjson", lines(ROSA, TUNNEL) + "\n\n"),
        ("a.jsonl", lines(ROSA, TUNNEL).replace("\n", "\r\n")),
        ("a.jsonl", "\ufeff" + lines(ROSA, TUNNEL)),
        ("a.jsonl", lines(ROSA, TUNNEL).encode("utf-16")),
        ("a.jsonl", json.dumps([ROSA, TUNNEL])),
        ("a.jsonl", json.dumps({"articles": [ROSA, TUNNEL]}, indent=1)),
        ("a.json", json.dumps([ROSA, TUNNEL])),
        ("a.json", json.dumps([ROSA, TUNNEL], indent=2)),
        ("a.json", "\ufeff" + json.dumps([ROSA, TUNNEL])),
        ("a.json", json.dumps([ROSA, TUNNEL]).encode("utf-16-le")),
        ("a.json", json.dumps({"status": "ok", "articles": [ROSA, TUNNEL]})),
        ("a.json", json.dumps({"authors": [{"name": "Ana"}], "items": [ROSA, TUNNEL]})),
        ("a.json", json.dumps({"response": {"docs": [ROSA, TUNNEL]}})),
        ("a.json", lines(ROSA, TUNNEL)),
        ("a.csv", table(ROSA, TUNNEL)),
        ("a.csv", "\ufeff" + table(ROSA, TUNNEL).replace("\n", "\r\n")),
        ("a.csv", table(ROSA, TUNNEL).replace(",", ";")),
        ("a.csv", table(ROSA, TUNNEL).replace(",", "\t")),
        ("a.csv", table(ROSA, TUNNEL).encode("utf-16")),
    ],
)
@pytest.mark.parametrize("compressed", [False, True])
def test_each_record_is_an_article_that_goes_by_its_id(unpacked, name, content, compressed):
    data = content if isinstance(content, bytes) else content.encode()
    if compressed:
        assert unpacked(f"{name}.gz", gzip.compress(data)) == BOTH
    else:
        assert unpacked(name, data) == BOTH


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_an_object_with_a_text_is_one_record(unpacked, name):
    record = {**ROSA, "authors": [{"name": "Ana Berg"}], "items": []}
    assert unpacked(name, json.dumps(record, indent=2)) == {"rosa-1": ROSA["text"]}


def test_a_record_without_an_id_goes_by_its_address_else_by_its_number(unpacked):
    records = [
        {"url": "https://hill.example/goat", "text": "Rosa won the race again."},
        {"text": "The harbour tunnel opened on Monday."},
    ]
    assert list(unpacked("a.jsonl", lines(*records))) == ["https://hill.example/goat", "line 2"]
    assert list(unpacked("a.json", json.dumps(records)))[1] == "record 2"
    assert list(unpacked("a.csv", "url,text\n,Rosa won again.")) == ["row 2"]


def test_of_two_records_with_one_id_the_second_is_named(unpacked):
    found = unpacked("a.jsonl", lines(ROSA, {**TUNNEL, "id": "rosa-1"}, TUNNEL))
    assert found == {
        "rosa-1": ROSA["text"],
        "rosa-1#line 2": "a second record of the same id",
        "tunnel": TUNNEL["text"],
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not a JSON object"),
        ("[" * 100_000, "larger than 0.1 MB"),
        ("[" * 90_000, "not a JSON object"),
        ("null", "not an object with fields but nothing"),
        ('"Rosa won."', "not an object with fields but a text"),
        ("[1, 2]", "not an object with fields but a list"),
        ("7", "not an object with fields but a number"),
        ("{}", "no fields in it"),
        ('{"title": "Goat wins", "lead": "x"}', "no text in it; its fields are title, lead"),
        ('{"text": null, "title": "x"}', "no text in it; its fields are text, title"),
        ('{"text": " \\n"}', "no text in it; its fields are text"),
        ('{"text": 7}', "its text is not text but a number"),
        ('{"text": true}', "its text is not text but a truth value"),
        ('{"text": "' + "x" * 100_000 + '"}', "larger than 0.1 MB"),
    ],
)
def test_a_broken_line_is_named_and_harms_no_other(unpacked, line, reason):
    found = unpacked("a.jsonl", f"{json.dumps(ROSA)}\n{line}\n{json.dumps(TUNNEL)}")
    assert found == {"rosa-1": ROSA["text"], "line 2": reason, "tunnel": TUNNEL["text"]}


@pytest.mark.parametrize(
    ("broken", "name", "reason"),
    [
        ({"id": "goat"}, "goat", "no text in it; its fields are id"),
        ({"guid": 7, "text": 7}, "7", "its text is not text but a number"),
        ({"url": "https://hill.example/goat", "text": ""}, "https://hill.example/goat", "no text"),
        ({"id": "goat", "text": "x" * 100_000}, "goat", "larger than 0.1 MB"),
    ],
)
def test_a_broken_record_goes_by_its_own_name(tmp_path, broken, name, reason):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([ROSA, broken]))
    _, error = unpack(path, OPTIONS)
    assert error.location == f"{path}#{name}"
    assert error.reason.startswith(f"record 2: {reason}")
    assert not error.nameless


@pytest.mark.parametrize("line", ["{", "7", "{}", '{"title": "Goat wins"}'])
def test_a_broken_record_without_a_name_goes_by_its_line_and_says_so(tmp_path, line):
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(ROSA)}\n{line}\n")
    _, error = unpack(path, OPTIONS)
    assert (error.location, error.nameless) == (f"{path}#line 2", True)


def test_records_without_a_text_at_the_start_hide_none_that_follow(unpacked):
    pictures = [{"id": f"picture-{n}", "text": ""} for n in range(25)]
    found = unpacked("a.jsonl", lines(*pictures, ROSA, TUNNEL))
    assert len(found) == 27
    assert found["picture-24"] == "line 25: no text in it; its fields are id, text"
    assert found.items() >= BOTH.items()


def test_a_long_file_of_no_records_is_not_read_to_its_end(unpacked):
    log = "The bridge is shut.\n" * 10_000
    with pytest.raises(UnreadableFile, match="none of the first 10000 records can be read"):
        unpacked("a.jsonl", log + lines(ROSA))


def test_null_bytes_and_half_characters_in_a_record_are_dropped(unpacked):
    record = r'{"id": "a\u0000\ud800b\u202e", "text": "Rosa\u0000 won\ud800 again\u0007."}'
    assert unpacked("a.jsonl", record) == {"ab": "Rosa won again."}
    [text] = unpacked("a.json", f"[{record}]").values()
    assert text.startswith("Rosa won")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n \n", "no records in it"),
        ("a.json", b"[]", "no records in it"),
        ("a.csv", b"id,text\n", "no records in it"),
        ("a.json", b"Rosa won.", "not valid JSON"),
        ("a.json", b'[{"text": "Rosa', "not valid JSON"),
        ("a.json", b"%PDF-1.4", "really a .pdf file"),
        ("a.csv", b"PK\x03\x04abc", "really a ZIP archive"),
        ("a.jsonl", b"\x89PNG\r\n", "really an image (PNG)"),
        (
            "a.csv",
            b"a,b\n1,2\n3,text",
            "no column holds the text (the first line names a, b); "
            "if one does, add --field text=COLUMN",
        ),
        (
            "a.csv",
            b"\n",
            "no column holds the text (the first line names nothing); "
            "if one does, add --field text=COLUMN",
        ),
        (
            "a.jsonl",
            b"Rosa won.\n" * 20,
            "none of the first 20 records can be read (not a JSON object)",
        ),
        ("a.json", b'[{"text": "' + b"x" * 300_000, "a record is larger than 0.1 MB"),
    ],
)
def test_a_file_that_holds_no_records_is_refused_with_a_reason(unpacked, name, content, reason):
    with pytest.raises(UnreadableFile) as caught:
        unpacked(name, content)
    assert caught.value.reason == reason
    assert caught.value.location.endswith(name)


@pytest.mark.parametrize("name", ["a.json", "a.json.gz", "a.jsonl.gz"])
def test_what_stands_before_a_cut_is_read_and_the_cut_is_named(tmp_path, name):
    # Texts that don't compress, so that half of the compressed file holds whole records.
    records = [{"id": str(n), "text": f"{n} " + hex(7**n * 11**1500)} for n in range(400)]
    whole = json.dumps(records) if ".json." in f"{name}." else lines(*records)
    data = gzip.compress(whole.encode()) if name.endswith(".gz") else whole.encode()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    found = []
    with pytest.raises(UnreadableFile) as caught:
        found.extend(unpack(tmp_path / name, OPTIONS))
    assert caught.value.reason in {
        "cut short",
        f"not valid JSON after record {len(found)}; it may be cut short",
    }
    assert caught.value.location == str(tmp_path / name)


def test_records_before_a_cut_are_given_before_it_is_found(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([ROSA, TUNNEL])[:-10])
    found = unpack(path, OPTIONS)
    assert next(found).part == "rosa-1"
    with pytest.raises(UnreadableFile, match="not valid JSON after record 1; it may be cut short"):
        next(found)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-8"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_a_file_may_be_in_another_encoding(unpacked, name, encoding):
    text = "Die Bürger grüßten den ersten Zug vom Süden her, und er fuhr über die Brücke."
    contents = {
        "a.jsonl": json.dumps({"id": "1", "text": text}, ensure_ascii=False),
        "a.json": json.dumps([{"id": "1", "text": text}], ensure_ascii=False),
        "a.csv": f'id,text\n1,"{text}"\n',
    }
    assert unpacked(name, contents[name].encode(encoding)) == {"1": text}


def test_fields_may_go_by_other_names(unpacked):
    options = ReadingOptions(100_000, {"text": "payload.words", "id": "key", "title": "T"})
    record = {"key": 5, "T": "Goat wins", "payload": {"words": "Rosa won."}, "text": "Not this."}
    assert unpacked("a.jsonl", lines(record), options) == {"5": "Rosa won."}
    assert unpacked("a.json", json.dumps(record), options) == {"5": "Rosa won."}
    options = ReadingOptions(100_000, {"text": "Words"})
    assert unpacked("a.csv", "Words,id\nRosa won.,5", options) == {"5": "Rosa won."}


def test_a_file_without_the_field_that_was_named_goes_by_the_usual_names(unpacked):
    options = ReadingOptions(100_000, {"text": "story_body"})
    for name, content in (
        ("a.jsonl", lines(ROSA, TUNNEL)),
        ("a.json", json.dumps({"links": [{"a": "b"}], "found": [ROSA, TUNNEL]})),
        ("a.csv", table(ROSA, TUNNEL)),
    ):
        assert unpacked(name, content, options) == BOTH


def test_a_long_id_is_cut_but_stays_another(unpacked):
    long = "x" * 1000
    found = unpacked("a.jsonl", lines({**ROSA, "id": long + "a"}, {**TUNNEL, "id": long + "b"}))
    assert list(found.values()) == list(BOTH.values())
    assert all(len(part) < 320 for part in found)


def test_records_are_given_one_at_a_time(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(lines(ROSA, TUNNEL))
    found = unpack(path, OPTIONS)
    assert next(found).part == "rosa-1"
    found.close()
