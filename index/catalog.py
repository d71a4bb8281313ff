"""The catalog: the library's truth, in SQLite.

Holds articles, passages, sources, skipped files and the manifest (schema, embedder, generation).
Vectors and words are derived from it. Everything that belongs to one generation is written in
the transaction that names it, so a reader never sees half an update.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex

from index.articles import Article, Listing
from index.database import Connection, Row, connect
from index.errors import ArticleMissing, LibraryMismatch, LibraryMissing
from index.passages import Passage

SCHEMA = 1
_FILE = "catalog.sqlite"
_TABLES = """
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
"""


@dataclass(frozen=True)
class Manifest:
    """What the library was built with, and its current generation (0: nothing published yet).

    Attributes:
        library_id: eight hexadecimal digits, drawn when the library was made: one that is
            deleted and made anew in the same folder is another.
    """

    schema: int
    library_id: str
    embedder: str
    generation: int

    def require_embedder(self, name: str, folder: Path) -> None:
        """Refuse an embedding model other than the one the library was built with.

        Raises:
            LibraryMismatch: it is another.
        """
        if name != self.embedder:
            raise LibraryMismatch(
                f"The library in {folder} was built with the embedding model {self.embedder!r}, "
                f"not {name!r}; set FOOTNOTE_EMBEDDER={self.embedder}, or embed it anew with: "
                "footnote index --rebuild",
                folder,
            )


class Snapshot:
    """The catalog as it was at one moment; open it with Catalog.read() or Catalog.write()."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def manifest(self) -> Manifest:
        """Return what the library was built with."""
        rows = dict(self._connection.execute("SELECT key, value FROM manifest").fetchall())
        return Manifest(
            int(rows["schema"]), rows["library_id"], rows["embedder"], int(rows["generation"])
        )

    def article(self, article_id: str) -> Article:
        """Return one article.

        Raises:
            ArticleMissing: none has that id.
        """
        row = self._connection.execute(
            "SELECT * FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        if row is None:
            raise ArticleMissing(article_id)
        return _article(row)

    def articles(self) -> Iterator[Article]:
        """Iterate over all articles, newest first, the undated last."""
        rows = self._connection.execute(
            "SELECT * FROM articles ORDER BY published IS NULL, published DESC, title"
        )
        for row in rows:
            yield _article(row)

    def listings(self) -> Iterator[Listing]:
        """Iterate over what is known of all articles but their texts, in the same order."""
        rows = self._connection.execute(
            "SELECT id, title, outlet, authors, published FROM articles "
            "ORDER BY published IS NULL, published DESC, title"
        )
        for row in rows:
            yield Listing(
                row["id"],
                row["title"],
                row["outlet"],
                tuple(json.loads(row["authors"])),
                _day(row["published"]),
            )

    def passages_of(self, article: Article) -> list[Passage]:
        """Return an article's passages in order."""
        rows = self._connection.execute(
            'SELECT start, "end" FROM passages WHERE article_id = ? ORDER BY start', (article.id,)
        )
        return [Passage(article, row["start"], row["end"]) for row in rows]

    def counts(self) -> tuple[int, int]:
        """Return the number of articles and of passages."""
        row = self._connection.execute(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)"
        ).fetchone()
        return row[0], row[1]

    def stamps(self) -> dict[Path, str]:
        """Return, for each article's file, how it looked when it was read."""
        rows = self._connection.execute("SELECT path, stamp FROM articles")
        return {Path(row["path"]): row["stamp"] for row in rows}

    def sources(self) -> list[Path]:
        """Return the files and folders that the library mirrors."""
        rows = self._connection.execute("SELECT path FROM sources ORDER BY path")
        return [Path(row["path"]) for row in rows]

    def skipped(self) -> dict[Path, str]:
        """Return the files that couldn't be read, and why."""
        rows = self._connection.execute("SELECT path, reason FROM skipped ORDER BY path")
        return {Path(row["path"]): row["reason"] for row in rows}


