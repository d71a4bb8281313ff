"""The catalog as it was at one moment: what readers ask of it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.articles import Article, Listing
from index.database import Connection, Row
from index.errors import ArticleMissing, LibraryMismatch
from index.filters import Filters
from index.passages import Passage
from index.sources import Source, is_under

_ARTICLE = (
    "SELECT id, source, part, title, text, outlet, authors, published, url, opinion FROM articles"
)


@dataclass(frozen=True)
class Manifest:
    """What the library was built with, and its current generation (0: nothing published yet).

    Attributes:
        library_id: eight hexadecimal digits, drawn when the library was made: one that is
            deleted and made anew in the same folder is another.
    """

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
        return Manifest(rows["library_id"], rows["embedder"], int(rows["generation"]))

    def article(self, article_id: str) -> Article:
        """Return one article.

        Raises:
            ArticleMissing: none has that id.
        """
        row = self._connection.execute(f"{_ARTICLE} WHERE id = ?", (article_id,)).fetchone()
        if row is None:
            raise ArticleMissing(article_id)
        return _article(row)

    def articles(self) -> Iterator[Article]:
        """Iterate over all articles, newest first, the undated last."""
        rows = self._connection.execute(
            f"{_ARTICLE} ORDER BY published IS NULL, published DESC, title"
        )
        for row in rows:
            yield _article(row)

    def listings(self) -> Iterator[Listing]:
        """Iterate over what is known of all articles but their texts, in the same order."""
        rows = self._connection.execute(
            "SELECT id, title, outlet, authors, published, opinion FROM articles "
            "ORDER BY published IS NULL, published DESC, title"
        )
        for row in rows:
            yield Listing(
                row["id"],
                row["title"],
                row["outlet"],
                tuple(json.loads(row["authors"])),
                _day(row["published"]),
                bool(row["opinion"]),
            )

    def article_ids(self) -> list[str]:
        """Return the ids of all articles, in order."""
        rows = self._connection.execute("SELECT id FROM articles ORDER BY id")
        return [row["id"] for row in rows]

    def passing(self, filters: Filters) -> set[str]:
        """Return the ids of the articles that pass some filters."""
        tests, values = ["TRUE"], []
        if filters.since or filters.until:
            dated = "published BETWEEN ? AND ?"
            tests.append(f"({dated} OR published IS NULL)" if filters.undated else dated)
            values += [str(filters.since or date.min), str(filters.until or date.max)]
        if filters.outlets:
            tests.append("outlet IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(filters.outlets))
        if filters.article_ids:
            tests.append("id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(filters.article_ids))
        # The index articles_by_day holds all that is asked for, so no article's text is read.
        rows = self._connection.execute(
            f"SELECT id FROM articles WHERE {' AND '.join(tests)}",  # noqa: S608
            values,
        )
        return {row[0] for row in rows}

    def passage_ids(self, article_ids: Iterable[str]) -> list[str]:
        """Return the ids of all passages of some articles."""
        rows = self._connection.execute(
            "SELECT article_id || ':' || start || '-' || \"end\" FROM passages"
            " WHERE article_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(article_ids)),),
        )
        return [row[0] for row in rows]

    def copies_of(self, article_id: str) -> list[Article]:
        """Return the other articles that tell the same story, oldest first."""
        rows = self._connection.execute(
            f"{_ARTICLE} WHERE story = (SELECT story FROM articles WHERE id = ?) AND id != ?"  # noqa: S608
            " ORDER BY published IS NULL, published, id",
            (article_id, article_id),
        )
        return [_article(row) for row in rows]

    def passages_of(self, article: Article) -> list[Passage]:
        """Return an article's passages in order."""
        rows = self._connection.execute(
            'SELECT start, "end" FROM passages WHERE article_id = ? ORDER BY start', (article.id,)
        )
        return [Passage(article, row["start"], row["end"]) for row in rows]

    def passage(self, passage_id: str) -> Passage:
        """Return the passage of an id.

        Raises:
            ArticleMissing: no article has it.
        """
        article_id, _, span = passage_id.partition(":")
        start, _, end = span.partition("-")
        return Passage(self.article(article_id), int(start), int(end))

    def article_count(self) -> int:
        """Return the number of articles."""
        count: int = self._connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        return count

    def counts(self) -> tuple[int, int]:
        """Return the number of articles and of passages."""
        row = self._connection.execute(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)"
        ).fetchone()
        return row[0], row[1]

    def looks(self) -> dict[str, str]:
        """Return, for each file and address, how it looked when it was read."""
        return dict(self._connection.execute("SELECT name, look FROM files").fetchall())

    def locations(self) -> dict[str, list[str]]:
        """Return, for each file and address, where the articles that were read from it lie."""
        found: dict[str, list[str]] = {}
        rows = self._connection.execute("SELECT source, part FROM articles ORDER BY source, part")
        for source, part in rows:
            found.setdefault(source, []).append(part)
        return found

    def sources(self) -> list[Source]:
        """Return the files, folders and addresses that the library mirrors."""
        rows = self._connection.execute("SELECT name, fields FROM sources ORDER BY name")
        return [Source(row["name"], json.loads(row["fields"])) for row in rows]

    def skipped(self, names: Iterable[str] | None = None) -> dict[str, str]:
        """Return where the files, or parts of them, that couldn't be read lie, and why.

        Args:
            names: of files, folders and addresses; what lies elsewhere is left out.
        """
        rows = self._connection.execute(
            "SELECT location, file, reason FROM skipped ORDER BY location"
        )
        within = None if names is None else tuple(names)
        return {
            row["location"]: row["reason"]
            for row in rows
            if within is None or is_under(row["file"], within)
        }


def _article(row: Row) -> Article:
    return Article(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        outlet=row["outlet"],
        authors=tuple(json.loads(row["authors"])),
        published=_day(row["published"]),
        url=row["url"],
        source=row["source"],
        part=row["part"],
        opinion=bool(row["opinion"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
