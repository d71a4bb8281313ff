"""What is compared: Footnote, and two baselines over the same articles.

The baselines answer as Footnote does, in an Answer with hits, sentences and citations, so that one
set of metrics measures all three. They refuse nothing by themselves: quality.py sets a threshold
on their confidence.
"""

import math
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Protocol

import chromadb
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from bot.answers import Answer, Citer, Sentence
from bot.candidates import coverage
from bot.chain import Bot, Request
from bot.evidence import weigh
from bot.queries import Query
from bot.quoting import quote
from index.articles import Article
from index.embedder import Embedder
from index.filters import Filters
from index.library import Library
from index.passages import Passage, split
from index.search import Hit
from index.sentences import sentence_spans
from index.settings import Settings
from index.words import Words, terms

_QUOTED = 3
_BATCH = 500


@dataclass(frozen=True)
class Reply:
    """What a contender found.

    Attributes:
        ranked: the sentences it ranked, best first; none if only a search was asked for.
        quoted: what it says, or would say if it refused nothing.
        spent_s: how long the answer took, in seconds.
    """

    answer: Answer
    ranked: tuple[str, ...] = ()
    quoted: str = ""
    spent_s: float = 0.0


class Contender(Protocol):
    """What answers the benchmark's questions."""

    def ask(self, question: str, *, hidden: Sequence[str] = (), search_only: bool = False) -> Reply:
        """Answer a question.

        Args:
            question: as it is asked.
            hidden: addresses of articles that are to be treated as if they were not there.
            search_only: whether the sentences don't matter, only the hits and the confidence.
        """
        ...


class Footnote:
    """The built-in answerer, as it ships.

    Args:
        asked: the day that each question is asked on, where that is not today.
    """

    def __init__(
        self, library: Library, settings: Settings, asked: Mapping[str, date] | None = None
    ) -> None:
        self._bot = Bot(library, settings=settings)
        self._ids = {article.url: article.id for article in library.articles()}
        self._asked = asked or {}

    def ask(self, question: str, *, hidden: Sequence[str] = (), search_only: bool = False) -> Reply:
        """Answer a question; see Contender."""
        filters = None
        if hidden:
            kept = (key for url, key in self._ids.items() if url not in hidden)
            filters = Filters(article_ids=tuple(kept))
        began = perf_counter()
        request = Request(question, filters=filters, as_of=self._asked.get(question))
        answer = self._bot.chain.invoke(request)
        spent_s = perf_counter() - began
        if search_only:
            return Reply(answer, spent_s=spent_s)
        evidence = weigh(Query(question), answer.hits, self._bot.library, self._bot.judges)
        drafts = [sentences for sentences, _ in quote(evidence)]
        quoted = " ".join(sentence.text for sentence in drafts[-1]) if drafts else ""
        return Reply(answer, tuple(c.text for c in evidence.candidates), quoted, spent_s)


class TutorialChain:
    """The chain that tutorials teach, without the model that writes at its end.

    LangChain and Chroma: pieces of 1,000 characters that overlap by 200, embedded without a
    title, the four nearest to the question; of their sentences, those nearest to it. Its
    confidence is the best piece's cosine similarity.

    Args:
        folder: where Chroma keeps the pieces; they are embedded when it isn't there.
    """

    def __init__(self, library: Library, folder: Path) -> None:
        self._articles = {article.url: article for article in library.articles()}
        self._embed = library.embed
        self._store = Chroma(
            client=chromadb.PersistentClient(
                path=str(folder), settings=chromadb.Settings(anonymized_telemetry=False)
            ),
            embedding_function=_LangChainEmbeddings(library.embedder),
            collection_metadata={"hnsw:space": "cosine"},
        )
        pieces = self._pieces()
        known = set(self._store.get(include=[])["ids"])
        missing = [piece for piece in pieces if piece.id not in known]
        for first in range(0, len(missing), _BATCH):
            self._store.add_documents(missing[first : first + _BATCH])

    def ask(self, question: str, *, hidden: Sequence[str] = (), search_only: bool = False) -> Reply:
        """Answer a question; see Contender."""
        began = perf_counter()
        where = {"url": {"$nin": list(hidden)}} if hidden else None
        found = self._store.similarity_search_with_score(question, k=4, filter=where)
        hits = tuple(self._hit(piece, 1 - distance) for piece, distance in found)
        answer = Answer(question, query=question, confidence=hits[0].dense, hits=hits)
        if search_only:
            return Reply(answer, spent_s=perf_counter() - began)
        spans = _sentences(hits)
        texts = [article.text[start:end] for article, start, end in spans]
        similarities = self._embed(texts) @ self._embed([question])[0]
        return _reply(answer, spans, similarities.tolist(), began)

    def _pieces(self) -> list[Document]:
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=1000, chunk_overlap=200, add_start_index=True
        )
        pieces = splitter.split_documents(
            [
                Document(article.text, metadata={"url": url})
                for url, article in self._articles.items()
            ]
        )
        for piece in pieces:
            piece.id = f"{piece.metadata['url']}:{piece.metadata['start_index']}"
        return pieces

    def _hit(self, piece: Document, similarity: float) -> Hit:
        start = piece.metadata["start_index"]
        passage = Passage(
            self._articles[piece.metadata["url"]], start, start + len(piece.page_content)
        )
        return Hit(passage, score=max(0.0, similarity), dense=similarity, words=0.0)


