"""Passages by their words, in Tantivy (BM25). The only module that knows Tantivy."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import tantivy
from breame.data.spelling_constants import BRITISH_ENGLISH_SPELLINGS

from index.errors import LibraryDamaged
from index.filters import Filters, day_number
from index.passages import Passage

_TOKENIZER = "english"
_TITLE_BOOST = 0.6
_LONGEST_WORD = 60
# English function words, and words that ask rather than say what a question is about.
_FUNCTION_WORDS = """
a about after again all also am an and any are as at be because been before being but by can cannot
could d did do does doing don done during each either else even ever every few for from further get
give given go had has have having he her here hers herself him himself his how however i if in into
is it its itself just know ll let like m many may me might more most much must my myself neither no
nor not of off on once only or other our ours out over own per please quite re really s said same
say says she should since so some still such t tell than that the their theirs them themselves then
there these they this those though through to too under until up upon us ve very was we were what
whatever when where whether which while who whom whose why will with within without would yes yet
you your yours
according article articles describe described detail details discuss explain happen happened
happening happens info information kind mean means mention mentioned mentions saying sort story
talk talking think thinks thought told type
"""
_WRITER_BYTES = 64_000_000


@lru_cache(maxsize=2)
def _analyzer(*, stopwords: bool) -> tantivy.TextAnalyzer:
    """Lower case, without accents, stemmed as English."""
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    if not stopwords:
        builder = builder.filter(tantivy.Filter.custom_stopword(_FUNCTION_WORDS.split()))
    return builder.filter(tantivy.Filter.stemmer("english")).build()


@lru_cache(maxsize=1)
def _american_stems() -> Mapping[str, str]:
    """Return the stem of a word's American spelling by the stem of its British one."""
    analyzer = _analyzer(stopwords=True)
    pairs = (
        [" ".join(analyzer.analyze(word)) for word in words]
        for words in BRITISH_ENGLISH_SPELLINGS.items()
    )
    return {british: american for british, american in pairs if british != american}


@lru_cache(maxsize=1)
def _british_stems() -> Mapping[str, tuple[str, ...]]:
    """Return the stems of a word's British spellings by the stem of its American one."""
    british: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for stem, american in _american_stems().items():
        british[american] += (stem,)
    return dict(british)


def terms(text: str) -> list[str]:
    """Return a text's terms in order: lower case, stemmed, without function words.

    A word is the same term in British and in American spelling.
    """
    american = _american_stems()
    return [american.get(stem, stem) for stem in _analyzer(stopwords=False).analyze(text)]


