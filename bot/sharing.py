"""The bots that answer(), aanswer() and stream() share: one for each library and its settings.

An open bot holds files and threads, so only a few stay open. The one that was idle longest is
closed first, and never one that is answering.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, RLock

from bot.chain import Bot
from index.settings import Settings, library_path, read_settings

_MOST_OPEN = 8


class SharedBots:
    """Lends bots by their settings. Safe to share between threads.

    Args:
        make: makes the bot for some settings; asked once for as long as that bot stays open.
        most: how many stay open; more only while more than that answer at once, until the next
            bot is lent.
    """

    def __init__(self, make: Callable[[Settings], Bot], *, most: int = _MOST_OPEN) -> None:
        self._make = make
        self._most = most
        self._shared: dict[Settings, _Shared] = {}  # the one lent last stands last
        # A stream that is left unread gives its bot back whenever its memory is collected, which
        # may be in a thread that is at the count just now.
        self._counting = RLock()

    @contextmanager
    def lend(self, settings: Settings) -> Iterator[Bot]:
        """Give a bot, which stays open meanwhile.

        Raises:
            FootnoteError: it can't be made; the next to ask tries again. See Bot.
        """
        with self._counting:
            shared = self._shared.pop(settings, None) or _Shared()
            self._shared[settings] = shared
            shared.users += 1
        try:
            with shared.making:
                shared.bot = shared.bot or self._make(settings)
            self._close_idle()
            yield shared.bot
        finally:
            with self._counting:
                shared.users -= 1
                if shared.bot is None and shared.users == 0:
                    del self._shared[settings]

    def _close_idle(self) -> None:
        evicted = []
        with self._counting:
            for settings in list(self._shared):
                if len(self._shared) <= self._most:
                    break
                if self._shared[settings].users == 0:
                    evicted.append(self._shared.pop(settings).bot)
        for bot in filter(None, evicted):
            bot.close()


@dataclass
class _Shared:
    """A bot, once it is made, with the count of those who make or use it."""

    bot: Bot | None = None
    users: int = 0
    making: Lock = field(default_factory=Lock)


_BOTS = SharedBots(lambda settings: Bot(settings=settings))


def shared_bot(library: str | Path | None) -> AbstractContextManager[Bot]:
    """Lend the bot for a library's folder, by default FOOTNOTE_LIBRARY; see SharedBots.lend().

    Raises:
        SettingsError: a FOOTNOTE_* variable, or the folder, can't be used.
    """
    settings = read_settings()
    return _BOTS.lend(settings.model_copy(update={"library": library_path(library)}))
