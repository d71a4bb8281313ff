"""What an answer is made of: sentences, citations, and the evidence they came from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from index.articles import Article
from index.passages import Passage
from index.search import Hit
from index.sentences import ITEM_MARK, PARAGRAPH_BREAK, Span
from index.words import terms

Support = Literal["verbatim", "supported", "unsupported"]
BUILT_IN = "built-in"
CLOSEST = "Closest coverage, which may not answer it:"
# Of built-in answers less confident than this, half or fewer are right; of the others, most are
# (tests/benchmarks/README.md, "How sure an answer is").
SURE = 0.6


@dataclass(frozen=True)
class Citation:
    """The words of an article that a sentence rests on.

    Attributes:
        number: from 1, in the order of first use in the answer.
        start, end: offsets into article.text, in characters.
    """

    number: int
    article: Article
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The cited words, exactly as they stand in the article."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer.

    Attributes:
        citations: the numbers of the citations it rests on.
        support: verbatim (the words of the article), supported (its figures, dates, names and
            quotations stand in the cited words), or unsupported.
        answer_span: where the words stand that answer the question, if a few do: (start, end)
            offsets into text, in characters. None where that isn't known.
    """

    text: str
    citations: tuple[int, ...]
    support: Support
    answer_span: Span | None = None

    @property
    def lists(self) -> bool:
        """Whether it is an item of a list, or leads to a list that it holds."""
        return self.text.startswith(ITEM_MARK) or PARAGRAPH_BREAK in self.text

    @property
    def answer_words(self) -> str:
        """The words that answer the question; empty where it isn't known which."""
        return self.text[slice(*self.answer_span)] if self.answer_span else ""


@dataclass(frozen=True)
class Differing:
    """One of the figures or days that the cited articles give for the same thing.

    Attributes:
        words: as they stand in the cited words.
        citation: its number.
    """

    words: str
    citation: int


@dataclass(frozen=True)
class Answer:
    """An answer, whole or still growing.

    Attributes:
        question: as it was asked.
        query: what was searched: the question, or a follow-up made to stand alone. Empty when
            nothing was searched.
        notice: what Footnote itself says, without citing: a refusal, a greeting, or what it tells
            of the library.
        scope: which words of the question were read as others, and what it narrowed the search to,
            by a period, outlet or author, and whether that had to be widened, in sentences; empty
            when all was searched as it was asked.
        listed: articles that are named as the answer to a question about the library itself.
        refused: the articles don't hold the answer; then there are no sentences or citations.
        confidence: 0 to 1, that the evidence found holds the answer.
        nearest: for a refusal, the words that come nearest to an answer without being trusted to
            be one, at most a few of each of the closest articles; empty where none come near.
        hits: the passages found, best first.
        model: the language model's name, or "built-in".
        timings_s: seconds spent in "query", "search", "answer", and "total".
        differs: the two figures or days that cited articles of different outlets give for the same
            thing; empty where none were found, and where a language model wrote the answer.
        parts: where the message asks several questions, the answer to each, its citations numbered
            as here. Then it is as sure as the least sure part that has sentences, and refused if
            all parts are; its scope names the questions that are not answered. Empty for one
            question.
    """

    question: str
    query: str = ""
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notice: str = ""
    scope: str = ""
    listed: tuple[Article, ...] = ()
    refused: bool = False
    confidence: float = 0.0
    nearest: tuple[Passage, ...] = ()
    hits: tuple[Hit, ...] = ()
    model: str = BUILT_IN
    timings_s: dict[str, float] = field(default_factory=dict)
    differs: tuple[Differing, ...] = ()
    parts: "tuple[Answer, ...]" = ()

    def __post_init__(self) -> None:
        """Hold the promise that a refusal cites nothing."""
        if self.refused and (self.sentences or self.citations):
            raise ValueError("a refused answer has neither sentences nor citations")

    @property
    def text(self) -> str:
        """The answer as one string, without citation numbers."""
        if self.parts:
            return "\n\n".join(f"{part.question}\n{part.text}" for part in self.parts)
        if not self.notice:
            return "".join(lead + sentence.text for lead, sentence in self.spaced)
        if self.listed:
            return f"{self.notice} {_named(self.listed)}."
        if not (self.refused and self.closest):
            return self.notice
        return f"{self.notice} {CLOSEST} {_named(self.closest)}."

    @property
    def unsure(self) -> bool:
        """Whether what is quoted may well not answer the question, though nothing comes closer.

        A language model says by itself when passages don't answer, so its answers never are.
        """
        return self.model == BUILT_IN and bool(self.sentences) and self.confidence < SURE

    @property
    def answer_words(self) -> str:
        """The first words that are known to answer the question by themselves, or an empty string.

        "Minjee Lee", of a sentence that says more: for a table of many answers. A guess of the
        passage reader, where it takes part, so the sentence has the last word.
        """
        return next(filter(None, (sentence.answer_words for sentence in self.sentences)), "")

    @property
    def spaced(self) -> list[tuple[str, Sentence]]:
        """The sentences, each with what parts it from the one before: a list's begin a line."""
        parted = zip((None, *self.sentences), self.sentences, strict=False)
        return [(_between(before, sentence), sentence) for before, sentence in parted]

    @property
    def citations_by_article(self) -> list[list[Citation]]:
        """The citations in the order of their numbers, those of one article together."""
        groups: dict[str, list[Citation]] = {}
        for citation in self.citations:
            groups.setdefault(citation.article.id, []).append(citation)
        return list(groups.values())

    @property
    def closest(self) -> list[Article]:
        """The articles nearest to the question, at most three; for a refusal to point to.

        A search finds something for any words; what shares none with the question is not near.
        """
        asked = set(terms(self.query))
        found = [
            *self.nearest,
            *(hit.passage for hit in self.hits if asked & set(terms(hit.passage.embedded_text))),
        ]
        return list({passage.article.id: passage.article for passage in found}.values())[:3]

    def nearest_in(self, article: Article) -> tuple[Passage, ...]:
        """Return the words of one of the closest articles that come nearest to an answer."""
        return tuple(passage for passage in self.nearest if passage.article.id == article.id)

    def also_in(self, article: Article) -> tuple[Article, ...]:
        """Return the other articles that tell the same story as one that was found."""
        hits = (hit for hit in self.hits if hit.passage.article.id == article.id)
        return next((hit.also_in for hit in hits), ())

    def __add__(self, later: "Answer") -> "Answer":
        """Return the later one: LangChain joins what a chain streams by adding it up."""
        return later


def _between(before: Sentence | None, sentence: Sentence) -> str:
    if before is None:
        return ""
    return "\n" if sentence.lists or before.lists else " "


def _named(articles: Iterable[Article]) -> str:
    return "; ".join(f"“{article.title}” ({article.byline})" for article in articles)


class Citer:
    """Numbers an answer's citations: the same words get the same number."""

    def __init__(self) -> None:
        self._citations: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far, in the order of their numbers."""
        return tuple(self._citations.values())

    def cite(self, article: Article, start: int, end: int) -> int:
        """Return the number of the citation of article.text[start:end]."""
        key = (article.id, start, end)
        if key not in self._citations:
            self._citations[key] = Citation(len(self._citations) + 1, article, start, end)
        return self._citations[key].number
