"""What a question asks, before anything is searched: the chain's first step.

Small talk, follow-ups, periods, outlets and authors, and questions about the library itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter

from langchain_core.language_models import BaseChatModel

from bot.answers import Answer
from bot.catalog_questions import catalog_reply
from bot.coverage import asks_for_all, day_coverage
from bot.follow_ups import FollowUp, follow_up, more_of
from bot.narrowing import Narrowing, narrow
from bot.periods import without_latest
from bot.pointing import pointed_at
from bot.queries import Query, checked, job_as_person
from bot.smalltalk import smalltalk_reply
from bot.writing import rewrite
from index.filters import Filters
from index.library import Library
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
class Searched:
    """A request on its way through the chain.

    Attributes:
        query: for the whole library, or what a caller's filters leave of it.
        told: the answer, where the question needs no search or has had its own.
        readings: ways to read the question whole, which come before the query where they are
            answered.
        narrowing: what the question narrows the search to, or None.
        hits: of the narrowed search, if there is one.
        newest: the latest is asked for.
    """

    question: str
    query: Query
    told: Answer | None = None
    readings: tuple[Query, ...] = ()
    narrowing: Narrowing | None = None
    hits: tuple[Hit, ...] = ()
    newest: bool = False
    timings_s: dict[str, float] = field(default_factory=dict)

    @property
    def narrowed(self) -> Query:
        """The query of the first search, narrowed if the question is."""
        if self.narrowing is None:
            return self.query
        filters = self.narrowing.filters(self.query.filters)
        narrowed = replace(self.query, question=self.narrowing.question, filters=filters)
        return narrowed.latest_aside


def understand(
    request: Request, library: Library, model: BaseChatModel | None, as_of: date
) -> Searched:
    """Return what is to be searched for a request, or the answer that needs no search.

    Args:
        request: what a person asks.
        library: what is asked about.
        model: makes a follow-up stand alone; without one, its words are carried over.
        as_of: the day that "today" means.

    Raises:
        QuestionError: the question is empty or too long.
        ModelError: the language model failed.
    """
    began = perf_counter()
    question = checked(request.question)
    if notice := smalltalk_reply(question, library):
        told = Answer(question, notice=notice)
        return Searched(question, Query(question), told, timings_s=_spent(began))
    text, leaning, said = _stand_alone(question, request.history, model)
    narrowing = narrow(text, library.listings(), as_of, given=request.filters)
    query = Query(
        narrowing.widened if narrowing else text,
        leaning.carried,
        request.filters,
        said,
        leaning.preferred,
    )
    readings = () if narrowing else leaning.readings
    return Searched(
        question,
        query.latest_aside,
        _told(text, leaning, narrowing, request, library),
        tuple(Query(reading, filters=request.filters) for reading in readings),
        narrowing,
        newest=without_latest(text) != text,
        timings_s=_spent(began),
    )


def _stand_alone(
    question: str, history: Sequence[Answer], model: BaseChatModel | None
) -> tuple[str, FollowUp, frozenset[tuple[str, int]]]:
    """Return what is asked, what it takes from earlier turns, and what not to quote again."""
    if model:
        searched = any(answer.query for answer in history)
        return rewrite(model, question, history) if searched else question, FollowUp(), frozenset()
    again, said = more_of(question, history)
    if again:
        return again, FollowUp(), said
    text = job_as_person(question)
    return text, follow_up(text, history), said


def _told(
    text: str, leaning: FollowUp, narrowing: Narrowing | None, request: Request, library: Library
) -> Answer | None:
    """Return an answer that needs none of the search's passages, or None."""
    rest = narrowing.question if narrowing else text
    if leaning.carried:
        if told := pointed_at(text, request.history):
            return told
        if asks_for_all(rest):
            return None  # "And in December?" asks for more of the same
    if told := day_coverage(rest, library, narrowing, request.filters):
        return told
    reply = catalog_reply(rest, library, narrowing, request.filters)
    return Answer(text, notice=reply.notice, listed=reply.listed) if reply else None


def _spent(began: float) -> dict[str, float]:
    return {"query": perf_counter() - began}
