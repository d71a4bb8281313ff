"""An Answer as markup for the chat: pure, and safe whatever the articles or the model say.

Chat messages pass through a Markdown renderer, so every character of foreign text that means
something to HTML, Markdown, LaTeX or a template is written as a character reference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.answers import BUILT_IN, CLOSEST, Answer, Citation, Sentence
from index.articles import Article, names_of
from index.passages import Passage
from index.sentences import PARAGRAPH_BREAK, is_heading, paragraph_spans

_UNSAFE = re.compile(r"""[&<>"'`*_{}\[\]()#+\-.!|~$\\:@/=^]""")
# White space other than one space between words.
_LAYOUT = re.compile(r"^ |(?<=[ \t\n]) |[\t\n]| $")
_ADDRESS = re.compile(r"#src=([0-9a-f]{16})\.([0-9a-f]{8})(?::(\d{1,9})-(\d{1,9}))?")
_CARRIED = re.compile(r".*\((.+)\)\?")  # by bot.queries.Query.text
_FLAG = "Not found in the cited words"
DIFFER = "The articles differ on this:"
UNSURE = "This may not answer it, though nothing closer was found:"
# The page's style shows one of them: of the last turn, while it is asked, one of the first two.
WAITING = (
    '<p class="waiting"><span class="searching">Searching the articles …</span>'
    '<span class="stopping">Stopping …</span>'
    '<span class="stopped">Stopped before there was an answer.</span></p>'
)


def escape(text: str) -> str:
    """Return text that any HTML or Markdown renderer shows as it is, on one line."""
    folded = " ".join(text.split())
    return _UNSAFE.sub(_reference, folded)


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def as_typed(question: str) -> str:
    """Return a question that any HTML or Markdown renderer shows as it was typed.

    White space too, where the style is `white-space: pre-wrap`; html.unescape() gives it back.
    """
    return _LAYOUT.sub(_reference, _UNSAFE.sub(_reference, question))


def render(answer: Answer) -> str:
    """Return an answer as one block of HTML without blank lines."""
    if answer.parts:
        asked = (
            f'<p class="asked">{escape(part.question)}</p>{_body(part)}' for part in answer.parts
        )
        return f'<div class="answer">{"".join(asked)}</div>'
    return f'<div class="answer">{_body(answer)}</div>'


def _body(answer: Answer) -> str:
    if answer.notice:
        notice = f'<p class="notice">{escape(answer.notice)}</p>'
        parts = [notice, _rows(answer.listed), _closest(answer)]
    else:
        unsure = f'<p class="unsure">{UNSURE}</p>' if answer.unsure else ""
        parts = [unsure, _sentences(answer), _differs(answer), _sources(answer), _maker(answer)]
    return "".join(parts)


def told_in(article: Article) -> str:
    """Name an article's outlet, or its title where that is unknown, and its day."""
    return f"{names_of([article])}, {article.day}"


def render_error(message: str) -> str:
    """Return what went wrong, as a message in the chat."""
    return f'<div class="answer"><p class="notice error">{escape(message)}</p></div>'


@dataclass(frozen=True)
class Link:
    """Where a citation points.

    Attributes:
        version: of the article's text, which the offsets count.
        start, end: offsets in characters; both 0 for the article as a whole.
    """

    article_id: str
    version: str
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        """Return the address, as it stands in the page."""
        span = f":{self.start}-{self.end}" if self.end else ""
        return f"#src={self.article_id}.{self.version}{span}"


def parse_link(address: str) -> Link:
    """Return the link behind an address; one that is none points to no article."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        return Link("", "")
    article_id, version, start, end = match.groups()
    return Link(article_id, version, int(start or 0), int(end or 0))


def mark(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Return an article's paragraphs in pieces, for the reader panel to show as text.

    Args:
        text: the article's.
        start, end: the characters to mark; nothing is marked unless 0 <= start < end <= len(text).

    Returns:
        For each paragraph, {"heading": bool, "pieces": [{"words": str, "marked": bool}, ...]}.
    """
    if not 0 <= start < end <= len(text):
        start = end = 0
    return [
        {
            "heading": is_heading(text[first:last]),
            "pieces": [
                {"words": text[a:b], "marked": marked}
                for a, b, marked in (
                    (first, min(max(start, first), last), False),
                    (max(start, first), min(end, last), True),
                    (max(min(end, last), first), last, False),
                )
                if a < b
            ],
        }
        for first, last in paragraph_spans(text)
    ]


def _link(article: Article, start: int = 0, end: int = 0) -> Link:
    return Link(article.id, article.version, start, end)


def _sentences(answer: Answer) -> str:
    cited = {citation.number: citation for citation in answer.citations}
    spaced = ((lead.replace("\n", "<br>"), sentence) for lead, sentence in answer.spaced)
    return f"<p>{''.join(lead + _sentence(sentence, cited) for lead, sentence in spaced)}</p>"


