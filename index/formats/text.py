"""Plain text, often a web page as somebody saved it: its headline, byline, date and body."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from index.articles import Draft
from index.captions import is_caption
from index.clutter import is_clutter, is_label, without_buttons
from index.formats.bullets import begins_item, mark_items
from index.formats.bylines import (
    author_names,
    ends_with_day,
    is_credit,
    is_name,
    is_outlet,
    parse_day,
    read_credits,
    split_byline,
)
from index.formats.days import StatedDay, read_day
from index.formats.text_labels import read_labels
from index.lists import item_words, without_mark
from index.notices import is_notice_of_change
from index.opinions import is_opinion
from index.sentences import ITEM_MARK, ends_as_sentence, is_heading

_SECTION_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_SECTION = re.compile(
    r"(?:TRAFFIC|TRANSPORT|ROADS|RAIL|TRAVEL|CITY|LOCAL|REGION|NATIONAL|SPORTS?|CULTURE|ARTS|HEALTH"
    r"|SCIENCE|TECH(?:NOLOGY)?|WEATHER|MONEY|FINANCE|MARKETS|EDUCATION|ENVIRONMENT|CLIMATE|CRIME"
    r"|COURTS?|LIFE|STYLE|FOOD|MEDIA|SOCIETY|NEWS|WORLD|POLITICS|BUSINESS|ECONOMY)"
    r"(?: (?:&|AND) [A-Z]+)?"
)
_WRAP_LEAST, _WRAP_MOST = 40, 110
_HEAD_LINES = 14
_CREDITS_LINES = 4
# A headline may be a sentence or a long one, if a byline or a day follows within so many lines,
# and prose within so many.
_CREDITS_WITHIN, _PROSE_WITHIN = 3, 60
_MOST_HEADLINE_WORDS, _MOST_HEADLINE_CHARS = 45, 300


def read_text(text: str, path: Path) -> Draft:
    """Find the article in a plain text file.

    Args:
        text: the decoded file.
        path: names the article when nothing in the text does.
    """
    known, rest = read_labels(text)
    return read_paragraphs(paragraphs_of(rest), path, known)


def read_paragraphs(
    paragraphs: list[str], path: Path, known: Draft | None = None, *, byline_wins: bool = False
) -> Draft:
    """Part the headline, byline and date from the body, and drop the page's clutter.

    Captions of photos are dropped with it, unless the article has no other text. Items of lists
    begin with ITEM_MARK afterwards; else bullets are dropped.

    Args:
        paragraphs: every line or paragraph of the page, in order.
        path: names the article when nothing else does.
        known: what metadata already says; it is kept.
        byline_wins: a byline counts before the authors that metadata names.
    """
    marked = mark_items(paragraphs)
    lines = list(map(without_mark, marked))
    count = _head_length(lines)
    head = _read_head(lines[:count], lines[count:])
    title = (known.title if known else "") or head.title
    # With a title known from elsewhere, the first line may be a subheading as well.
    first = (head.title,) if head.title and head.title != title else ()
    whole = [*first, *_marked_again(head.paragraphs, marked[:count]), *marked[count:]]
    body = [line for line in whole if not is_clutter(item_words(line))]
    body = body or [line for line in whole if is_caption(item_words(line))]
    body = [line for line in body if _without_section(without_mark(line)) != title]
    if known:
        body = [*_without_credits(body[:_CREDITS_LINES], known), *body[_CREDITS_LINES:]]
    draft = replace(head, title=title or _title_from(path), paragraphs=tuple(body))
    if known is None:
        return draft
    named = (draft.authors, known.authors) if byline_wins else (known.authors, draft.authors)
    return replace(
        draft,
        outlet=known.outlet or draft.outlet,
        authors=named[0] or named[1],
        published=known.published or draft.published,
        url=known.url,
        opinion=known.opinion or draft.opinion,
    )


def _without_credits(lines: Sequence[str], known: Draft) -> list[str]:
    """Drop a line that only says who wrote the article and when, as metadata does."""
    return [
        line
        for line in lines
        if not (is_heading(line) and ends_with_day(line) and _names_one(line, known.authors))
    ]


def _names_one(line: str, names: Sequence[str]) -> bool:
    return any(re.match(rf"\W*(?:by )?{re.escape(name)}\b", line, re.IGNORECASE) for name in names)


def _marked_again(lines: Sequence[str], head: Sequence[str]) -> list[str]:
    """Return what was left of a head's lines, the items of lists among them marked as they were."""
    items = {without_mark(line) for line in head if line != without_mark(line)}
    return [f"{ITEM_MARK}{line}" if line in items else line for line in lines]


def paragraphs_of(text: str) -> list[str]:
    """Join lines that were wrapped by a mail or text editor; else each line is a paragraph."""
    blocks = [block.splitlines() for block in re.split(r"\n[^\S\n]*\n", text) if block.strip()]
    inner = [line for block in blocks for line in block[:-1] if line.strip()]
    wrapped = (
        len(inner) > 2
        and median(len(line) for line in inner) >= _WRAP_LEAST
        and sum(len(line) > _WRAP_MOST for line in inner) * 20 <= len(inner)
        and sum(ends_as_sentence(line) for line in inner) < len(inner) / 2
    )
    if not wrapped:
        return [line for block in blocks for line in block]
    return [line for block in blocks for line in _join(block)]


