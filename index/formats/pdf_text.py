"""From the lines on a PDF's pages to paragraphs, without what recurs on every page."""

import re
from collections import Counter
from itertools import pairwise

from index.formats.bylines import is_credit, is_outlet
from index.sentences import ends_as_sentence, is_heading

# Headers and footers are short blocks among the first and the last of a page.
_EDGE_BLOCKS = 3
_EDGE_LINES = 2
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "}
)
_UNKNOWN_GLYPH = re.compile(r"\(cid:\d+\)")
_MOST_UNKNOWN = 0.2  # of the text's length
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.)?\s*[-–—|]?\s*\d{1,4}\s*(?:(?:/|of|von)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)
# As browsers print it above a page: the moment of printing, which is not that of publication.
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}, \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?.{0,200}"
)
_ADDRESS = re.compile(r"(?:https?|file):/\S+")
_SHORT_LINE = 0.8  # of the longest in its block: there a paragraph may end
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD_LINES = 14
# So ends a line that goes on with a day: "It was opened on | 18 December 2021".
_GOES_ON_WITH_DAY = re.compile(
    r"(?:,|\b(?:on|of|since|until|till|from|and|the|before|after|between|dated))$"
)
_BROKEN_WORD = re.compile(r"([^\W\d_]{1,40})-$")


def join_pages(pages: list[str]) -> tuple[list[str], str]:
    """Return the paragraphs on some pages, and the web address printed on them, if any.

    Args:
        pages: each page's text as pdfminer gives it: a blank line between blocks.

    Returns:
        The paragraphs; none if most characters' fonts don't say which they are.
    """
    whole = "\f".join(pages).translate(_LIGATURES)
    text = _UNKNOWN_GLYPH.sub("", whole)
    if len(whole) - len(text) > _MOST_UNKNOWN * len(whole):
        return [], ""
    blocks = [blocks for page in text.split("\f") if (blocks := _blocks(page))]
    recurring = _recurring(blocks)
    edges = (line for page in blocks for block in _edges(page) for line in block)
    addresses = (line for line in edges if line.startswith("http") and _ADDRESS.fullmatch(line))
    address = next(addresses, "")
    words = set(_WORD.findall(text))
    paragraphs: list[list[str]] = []
    for number, page in enumerate(blocks):
        kept = _without_edges(page, recurring, is_first=number == 0)
        kept = kept if paragraphs else _credits_apart(kept)
        for before, block in pairwise([[], *kept]):
            found = _paragraphs(block, words)
            is_parted = not before or _runs_to_its_edge(before)
            if paragraphs and is_parted and _goes_on(paragraphs[-1][-1], found[0][0]):
                _join(paragraphs[-1], found.pop(0), words)
            paragraphs += found
    return ["".join(pieces) for pieces in paragraphs], address


def _blocks(page: str) -> list[list[str]]:
    parts = re.split(r"\n[^\S\n]*\n", page)
    blocks = [[" ".join(line.split()) for line in part.splitlines()] for part in parts]
    return [lines for block in blocks if (lines := [line for line in block if line])]


def _edges(page: list[list[str]]) -> list[list[str]]:
    """Return the blocks that may be headers or footers: short ones that stand at the edges."""
    blocks = page[:_EDGE_BLOCKS] + page[_EDGE_BLOCKS:][-_EDGE_BLOCKS:]
    return [block for block in blocks if len(block) <= _EDGE_LINES]


def _recurring(pages: list[list[list[str]]]) -> set[str]:
    """Return the lines, numbers aside, that stand at the edge of half of the pages, and of two."""
    masks = [{_mask(line) for block in _edges(page) for line in block} for page in pages]
    counts = Counter(mask for page in masks for mask in page)
    return {mask for mask, count in counts.items() if count >= max(2, len(pages) / 2)}


def _mask(line: str) -> str:
    return re.sub(r"\d+", "#", line).lower()


def _without_edges(
    page: list[list[str]], recurring: set[str], *, is_first: bool
) -> list[list[str]]:
    """Drop headers and footers. At the top of the first page what recurs may be the headline."""
    kept = []
    for number, block in enumerate(page):
        at_top, at_foot = number < _EDGE_BLOCKS, number >= len(page) - _EDGE_BLOCKS
        drops = recurring if not (is_first and at_top) else set()
        if (at_top or at_foot) and len(block) <= _EDGE_LINES:
            lines = [line for line in block if not _is_running(line, drops)]
        else:
            lines = block
        kept.append(lines)
    return [lines for lines in kept if lines]


def _is_running(line: str, recurring: set[str]) -> bool:
    known = (_PAGE_NUMBER, _PRINTED, _ADDRESS)
    return _mask(line) in recurring or any(pattern.fullmatch(line) for pattern in known)


def _credits_apart(blocks: list[list[str]]) -> list[list[str]]:
    """Part bylines and days over an article from the lines around them."""
    parted: list[list[str]] = []
    left = _HEAD_LINES
    for block in blocks:
        parts: list[list[str]] = [[]]
        for line in block[:left]:
            if _stands_alone(line, parts[-1], follows_credit=len(parts) > 1):
                parts += [[line], []]
            else:
                parts[-1].append(line)
        parts[-1] += block[left:]
        parted += filter(None, parts)
        left = max(0, left - len(block))
    return parted


def _stands_alone(line: str, before: list[str], *, follows_credit: bool) -> bool:
    if not before:
        return is_credit(line) or (follows_credit and is_outlet(line))
    may_end = is_heading(" ".join(before)) and not _GOES_ON_WITH_DAY.search(before[-1])
    return may_end and not line[0].islower() and is_credit(line)


def _paragraphs(block: list[str], words: set[str]) -> list[list[str]]:
    """Join a block's lines; a short line that ends a sentence ends a paragraph.

    Returns:
        Each paragraph in pieces, to be joined without a space.
    """
    longest = max(map(len, block))
    paragraphs = [[block[0]]]
    for before, line in pairwise(block):
        if len(before) < _SHORT_LINE * longest and ends_as_sentence(before):
            paragraphs.append([line])
        else:
            _join(paragraphs[-1], [line], words)
    return paragraphs


def _join(pieces: list[str], more: list[str], words: set[str]) -> None:
    """Join lines to those before, and a word that was broken between them.

    The hyphen stays where the text writes the word with it elsewhere, and doesn't without.
    """
    last, first = pieces[-1], more[0]
    broken, rest = _BROKEN_WORD.search(last), _WORD.match(first)
    if last.endswith("\u00ad"):
        pieces[-1] = last[:-1]
    elif not broken or not rest or not rest[0][0].islower():
        in_word = re.search(r"\w-$", last) and first[:1].isalnum()
        pieces.append("" if in_word else " ")
    elif f"{broken[1]}-{rest[0]}" not in words or broken[1] + rest[0] in words:
        pieces[-1] = last[:-1]
    pieces += more


def _runs_to_its_edge(block: list[str]) -> bool:
    """Say whether a block of prose ends with a full line, as at the foot of a column."""
    return len(block) > 1 and len(block[-1]) >= _SHORT_LINE * max(map(len, block))


def _goes_on(before: str, after: str) -> bool:
    """Say whether a paragraph goes on from one page or column to the next."""
    return not ends_as_sentence(before) and after[:1].islower()
