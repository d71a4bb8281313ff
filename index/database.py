"""SQLite files: opened one way, with their errors translated. The only module that knows SQLite."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusy, LibraryDamaged, LibraryError

Connection = sqlite3.Connection
Row = sqlite3.Row
_BUSY_TIMEOUT_S = 30.0
# A long transaction that outgrows SQLite's 2 MiB writes pages out and reads them in again.
_WRITER_CACHE_KIB = 64 * 1024


@contextmanager
def connect(path: Path, *, write: bool = False, foreign_keys: bool = True) -> Iterator[Connection]:
    """Open a database for one transaction: committed at the end, rolled back on an error.

    A reader sees the state of one moment throughout, whatever is written meanwhile.

    Args:
        path: the file; it must exist unless write is set.
        write: begin as the one writer.
        foreign_keys: hold references between tables; False while tables are made anew.

    Raises:
        LibraryDamaged: the file is gone or is no sound database.
        LibraryBusy: another process holds it for too long.
        LibraryError: it can't be written; or it can't be read without being written.
    """
    unlocked = None
    try:
        try:
            connection = _open(path, write=write, foreign_keys=foreign_keys)
        except sqlite3.OperationalError:
            if write or not _is_unwritable(path):
                raise
            unlocked = _look(path)
            connection = _open_unlocked(path)
    except sqlite3.Error as exc:
        raise _trouble(path, exc) from exc
    try:
        yield connection
        connection.execute("COMMIT")
    except sqlite3.Error as exc:
        _require_unchanged(path, unlocked)
        raise _trouble(path, exc) from exc
    finally:
        connection.close()
    _require_unchanged(path, unlocked)


def faults(path: Path, *, references: bool = False) -> list[str]:
    """Check a database through and through.

    Args:
        path: the file.
        references: check too that what its tables refer to is there.

    Returns:
        What is wrong with it, at most ten findings; none if it is sound.
    """
    try:
        with connect(path) as connection:
            rows = connection.execute("PRAGMA integrity_check(10)").fetchall()
            if references:
                rows += connection.execute("PRAGMA foreign_key_check").fetchmany(10)
    except LibraryError as exc:
        return [str(exc.__cause__ or exc)]
    found = [" ".join(map(str, tuple(row))) for row in rows]
    return [fault for fault in found if fault != "ok"]


def _open(path: Path, *, write: bool, foreign_keys: bool) -> Connection:
    connection = _connection(path, "mode=rwc" if write else "mode=rw")
    try:
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB}")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        _begin(connection, write=write)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _open_unlocked(path: Path) -> Connection:
    """Open for reading what can't be written, and so can't be told to others as being read.

    Raises:
        LibraryError: it has changes that weren't put into it yet.
    """
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise LibraryError(
            f"{path} can't be read where nothing can be written, since changes wait in "
            f"{journal.name}; run footnote status where the folder can be written, or on a copy.",
            path.parent,
        )
    connection = _connection(path, "mode=ro&immutable=1")
    _begin(connection, write=False)
    return connection


def _connection(path: Path, how: str) -> Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=_BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    return connection


def _begin(connection: Connection, *, write: bool) -> None:
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    if not write:
        connection.execute("PRAGMA user_version").fetchone()  # only now is the state one moment's


def _is_unwritable(path: Path) -> bool:
    """Say whether a database is there and can't be written, as on a medium that is read-only."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _look(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _require_unchanged(path: Path, look: tuple[int, int, int] | None) -> None:
    """Refuse what was read without a lock from a database that somebody else has written to."""
    if look and look != _look(path):
        raise LibraryBusy(f"{path} was changed while it was read; try again.", path.parent)


def _trouble(path: Path, exc: sqlite3.Error) -> LibraryError:
    code = getattr(exc, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryBusy(f"{path} is in use by another process; try again later.", path.parent)
    if code not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}:
        return LibraryError(
            f"{path} can't be read or written ({exc}) and was left as it was; see to the disk's "
            "space and rights, or choose another folder with --library DIR.",
            path.parent,
        )
    return LibraryDamaged(
        f"{path} can't be read ({exc}); restore the library's folder from a copy, "
        "or delete it and run: footnote index PATH",
        path.parent,
    )
