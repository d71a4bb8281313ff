"""The retrieval chain: question -> query -> hits -> answer, as a LangChain Runnable."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from bot.answers import BUILT_IN, Answer, Citation, Differing, Sentence
from bot.confidence import THRESHOLD
from bot.disagreement import disagreement
from bot.evidence import Evidence, weigh
from bot.finding import find
from bot.judges import shared_judges
from bot.models import load_model
from bot.narrowing import settle
from bot.preferences import newest_first, preferred_first, speaking_of
from bot.queries import Query
from bot.quoting import quote
from bot.refusals import nearest, refusal, withheld
from bot.retriever import ArticleRetriever
from bot.searches import Request, Search
from bot.several import parted, together, turns
from bot.sides import Weighed, weigh_sides
from bot.understanding import understand
from bot.writing import write
from index.embedder import shared_embedder
from index.filters import Filters
from index.library import Library
from index.settings import Settings, read_settings

_PASSAGES = 8
# A model may refuse by itself, so weaker evidence is put before it than is quoted outright.
_MODEL_THRESHOLD = THRESHOLD / 2
_Draft = tuple[tuple[Sentence, ...], tuple[Citation, ...], tuple[Differing, ...]]


class Bot:
    """Answers questions about a library. Safe to share between threads.

    Args:
        library: an open one, or its folder. Default: FOOTNOTE_LIBRARY.
        model: a LangChain chat model. Default: FOOTNOTE_MODEL; without one, answers are quoted.
        settings: library, embedder, scorer, as_of and the model's, in place of those in the
            environment. Where a library's vectors lie is always read from the environment.
        as_of: the day that "today" means in a question. Default: FOOTNOTE_AS_OF, else today.

    Attributes:
        retriever: the library as a LangChain retriever.
        judges: the sentence scorer and the passage reader, unless they are switched off.
        chain: Request -> Answer as a LangChain Runnable; it streams growing Answers.

    Raises:
        LibraryMissing, LibraryMismatch, LibraryDamaged: the library can't be used.
        ModelError: the language model can't be set up.
    """

    def __init__(
        self,
        library: Library | str | Path | None = None,
        *,
        model: BaseChatModel | None = None,
        settings: Settings | None = None,
        as_of: date | None = None,
    ) -> None:
        settings = settings or read_settings()
        self._as_of = as_of or settings.as_of
        if not isinstance(library, Library):
            embedder = shared_embedder(settings.embedder)
            library = Library(library or settings.library, embedder=embedder)
        self.library = library
        self.judges = shared_judges(settings.scorer)
        self._model = model or load_model(settings)
        self.model_name = type(model).__name__ if model else settings.model or BUILT_IN
        self.retriever = ArticleRetriever(library=self.library, k=_PASSAGES)
        self._one: Runnable[Request, Answer] = (
            RunnableLambda(self._query)
            | RunnableLambda(self._search)
            | RunnableGenerator(self._answer)
        )
        self.chain: Runnable[Request, Answer] = RunnableGenerator(self._each, self._each_async)

    def answer(
        self, question: str, *, history: Sequence[Answer] = (), filters: Filters | None = None
    ) -> Answer:
        """Answer a question.

        Args:
            question: at most 2,000 characters; may be several, see Answer.parts.
            history: earlier answers of the conversation, the last one last.
            filters: what the search is narrowed to.

        Raises:
            QuestionError: the question is empty or too long, or asks more than ten at once.
            ModelError: the language model failed.
            LibraryDamaged: part of the library is gone.
        """
        *_, last = self.stream(question, history=history, filters=filters)
        return last

    async def aanswer(
        self, question: str, *, history: Sequence[Answer] = (), filters: Filters | None = None
    ) -> Answer:
        """Answer a question without blocking the event loop; see answer()."""
        return await asyncio.to_thread(self.answer, question, history=history, filters=filters)

    def stream(
        self, question: str, *, history: Sequence[Answer] = (), filters: Filters | None = None
    ) -> Iterator[Answer]:
        """Yield the answer as it grows; the last one is what answer() returns."""
        yield from self.chain.stream(Request(question, tuple(history), filters))

    def close(self) -> None:
        """Let go of the library's files."""
        self.library.close()

    def _each(self, requests: Iterator[Request]) -> Iterator[Answer]:
        for request in requests:
            single = replace(request, history=turns(request.history))
            # A language model reads a message with all its questions.
            questions = () if self._model else parted(request.question)
            if len(questions) < 2:
                yield from self._one.stream(single)
            else:
                yield from self._several(single, questions)

    def _several(self, request: Request, questions: Sequence[str]) -> Iterator[Answer]:
        """Yield the growing answer to a message of several questions."""
        done: tuple[Answer, ...] = ()
        for number, question in enumerate(questions, 1):
            asked = replace(request, question=question, history=(*request.history, *done))
            growing = done
            for answer in self._one.stream(asked):
                growing = (*done, answer)
                whole = together(request.question, questions, growing)
                # What looks like a refusal may still become an answer.
                if whole.sentences or number == len(questions):
                    yield whole
            done = growing

    async def _each_async(self, requests: AsyncIterator[Request]) -> AsyncIterator[Answer]:
        async for request in requests:
            growing = self._each(iter([request]))
            while answer := await asyncio.to_thread(next, growing, None):
                yield answer

    def _query(self, request: Request) -> Search:
        as_of = request.as_of or self._as_of or date.today()
        return understand(request, self.library, self._model, as_of)

    def _search(self, searched: Search) -> Search:
        if searched.told:
            return searched
        began = perf_counter()
        sides = tuple((side, self._search(search)) for side, search in searched.sides)
        if not sides:
            searched = replace(searched, hits=tuple(find(searched.narrowed, self.retriever)))
        timings = searched.timings_s | {"search": perf_counter() - began}
        return replace(searched, sides=sides, timings_s=timings)

    def _answer(self, inputs: Iterator[Search]) -> Iterator[Answer]:
        for searched in inputs:
            yield from self._answer_one(searched)

    def _answer_one(self, searched: Search) -> Iterator[Answer]:
        began = perf_counter()

        def timings() -> dict[str, float]:
            spent = searched.timings_s | {"answer": perf_counter() - began}
            return spent | {"total": sum(spent.values())}

        if searched.told:
            told = _opened(searched.told, searched.respelt)
            yield replace(told, question=searched.question, timings_s=timings())
            return
        weighed = self._weigh(searched)
        evidence = weighed.merged(searched.query) if searched.sides else weighed.parts[0]
        answer = Answer(
            question=searched.question,
            query=evidence.query.text,
            scope=weighed.scope,
            confidence=evidence.confidence,
            hits=evidence.hits,
            model=self.model_name,
        )
        sentences: tuple[Sentence, ...] = ()
        for sentences, citations, differs in self._drafts(weighed, evidence, searched.query.text):
            if sentences:
                drafted = replace(answer, sentences=sentences, citations=citations, differs=differs)
                yield replace(_opened(drafted, searched.respelt), timings_s=timings())
        if not any(sentence.citations for sentence in sentences):
            notice = (
                withheld(self.library)
                if sentences
                else refusal(self.library, evidence, searched.narrowing)
            )
            refused = replace(answer, scope="", notice=notice, refused=True)
            refused = _opened(replace(refused, nearest=nearest(evidence)), searched.respelt)
            yield replace(refused, timings_s=timings())

    def _weigh(self, searched: Search) -> Weighed:
        """Return the evidence, and what was searched if the question narrowed that."""
        if searched.sides:
            sides = [side for side, _ in searched.sides]
            weighed = [self._weigh(search) for _, search in searched.sides]
            return weigh_sides(sides, weighed, least=self._least)

        def search_all() -> Evidence:
            return self._weighed(searched.query)

        if reading := self._answered_reading(searched):
            return Weighed((reading,))
        evidence = weigh(searched.narrowed, searched.hits, self.library, self.judges)
        evidence = preferred_first(evidence)
        scope = ""
        if searched.narrowing:
            evidence, scope = settle(searched.narrowing, evidence, search_all, least=self._least)
        return Weighed((newest_first(evidence) if searched.newest else evidence,), scope)

    def _answered_reading(self, searched: Search) -> Evidence | None:
        """Return the evidence on the reading of a follow-up that is answered best, if one is."""
        found = [self._weighed(query) for query in searched.readings]
        answered = [
            told
            for evidence in found
            if evidence.confidence >= self._least
            and (told := speaking_of(searched.question, evidence))
        ]
        return max(answered, key=lambda evidence: evidence.confidence, default=None)

    def _weighed(self, query: Query) -> Evidence:
        return weigh(query, find(query, self.retriever), self.library, self.judges)

    @property
    def _least(self) -> float:
        return _MODEL_THRESHOLD if self._model else THRESHOLD

    def _drafts(self, weighed: Weighed, evidence: Evidence, question: str) -> Iterator[_Draft]:
        """Yield growing drafts of the answer, or nothing if the evidence is too weak."""
        if not evidence.candidates or evidence.confidence < self._least:
            return
        if self._model:
            for sentences, citations in write(self._model, question, evidence.hits):
                yield sentences, citations, ()
            return
        # What two sides say is put side by side anyway.
        found = disagreement(evidence) if len(weighed.parts) == 1 else None
        for sentences, citations in quote(*weighed.parts, other=found.other if found else None):
            yield sentences, citations, found.cited(citations) if found else ()


def _opened(answer: Answer, sentence: str) -> Answer:
    """Put a sentence before what an answer itself says, its notice or, beside quotes, its scope."""
    if answer.notice:
        return replace(answer, notice=f"{sentence} {answer.notice}".strip())
    return replace(answer, scope=f"{sentence} {answer.scope}".strip())
