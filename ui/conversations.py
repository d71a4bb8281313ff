"""What was asked in each tab of a browser, so that a page that is loaded again shows it again."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import NamedTuple

from bot import Answer

_MOST = 100
_MOST_TURNS = 50
_LONGEST_TAB = 64


class Turn(NamedTuple):
    """A question's answer, and what the page shows of it.

    Attributes:
        place: how many questions the page shows before it.
    """

    answer: Answer
    markup: str
    place: int = 0


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
                conversation.turns = tuple(lightened(turns[-_MOST_TURNS:]))

    def shorten(self, tab: str, places: int) -> None:
        """Drop what a tab took back, all that stands at a place or behind, and what is under way.

        Args:
            places: how many questions the page still shows.
        """
        with self._lock:
            conversation = self._by_tab.get(tab)
            if conversation:
                conversation.number += 1
                conversation.turns = tuple(t for t in conversation.turns if t.place < places)

    def kept(self, tab: str) -> list[Turn]:
        """Return what is kept of a tab, the oldest turn first, in places counted from it."""
        with self._lock:
            conversation = self._by_tab.get(tab)
            if not conversation:
                return []
            turns = [turn._replace(place=place) for place, turn in enumerate(conversation.turns)]
            conversation.turns = tuple(turns)
            return turns


def standing_before(place: int, turns: Sequence[Turn]) -> list[Turn]:
    """Return the turns before a place on the page, lightened.

    After "retry" or "undo" the page shows fewer questions than were answered; after a restart more
    than are known.
    """
    return lightened([turn for turn in turns if turn.place < place])


def lightened(turns: Sequence[Turn]) -> list[Turn]:
    """Return turns without the passages that were found for them, but for the last that has some.

    Whole articles hang on them, and only the last search is leant on by what is asked next.
    """
    searched = [number for number, turn in enumerate(turns) if turn.answer.hits]
    return [
        turn if number in searched[-1:] else turn._replace(answer=_without_hits(turn.answer))
        for number, turn in enumerate(turns)
    ]


def _without_hits(answer: Answer) -> Answer:
    parts = tuple(map(_without_hits, answer.parts))
    return replace(answer, hits=(), nearest=(), parts=parts)
