"""What a question asks, before anything is searched: the chain's first step.

Small talk, follow-ups, periods, outlets and authors, and questions about the library itself.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from langchain_core.language_models import BaseChatModel

from bot.answers import Answer
from bot.catalog_questions import catalog_reply
from bot.comparisons import compared
from bot.coverage import asks_for_all, day_coverage
from bot.currency import speaks_of_now
from bot.follow_ups import FollowUp, follow_up, more_of
from bot.narrowing import Narrowing, narrow
from bot.periods import without_latest
from bot.pointing import pointed_at
from bot.queries import Place, Query, checked, job_as_person
from bot.searches import Request, Search
from bot.smalltalk import smalltalk_reply
from bot.spelling import read_as, respelt, with_words
from bot.writing import rewrite
from index.library import Library


def understand(
    request: Request, library: Library, model: BaseChatModel | None, as_of: date
) -> Search:
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
        search = Search(question, Query(question), Answer(question, notice=notice))
    else:
        instead = respelt(question, library)
        spelt = with_words(question, instead)
        text, leaning, said = _stand_alone(spelt, request.history, model)
        query = Query(text, leaning.carried, request.filters, said, leaning.preferred)
        readings = tuple(Query(whole, filters=request.filters) for whole in leaning.readings)
        told = None if model else pointed_at(text, request.history)
        search = Search(question, query, told, readings, respelt=read_as(instead))
        if not told:
            search = _compared(search, library, as_of) or narrowed(search, library, as_of)
    return replace(search, timings_s={"query": perf_counter() - began})


def _compared(search: Search, library: Library, as_of: date) -> Search | None:
    """Part a question that compares in two searches."""
    found = compared(search.query.question, library.listings(), search.query.filters)
    sides = tuple(
        (side, narrowed(replace(search, query=side.query(search.query)), library, as_of))
        for side in found or ()
    )
    if not sides or any(side_search.told for _, side_search in sides):
        return None
    return replace(search, readings=(), sides=sides)


def narrowed(search: Search, library: Library, as_of: date) -> Search:
    """Narrow a search as its question asks, or answer it from the catalog or the days it names."""
    query, text = search.query, search.query.question
    narrowing = narrow(text, library.listings(), as_of, given=query.filters)
    return replace(
        search,
        query=replace(
            query,
            question=narrowing.widened if narrowing else text,
            now=as_of if speaks_of_now(text) else None,
        ).latest_aside,
        told=_told(query, narrowing, library),
        readings=() if narrowing else search.readings,
        narrowing=narrowing,
        newest=without_latest(text) != text,
    )


def _stand_alone(
    question: str, history: Sequence[Answer], model: BaseChatModel | None
) -> tuple[str, FollowUp, frozenset[Place]]:
    """Return what is asked, what it takes from earlier turns, and what not to quote again."""
    if model:
        searched = any(answer.query for answer in history)
        return rewrite(model, question, history) if searched else question, FollowUp(), frozenset()
    again, said = more_of(question, history)
    if again:
        return again, FollowUp(), said
    text = job_as_person(question)
    return text, follow_up(text, history), said


def _told(query: Query, narrowing: Narrowing | None, library: Library) -> Answer | None:
    """Return an answer that needs no search for passages, or None."""
    rest = narrowing.question if narrowing else query.question
    if query.carried and asks_for_all(rest):
        return None  # "And in December?" asks for more of the same
    if told := day_coverage(rest, library, narrowing, query.filters, said=query.said):
        return told
    reply = catalog_reply(rest, library, narrowing, query.filters)
    if reply is None:
        return None
    return Answer(query.question, notice=reply.notice, listed=reply.listed, confidence=1.0)
