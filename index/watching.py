"""Notice when article files change, so that a library can follow them."""

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic

from watchfiles import Change, watch

from index.sources import is_article_file, is_library

# Changes that come closer together than this are taken as one.
_DEBOUNCE_MS = 1600
_TIMEOUT_MS = 1000
# Sources on the web tell nobody when they change, so they are asked this often.
_ASK_WEB_S = 15 * 60


def changes(paths: Sequence[Path], *, ask_web: bool, stop: Event | None = None) -> Iterator[None]:
    """Yield each time that article files in some files and folders came, changed or went.

    The first time is soon after the watch began, for what changed before it did.

    Args:
        paths: those that don't exist are passed over.
        ask_web: yield every 15 minutes as well.
        stop: ends it when set.
    """
    found = [path for path in paths if path.exists()]
    events = watch(
        *found,
        watch_filter=_concerns_articles,
        debounce=_DEBOUNCE_MS,
        rust_timeout=_TIMEOUT_MS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
    )
    every_s = _ASK_WEB_S if ask_web else math.inf
    last = -math.inf
    files = [path for path in found if path.is_file()]
    looks = _looks(files)
    for event in events:
        before, looks = looks, _looks(files)
        if event or looks != before or monotonic() - last >= every_s:
            last = monotonic()
            yield


def _looks(files: Sequence[Path]) -> list[tuple[int, ...]]:
    """Return how files look from outside.

    A file that another is renamed to, as editors do, is told of once and then never again.
    """
    found: list[tuple[int, ...]] = []
    for file in files:
        with suppress(OSError):
            status = file.stat()
            found.append((status.st_ino, status.st_size, status.st_mtime_ns))
    return found


def _concerns_articles(change: Change, path: str) -> bool:
    """Say whether a change may be one of an article, or of a folder that holds some."""
    name = Path(path).name
    # Of what is gone nobody knows whether it was a folder: "2021.12".
    folder = not Path(name).suffix or change == Change.deleted or Path(path).is_dir()
    return (is_article_file(name) or folder) and not any(map(is_library, Path(path).parents))
