"""Lines with bullets or numbers: items of an article's own lists, and what else begins so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, takewhile

from index.captions import is_caption
from index.clutter import is_clutter
from index.sentences import ITEM_MARK, ends_as_sentence

_NUMBER = re.compile(r"^\s*(\d{1,3})[.)]\s+(?=\S)")
BULLET = re.compile(r"^\s*(?:[•▪◦‣]\s*|[·*–-]\s+)")
# A line after a dash is as often a signature or a reply as an item.
_DASH = re.compile(r"^\s*–")
_LETTER = re.compile(r"[^\W\d_]")
_AD = re.compile(r"\W*(?:advert(?:isement)?s?|ad feedback)\W*$", re.IGNORECASE)
_MENU_WORDS = 3
_FACT = re.compile(r":|\d")
_ELSEWHERE_WORDS = 5
_MOST_ITEM_LINES = 20
_END_CHARS = 40
_FEWEST_LOST, _LOST_ITEM_WORDS = 3, 8
_SHORTENED = re.compile(r"\b(?:[A-Z][a-z]{0,4}\.)+\s*$")  # "Sen. Patrick Leahy, D-Vt."
_ELSEWHERE = re.compile(
    r"\b(?:read (?:more|next|also|on)|see also|also read"
    r"|more (?:from|on|about|stories|coverage|news|like)|most (?:read|popular|viewed)"
    r"|top stories|further reading|(?:latest|other|our) (?:news|stories|coverage|headlines)"
    r"|you (?:may|might)(?: also)? like|don[’']?t miss|editors?[’']?s? picks?|follow us)\b",
    re.IGNORECASE,
)
# These lead elsewhere too, but not in "Recommended doses:" or "Share of the vote:".
_MAYBE_ELSEWHERE = re.compile(
    r"\b(?:related|recommended|trending|newsletters?|share)\b(?!.*:\s*$)", re.IGNORECASE
)


def mark_items(lines: Iterable[str]) -> list[str]:
    """Put ITEM_MARK before the items of lists, and take the bullets off all other lines.

    Menus are no lists of the article's. Headlines under a line such as "Related stories" are left
    out.

    Args:
        lines: a page's lines or paragraphs, in order.
    """
    marked: list[str] = []
    lead = ""
    shown = _with_bullets(_with_lost_bullets([line for line in lines if line.strip()]))
    for bulleted, run in groupby(shown, key=lambda line: BULLET.match(line) is not None):
        if bulleted:
            items = list(run)
            if not _are_links(items, lead):
                marked += _marked(items, lead)
                lead = ""
        else:
            plain = [line.strip() for line in run]
            marked += plain
            # A caption or an advertisement may stand between a list and what leads to it.
            own = (line for line in reversed(plain) if not is_caption(line) and not _AD.match(line))
            lead = next(own, lead)
    return marked


def begins_item(line: str, before: Sequence[str]) -> bool:
    """Say whether a line begins an item: with a bullet, or with a number that goes on a list.

    A line that was wrapped may begin with a figure as well: "... on December / 18. The ...".

    Args:
        line: without the line break.
        before: the lines of the same block before it.
    """
    if BULLET.match(line):
        return True
    number = _number(line)
    if number is None or not before:
        return number is not None
    end = before[-1][-_END_CHARS:].rstrip()  # of a paragraph that may be long by then
    told = ends_as_sentence(end) or end.endswith((":", ";"))
    return told or number - 1 in map(_number, before[-_MOST_ITEM_LINES:])


def _number(line: str) -> int | None:
    match = _NUMBER.match(line)
    return int(match[1]) if match else None


def _with_bullets(lines: Sequence[str]) -> list[str]:
    """Put a bullet before the lines of a numbered list: several with one number after the other."""
    numbers = list(map(_number, lines))
    around = zip([None, *numbers], numbers, [*numbers[1:], None], strict=False)
    listed = [
        number is not None and (before == number - 1 or after == number + 1)
        for before, number, after in around
    ]
    return [f"• {line}" if is_item else line for line, is_item in zip(lines, listed, strict=True)]


def _with_lost_bullets(lines: Sequence[str]) -> list[str]:
    """Put a bullet before short lines under one with a colon: a page's list, saved without them.

    "Symptoms include:", then "headache", "fever", "bleeding." Two may be a title and its subtitle.
    """
    found = list(lines)
    for first, lead in enumerate(lines, 1):
        if not lead.rstrip().endswith(":") or BULLET.match(lead):
            continue
        run = list(takewhile(_may_be_item, islice(lines, first, None)))
        after = lines[first + len(run)] if first + len(run) < len(lines) else ""
        if run and _is_short(after) and re.match(r"\s*[a-z].*\.\s*$", after):
            run.append(after)  # it closes the sentence that the colon is in
        if len(run) >= _FEWEST_LOST:
            found[first : first + len(run)] = [f"• {line.strip()}" for line in run]
    return found


def _may_be_item(line: str) -> bool:
    if not _is_short(line) or BULLET.match(line) or _number(line) is not None:
        return False
    ends = ends_as_sentence(line) and not _SHORTENED.search(line)
    return not ends and not line.rstrip().endswith(":")


def _is_short(line: str) -> bool:
    return 0 < len(line.split()) <= _LOST_ITEM_WORDS and _LETTER.search(line) is not None


def _marked(run: Sequence[str], lead: str) -> Iterator[str]:
    items = [BULLET.sub("", line).strip() for line in run]
    listed = _is_list(run, items, lead)
    for line, item in zip(run, items, strict=True):
        if item:
            told = listed and not _DASH.match(line) and _LETTER.search(item)
            yield f"{ITEM_MARK}{item}" if told else item


def _is_list(run: Sequence[str], items: Sequence[str], lead: str) -> bool:
    """Say whether bulleted lines, after a line that leads to them, tell something themselves.

    Half of them do, or the line ends with a colon. One hyphen alone may stand before anything.
    """
    if _leads_elsewhere(lead):
        return False
    if lead.endswith(":"):
        return True
    if len(run) == 1 and run[0].lstrip()[0] == "-":
        return False
    told = [_NUMBER.sub("", item) for item in items]
    telling = sum(len(i.split()) > _MENU_WORDS or bool(_FACT.search(i)) for i in told)
    return 2 * telling >= len(items)


def _are_links(items: Sequence[str], lead: str) -> bool:
    """Say whether bulleted lines are headlines of other articles, no sentences of this one."""
    stated = sum(map(ends_as_sentence, items))
    return _leads_elsewhere(lead) and is_clutter(lead.rstrip(": ")) and 2 * stated < len(items)


def _leads_elsewhere(lead: str) -> bool:
    found = _ELSEWHERE.search(lead) or _MAYBE_ELSEWHERE.search(lead)
    return found is not None and len(lead.split()) <= _ELSEWHERE_WORDS
