"""What was asked in each tab of a browser, so that a page that is loaded again shows it again."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any, NamedTuple

from bot import Answer

_MOST = 100
_LONGEST_TAB = 64


class Turn(NamedTuple):
    """A question's answer, and what the page shows of it."""

    answer: Answer
    markup: str


class Conversations:
    """The conversations of the tabs asked in last, in memory alone. Safe to share between threads.

    Args:
        most: how many are kept; then the one that was asked in longest ago goes.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._turns: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()

    def keep(self, tab: str, turns: Sequence[Turn]) -> None:
        """Keep a tab's conversation in place of what was kept of it.

        Args:
            tab: what the tab calls itself, unguessable; without such a name nothing is kept.
        """
        if not 0 < len(tab) <= _LONGEST_TAB:
            return
        with self._lock:
            self._turns.pop(tab, None)
            if turns:
                self._turns[tab] = tuple(turns)
            while len(self._turns) > self._most:
                self._turns.popitem(last=False)

    def kept(self, tab: str) -> list[Turn]:
        """Return what is kept of a tab, the oldest turn first."""
        with self._lock:
            return list(self._turns.get(tab, ()))


def as_messages(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """Return turns as Gradio's chat shows them: each a question and its answer."""
    return [
        {"role": role, "content": content}
        for turn in turns
        for role, content in (("user", turn.answer.question), ("assistant", turn.markup))
    ]
