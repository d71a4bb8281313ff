"""Notice when article files change, so that a library can follow them."""

import math
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Event
from time import monotonic

from watchfiles import Change, watch

from index.walking import is_article_file, is_in_library

# Changes that come closer together than this are taken as one.
_DEBOUNCE_MS = 1600
_TIMEOUT_MS = 1000
# Sources on the web tell nobody when they change, so they are asked this often.
_ASK_WEB_S = 15 * 60


def changes(paths: Sequence[Path], *, ask_web: bool, stop: Event | None = None) -> Iterator[None]:
    """Yield each time that article files in some files and folders came, changed or went.

    The first time is soon after the watch began, for what changed before it did.

    Args:
        paths: one that doesn't exist is followed once it does.
        ask_web: yield every 15 minutes as well.
        stop: ends it when set.
    """
    every_s = _ASK_WEB_S if ask_web else math.inf
    stop = stop or Event()
    while not stop.is_set():
        yield from _until_replaced(paths, every_s, stop)


def _until_replaced(paths: Sequence[Path], every_s: float, stop: Event) -> Iterator[None]:
    """Yield as changes() does, until one of the paths is another file or folder than it was.

    The system tells of what was at a path when the watch began, and of what took its place, as when
    an editor saves a file, once at most.
    """
    watched = _identities(paths)
    events = watch(
        *watched,
        # A README or a hidden file counts when it is a source itself.
        watch_filter=lambda change, path: Path(path) in watched or _concerns_articles(change, path),
        debounce=_DEBOUNCE_MS,
        rust_timeout=_TIMEOUT_MS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
    )
    last = -math.inf
    # FileNotFoundError: one of them went before the watch began.
    with closing(events), suppress(FileNotFoundError):
        for event in events:
            if _identities(paths) != watched:
                return
            if event or monotonic() - last >= every_s:
                last = monotonic()
                yield


def _identities(paths: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Return which file or folder each path is now; those that are none are left out."""
    found: dict[Path, tuple[int, int]] = {}
    for path in paths:
        with suppress(OSError):
            status = path.stat()
            found[path] = (status.st_dev, status.st_ino)
    return found


def _concerns_articles(change: Change, path: str) -> bool:
    """Say whether a change may be one of an article, or of a folder that holds some."""
    place = Path(path)
    # Of what is gone nobody knows whether it was a folder, such as "2021.12".
    may_hold = change == Change.deleted or place.is_dir()
    return (may_hold or is_article_file(place.name)) and not is_in_library(place)