class Update(Snapshot):
    """The catalog while the next generation is written; nothing shows before the end."""

    def publish(self, generation: int) -> None:
        """Point readers to a generation, once the transaction is committed."""
        self._connection.execute(
            "UPDATE manifest SET value = ? WHERE key = 'generation'", (str(generation),)
        )

    def clear(self, embedder: str, *, keep: Iterable[str]) -> None:
        """Forget all articles but some, keeping the sources; name another embedding model."""
        kept = set(keep)
        for row in self._connection.execute("SELECT id FROM articles").fetchall():
            if row["id"] not in kept:
                self.remove(row["id"])
        self._connection.execute("DELETE FROM skipped")
        self._connection.execute(
            "UPDATE manifest SET value = ? WHERE key = 'embedder'", (embedder,)
        )

    def put(self, article: Article, passages: list[Passage], stamp: str) -> None:
        """Add an article with its passages, in place of the one with its id."""
        self.remove(article.id)
        self._connection.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article.id,
                str(article.source),
                stamp,
                article.title,
                article.text,
                article.outlet,
                json.dumps(article.authors, ensure_ascii=False),
                article.published.isoformat() if article.published else None,
                article.url,
            ),
        )
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?)",
            [(article.id, passage.start, passage.end) for passage in passages],
        )

    def remove(self, article_id: str) -> None:
        """Remove an article and its passages."""
        self._connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    def add_source(self, path: Path) -> None:
        """Remember a file or folder that the library mirrors."""
        self._connection.execute("INSERT OR IGNORE INTO sources VALUES (?)", (str(path),))

    def replace_skipped(self, gone: Iterable[Path], skipped: dict[Path, str]) -> None:
        """Forget some skipped files and record others."""
        self._connection.executemany(
            "DELETE FROM skipped WHERE path = ?", [(_storable(path),) for path in gone]
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO skipped VALUES (?, ?)",
            [(_storable(path), reason) for path, reason in skipped.items()],
        )


class Catalog:
    """The catalog of the library in a folder.

    Raises, from each method:
        LibraryMissing: the folder holds no library.
        LibraryMismatch: it was made by a newer Footnote.
        LibraryDamaged: the file can't be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / _FILE

    @property
    def exists(self) -> bool:
        """Say whether the folder holds a library."""
        try:
            return self._path.is_file()
        except OSError:
            return False

    def create(self, embedder: str) -> None:
        """Make an empty catalog, in one transaction."""
        with connect(self._path, write=True) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0]:
                return
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.executemany(
                "INSERT INTO manifest VALUES (?, ?)",
                [
                    ("schema", str(SCHEMA)),
                    ("library_id", token_hex(4)),
                    ("embedder", embedder),
                    ("generation", "0"),
                ],
            )
            connection.execute(f"PRAGMA user_version = {SCHEMA}")

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """Open the catalog as it is now, unchanged by what is written meanwhile."""
        self._require()
        with connect(self._path) as connection:
            self._check_schema(connection)
            yield Snapshot(connection)

    @contextmanager
    def write(self) -> Iterator[Update]:
        """Open the catalog for one update that shows whole or not at all."""
        self._require()
        with connect(self._path, write=True) as connection:
            self._check_schema(connection)
            yield Update(connection)

    def _require(self) -> None:
        if not self.exists:
            raise LibraryMissing(
                f"There is no library in {self._folder} yet; make one with: footnote index PATH",
                self._folder,
            )

    def _check_schema(self, connection: Connection) -> None:
        schema = connection.execute("PRAGMA user_version").fetchone()[0]
        if schema != SCHEMA:
            raise LibraryMismatch(
                f"The library in {self._folder} has schema {schema}, this Footnote knows {SCHEMA}; "
                "use the version that made it, or a new folder: footnote index PATH --library DIR",
                self._folder,
            )


def _article(row: Row) -> Article:
    return Article(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        outlet=row["outlet"],
        authors=tuple(json.loads(row["authors"])),
        published=_day(row["published"]),
        url=row["url"],
        source=Path(row["path"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _storable(path: Path) -> str:
    """Return a path as text, with what is not valid Unicode in its name written out."""
    return str(path).encode("utf-8", "backslashreplace").decode()
