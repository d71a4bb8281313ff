"""The catalog while the next generation is made: what the one writer changes in it."""

import json
import os
from collections.abc import Container, Iterable, Sequence

from index.articles import Article
from index.database import Connection
from index.duplicates import bands
from index.passages import Passage
from index.reading import Reading
from index.snapshot import Snapshot
from index.sources import Source, is_under

# Whose article it is: the outlet's or, where that is unknown, of the source that its file lies in.
# Of sources within one another it is the outermost, whose name is the least.
_OWNER = """CASE WHEN articles.outlet != '' THEN articles.outlet ELSE coalesce(
    (SELECT min(name) FROM sources
     WHERE instr(articles.source || :sep, rtrim(name, :sep) || :sep) = 1),
    articles.source
) END"""


class Update(Snapshot):
    """The catalog while it is written; nothing shows to others before the end.

    Attributes:
        broken_stories: the stories that lost an article in this update.
        recounted_lines: the keys of the lines that count otherwise now: of articles removed in
            this update, or of sources that came to lie in another, or no longer do.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.broken_stories: set[str] = set()
        self.recounted_lines: set[bytes] = set()

    def publish(self, generation: int) -> None:
        """Point readers to a generation, once the transaction is committed."""
        self._set("generation", str(generation))

    def set_embedder(self, name: str) -> None:
        """Name another embedding model as the one that the library is built with."""
        self._set("embedder", name)

    def _set(self, key: str, value: str) -> None:
        self._connection.execute("UPDATE manifest SET value = ? WHERE key = ?", (value, key))

    def add_source(self, source: Source) -> None:
        """Remember a file, folder or address that the library mirrors."""
        self._recount_lines_in(source.name)
        self._connection.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?)",
            (source.name, json.dumps(dict(source.fields), sort_keys=True)),
        )

    def remove_source(self, name: str) -> None:
        """Forget a source; its articles stay until they are removed."""
        self._connection.execute("DELETE FROM sources WHERE name = ?", (name,))
        self._recount_lines_in(name)

    def _recount_lines_in(self, name: str) -> None:
        """Note which lines count otherwise where sources lie in one that comes or is gone."""
        rows = self._connection.execute(
            "SELECT key FROM lines JOIN articles ON id = article_id"
            " WHERE outlet = '' AND instr(articles.source, :inside) = 1"
            " AND EXISTS (SELECT * FROM sources WHERE instr(name, :inside) = 1)"
            " AND NOT EXISTS (SELECT * FROM sources WHERE name = :name)",
            {"name": name, "inside": name.rstrip(os.sep) + os.sep},
        )
        self.recounted_lines |= {row["key"] for row in rows}

    def set_look(self, file: str, look: str) -> None:
        """Write down how a file looked when it was read."""
        self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (file, look))

    def remove_file(self, file: str) -> list[str]:
        """Remove a file with its articles; return their ids."""
        self._connection.execute("DELETE FROM files WHERE name = ?", (file,))
        return self.remove_parts(file, None)

    def digests(self, file: str) -> dict[str, str]:
        """Return the digest of each part that was read from a file."""
        return dict(
            self._connection.execute(
                "SELECT part, digest FROM articles WHERE source = ?", (file,)
            ).fetchall()
        )

    def remove_parts(self, file: str, parts: Iterable[str] | None) -> list[str]:
        """Remove some articles of a file, or all; return their ids."""
        gone = None if parts is None else set(parts)
        rows = self._connection.execute(
            "SELECT id, part FROM articles WHERE source = ?", (file,)
        ).fetchall()
        ids = [row["id"] for row in rows if gone is None or row["part"] in gone]
        for article_id in ids:
            self._remove(article_id)
        return ids

    def _remove(self, article_id: str) -> None:
        self.recounted_lines |= self.lines_of([article_id])
        row = self._connection.execute(
            "DELETE FROM articles WHERE id = ? RETURNING story", (article_id,)
        ).fetchone()
        if row:
            self.broken_stories.add(row["story"])

    def put(self, reading: Reading) -> None:
        """Write what was read of an article, in place of the one with its id.

        Its passages are written when it is split.
        """
        article = reading.article
        self._remove(article.id)
        self._connection.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                article.id,
                article.source,
                article.part,
                reading.digest,
                article.title,
                article.text,
                article.outlet,
                json.dumps(article.authors, ensure_ascii=False),
                article.published.isoformat() if article.published else None,
                article.url,
                article.id,
                reading.signature,
                article.opinion,
            ),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)",
            [(band, article.id) for band in bands(reading.signature)],
        )
        self._connection.executemany(
            "INSERT INTO lines VALUES (?, ?)", [(key, article.id) for key in reading.lines]
        )

    def put_passages(self, article: Article, passages: Sequence[Passage]) -> None:
        """Write an article's passages in place of those it had."""
        self._connection.execute("DELETE FROM passages WHERE article_id = ?", (article.id,))
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?)",
            [(article.id, passage.start, passage.end) for passage in passages],
        )

    def whole(self, article_id: str) -> str:
        """Return an article's text with the lines that were taken out of it."""
        row = self._connection.execute(
            "SELECT coalesce(whole, text) AS whole FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        whole: str = row["whole"]
        return whole

    def put_text(self, article_id: str, text: str) -> None:
        """Write an article's text in place of the one it had; as a whole it stays what it was."""
        self._connection.execute(
            "UPDATE articles SET whole = nullif(coalesce(whole, text), :text), text = :text"
            " WHERE id = :id",
            {"id": article_id, "text": text},
        )

    def lines_of(self, article_ids: Iterable[str]) -> set[bytes]:
        """Return the keys of the lines in some articles that may be repeated ones."""
        return {
            row["key"]
            for article_id in article_ids
            for row in self._connection.execute(
                "SELECT key FROM lines WHERE article_id = ?", (article_id,)
            )
        }

    def stories_with_line(self, key: bytes) -> dict[str, int]:
        """Return, for each outlet, in how many of its stories a line stands.

        Where the outlet is unknown, the source stands for it, here and in what follows.
        """
        return dict(
            self._connection.execute(
                f"SELECT {_OWNER} AS owner, count(DISTINCT story) FROM lines"  # noqa: S608
                " JOIN articles ON id = article_id WHERE key = :key GROUP BY owner",
                {"key": key, "sep": os.sep},
            ).fetchall()
        )

    def outlets_repeating(self, key: bytes) -> set[str]:
        """Return the outlets of which a line was written down as a repeated one."""
        rows = self._connection.execute("SELECT outlet FROM repeated_lines WHERE key = ?", (key,))
        return {row["outlet"] for row in rows}

    def put_repeated(self, key: bytes, outlets: Iterable[str]) -> None:
        """Write down the outlets of which a line is a repeated one."""
        self._connection.execute("DELETE FROM repeated_lines WHERE key = ?", (key,))
        self._connection.executemany(
            "INSERT INTO repeated_lines VALUES (?, ?)", [(key, outlet) for outlet in outlets]
        )

    def articles_with_line(self, key: bytes) -> list[str]:
        """Return the ids of the articles in whose file a line stands."""
        rows = self._connection.execute("SELECT article_id FROM lines WHERE key = ?", (key,))
        return [row["article_id"] for row in rows]

    def repeated_lines_of(self, article_id: str) -> set[bytes]:
        """Return the keys of an article's lines that are repeated ones of its outlet."""
        rows = self._connection.execute(
            "SELECT key FROM lines JOIN repeated_lines USING (key)"  # noqa: S608
            " JOIN articles ON id = article_id"
            f" WHERE id = :id AND repeated_lines.outlet = {_OWNER}",
            {"id": article_id, "sep": os.sep},
        )
        return {row["key"] for row in rows}

    def signature(self, article_id: str) -> bytes:
        """Return the signature of an article's text."""
        row = self._connection.execute(
            "SELECT signature FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        return bytes(row["signature"])

    def candidates(self, article_id: str) -> list[tuple[str, bytes]]:
        """Return the ids and signatures of the articles that have a band in common with one."""
        rows = self._connection.execute(
            "SELECT DISTINCT id, signature FROM bands AS its"
            " JOIN bands AS others USING (band) JOIN articles ON id = others.article_id"
            " WHERE its.article_id = ? AND id != ? ORDER BY id",
            (article_id, article_id),
        )
        return [(row["id"], bytes(row["signature"])) for row in rows]

    def articles_of(self, stories: Iterable[str]) -> list[str]:
        """Return the ids of the articles that tell some stories."""
        return [
            row["id"]
            for story in stories
            for row in self._connection.execute(
                "SELECT id FROM articles WHERE story = ?", (story,)
            ).fetchall()
        ]

    def stories(self, article_ids: Iterable[str]) -> set[str]:
        """Return the stories of some articles."""
        return {
            self._connection.execute(
                "SELECT story FROM articles WHERE id = ?", (article_id,)
            ).fetchone()["story"]
            for article_id in article_ids
        }

    def part_stories(self, article_ids: Iterable[str]) -> None:
        """Make each of some articles a story of its own."""
        self._connection.executemany(
            "UPDATE articles SET story = id WHERE id = ?", [(one,) for one in article_ids]
        )

    def merge_stories(self, stories: Iterable[str], into: str) -> None:
        """Make the articles of some stories tell another one."""
        self._connection.executemany(
            "UPDATE articles SET story = ? WHERE story = ?", [(into, story) for story in stories]
        )

    def replace_skipped(
        self,
        names: Iterable[str],
        skipped: dict[str, tuple[str, str]],
        *,
        unread: Container[str] = (),
    ) -> None:
        """Forget what was skipped in some sources, and record what is now.

        Args:
            names: the names of files, folders and addresses.
            skipped: by location, the file it lies in, and why it couldn't be read.
            unread: files that weren't read this time; what was skipped in them still is.
        """
        names = tuple(_storable(name) for name in names)
        known = self._connection.execute("SELECT location, file FROM skipped").fetchall()
        self._connection.executemany(
            "DELETE FROM skipped WHERE location = ?",
            [
                (row["location"],)
                for row in known
                if is_under(row["file"], names) and row["file"] not in unread
            ],
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO skipped VALUES (?, ?, ?)",
            [
                (_storable(location), _storable(file), reason)
                for location, (file, reason) in skipped.items()
            ],
        )


def _storable(name: str) -> str:
    """Return a name with what is not valid Unicode in it written out."""
    return name.encode("utf-8", "backslashreplace").decode()
