"""The models that judge sentences, beyond features that cost nothing; Footnote works without them.

The scorer is fast and sees a sentence alone, the reader is slow and sees it among its neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.reader import Found, PassageReader
from bot.scorer import SentenceScorer
from index.sentences import Span


class Scorer(Protocol):
    """What is needed of a sentence scorer."""

    def score(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return a logit per sentence: how well it answers the question."""
        ...


class Reader(Protocol):
    """What is needed of a passage reader."""

    def read(
        self, question: str, title: str, text: str, sentences: Sequence[Span]
    ) -> list[Found | None]:
        """Return what is found in each sentence of a text; None where it wasn't read."""
        ...


@dataclass(frozen=True)
class Judges:
    """What a bot judges sentences with.

    Raises:
        ValueError: there is a reader, but no scorer to say what is worth reading.
    """

    scorer: Scorer | None = None
    reader: Reader | None = None

    def __post_init__(self) -> None:
        if self.reader and not self.scorer:
            raise ValueError("A reader needs a scorer before it.")


@lru_cache
def _shared() -> Judges:
    return Judges(SentenceScorer(), PassageReader())


def shared_judges(chosen: Literal["on", "small", "off"]) -> Judges:
    """Return this process's judges, each loaded when it is first used, and only once.

    Args:
        chosen: "small" is the scorer without the reader, "off" neither.
    """
    if chosen == "off":
        return Judges()
    return _shared() if chosen == "on" else Judges(_shared().scorer)
