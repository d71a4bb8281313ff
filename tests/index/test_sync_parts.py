"""Files of several articles, kept in step article by article."""

import gzip
import json
import random
import zipfile

import pytest

from index.errors import SourceError
from index.sources import Source

STORIES = {
    "goat": "A goat named Rosa won the village race.",
    "tunnel": "The harbour tunnel opened to trains on Monday.",
    "wheat": "The price of wheat rose after a dry spring.",
}


def lines(stories, **names):
    """Write stories as JSON lines, with some fields named otherwise."""
    fields = {"id": "id", "title": "title", "text": "text"} | names
    return "".join(
        json.dumps({fields["id"]: key, fields["title"]: f"The {key}", fields["text"]: text}) + "\n"
        for key, text in stories.items()
    )


@pytest.fixture
def records(articles):
    """A file of three records."""
    file = articles / "news.jsonl"
    file.write_text(lines(STORIES))
    return file


@pytest.fixture
def texts(open_library):
    """Return a function that gives the library's texts by part."""
    return lambda: {article.part: article.text for article in open_library().articles()}


def test_each_record_is_an_article(sync, records, texts):
    result = sync()
    assert result.added == [f"{records}#{key}" for key in STORIES]
    assert texts() == STORIES


def test_a_second_indexing_finds_nothing_to_do(sync, records, open_library):
    sync()
    generation = open_library().status().generation
    assert sync().unchanged == [f"{records}#{key}" for key in STORIES]
    assert open_library().status().generation == generation


def test_one_record_that_changed_is_the_only_one_indexed(sync, records, texts, fake_embedder):
    sync()
    fake_embedder.embedded.clear()
    changed = STORIES | {"wheat": "The price of wheat fell after a wet summer."}
    records.write_text(lines(changed))
    result = sync()
    assert result.changed == [f"{records}#wheat"]
    assert result.unchanged == [f"{records}#goat", f"{records}#tunnel"]
    assert fake_embedder.embedded == ["The wheat\n\nThe price of wheat fell after a wet summer."]
    assert texts() == changed


def test_records_that_came_and_went(sync, records, texts):
    sync()
    kept = {key: text for key, text in STORIES.items() if key != "goat"}
    records.write_text(lines(kept | {"rye": "The price of rye fell in the north."}))
    result = sync()
    assert (result.added, result.removed) == ([f"{records}#rye"], [f"{records}#goat"])
    assert texts().keys() == {"tunnel", "wheat", "rye"}


def test_records_in_another_order_are_the_same_articles(sync, records, fake_embedder):
    sync()
    fake_embedder.embedded.clear()
    records.write_text(lines(dict(reversed(STORIES.items()))))
    result = sync()
    assert (result.added, result.changed, result.removed) == ([], [], [])
    assert fake_embedder.embedded == []


BAD = "; what was read from it before was kept"


def test_a_record_that_turned_bad_keeps_its_article_and_no_other(sync, records, texts):
    sync()
    records.write_text('{"id": "goat"}\n' + lines({"wheat": STORIES["wheat"]}))
    result = sync()
    reason = "line 1: no text in it; its fields are id"
    assert result.skipped == {f"{records}#goat": reason + BAD}
    assert result.removed == [f"{records}#tunnel"]
    assert texts() == {key: STORIES[key] for key in ("goat", "wheat")}


def test_a_record_that_turned_bad_and_cannot_be_named_keeps_all_of_its_file(sync, records, texts):
    sync()
    good = lines({key: text for key, text in STORIES.items() if key != "goat"})
    records.write_text("{broken\n" + good)
    result = sync()
    assert result.skipped == {f"{records}#line 1": "not a JSON object" + BAD}
    assert (result.changed, result.removed) == ([], [])
    assert texts() == STORIES
    records.write_text(good)
    assert sync().removed == [f"{records}#goat"]


def test_a_record_that_goes_by_its_number_keeps_its_own_article(sync, articles, texts):
    file = articles / "news.jsonl"
    rows = [json.dumps({"text": text}) for text in STORIES.values()]
    file.write_text("\n".join(rows))
    sync()
    file.write_text("\n".join(["{broken", rows[1]]))
    result = sync()
    assert result.skipped == {f"{file}#line 1": "not a JSON object" + BAD}
    assert result.removed == [f"{file}#line 3"]
    assert texts() == {"line 1": STORIES["goat"], "line 2": STORIES["tunnel"]}


@pytest.mark.parametrize(
    ("broken", "part", "kept"),
    [
        ("", "old.jsonl", set(STORIES)),
        ("{broken\n" + lines({"rye": "The price of rye fell."}), "old.jsonl#line 1", set(STORIES)),
        ('{"id": "goat"}\n' + lines({"rye": "The price of rye fell."}), "old.jsonl#goat", {"goat"}),
    ],
)
def test_records_in_an_archive_that_turned_bad_keep_what_their_file_held(
    sync, articles, texts, *, broken, part, kept
):
    file = articles / "news.zip"

    def pack(old, **others):
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("old.jsonl", old)
            for name, text in others.items():
                archive.writestr(f"{name}.txt", text)

    pack(lines(STORIES), barley="Barley falls.", oats="Oats fall.")
    sync()
    pack(broken, oats="Oats fall.")
    result = sync()
    assert result.skipped.keys() == {f"{file}#{part}"}
    assert result.skipped[f"{file}#{part}"].endswith(BAD)
    assert f"{file}#barley.txt" in result.removed
    assert texts().keys() - {"old.jsonl#rye", "oats.txt"} == {f"old.jsonl#{key}" for key in kept}


