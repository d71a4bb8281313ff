"""What of a request is searched, on its way through the chain."""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.answers import Answer
from bot.comparisons import Side
from bot.narrowing import Narrowing
from bot.queries import Query
from index.filters import Filters
from index.search import Hit


@dataclass(frozen=True)
class Request:
    """What a person asks: the chain's input.

    Attributes:
        history: earlier answers of the conversation, the last one last.
        filters: what the search is narrowed to.
        as_of: the day that "today" means. Default: the bot's.
    """

    question: str
    history: tuple[Answer, ...] = ()
    filters: Filters | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Search:
    """A request on its way through the chain.

    Attributes:
        query: for the whole library, or what a caller's filters leave of it.
        told: the answer, where the question needs no search or has had its own.
        readings: ways to read the question whole, which come before the query where they are
            answered.
        narrowing: what the question narrows the search to, or None.
        hits: of the narrowed search, if there is one.
        newest: the latest is asked for.
        respelt: which words of the question were read as others, in a sentence; or empty.
        sides: where the question compares, the search of each side; then nothing else is searched.
    """

    question: str
    query: Query
    told: Answer | None = None
    readings: tuple[Query, ...] = ()
    narrowing: Narrowing | None = None
    hits: tuple[Hit, ...] = ()
    newest: bool = False
    respelt: str = ""
    sides: "tuple[tuple[Side, Search], ...]" = ()
    timings_s: dict[str, float] = field(default_factory=dict)

    @property
    def narrowed(self) -> Query:
        """The query of the first search, narrowed if the question is."""
        if self.narrowing is None:
            return self.query
        filters = self.narrowing.filters(self.query.filters)
        narrowed = replace(self.query, question=self.narrowing.question, filters=filters)
        return narrowed.latest_aside