class Bm25:
    """BM25 alone: Footnote's passages by their words; of the best eight, the sentences that hold
    most of the question's terms, weighted by rarity.

    Its confidence is the best passage's score as a part of the highest that any text could get:
    BM25 gives a term at most (k1 + 1) times its inverse document frequency, with k1 = 1.2.

    Args:
        folder: where Tantivy keeps the words; written anew.
    """

    def __init__(self, library: Library, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        passages = [passage for article in library.articles() for passage in split(article)]
        self._passages = {passage.id: passage for passage in passages}
        self._ids = {passage.article.url: passage.article.id for passage in passages}
        self._words = Words(folder)
        self._words.add(passages)
        self._words.commit()

    def ask(self, question: str, *, hidden: Sequence[str] = (), search_only: bool = False) -> Reply:
        """Answer a question; see Contender."""
        began = perf_counter()
        filters = None
        if hidden:
            kept = (key for url, key in self._ids.items() if url not in hidden)
            filters = Filters(article_ids=tuple(kept))
        found = self._words.search(question, k=8, filters=filters)
        weights = {term: self._words.rarity(term) for term in terms(question)}
        highest = 2.2 * math.log(1 + (len(self._passages) + 0.5) / 0.5) * sum(weights.values())
        hits = tuple(
            Hit(self._passages[key], score=min(1.0, score / highest), dense=0.0, words=score)
            for key, score in found.items()
        )
        confidence = hits[0].score if hits else 0.0
        answer = Answer(question, query=question, confidence=confidence, hits=hits)
        if search_only:
            return Reply(answer, spent_s=perf_counter() - began)
        spans = _sentences(hits)
        covered = [coverage(set(terms(a.text[start:end])), weights) for a, start, end in spans]
        return _reply(answer, spans, covered, began)


def refuse_below(answer: Answer, threshold: float) -> Answer:
    """Return a baseline's answer, or a refusal if its confidence is below the threshold."""
    if answer.confidence >= threshold:
        return answer
    return replace(answer, sentences=(), citations=(), refused=True)


class _LangChainEmbeddings(Embeddings):
    """The embedding model in LangChain's interface."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.embed_array(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def _sentences(hits: Sequence[Hit]) -> list[tuple[Article, int, int]]:
    """Return the sentences of the hits, in their order, none twice."""
    places = {
        (hit.passage.article.id, *span): (hit.passage.article, *span)
        for hit in hits
        for span in sentence_spans(hit.passage.article.text, hit.passage.start, hit.passage.end)
    }
    return list(places.values())


def _reply(
    answer: Answer,
    spans: Sequence[tuple[Article, int, int]],
    scores: Sequence[float],
    began: float,
) -> Reply:
    """Quote the three sentences with the highest scores; equal ones in the order of the hits."""
    order = sorted(range(len(spans)), key=lambda number: -scores[number])
    ranked = [spans[number] for number in order]
    citer = Citer()
    sentences = tuple(
        Sentence(article.text[start:end], (citer.cite(article, start, end),), "verbatim")
        for article, start, end in ranked[:_QUOTED]
    )
    return Reply(
        replace(answer, sentences=sentences, citations=citer.citations),
        tuple(article.text[start:end] for article, start, end in ranked),
        " ".join(sentence.text for sentence in sentences),
        perf_counter() - began,
    )