class Words:
    """The words of one generation.

    Args:
        folder: where Tantivy keeps them; made if it isn't there.

    Raises:
        LibraryDamaged: Tantivy can't open the folder.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index = tantivy.Index(_schema(), path=str(folder))
        except (ValueError, OSError) as exc:
            raise LibraryDamaged(
                f"The words in {folder} can't be opened ({exc}); "
                "mend them with: footnote index --rebuild",
                folder,
            ) from exc
        self._index.register_tokenizer(_TOKENIZER, _analyzer(stopwords=True))
        self._searcher = self._index.searcher()
        self._writer: tantivy.IndexWriter | None = None

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove all passages of some articles, from the next commit on."""
        for article_id in article_ids:
            self._open_writer().delete_documents_by_term("article_id", article_id)

    def add(self, passages: Iterable[Passage]) -> None:
        """Add passages, from the next commit on."""
        for passage in passages:
            self._open_writer().add_document(_document(passage))

    def commit(self) -> None:
        """Make what was added and removed searchable, and stop writing."""
        if self._writer is None:
            return
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = None
        self._index.reload()
        self._searcher = self._index.searcher()

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        return self._writer

    def count(self) -> int:
        """Return the number of passages."""
        return self._searcher.num_docs

    def ids(self) -> set[str]:
        """Return the ids of all passages."""
        found = self._searcher.search(tantivy.Query.all_query(), limit=max(1, self.count()))
        return {self._id_at(address) for _, address in found.hits}

    def rarity(self, term: str) -> float:
        """Return how rare a term is, from 0 (in every passage) to 1 (in none).

        BM25's inverse document frequency (Robertson and Zaragoza, 2009), log(1 + (N - n + 0.5) /
        (n + 0.5)), divided by its value for a term that stands nowhere.
        """
        found = sum(self._counts("text", term).values())
        return self._inverse_frequency(found) / self._inverse_frequency(0)

    def share(self, term: str, other: str) -> float:
        """Return the part of the passages with another term that hold a term, 0 to 1."""
        both = self._count(term, other)
        return both / self._count(other) if both else 0.0

    def holding(self, wanted: Iterable[str], *, k: int) -> list[str]:
        """Return the ids of at most k passages that hold all of some terms, text or title."""
        found = self._searcher.search(self._all_of(wanted), limit=k)
        return [self._id_at(address) for _, address in found.hits]

    def _count(self, *wanted: str) -> int:
        found = self._searcher.search(self._all_of(wanted), limit=1)
        return found.count or 0  # type: ignore[attr-defined]  # the stubs leave it out

    def _all_of(self, wanted: Iterable[str]) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Must,
                    tantivy.Query.disjunction_max_query(
                        [self._in_any_spelling(field, term) for field in ("text", "title")]
                    ),
                )
                for term in wanted
            ]
        )

    def _inverse_frequency(self, found: int) -> float:
        total = self.count()
        found = min(found, total)
        return math.log(1 + (total - found + 0.5) / (found + 0.5))

    def _counts(self, field: str, term: str) -> dict[str, int]:
        """Return how many passages have a term in a field, by its spellings."""
        stems = (term, *_british_stems().get(term, ()))
        return {stem: self._searcher.doc_freq(field, stem) for stem in stems}

    def search(self, query: str, *, k: int, filters: Filters | None = None) -> dict[str, float]:
        """Find the passages that share the query's words, the rarer the better.

        Returns:
            BM25 over text and title, greater than 0, by passage id, at most k.
        """
        wanted = list(dict.fromkeys(terms(query)))
        if not wanted:
            return {}
        schema = self._index.schema
        either = [
            (tantivy.Occur.Should, clause)
            for term in wanted
            for clause in (
                self._in_any_spelling("text", term),
                tantivy.Query.boost_query(self._in_any_spelling("title", term), _TITLE_BOOST),
            )
        ]
        clauses = [(tantivy.Occur.Must, tantivy.Query.boolean_query(either))]
        clauses += [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(condition, 0.0))
            for condition in _conditions(schema, filters)
        ]
        found = self._searcher.search(tantivy.Query.boolean_query(clauses), limit=k)
        return {self._id_at(address): score for score, address in found.hits}

    def _in_any_spelling(self, field: str, term: str) -> tantivy.Query:
        """Find a term however it is spelled; its spellings together are as rare as one word."""
        schema = self._index.schema
        counts = {stem: count for stem, count in self._counts(field, term).items() if count}
        if len(counts) < 2:
            return tantivy.Query.term_query(schema, field, next(iter(counts), term))
        together = self._inverse_frequency(sum(counts.values()))
        either = [
            tantivy.Query.boost_query(
                tantivy.Query.term_query(schema, field, stem),
                together / self._inverse_frequency(count),
            )
            for stem, count in counts.items()
        ]
        return tantivy.Query.disjunction_max_query(either)

    def _id_at(self, address: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(address).get_first("passage_id"))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("article_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("outlet", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=_TOKENIZER)
    builder.add_text_field("text", tokenizer_name=_TOKENIZER)
    return builder.build()


def _document(passage: Passage) -> tantivy.Document:
    return tantivy.Document(
        passage_id=passage.id,
        article_id=passage.article.id,
        outlet=passage.article.outlet,
        day=day_number(passage.article.published),
        title=passage.article.title,
        text=passage.text,
    )


def _conditions(schema: tantivy.Schema, filters: Filters | None) -> list[tantivy.Query]:
    if filters is None:
        return []
    conditions = []
    if filters.since or filters.until:
        first = day_number(filters.since) or 1
        last = day_number(filters.until or date.max)
        conditions.append(_days(schema, first, last, undated=filters.undated))
    if filters.outlets:
        conditions.append(tantivy.Query.term_set_query(schema, "outlet", list(filters.outlets)))
    if filters.article_ids:
        conditions.append(
            tantivy.Query.term_set_query(schema, "article_id", list(filters.article_ids))
        )
    return conditions


def _days(schema: tantivy.Schema, first: int, last: int, *, undated: bool) -> tantivy.Query:
    spans = [(first, last), (0, 0)] if undated else [(first, last)]
    either = [
        (
            tantivy.Occur.Should,
            tantivy.Query.range_query(schema, "day", tantivy.FieldType.Integer, *span),
        )
        for span in spans
    ]
    return tantivy.Query.boolean_query(either)
