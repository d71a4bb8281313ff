"""The catalog: the library's truth, in SQLite.

Holds sources, files, articles, passages, skipped files and the manifest (schema, embedder,
generation). Vectors and words are derived from it. Everything that belongs to one generation is
written in the transaction that names it, so a reader never sees half an update.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from shlex import quote
from typing import TypeVar

from index.database import Connection, connect
from index.errors import LibraryMismatch, LibraryMissing
from index.schema import MIGRATIONS, SCHEMA, TABLES
from index.settings import library_path
from index.snapshot import Snapshot
from index.update import Update

_FILE = "catalog.sqlite"
_Opened = TypeVar("_Opened", bound=Snapshot)


class Catalog:
    """The catalog of the library in a folder.

    Raises, from each method:
        LibraryMissing: the folder holds no library.
        LibraryMismatch: it was made by a newer Footnote.
        LibraryDamaged: the file can't be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / _FILE

    @property
    def exists(self) -> bool:
        """Say whether the folder holds a library."""
        try:
            return self.path.is_file()
        except OSError:
            return False

    def create(self, embedder: str) -> None:
        """Make an empty catalog, in one transaction; one that is there stays as it is."""
        with connect(self.path, write=True) as connection:
            if _schema(connection):
                return
            _execute(connection, TABLES)
            connection.executemany(
                "INSERT INTO manifest VALUES (?, ?)",
                [("library_id", token_hex(4)), ("embedder", embedder), ("generation", "0")],
            )
            connection.execute(f"PRAGMA user_version = {SCHEMA}")

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """Open the catalog as it is now, unchanged by what is written meanwhile."""
        with self._opened(Snapshot, write=False) as snapshot:
            yield snapshot

    @contextmanager
    def write(self) -> Iterator[Update]:
        """Open the catalog for one update that shows whole or not at all."""
        with self._opened(Update, write=True) as update:
            yield update

    @contextmanager
    def _opened(self, kind: Callable[[Connection], _Opened], *, write: bool) -> Iterator[_Opened]:
        self._require()
        with connect(self.path, write=write) as connection:
            schema = _schema(connection)
            self._require_known(schema)
            if schema == SCHEMA:
                yield kind(connection)
                return
        self._migrate()
        with connect(self.path, write=write) as connection:
            yield kind(connection)

    def _migrate(self) -> None:
        """Bring an older catalog to this schema, in one transaction."""
        with connect(self.path, write=True, foreign_keys=False) as connection:
            for schema in range(_schema(connection), SCHEMA):  # nothing if another was faster
                _execute(connection, MIGRATIONS[schema])
            connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def _require(self) -> None:
        if not self.exists:
            usual = self._folder == library_path(None)
            raise LibraryMissing(
                f"There is no library in {self._folder} yet; make one with: footnote index PATH"
                + ("" if usual else f" --library {quote(str(self._folder))}"),
                self._folder,
            )

    def _require_known(self, schema: int) -> None:
        if schema == 0:  # an indexing was interrupted while it made the catalog
            raise LibraryMissing(
                f"The library in {self._folder} holds nothing yet; fill it with: "
                "footnote index PATH",
                self._folder,
            )
        if schema not in {*MIGRATIONS, SCHEMA}:
            raise LibraryMismatch(
                f"The library in {self._folder} has schema {schema}, this Footnote knows schemas "
                f"up to {SCHEMA} and left it untouched; use the version that made it, or a new "
                "folder: footnote index PATH --library DIR",
                self._folder,
            )


def _schema(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _execute(connection: Connection, script: str) -> None:
    for statement in script.split(";"):
        connection.execute(statement)
