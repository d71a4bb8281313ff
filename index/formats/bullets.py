"""Bulleted lines: the items of an article's own lists, and what else stands behind a bullet."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from index.captions import is_caption
from index.clutter import is_clutter
from index.sentences import ITEM_MARK

BULLET = re.compile(r"^\s*[•·▪◦‣*–-]\s+")
# A line after a dash is as often a signature or a reply as an item.
_DASH = re.compile(r"^\s*–")
_LETTER = re.compile(r"[^\W\d_]")
_AD = re.compile(r"\W*(?:advert(?:isement)?s?|ad feedback)\W*$", re.IGNORECASE)
_MENU_WORDS = 3
_FACT = re.compile(r":|\d")
_ELSEWHERE_WORDS = 5
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
    lead = ""
    shown = (line for line in lines if line.strip())
    for bulleted, run in groupby(shown, key=lambda line: BULLET.match(line) is not None):
        if bulleted:
            marked += _marked(list(run), lead)
            lead = ""
        else:
            plain = [line.strip() for line in run]
            marked += plain
            # A caption or an advertisement may stand between a list and what leads to it.
            own = (line for line in reversed(plain) if not is_caption(line) and not _AD.match(line))
            lead = next(own, lead)
    return marked


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
    if is_clutter(lead) or (len(lead.split()) <= _ELSEWHERE_WORDS and _ELSEWHERE.search(lead)):
        return False
    if lead.endswith(":"):
        return True
    if len(run) == 1 and run[0].lstrip()[0] == "-":
        return False
    telling = sum(len(i.split()) > _MENU_WORDS or bool(_FACT.search(i)) for i in items)
    return 2 * telling >= len(items)
