"""A library that an earlier Footnote made, opened by this one."""

import sqlite3
from contextlib import closing

import pytest

from index.catalog import Catalog
from index.checkup import check_up
from index.schema import SCHEMA
from index.sources import Source
from tests.index.stories import sentences

SCHEMA_1 = """
CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE skipped (path TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, outlet TEXT NOT NULL, authors TEXT NOT NULL,
    published TEXT, url TEXT NOT NULL
);
CREATE TABLE passages (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (article_id, start)
) WITHOUT ROWID;
ATTACH DATABASE '{now}' AS now;
INSERT INTO manifest SELECT * FROM now.manifest;
INSERT OR REPLACE INTO manifest VALUES ('schema', '1');
INSERT INTO sources SELECT name FROM now.sources;
INSERT INTO skipped SELECT location, reason FROM now.skipped;
INSERT INTO articles
    SELECT id, source, '1' || substr(look, instr(look, '-')), title, text, outlet, authors,
        published, url
    FROM now.articles JOIN now.files ON name = source;
INSERT INTO passages SELECT * FROM now.passages;
DETACH DATABASE now;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""
GOAT = (
    "---\ntitle: Goat wins\noutlet: Hill Post\nauthors: [Ada Lund, Ben Moe]\n"
    "published: 2021-05-04\nurl: https://hill.example/goat\n---\n\n"
    "A goat named Rosa won the village race.\n"
)


def as_schema_1(library):
    """Write a library's catalog as the first Footnote did."""
    now, before = library / "catalog.sqlite", library / "now.sqlite"
    with closing(sqlite3.connect(now)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    now.rename(before)
    with closing(sqlite3.connect(now)) as connection:
        connection.executescript(SCHEMA_1.format(now=before))
    before.unlink()


SCHEMA_3 = """
ALTER TABLE articles DROP COLUMN whole;
DROP TABLE repeated_lines;
UPDATE articles SET digest = 'of version 5';
UPDATE files SET look = '5' || substr(look, instr(look, '-'));
PRAGMA user_version = 3;
"""
SCHEMA_2 = f"""{SCHEMA_3}
ALTER TABLE articles DROP COLUMN opinion;
UPDATE articles SET digest = 'of version 4';
UPDATE files SET look = '4' || substr(look, instr(look, '-'));
PRAGMA user_version = 2;
"""


def tables(folder):
    """Return the columns, foreign keys and indexes of a catalog's tables."""
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: (
                connection.execute(f"PRAGMA table_info({name})").fetchall(),
                connection.execute(f"PRAGMA foreign_key_list({name})").fetchall(),
                connection.execute(f"PRAGMA index_list({name})").fetchall(),
            )
            for name in names
        }


def as_schema(script, library):
    """Write a library's catalog as an earlier Footnote did."""
    with closing(sqlite3.connect(library / "catalog.sqlite")) as connection:
        connection.executescript(script)


@pytest.fixture
def old_library(articles, sync, library_folder):
    """The folder of a library of two articles and a skipped file, with a catalog of schema 1."""
    (articles / "goat.md").write_text(GOAT)
    (articles / "wheat.txt").write_text("Wheat rises\n\nThe price of wheat rose.\n")
    (articles / "broken.txt").write_bytes(b"\x89PNG\x00\x00")
    sync()
    as_schema_1(library_folder)
    return library_folder


def test_articles_come_over_with_all_that_is_known_of_them(old_library, open_library):
    assert old_library.is_dir()
    goat, wheat = open_library().articles()
    assert (goat.title, goat.outlet, goat.authors) == (
        "Goat wins",
        "Hill Post",
        ("Ada Lund", "Ben Moe"),
    )
    assert (str(goat.published), goat.url) == ("2021-05-04", "https://hill.example/goat")
    assert goat.text == "A goat named Rosa won the village race."
    assert (wheat.title, wheat.part) == ("Wheat rises", "")


