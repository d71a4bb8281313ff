"""Questions that point at the words quoted last: "Who said that?", "When was that?".

Their answer stands in or beside those words, in the same article: no search finds it better. Where
it doesn't stand there, the answer says whose words they are, and of which day.
"""

import re
from collections.abc import Sequence

from bot.answers import Answer, Citation, Citer, Sentence
from bot.expectations import holds_what_is_asked
from bot.follow_ups import last_searched
from bot.names import names
from bot.quoting import MOST_SENTENCES
from bot.speakers import leans_back, outside_quotations
from index.articles import Article, day_text
from index.sentences import PARAGRAPH_BREAK, Span, is_heading, sentence_spans
from index.words import terms

_WHO = re.compile(
    r"\W*(?:and |but |so )?who\b(?! (?:is|was|are|were) (?:that|this)\b)", re.IGNORECASE
)
_WHEN = re.compile(r"\W*(?:and |but |so )?when\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:that|this|so)\W*$|\b(?:was|is|did|has|had) (?:that|this)\b", re.IGNORECASE
)
_WROTE = re.compile(
    r"\W*(?:and |but |so )?who (?:wrote|published|is the author of|has written) "
    r"(?:that|this|it|the)(?: (?:article|story|piece|report))?\W*",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|says?|saying|told|tells?|adds?|added|noted?|notes|wrote|writes?|warned|warns?"
    r"|call(?:s|ed)?|argue[sd]?|claim(?:s|ed)?|believe[sd]?|think(?:s)?|thought|described?|describes"
    r"|stated|announced?|announces|condemned|complain(?:s|ed)?|according to)\b",
    re.IGNORECASE,
)
_PRONOUN_SPEAKS = re.compile(
    rf"\b(?:he|she|they|it)\s+(?:\w+\s+)?{_SPEECH.pattern}|\baccording to (?:him|her|them|it)\b"
    r"|\bin (?:his|her|their) (?:view|opinion|words?|judgment|judgement|account)\b",
    re.IGNORECASE,
)
_NO_TIME = re.compile(r"\b(?:may|march)\b|\b\d{4}\b(?= [a-z]+s\b)")
_WHEN_ASKED = "When was that?"
_MOST_BEFORE = 3


def pointed_at(question: str, history: Sequence[Answer]) -> Answer | None:
    """Return the answer to a question that points at the last one's words; None for any other.

    It points if it asks who or when, of "that" or "this", and has no term that the last question
    and its quotations lack.

    Args:
        question: checked.
        history: earlier answers, the last one last.
    """
    last = last_searched(history)
    if last is None or not last.citations:
        return None
    statements = _by_likeness(last)
    if _WROTE.fullmatch(question):
        return _written_by(question, [citation.article for citation in statements])
    known = set(terms(last.query)).union(*(terms(citation.quote) for citation in statements))
    if not _POINTS.search(question) or not set(terms(question)) <= known:
        return None
    if _WHO.match(question):
        return _said_by(question, last, statements)
    return _dated(question, last, statements) if _WHEN.match(question) else None


def _by_likeness(last: Answer) -> list[Citation]:
    """Return what was quoted, what shares most terms with the question first."""
    asked = set(terms(last.query))
    return sorted(last.citations, key=lambda c: -len(asked & set(terms(c.quote))))


def _said_by(question: str, last: Answer, statements: Sequence[Citation]) -> Answer:
    spoken = [
        (citation.article, span)
        for citation in statements
        for span in _with_speaker(citation)[-MOST_SENTENCES:]
    ][:MOST_SENTENCES]
    if spoken:
        return _quoted(question, last, spoken)
    article = statements[0].article
    by = article.author or article.outlet or "an author whom it doesn't name"
    return Answer(
        question,
        query=last.query,
        notice=f"Nobody is named as saying that: the words are the article's own, written by {by}.",
        listed=(article,),
    )


def _with_speaker(citation: Citation) -> list[Span]:
    """Return the places from where a speaker is named to the words cited; none without one."""
    text, own = citation.article.text, (citation.start, citation.end)
    spans = [*_before(text, citation.start), own]
    for first in range(len(spans) - 1, -1, -1):
        sentence = text[slice(*spans[first])]
        outside = outside_quotations(sentence)
        leans = leans_back(sentence) or _PRONOUN_SPEAKS.search(outside)
        # Before the words cited a name is enough: it is the one that "he" stands for.
        if not leans and (names(outside) if spans[first] != own else _SPEECH.search(outside)):
            return spans[first:]
        if not leans:
            return []
    return []


def _names_time(sentence: str) -> bool:
    """Say whether a sentence names a time; "may respond" and "1500 soldiers" are none."""
    return holds_what_is_asked(_WHEN_ASKED, _NO_TIME.sub(" ", sentence))


def _dated(question: str, last: Answer, statements: Sequence[Citation]) -> Answer:
    for citation in statements:
        if _names_time(citation.quote):
            return _quoted(question, last, [(citation.article, (citation.start, citation.end))])
    for citation in statements:
        text, own = citation.article.text, (citation.start, citation.end)
        for near in _beside(text, own):
            if _names_time(text[slice(*near)]):
                places = [(citation.article, span) for span in sorted([own, near])]
                return _quoted(question, last, places)
    article = statements[0].article
    day = article.published
    told = f"was published on {day_text(day)}" if day else "has no date of its own"
    return Answer(
        question,
        query=last.query,
        notice=f"The words quoted, and those around them, name no day; the article {told}.",
        listed=(article,),
    )


def _written_by(question: str, articles: Sequence[Article]) -> Answer:
    cited = tuple(dict.fromkeys(articles))
    authors = list(dict.fromkeys(name for article in cited for name in article.authors))
    by = ", ".join(authors) or "an author whom the article doesn't name"
    return Answer(question, notice=f"Written by {by}:", listed=cited)


def _quoted(question: str, last: Answer, places: Sequence[tuple[Article, Span]]) -> Answer:
    """Return an answer that quotes some places, found with the last one's hits."""
    citer = Citer()
    sentences = tuple(
        Sentence(article.text[start:end], (citer.cite(article, start, end),), "verbatim")
        for article, (start, end) in dict.fromkeys(places)
    )
    return Answer(
        question,
        query=last.query,
        sentences=sentences,
        citations=citer.citations,
        scope="Looked beside the words quoted last.",
        confidence=last.confidence,
        hits=last.hits,
    )


def _before(text: str, start: int) -> list[Span]:
    """Return the last few sentences before a place, without headings."""
    paragraph = text.rfind(PARAGRAPH_BREAK, 0, max(0, start - len(PARAGRAPH_BREAK)))
    spans = sentence_spans(text, max(0, paragraph), start)
    return [span for span in spans if not is_heading(text[slice(*span)])][-_MOST_BEFORE:]


def _beside(text: str, own: Span) -> list[Span]:
    """Return the sentences right before and after a place, in its paragraph."""
    first = text.rfind(PARAGRAPH_BREAK, 0, own[0])
    last = text.find(PARAGRAPH_BREAK, own[1])
    before = sentence_spans(text, max(0, first), own[0])[-1:]
    return before + sentence_spans(text, own[1], last if last >= 0 else None)[:1]
