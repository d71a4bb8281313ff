"""The right to write to a library: one process at a time holds it."""

import errno
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryBusy, LibraryError

_LOCK, _HOLDER = "lock", "lock-holder.txt"
# What only writing fails of: the disk is full or read-only, or a file may not grow any more.
_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Hold the right to write to a library; the system takes it back when the process ends.

    Args:
        folder: the library's; made if it isn't there.

    Raises:
        LibraryBusy: another process holds it; says which.
        LibraryError: the folder can't be written, then or meanwhile, or something else on this
            machine can't be used, which the message doesn't blame on the folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _lock(folder), _blaming_others(folder):
            yield
    except OSError as exc:
        raise LibraryError(
            f"The library in {folder} can't be written ({_reason(exc)}) and was left as it "
            "was; make room or choose another folder with --library DIR.",
            folder,
        ) from exc


@contextmanager
def _blaming_others(folder: Path) -> Iterator[None]:
    """Say what can't be used when it is nothing of the library's; pass on what is."""
    try:
        yield
    except OSError as exc:
        if isinstance(exc, shutil.Error):
            raise
        names = [os.fsdecode(n) for n in (exc.filename, exc.filename2) if _is_path(n)]
        own = any(Path(name).is_relative_to(folder) for name in names)
        if own or (not names and exc.errno in _WRITING):
            raise
        what = f"{names[0]} can't be used" if names else "Something on this machine can't be used"
        raise LibraryError(
            f"{what} ({_reason(exc)}), so the library in {folder} was left as it was; see to that, "
            "then try again.",
            folder,
        ) from exc


def _is_path(name: object) -> bool:
    return isinstance(name, str | bytes | os.PathLike)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as exc:
        raise LibraryBusy(
            f"Another process{_holder(folder)} is indexing into {folder}; wait for it to end, "
            "then try again. Questions can be asked meanwhile.",
            folder,
        ) from exc
    try:
        with suppress(OSError):
            (folder / _HOLDER).write_text(_me(), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            (folder / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _reason(exc: OSError) -> str:
    if isinstance(exc, shutil.Error):  # all files of a folder that couldn't be copied
        return str(exc.args[0][0][-1])
    return exc.strerror or str(exc)


def _me() -> str:
    return f"{os.getpid()} on {socket.gethostname()}, since {datetime.now():%Y-%m-%d %H:%M}"


def _holder(folder: Path) -> str:
    """Name the process that holds the lock, as far as it is known."""
    with suppress(OSError, ValueError):
        said = (folder / _HOLDER).read_text(encoding="utf-8")[:100]
        if said.isprintable():
            return f" ({said})"
    return ""
