"""Follow changes of the sources of a library, for footnote index --watch."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import FootnoteError, LibraryBusy
from ui.summaries import printable

if TYPE_CHECKING:
    from index.sync import SyncResult

# How long a change waits before it is asked again whether another process still indexes.
_TRY_AGAIN_S = 1.0


def follow(
    library: Path | None,
    sync: Callable[[], "SyncResult"],
    *,
    tell: Callable[["SyncResult"], None],
    warn: Callable[[str], None],
) -> None:
    """Index each change until the program is interrupted.

    Args:
        library: its folder.
        sync: indexes what changed.
        tell: is given what that did, if it did anything.
        warn: is given what went wrong; the next change may mend it.
    """
    from index.library import library_sources  # noqa: PLC0415
    from index.watching import changes  # noqa: PLC0415

    sources = library_sources(library)
    paths = [Path(source.name) for source in sources if not source.is_address]
    for _ in changes(paths, ask_web=any(source.is_address for source in sources)):
        try:
            result = _in_turn(sync, warn)
            if result.added or result.changed or result.removed:
                tell(result)
        except FootnoteError as exc:
            warn(f"Error: {printable(exc)}")


def _in_turn(sync: Callable[[], "SyncResult"], warn: Callable[[str], None]) -> "SyncResult":
    """Index what changed; while another process indexes, wait, for it may have missed that."""
    told = False
    while True:
        try:
            return sync()
        except LibraryBusy as exc:
            if not told:
                warn(f"Waiting: {printable(exc)}")
            told = True
            time.sleep(_TRY_AGAIN_S)