def _sentence(sentence: Sentence, cited: dict[int, Citation]) -> str:
    chips = "".join(_chip(cited[number]) for number in sentence.citations)
    text = _words(sentence)
    if sentence.support == "unsupported":
        return f'<span class="unsupported">{text}</span>{chips}<span class="flag">{_FLAG}</span>'
    return f"{text}{chips}"


def _words(sentence: Sentence) -> str:
    """Return a sentence's words, those that answer the question emphasised.

    A sentence that leads to a list is quoted with the items, each a line of its own.
    """
    start, end = sentence.answer_span or (0, 0)
    parts = (sentence.text[:start], sentence.text[start:end], sentence.text[end:])
    before, words, after = map(_lines, parts)
    return f"{before}<strong>{words}</strong>{after}" if words else f"{before}{after}"


def _lines(text: str) -> str:
    """Escape a part of a text, with a line break for each break of paragraphs."""
    lines = (re.sub(r"\s+", " ", line) for line in text.split(PARAGRAPH_BREAK))
    return "<br>".join(_UNSAFE.sub(_reference, line) for line in lines)


def _chip(citation: Citation) -> str:
    href = _link(citation.article, citation.start, citation.end)
    return (
        f'<a class="cite" role="button" href="{href}">'
        f'<span class="hidden">Source </span>{citation.number}</a>'
    )


def _differs(answer: Answer) -> str:
    """Say that the articles differ, and who says what on which day; nothing if they don't."""
    if not answer.differs:
        return ""
    cited = {citation.number: citation for citation in answer.citations}
    sides = "; ".join(
        f"“{escape(told.words)}”{_chip(cited[told.citation])} "
        f"({escape(told_in(cited[told.citation].article))})"
        for told in answer.differs
    )
    return f'<p class="differs">{DIFFER} {sides}.</p>'


def _sources(answer: Answer) -> str:
    """List the cited articles, each once, with the numbers of its citations."""
    rows = "".join(
        _source(citations, answer.also_in(citations[0].article))
        for citations in answer.citations_by_article
    )
    return f'<ol class="sources">{rows}</ol>' if rows else ""


def _source(citations: list[Citation], copies: Sequence[Article]) -> str:
    first = citations[0]
    numbers = ", ".join(str(citation.number) for citation in citations)
    href = _link(first.article, first.start, first.end)
    return (
        f'<li><a class="source" role="button" href="{href}">'
        f'<span class="number">{numbers}</span> <span class="title">{escape(first.article.title)}'
        f'</span> <span class="byline">{escape(first.article.byline)}</span></a>'
        f"{_also_in(copies)}</li>"
    )


def _also_in(copies: Sequence[Article]) -> str:
    """Name the other articles that tell the story, each opening in the reader panel."""
    links = ", ".join(
        f'<a class="copy" role="button" href="{_link(copy)}">{escape(names_of([copy]))}</a>'
        for copy in copies
    )
    return f'<p class="also">also in: {links}</p>' if copies else ""


def _closest(answer: Answer) -> str:
    if not (answer.refused and answer.closest):
        return ""
    rows = "".join(_row(article, answer.nearest_in(article)) for article in answer.closest)
    return f'<p class="closest">{CLOSEST}</p><ul class="sources">{rows}</ul>'


def _rows(articles: Iterable[Article]) -> str:
    """List articles as a whole, each opening in the reader panel."""
    rows = "".join(map(_row, articles))
    return f'<ul class="sources">{rows}</ul>' if rows else ""


def _row(article: Article, near: Sequence[Passage] = ()) -> str:
    """Name an article, and the words of it that come near, where it opens."""
    # Sentences in a row open as one; else the last of them, after the line that leads to a list.
    adjoin = all(b.start - a.end <= len(PARAGRAPH_BREAK) for a, b in pairwise(near))
    first = near[0 if adjoin else -1] if near else None
    href = _link(article, first.start, near[-1].end) if first else _link(article)
    words = PARAGRAPH_BREAK.join(passage.text for passage in near)
    near_words = f'<span class="near">{_lines(words)}</span>' if words else ""
    return (
        f'<li><a class="source" role="button" href="{href}"><span class="title">'
        f'{escape(article.title)}</span> <span class="byline">{escape(article.byline)}</span>'
        f"{near_words}</a></li>"
    )


def _maker(answer: Answer) -> str:
    if not answer.sentences:
        return ""
    made = (
        "Quoted word for word from the articles."
        if answer.model == BUILT_IN
        else f"Written by {answer.model}, then checked against the articles."
    )
    return f'<p class="maker">{escape(f"{answer.scope or _read_as(answer)} {made}")}</p>'


def _read_as(answer: Answer) -> str:
    """Say how a question was understood that was not searched as it was asked."""
    if answer.query == answer.question:
        return ""
    carried = _CARRIED.fullmatch(answer.query)
    if carried and f"({carried[1]})" in answer.question:
        carried = None
    return f"Taken to be about {carried[1]}." if carried else f"Read as “{answer.query}”."
