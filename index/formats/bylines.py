"""Names, outlets and days as they stand over an article."""

import re
from datetime import date, datetime

_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|de|van|von|der|den|bin|al|el|la|da|di)"
    r"(?: (?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|de|van|von|der|den|bin|al|el|la|da|di)){1,3}"
)
_BYLINE = re.compile(r"(?:story |written |words |reported )?by[: ]\s*(.{3,120})", re.IGNORECASE)
_OUTLET = re.compile(
    r"\b(?:news|times|post|journal|herald|tribune|gazette|guardian|daily|review|press|wire|today"
    r"|magazine|observer|telegraph|chronicle|standard|ledger|independent|bulletin|mail|express)\b",
    re.IGNORECASE,
)
_OUTLET_WORDS = 4
_LONGEST_DAY_CHARS = 80
_DAY_PREFIX = re.compile(
    r"^(?:published|posted|updated|last updated|modified|date|first published)(?: (?:on|at))?[: ]+",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[,|·•–-]?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*"
    r"\(?(?:gmt|utc|est|edt|cet|cest|bst|msk|[+-]\d{4})?\)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.I
)
_DAY_FORMATS = (
    "%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y",
)  # fmt: skip


def is_name(line: str) -> bool:
    """Say whether a line could be a person's name: two to four capitalised words."""
    return _NAME.fullmatch(line) is not None


def is_outlet(line: str) -> bool:
    """Say whether a line could be a news outlet's name: few words, one of the trade."""
    words = line.split()
    capitalised = all(word[0].isupper() or word in {"of", "the", "and"} for word in words)
    return len(words) <= _OUTLET_WORDS and capitalised and _OUTLET.search(line) is not None


def split_byline(line: str) -> str:
    """Return what stands after "By" in a byline, or an empty string."""
    match = _BYLINE.fullmatch(line.strip())
    return match[1] if match and author_names(match[1]) else ""


def author_names(byline: str) -> tuple[str, ...]:
    """Return the names in a byline such as "Ann Lee, Bo Chan and Cy Dee in Tokyo"."""
    parts = re.split(r"\s*(?:,|;|&|\band\b|\|)\s*", byline.strip())
    names = (re.sub(r"\s+(?:in|for|at)\s+.*$", "", part).strip() for part in parts)
    return tuple(dict.fromkeys(name for name in names if is_name(name) and not is_outlet(name)))


def parse_day(line: str) -> date | None:
    """Return the day that a line consists of, as in "Published: 18 December 2021, 10:30 GMT"."""
    if len(line) > _LONGEST_DAY_CHARS:
        return None
    text = _DAY_PREFIX.sub("", line.strip())
    if day := _iso_day(text):
        return day
    text = _WEEKDAY.sub("", _TIME.sub("", text))
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text).replace(",", "").strip()
    text = re.sub(r"^(\D*\b)Sept\b", r"\1Sep", re.sub(r"(?<=[a-z])\.", "", text))
    for pattern in _DAY_FORMATS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def _iso_day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date() if len(text) >= len("2021-01-01T00") else None
    except ValueError:
        return None
