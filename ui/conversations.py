"""What was asked in each tab of a browser, so that a page that is loaded again shows it again."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from bot import Answer

_MOST = 100
_MOST_TURNS = 50
_LONGEST_TAB = 64


class Turn(NamedTuple):
    """A question's answer, and what the page shows of it."""

    answer: Answer
    markup: str


@dataclass
class _Conversation:
    number: int = 0
    turns: tuple[Turn, ...] = ()


class Conversations:
    """The conversations of the tabs asked in last, in memory alone. Safe to share between threads.

    A tab is known by the name it gives itself, which no other can guess; of one without a name
    nothing is kept. An answer may still be written when its question was long taken back, so what
    is kept of it goes by a number that begin() gave, and counts only while that is the last one.

    Args:
        most: how many are kept; then the one that was asked in longest ago goes.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._by_tab: OrderedDict[str, _Conversation] = OrderedDict()

    def begin(self, tab: str) -> int:
        """Return the number of a tab's next question, before it is answered."""
        with self._lock:
            conversation = self._by_tab.pop(tab, _Conversation())
            conversation.number += 1
            if 0 < len(tab) <= _LONGEST_TAB:
                self._by_tab[tab] = conversation
            while len(self._by_tab) > self._most:
                self._by_tab.popitem(last=False)
            return conversation.number

    def keep(self, tab: str, number: int, turns: Sequence[Turn]) -> None:
        """Keep the last turns of a tab's conversation, in place of what was kept of it.

        Args:
            number: what begin gave for the last of them; of an earlier question nothing is kept.
        """
        with self._lock:
            conversation = self._by_tab.get(tab)
            if conversation and conversation.number == number:
                conversation.turns = tuple(turns[-_MOST_TURNS:])

    def shorten(self, tab: str, turns: int) -> None:
        """Drop what a tab took back: all but so many of its first turns, and what is under way."""
        with self._lock:
            conversation = self._by_tab.get(tab)
            if conversation:
                conversation.number += 1
                conversation.turns = conversation.turns[:turns]

    def kept(self, tab: str) -> list[Turn]:
        """Return what is kept of a tab, the oldest turn first."""
        with self._lock:
            conversation = self._by_tab.get(tab)
            return list(conversation.turns) if conversation else []
