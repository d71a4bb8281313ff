"""A question -> an answer with citations that hold.

    from bot import answer
    reply = answer("How much is the Power of Siberia pipeline worth?")

answer(), aanswer() and stream() share one Bot per library; those of the eight asked last stay open.
Hold a Bot of your own to use another model. evaluate() measures one on questions with known
answers. Every error is a FootnoteError with a message that says what to do.
"""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.answers import Answer, Citation, Sentence
from bot.chain import Bot
from bot.evaluation import evaluate
from bot.retriever import ArticleRetriever
from bot.searches import Request
from bot.sharing import shared_bot as _shared_bot
from index.errors import FootnoteError
from index.filters import Filters
from index.library import Library

__all__ = [
    "Answer",
    "ArticleRetriever",
    "Bot",
    "Citation",
    "Filters",
    "FootnoteError",
    "Library",
    "Request",
    "Sentence",
    "aanswer",
    "answer",
    "evaluate",
    "stream",
]


def answer(
    question: str,
    *,
    history: Sequence[Answer] = (),
    filters: Filters | None = None,
    library: str | Path | None = None,
) -> Answer:
    """Answer a question from a library's articles.

    Args:
        question: at most 2,000 characters.
        history: earlier answers of the conversation, the last one last, for follow-ups.
        filters: what the search is narrowed to.
        library: the library's folder. Default: FOOTNOTE_LIBRARY.

    Raises:
        FootnoteError: see Bot and Bot.answer.
    """
    with _shared_bot(library) as bot:
        return bot.answer(question, history=history, filters=filters)


async def aanswer(
    question: str,
    *,
    history: Sequence[Answer] = (),
    filters: Filters | None = None,
    library: str | Path | None = None,
) -> Answer:
    """Answer a question without blocking the event loop; see answer()."""
    return await asyncio.to_thread(
        answer, question, history=history, filters=filters, library=library
    )


def stream(
    question: str,
    *,
    history: Sequence[Answer] = (),
    filters: Filters | None = None,
    library: str | Path | None = None,
) -> Iterator[Answer]:
    """Yield the answer as it grows; the last one is what answer() returns."""
    with _shared_bot(library) as bot:
        yield from bot.stream(question, history=history, filters=filters)