def _join(block: list[str]) -> list[str]:
    """Join a block's lines, keeping bullets, and lines too short to have been wrapped, apart."""
    paragraphs: list[list[str]] = []
    ends: list[str] = []  # each paragraph's first and last line, since the whole may be megabytes
    for line in block:
        joins = ends and not begins_item(line, ends) and len(ends[-1]) >= _WRAP_LEAST
        if joins and not split_byline(line) and not parse_day(line):
            paragraphs[-1].append(line.strip())
            ends[-1] = f"{paragraphs[-1][0]} {line}"
        else:
            paragraphs.append([line])
            ends.append(line)
    return [" ".join([*map(str.rstrip, lines[:-1]), lines[-1]]) for lines in paragraphs]


def _head_length(lines: list[str]) -> int:
    """Count the lines before the first that reads as the article's own prose."""
    credited = False
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if is_credit(line):
            credited = True
        elif is_clutter(line) or is_notice_of_change(line) or is_heading(line):
            continue
        elif credited or not _stands_over_credits(lines[number:]):
            return number
    return min(len(lines), 1)


def _stands_over_credits(lines: list[str]) -> bool:
    """Say whether the first of some lines is a headline, or the line under it, though a sentence.

    A byline or day follows it soon, and prose follows that.
    """
    first, *after = lines[:_PROSE_WITHIN]
    if len(first) > _MOST_HEADLINE_CHARS or len(first.split()) > _MOST_HEADLINE_WORDS:
        return False
    below = (number for number, line in enumerate(after[:_CREDITS_WITHIN]) if is_credit(line))
    credit = next(below, None)
    if credit is None:
        return False
    between = [line for line in after[:credit] if not is_heading(line)]
    return len(between) <= 1 and any(not is_heading(line) for line in after[credit + 1 :])


def _read_head(head: list[str], body: list[str]) -> Draft:
    """Tell headline, outlet, byline and date apart; what is none of them stays as paragraphs."""
    told, candidates, notices, labels = _sorted(list(map(without_buttons, head)))
    outlet = told.outlet or next((line for line in candidates if is_outlet(line)), "")
    if len(set(candidates)) == 1 and candidates.count(outlet) == 1:
        outlet = ""  # the only line over the article is its headline
    candidates = [line for line in candidates if line != outlet]
    names = [line for line in dict.fromkeys(candidates) if _is_author(line, candidates, body)]
    rest = [line for line in dict.fromkeys(candidates) if line not in names]
    if not rest and notices and is_heading(notices[0]):
        rest = [notices.pop(0)]  # a headline such as "Correction: Harbour tunnel story"
    title, others = _headline(rest)
    return Draft(
        title=_without_section(title),
        paragraphs=(*others, *notices),
        outlet=outlet,
        authors=tuple(dict.fromkeys((*told.authors, *names))),
        published=told.published,
        # "Opinion" among other sections is the page's menu.
        opinion=is_opinion(title=title, section=labels.pop() if len(labels) == 1 else ""),
    )


def _sorted(head: list[str]) -> tuple[Draft, list[str], list[str], set[str]]:
    """Part a head's lines.

    Returns:
        What its lines of credits say; what may be headline, outlet or name; the notices of
        changes; and the names of sections.
    """
    authors: list[str] = []
    stated: list[StatedDay] = []
    outlets: list[str] = []
    candidates: list[str] = []
    notices: list[str] = []
    for line in head:
        if is_clutter(line) or is_label(line):
            continue
        if known := read_credits(line):
            authors += known.authors
            outlets.append(known.outlet)
            stated.append(StatedDay(known.published, known.is_update))
        elif byline := split_byline(line):
            authors += author_names(byline)
        elif day := read_day(line):
            stated.append(day)
        elif is_notice_of_change(line):
            notices.append(line)
        else:
            candidates.append(line)
    outlet = next(filter(None, outlets), "")
    told = Draft("", (), outlet=outlet, authors=tuple(authors), published=_published(stated))
    return told, candidates, notices, set(filter(is_label, head))


def _published(stated: list[StatedDay]) -> date | None:
    """Return the first day of publication, or if none is stated the first of a change."""
    first = min(stated, key=lambda one: one.is_update, default=None)
    return first.day if first else None


def _headline(lines: list[str]) -> tuple[str, list[str]]:
    """Part the headline from the lines that stand under it; "TRAFFIC" over it is its section."""
    lines = lines[1:] if len(lines) > 1 and _SECTION.fullmatch(lines[0]) else lines
    return lines[0] if lines else "", lines[1:]


def _is_author(line: str, candidates: list[str], body: list[str]) -> bool:
    """Trust a bare name as the byline only when the page repeats it or says who it is."""
    if not is_name(line) or len(set(candidates)) == 1:
        return False
    described = any(re.match(rf"{re.escape(line)} (is|was) (a|an|the)\b", end) for end in body[-3:])
    return candidates.count(line) > 1 or described


def _without_section(title: str) -> str:
    """Drop what a site adds behind a headline: "Headline | Section"."""
    return _SECTION_SUFFIX.sub("", title) if "|" in title else title


def _title_from(path: Path) -> str:
    words = re.sub(r"[-_\s]+", " ", path.stem).strip()
    return words[:1].upper() + words[1:] if words else path.name
