"""The catalog while the next generation is made: what the one writer changes in it."""

import json
from collections.abc import Iterable, Sequence

from index.articles import Article
from index.passages import Passage
from index.reading import Reading
from index.snapshot import Snapshot
from index.sources import Source, is_under


class Update(Snapshot):
    """The catalog while it is written; nothing shows to others before the end."""

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
        self._connection.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?)",
            (source.name, json.dumps(dict(source.fields), sort_keys=True)),
        )

    def remove_source(self, name: str) -> None:
        """Forget a source; its articles stay until they are removed."""
        self._connection.execute("DELETE FROM sources WHERE name = ?", (name,))

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
        self._connection.executemany("DELETE FROM articles WHERE id = ?", [(i,) for i in ids])
        return ids

    def put(self, reading: Reading) -> None:
        """Write what was read of an article, in place of the one with its id.

        Its passages are written when it is split.
        """
        article = reading.article
        self._connection.execute("DELETE FROM articles WHERE id = ?", (article.id,))
        self._connection.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            ),
        )

    def put_passages(self, article: Article, passages: Sequence[Passage]) -> None:
        """Write an article's passages in place of those it had."""
        self._connection.execute("DELETE FROM passages WHERE article_id = ?", (article.id,))
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?)",
            [(article.id, passage.start, passage.end) for passage in passages],
        )

    def put_text(self, article_id: str, text: str) -> None:
        """Write an article's text in place of the one it had."""
        self._connection.execute("UPDATE articles SET text = ? WHERE id = ?", (text, article_id))

    def replace_skipped(self, files: Iterable[str], skipped: dict[str, tuple[str, str]]) -> None:
        """Forget what was skipped in some files, or under them, and record what is now.

        Args:
            files: the names of files, folders and addresses.
            skipped: by location, the file it lies in, and why it couldn't be read.
        """
        names = tuple(_storable(name) for name in files)
        known = self._connection.execute("SELECT location, file FROM skipped").fetchall()
        self._connection.executemany(
            "DELETE FROM skipped WHERE location = ?",
            [(row["location"],) for row in known if is_under(row["file"], names)],
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
