"""Notice when article files change, so that a library can follow them."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from time import monotonic

from watchfiles import Change, watch

from index.sources import is_article_file

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
    for event in events:
        if event or monotonic() - last >= every_s:
            last = monotonic()
            yield


def _concerns_articles(_change: Change, path: str) -> bool:
    """Say whether a change may be one of an article, or of a folder that holds some."""
    name = Path(path).name
    return is_article_file(name) or not Path(name).suffix
