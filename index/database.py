"""SQLite files: opened one way, with their errors translated. The only module that knows SQLite."""

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
        LibraryError: it can't be written.
    """
    try:
        connection = _open(path, write=write, foreign_keys=foreign_keys)
    except sqlite3.Error as exc:
        raise _trouble(path, exc) from exc
    try:
        connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        yield connection
        connection.execute("COMMIT")
    except sqlite3.Error as exc:
        raise _trouble(path, exc) from exc
    finally:
        connection.close()


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
    mode = "rwc" if write else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=_BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB}")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    return connection


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
