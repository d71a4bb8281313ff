"""Names, outlets and days as they stand over an article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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

# What exports run together with a name, or list as if it were one.
_KIND_OF_PIECE = re.compile(
    r"(?P<kind>analysis|opinion|commentary|perspective|review|story|video|photographs?|graphics?)"
    r"[: ]\s*(?:by )?(?P<name>.+)",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"reuters|ap|afp|bloomberg", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:[\w'’&-]+ ){0,4}(?:fellow|president|director|correspondent|reporter|editor(?:-at-large)?"
    r"|meteorologist|producer|columnist|anchor|analyst)",
    re.IGNORECASE,
)

_CREDITS_CHARS = 160
_CREDITS_PARTED = re.compile(r"\s+[|·•–—]\s+|,\s+")
_MOST_DAY_PARTS = 3  # "Tuesday, March 3, 2023"
_READING_TIME = re.compile(r"\d+[ -]min(?:ute)?s?(?: read)?", re.IGNORECASE)


@dataclass(frozen=True)
class Credits:
    """What a line says of who published an article, and when."""

    authors: tuple[str, ...]
    outlet: str
    published: date


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


def credited(names: Iterable[str]) -> tuple[str, ...]:
    """Return whom a list of authors names, without what exports mix in with them.

    "Analysis Ana Berg" is Ana Berg; "Ana Berg Bo Falk" is dropped beside both, and so is an office,
    "Senior Fellow", unless nobody is named.
    """
    plain = tuple(dict.fromkeys(filter(None, (_kind_and_name(name)[1] for name in names))))
    known = [name for name in plain if not _runs_together(name, plain)]
    return tuple(name for name in known if not _OFFICE.fullmatch(name)) or plain


def says_opinion(names: Iterable[str]) -> bool:
    """Say whether a list of authors says that an article is an opinion piece: "Opinion Ana Berg"."""
    return any(_kind_and_name(name)[0] in {"opinion", "commentary"} for name in names)


def _kind_and_name(author: str) -> tuple[str, str]:
    match = _KIND_OF_PIECE.fullmatch(author)
    if not match or is_outlet(match["name"]):
        return "", author
    named = is_name(match["name"]) or _AGENCY.fullmatch(match["name"])
    return (match["kind"].lower(), match["name"]) if named else ("", author)


def _runs_together(name: str, others: Sequence[str]) -> bool:
    """Say whether a name is several of the others, one after the other."""
    rest = name
    while rest:
        first = (other for other in others if other != name and f"{rest} ".startswith(f"{other} "))
        longest = max(first, key=len, default="")
        if not longest:
            return False
        rest = rest[len(longest) :].strip()
    return True


def read_credits(line: str) -> Credits | None:
    """Return what a line such as "By Ana Berg, Hill Post, 3 March 2023" says.

    None for another one. Without "By" only what bars or dots part is taken, for "New York, 3 March
    2023" and "Ukraine War Today, 3 March 2023" may be anything.
    """
    if len(line) > _CREDITS_CHARS or ("," in line and not _BYLINE.match(line.strip())):
        return None
    parts = _CREDITS_PARTED.split(line.strip())
    for size in range(_MOST_DAY_PARTS, 0, -1):
        for first in range(len(parts) - size + 1):
            if day := parse_day(", ".join(parts[first : first + size])):
                return _credits([*parts[:first], *parts[first + size :]], day)
    return None


def ends_with_day(line: str) -> bool:
    """Say whether the last thing that a line says is a day, as in "Ana Berg, 3 March 2023"."""
    parts = _CREDITS_PARTED.split(line.strip())
    return any(parse_day(", ".join(parts[-size:])) for size in range(1, _MOST_DAY_PARTS + 1))


def _credits(parts: list[str], published: date) -> Credits | None:
    bylines = list(map(split_byline, parts))
    authors: list[str] = [name for byline in bylines for name in author_names(byline)]
    pairs = zip(parts, bylines, strict=True)
    others = [part for part, by in pairs if not by and not _READING_TIME.fullmatch(part)]
    outlets = [part for part in others if is_outlet(part)]
    if authors and not outlets:
        outlets = [part for part in others if part.startswith("The ") and is_name(part)]
    if not (authors or outlets) or len(outlets) > 1:
        return None
    more = [part for part in others if part not in outlets]
    if not all(map(is_name, more)):
        return None
    return Credits((*authors, *more), outlets[0] if outlets else "", published)


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