def test_passages_sources_and_skipped_files_come_over(old_library, articles, open_library):
    assert old_library.is_dir()
    status = open_library().status()
    assert (status.articles, status.passages) == (2, 2)
    assert status.sources == (Source(str(articles)),)
    assert list(status.skipped) == [str(articles / "broken.txt")]


def test_an_old_library_answers_without_being_indexed_again(
    old_library, open_library, generation_folders
):
    before = generation_folders()
    assert old_library.is_dir()
    hit = open_library().search("Who won the race?")[0]
    assert hit.passage.text == "A goat named Rosa won the village race."
    assert hit.also_in == ()
    assert generation_folders() == before


def test_opening_an_old_library_brings_its_catalog_to_this_schema(old_library, open_library):
    open_library()
    with closing(sqlite3.connect(old_library / "catalog.sqlite")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'old_%'")
        assert tables.fetchall() == []
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_catalog_that_came_over_has_the_tables_of_a_new_one(old_library, open_library, tmp_path):
    open_library()
    Catalog(tmp_path / "new").path.parent.mkdir()
    Catalog(tmp_path / "new").create("fake")

    assert tables(old_library) == tables(tmp_path / "new")


def test_an_old_library_is_sound(old_library, fake_embedder):
    assert check_up(old_library, fake_embedder) == []


def test_the_next_indexing_reads_all_again_and_embeds_nothing(old_library, sync, fake_embedder):
    assert old_library.is_dir()
    fake_embedder.embedded.clear()
    result = sync()
    assert len(result.changed) + len(result.unchanged) == 2
    assert (result.added, result.removed) == ([], [])
    assert fake_embedder.embedded == []


def test_copies_are_grouped_once_an_old_library_is_indexed_again(
    articles, sync, old_library, open_library
):
    for name in ("hill.txt", "coast.txt"):
        (articles / name).write_text(f"Walks\n\n{sentences(0, 10)}\n")
    sync()
    as_schema_1(old_library)
    assert open_library().search("Abner walked to Zeal", k=1)[0].also_in == ()
    assert len(sync().changed) == 4
    assert len(open_library().search("Abner walked to Zeal", k=1)[0].also_in) == 1


def test_a_source_of_an_old_library_whose_file_went_loses_its_article(old_library, articles, sync):
    assert old_library.is_dir()
    (articles / "wheat.txt").unlink()
    assert sync().removed == [str(articles / "wheat.txt")]


def test_an_opinion_piece_is_marked_once_a_library_of_schema_2_reads_it_again(
    articles, sync, library_folder, open_library
):
    (articles / "goat.md").write_text(GOAT.replace("example/goat", "example/opinion/goat"))
    sync()
    as_schema(SCHEMA_2, library_folder)
    (before,) = open_library().articles()
    assert not before.opinion
    sync()
    (after,) = open_library().articles()
    assert (after.opinion, after.authors) == (True, ("Ada Lund", "Ben Moe"))


def test_a_line_taken_out_by_schema_3_comes_back_once_the_files_are_read_again(
    articles, sync, library_folder, open_library
):
    prompt = "Our reporting is made possible by a grant from the Hill Fund."
    for number in range(3):
        story = sentences(8 * number, 8 * number + 8)
        (articles / f"{number}.txt").write_text(f"Walk {number}\n\n{story}\n\n{prompt}\n")
    sync()
    as_schema(SCHEMA_3, library_folder)
    assert not any(prompt in article.text for article in open_library().articles())
    (articles / "0.txt").unlink()
    sync()
    assert [prompt in article.text for article in open_library().articles()] == [True, True]


@pytest.mark.parametrize("script", [SCHEMA_2, SCHEMA_3])
def test_a_catalog_of_an_earlier_schema_comes_to_have_the_tables_of_a_new_one(
    articles, sync, library_folder, open_library, tmp_path, script
):
    (articles / "goat.md").write_text(GOAT)
    sync()
    as_schema(script, library_folder)
    open_library()
    Catalog(tmp_path / "new").path.parent.mkdir()
    Catalog(tmp_path / "new").create("fake")
    assert tables(library_folder) == tables(tmp_path / "new")
