"""Notice when article files change, so that a library can follow them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

from index.sources import is_article_file

# Changes that come closer together than this are taken as one.
_DEBOUNCE_MS = 1600
# Sources on the web tell nobody when they change, so they are asked this often.
_ASK_WEB_MS = 15 * 60 * 1000


def changes(paths: Sequence[Path], *, ask_web: bool, stop: Event | None = None) -> Iterator[None]:
    """Yield each time that article files in some files and folders came, changed or went.

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
        rust_timeout=_ASK_WEB_MS if ask_web else 5000,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
    )
    for event in events:
        if event or ask_web:
            yield


def _concerns_articles(_change: Change, path: str) -> bool:
    """Say whether a change may be one of an article, or of a folder that holds some."""
    name = Path(path).name
    return is_article_file(name) or not Path(name).suffix