@pytest.mark.parametrize("packed", [False, True])
def test_a_record_of_objects_without_end_harms_no_other_file(sync, articles, packed):
    deep = '{"a":' * 5000 + "1" + "}" * 5000
    hostile = f'[{{"id": "1", "text": "Rosa won.", "published": {deep}}}]'
    if packed:
        with zipfile.ZipFile(articles / "deep.zip", "w") as archive:
            archive.writestr("deep.json", hostile)
    else:
        (articles / "deep.json").write_text(hostile)
    (articles / "rye.txt").write_text("Rye falls\n\nThe price of rye fell in the north.\n")
    part = "deep.zip#deep.json#1" if packed else "deep.json#1"
    assert sync().added == [f"{articles / part}", f"{articles / 'rye.txt'}"]


def test_a_file_of_records_that_is_removed_takes_all_its_articles(sync, records, articles, texts):
    (articles / "rye.txt").write_text("Rye falls\n\nThe price of rye fell in the north.\n")
    sync()
    records.unlink()
    assert sync().removed == [f"{records}#{key}" for key in STORIES]
    assert texts().keys() == {""}


def test_a_moved_file_of_records_is_not_embedded_again(sync, records, fake_embedder):
    sync()
    fake_embedder.embedded.clear()
    moved = records.rename(records.with_name("moved.jsonl"))
    result = sync()
    assert result.added == [f"{moved}#{key}" for key in STORIES]
    assert result.removed == [f"{records}#{key}" for key in STORIES]
    assert fake_embedder.embedded == []


def test_a_compressed_file_that_breaks_off_keeps_what_it_held(sync, articles, texts):
    # Texts that compress badly, so that half of the file holds some of the records.
    letters = random.Random(1)
    stories = {
        str(number): " ".join(
            "".join(letters.choices("abcdefghijklmnop", k=7)).title() for _ in range(60)
        )
        + "."
        for number in range(40)
    }
    (articles / "rye.txt").write_text("Rye falls\n\nThe price of rye fell in the north.\n")
    file = articles / "news.jsonl.gz"
    whole = gzip.compress(lines(stories).encode())
    file.write_bytes(whole)
    sync()
    file.write_bytes(whole[: len(whole) // 2])
    result = sync()
    assert result.removed == []
    assert list(result.skipped) == [str(file)]
    assert "what was read from it before was kept" in result.skipped[str(file)]
    assert texts().items() >= stories.items()
    file.write_bytes(whole)
    result = sync()
    assert (result.skipped, result.added, result.changed, result.removed) == ({}, [], [], [])


def test_the_names_of_fields_are_remembered_with_the_source(sync, articles, texts, open_library):
    file = articles / "news.jsonl"
    names = {"id": "key", "text": "story_body"}
    file.write_text(lines(STORIES, **names))
    sync(fields=names)
    assert texts() == STORIES
    assert open_library().status().sources == (Source(str(articles), names),)
    file.write_text(lines({"goat": STORIES["goat"]}, **names))
    sync(paths=[])
    assert texts() == {"goat": STORIES["goat"]}


def test_other_names_of_fields_have_a_file_read_again(sync, articles, texts):
    file = articles / "news.jsonl"
    row = {"id": "goat", "title": "The goat", "text": STORIES["goat"], "lead": STORIES["wheat"]}
    file.write_text(json.dumps(row) + "\n")
    sync()
    assert sync(fields={"text": "lead"}).changed == [f"{file}#goat"]
    assert texts() == {"goat": STORIES["wheat"]}


@pytest.fixture
def pack(articles):
    """Return a function that writes an archive of some of the stories."""
    file = articles / "news.zip"

    def write(stories):
        with zipfile.ZipFile(file, "w") as archive:
            for key, text in stories.items():
                archive.writestr(f"old/{key}.txt", f"The {key}\n\n{text}\n")
        return file

    return write


def test_each_file_of_an_archive_is_an_article(sync, pack, texts):
    file = pack(STORIES)
    assert sync().added == [f"{file}#old/{key}.txt" for key in STORIES]
    assert texts() == {f"old/{key}.txt": text for key, text in STORIES.items()}


def test_one_file_of_an_archive_that_changed_is_the_only_one_indexed(sync, pack, fake_embedder):
    sync_file = pack(STORIES)
    sync()
    fake_embedder.embedded.clear()
    pack({"goat": "A goat named Olga won the village race.", "wheat": STORIES["wheat"]})
    result = sync()
    assert result.changed == [f"{sync_file}#old/goat.txt"]
    assert result.removed == [f"{sync_file}#old/tunnel.txt"]
    assert fake_embedder.embedded == ["The goat\n\nA goat named Olga won the village race."]


def test_an_archive_that_breaks_off_keeps_what_it_held(sync, pack, articles, texts):
    (articles / "rye.txt").write_text("Rye falls\n\nThe price of rye fell in the north.\n")
    file = pack(STORIES)
    sync()
    file.write_bytes(file.read_bytes()[:100])
    assert list(sync().skipped) == [str(file)]
    assert len(texts()) == 4


def test_the_only_file_that_breaks_off_leaves_the_library_as_it_was(sync, pack, texts):
    file = pack(STORIES)
    sync()
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(SourceError, match=r"cut short.*the library was left as it was"):
        sync()
    assert len(texts()) == 3


def test_a_record_and_a_file_of_one_text_are_two_articles_embedded_once(
    sync, records, articles, fake_embedder
):
    (articles / "goat.txt").write_text(f"The goat\n\n{STORIES['goat']}\n")
    assert records.is_file()
    assert sync().articles == 4
    assert len(fake_embedder.embedded) == 3
