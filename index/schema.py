"""The catalog's tables, and how a catalog of an earlier Footnote becomes one of this one."""

SCHEMA = 4

TABLES = """
CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (name TEXT PRIMARY KEY, fields TEXT NOT NULL DEFAULT '{}') WITHOUT ROWID;
CREATE TABLE files (name TEXT PRIMARY KEY, look TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped (
    location TEXT PRIMARY KEY, file TEXT NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, part TEXT NOT NULL, digest TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, outlet TEXT NOT NULL, authors TEXT NOT NULL,
    published TEXT, url TEXT NOT NULL, story TEXT NOT NULL, signature BLOB NOT NULL,
    opinion INTEGER NOT NULL DEFAULT 0,
    whole TEXT, -- with the lines that were taken out of the text, if any were
    UNIQUE (source, part)
);
CREATE INDEX articles_by_story ON articles (story);
CREATE INDEX articles_by_day ON articles (published, outlet, id);
CREATE TABLE passages (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (article_id, start)
) WITHOUT ROWID;
CREATE TABLE bands (
    band INTEGER NOT NULL, article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (band, article_id)
) WITHOUT ROWID;
CREATE INDEX bands_by_article ON bands (article_id);
CREATE TABLE lines (
    key BLOB NOT NULL, article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (key, article_id)
) WITHOUT ROWID;
CREATE INDEX lines_by_article ON lines (article_id);
CREATE TABLE repeated_lines (
    key BLOB NOT NULL, outlet TEXT NOT NULL, PRIMARY KEY (key, outlet)
) WITHOUT ROWID
"""

# From a schema to the one after it. What an earlier schema lacks is filled in when the files are
# read again, which the next indexing does because no file looks as it is written down here.
MIGRATIONS = {
    1: """
CREATE TABLE files (name TEXT PRIMARY KEY, look TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO files SELECT path, stamp FROM articles;
ALTER TABLE sources RENAME TO old_sources;
CREATE TABLE sources (name TEXT PRIMARY KEY, fields TEXT NOT NULL DEFAULT '{}') WITHOUT ROWID;
INSERT INTO sources (name) SELECT path FROM old_sources;
DROP TABLE old_sources;
ALTER TABLE skipped RENAME TO old_skipped;
CREATE TABLE skipped (
    location TEXT PRIMARY KEY, file TEXT NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO skipped SELECT path, path, reason FROM old_skipped;
DROP TABLE old_skipped;
ALTER TABLE articles RENAME TO old_articles;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, part TEXT NOT NULL, digest TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, outlet TEXT NOT NULL, authors TEXT NOT NULL,
    published TEXT, url TEXT NOT NULL, story TEXT NOT NULL, signature BLOB NOT NULL,
    UNIQUE (source, part)
);
INSERT INTO articles
    SELECT id, path, '', '', title, text, outlet, authors, published, url, id, x''
    FROM old_articles;
ALTER TABLE passages RENAME TO old_passages;
CREATE TABLE passages (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (article_id, start)
) WITHOUT ROWID;
INSERT INTO passages SELECT * FROM old_passages;
DROP TABLE old_passages;
DROP TABLE old_articles;
CREATE INDEX articles_by_story ON articles (story);
CREATE INDEX articles_by_day ON articles (published, outlet, id);
CREATE TABLE bands (
    band INTEGER NOT NULL, article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (band, article_id)
) WITHOUT ROWID;
CREATE INDEX bands_by_article ON bands (article_id);
CREATE TABLE lines (
    key BLOB NOT NULL, article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (key, article_id)
) WITHOUT ROWID;
CREATE INDEX lines_by_article ON lines (article_id)
""",
    2: "ALTER TABLE articles ADD COLUMN opinion INTEGER NOT NULL DEFAULT 0",
    3: """
ALTER TABLE articles ADD COLUMN whole TEXT;
CREATE TABLE repeated_lines (
    key BLOB NOT NULL, outlet TEXT NOT NULL, PRIMARY KEY (key, outlet)
) WITHOUT ROWID
""",
}
