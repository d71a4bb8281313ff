"""Bulleted lines: the items of an article's own lists, and what else stands behind a bullet."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from index.clutter import is_clutter
from index.sentences import ITEM_MARK

BULLET = re.compile(r"^\s*[•·▪◦‣*–-]\s+")
# A line after a dash is as often a signature or a reply as an item.
_DASH = re.compile(r"^\s*–")
_MENU_WORDS = 3
_FACT = re.compile(r":|\d")
_ELSEWHERE = re.compile(
    r"\b(?:related|recommended|trending|newsletters?|read (?:more|next|also|on)|see also|also read"
    r"|more (?:from|on|about|stories|coverage|news|like)|most (?:read|popular|viewed)"
    r"|top stories|further reading|(?:latest|other|our) (?:news|stories|coverage|headlines)"
    r"|you (?:may|might)(?: also)? like|don[’']?t miss|editors?[’']?s? picks?|follow us|share)\b",
    re.IGNORECASE,
)


def mark_items(lines: Iterable[str]) -> list[str]:
    """Put ITEM_MARK before the items of lists, and take the bullets off all other lines.

    Menus, and lists of links under a line such as "Related stories", are no lists of the article's.

    Args:
        lines: a page's lines or paragraphs, in order.
    """
    marked: list[str] = []
    shown = (line for line in lines if line.strip())
    for bulleted, run in groupby(shown, key=lambda line: BULLET.match(line) is not None):
        if bulleted:
            marked += _marked(list(run), marked[-1] if marked else "")
        else:
            marked += map(str.strip, run)
    return marked


def _marked(run: Sequence[str], lead: str) -> Iterator[str]:
    items = [BULLET.sub("", line).strip() for line in run]
    listed = _is_list(items, lead)
    for line, item in zip(run, items, strict=True):
        if item:
            yield f"{ITEM_MARK}{item}" if listed and not _DASH.match(line) else item


def _is_list(items: Sequence[str], lead: str) -> bool:
    """Say whether bulleted lines, after a line that leads to them, tell something themselves."""
    if _ELSEWHERE.search(lead) or is_clutter(lead):
        return False
    told = (len(item.split()) > _MENU_WORDS or _FACT.search(item) for item in items)
    return lead.endswith(":") or any(told)
