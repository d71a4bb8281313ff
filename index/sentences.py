"""Where sentences and paragraphs begin and end in an article's text."""

import re
from itertools import pairwise

from sentencex import get_sentence_boundaries

PARAGRAPH_BREAK = "\n\n"
ITEM_MARK = "• "  # before each item of a list, in an article's text
_ENDING = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_GAP = re.compile(r"\n[^\S\n]*\n")
_BIOGRAPHY = re.compile(r"([A-Z][\w.’'-]+ ){2,4}(is|was) (a|an|the)\b")
_HEADING_WORDS = 16
# A quotation's first mark, which sentencex leaves with the sentence before.
_OPENING_MARK = re.compile(r"(?<=\s)[“‘«\"]\s*\Z")
_MARK_CHARS = 4
# The month of May is no abbreviation, for which sentencex takes it.
_MAY = re.compile(r"\bMay\.[\"'”’)]*\s+(?=[\"“‘(]?[A-Z])")
# An hour is followed by its zone, weekday or date, for which sentencex begins a sentence.
_HOUR = re.compile(r"(?<![^\W\d])[ap]\.m\.\s*\Z", re.IGNORECASE)
_HOUR_CHARS = 8
_OF_HOUR = re.compile(
    r"\s*(?:(?:[ECMP][SD]?T|[ACW]E?[SD]T|AK[SD]T|HST|GMT|UTC|BST|CES?T|EES?T|IST|JST|KST|MSK)\b"
    r"|(?:Eastern|Central|Mountain|Pacific)(?: (?:Standard |Daylight )?Time)?\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d)"
)
# "in Mass. and R.I.", "Osaka def. di Toro": a short word whose full stop ends no sentence.
_SHORTENED = re.compile(r"\b(?:[A-Z][A-Za-z]{1,4}|def|approx|est)\.\s*\Z")
_SHORTENED_CHARS = 10
_GOES_ON = re.compile(r"\s*(?!(?:he|she|it|they|we|you|https?|www)\b)[a-z]+\b")
# What stands before an item of a list; sentencex would part a number from it, or split no further.
ITEM_OPENING = re.compile(rf"(?:{ITEM_MARK})?(?:\d{{1,4}}[.)] )?")

Span = tuple[int, int]


def paragraph_spans(text: str) -> list[Span]:
    """Return the (start, end) of every paragraph, without the white space around it."""
    edges = [0, *(edge for gap in _GAP.finditer(text) for edge in gap.span()), len(text)]
    spans = (_trim(text, *edges[i : i + 2]) for i in range(0, len(edges), 2))
    return [span for span in spans if span]


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the (start, end) of every sentence of text[start:end], in characters of text.

    White space around a sentence belongs to none; a sentence never crosses a paragraph.
    """
    part = text[start:end]
    spans = []
    for paragraph_start, paragraph_end in paragraph_spans(part):
        paragraph = part[paragraph_start:paragraph_end]
        for first, last in pairwise((*_sentence_starts(paragraph), len(paragraph))):
            trimmed = _trim(paragraph, first, last)
            if trimmed:
                offset = start + paragraph_start
                spans.append((offset + trimmed[0], offset + trimmed[1]))
    return spans


def _sentence_starts(paragraph: str) -> list[int]:
    opening = ITEM_OPENING.match(paragraph)
    told_from = opening.end() if opening else 0
    found = [x["start_index"] for x in get_sentence_boundaries("en", paragraph[told_from:])]
    edges = {_before_opening_mark(paragraph, told_from + edge) for edge in found[1:]}
    edges |= {match.end() for match in _MAY.finditer(paragraph)}
    return [
        0,
        *sorted(
            edge
            for edge in edges
            if not (_within_hour(paragraph, edge) or _after_shortened(paragraph, edge))
        ),
    ]


def _after_shortened(paragraph: str, edge: int) -> bool:
    """Say whether an edge stands after a shortened word, before one that begins no sentence."""
    before = paragraph[max(0, edge - _SHORTENED_CHARS) : edge]
    return _SHORTENED.search(before) is not None and _GOES_ON.match(paragraph, edge) is not None


def _within_hour(paragraph: str, edge: int) -> bool:
    """Say whether an edge parts an hour from what belongs to it: "at 9 a.m. |ET on Monday"."""
    hour = _HOUR.search(paragraph[max(0, edge - _HOUR_CHARS) : edge])
    return hour is not None and _OF_HOUR.match(paragraph, edge) is not None


def is_heading(paragraph: str) -> bool:
    """Say whether a paragraph reads as a subheading or a link line, not as a statement."""
    if paragraph.startswith(ITEM_MARK):
        return False
    if len(paragraph.split()) > _HEADING_WORDS or _BIOGRAPHY.match(paragraph):
        return False
    return not ends_as_sentence(paragraph) or paragraph.rstrip("\"'”’)").endswith("?")


def ends_as_sentence(text: str) -> bool:
    """Say whether a text closes with a full stop or its like, quotation marks aside."""
    return _ENDING.search(text.rstrip()) is not None


def _before_opening_mark(paragraph: str, edge: int) -> int:
    """Move the edge of a sentence before a mark that opens a quotation: 'he said. "|So it is."'."""
    mark = _OPENING_MARK.search(paragraph[max(0, edge - _MARK_CHARS) : edge])
    return edge - len(mark[0]) if mark else edge


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    return (start + left, start + left + len(stripped)) if stripped else None
