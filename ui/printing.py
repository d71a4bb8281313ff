"""An Answer for the terminal and as a JSON object: pure, like ui.rendering."""

from typing import Any

from bot.answers import CLOSEST, Answer, Citation
from index.articles import Article, names_of
from index.sentences import PARAGRAPH_BREAK
from ui.rendering import DIFFER, UNSURE, told_in
from ui.summaries import printable


def answer_text(answer: Answer) -> str:
    """Return an answer with its numbered sources, for a terminal."""
    if answer.parts:
        asked = (f"{printable(part.question)}\n\n{answer_text(part)}" for part in answer.parts)
        return "\n\n".join(asked)
    if answer.listed:
        rows = "\n".join(f"- {_headed(article)}" for article in answer.listed)
        return printable(f"{answer.notice}\n\n{rows}", lines=True)
    if answer.refused and answer.closest:
        near = "\n".join(_closest(article, answer) for article in answer.closest)
        return printable(f"{answer.notice}\n\n{CLOSEST}\n{near}", lines=True)
    if answer.notice:
        return printable(answer.text, lines=True)
    body = "".join(
        lead
        + sentence.text.replace(PARAGRAPH_BREAK, "\n")
        + "".join(f" [{number}]" for number in sentence.citations)
        + (" (not found in the cited words)" if sentence.support == "unsupported" else "")
        for lead, sentence in answer.spaced
    )
    sources = "\n".join(
        f"[{', '.join(str(c.number) for c in citations)}] {_headed(citations[0].article)}"
        + _also_in(answer, citations[0].article)
        for citations in answer.citations_by_article
    )
    parts = [UNSURE if answer.unsure else "", body, _differs(answer), answer.scope, sources]
    return printable("\n\n".join(part for part in parts if part), lines=True)


def answer_object(answer: Answer) -> dict[str, Any]:
    """Return an answer as the JSON object that `footnote ask --json` prints.

    Its names are a public interface; the README documents them.
    """
    return {
        "question": answer.question,
        "query": answer.query,
        "text": answer.text,
        "answer_words": answer.answer_words,
        "scope": answer.scope,
        "refused": answer.refused,
        "unsure": answer.unsure,
        "confidence": round(answer.confidence, 4),
        "model": answer.model,
        "sentences": [
            {
                "text": sentence.text,
                "citations": list(sentence.citations),
                "support": sentence.support,
                "answer_words": sentence.answer_words,
            }
            for sentence in answer.sentences
        ],
        "citations": [_citation_object(citation, answer) for citation in answer.citations],
        "differs": _differing(answer),
        "nearest": [
            {
                **_article_object(passage.article),
                "start": passage.start,
                "end": passage.end,
                "quote": passage.text,
            }
            for passage in answer.nearest
        ],
        "parts": [
            {
                "question": part.question,
                "text": part.text,
                "answer_words": part.answer_words,
                "refused": part.refused,
                "unsure": part.unsure,
                "confidence": round(part.confidence, 4),
                "citations": [citation.number for citation in part.citations],
                "differs": _differing(part),
            }
            for part in answer.parts
        ],
        "listed": [_article_object(article) for article in answer.listed],
        "timings_s": {step: round(spent, 4) for step, spent in answer.timings_s.items()},
    }


def _differing(answer: Answer) -> list[dict[str, Any]]:
    return [{"words": told.words, "citation": told.citation} for told in answer.differs]


def _headed(article: Article) -> str:
    return f"{article.title} ({article.byline})\n    {article.location}"


def _closest(article: Article, answer: Answer) -> str:
    words = PARAGRAPH_BREAK.join(passage.text for passage in answer.nearest_in(article))
    quoted = "".join(f"\n    {line}" for line in words.splitlines() if line)
    return f"- {_headed(article)}{quoted}"


def _differs(answer: Answer) -> str:
    """Say that the articles differ, and who says what on which day; nothing if they don't."""
    if not answer.differs:
        return ""
    articles = {citation.number: citation.article for citation in answer.citations}
    sides = "; ".join(
        f"“{told.words}” [{told.citation}] ({told_in(articles[told.citation])})"
        for told in answer.differs
    )
    return f"{DIFFER} {sides}."


def _also_in(answer: Answer, article: Article) -> str:
    copies = answer.also_in(article)
    return f"\n    also in: {names_of(copies)}" if copies else ""


def _article_object(article: Article) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "opinion": article.opinion,
        "url": article.url,
        "source": article.source,
        "part": article.part,
    }


def _citation_object(citation: Citation, answer: Answer) -> dict[str, Any]:
    return {
        "number": citation.number,
        **_article_object(citation.article),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "also_in": [_article_object(copy) for copy in answer.also_in(citation.article)],
    }
