"""Names, outlets and days as they stand over an article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from index.formats.days import StatedDay, read_day
from index.sentences import is_heading

_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|de|van|von|der|den|bin|al|el|la|da|di)"
    r"(?: (?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|de|van|von|der|den|bin|al|el|la|da|di)){1,3}"
)
_BYLINE = re.compile(
    r"(?:(?:story |written |words |reported )?by[: ]|(?:byline|authors?):)\s*(.{3,120})",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:news|times|post|journal|herald|tribune|gazette|guardian|daily|review|press|wire|today"
    r"|magazine|observer|telegraph|chronicle|standard|ledger|independent|bulletin|mail|express)\b",
    re.IGNORECASE,
)
_OUTLET_WORDS = 4
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
_BARS = re.compile(r"\s+[|·•–—](?:\s+|$)")
_COMMAS = re.compile(r",\s+")
_MOST_DAY_PARTS = 8  # "Published Tuesday, March 3, 2023, 5:30 p.m. | Updated ..."
_READING_TIME = re.compile(r"\d+[ -]min(?:ute)?s?(?: read)?", re.IGNORECASE)


@dataclass(frozen=True)
class Credits:
    """What a line says of who published an article, and when.

    Attributes:
        is_update: the day is that of a change; see StatedDay.
    """

    authors: tuple[str, ...]
    outlet: str
    published: date
    is_update: bool = False


def is_name(line: str) -> bool:
    """Say whether a line could be a person's name: two to four capitalised words."""
    return _NAME.fullmatch(line) is not None


def is_outlet(line: str) -> bool:
    """Say whether a line could be a news outlet's name: few words, one of the trade."""
    words = line.split()
    capitalised = all(word[0].isupper() or word in {"of", "the", "and"} for word in words)
    return len(words) <= _OUTLET_WORDS and capitalised and _OUTLET.search(line) is not None


def split_byline(line: str) -> str:
    """Return what stands after "By" in a byline, or an empty string.

    Not what bars part from it: "Ana Berg" for "By Ana Berg | New Delhi".
    """
    match = _BYLINE.fullmatch(line.strip())
    names = _BARS.split(match[1])[0] if match else ""
    return names if author_names(names) else ""


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
    """Say whether a list of authors marks an opinion piece, as in "Opinion Ana Berg"."""
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
    line = line.strip()
    if len(line) > _CREDITS_CHARS or not any(map(str.isdigit, line)):
        return None
    bars = _BARS.split(line)
    split = _COMMAS.split if _BYLINE.match(line) else _whole
    parts = [_Part(text, bar) for bar, among in enumerate(bars) for text in split(among) if text]
    for size in range(min(_MOST_DAY_PARTS, len(parts)), 0, -1):
        for first in range(len(parts) - size + 1):
            stated = read_day(", ".join(part.text for part in parts[first : first + size]))
            if stated:
                return _credits([*parts[:first], *parts[first + size :]], stated)
    return None


@dataclass(frozen=True)
class _Part:
    """A part of a line of credits.

    Attributes:
        bar: counts the bars or dots before it.
    """

    text: str
    bar: int


def _whole(text: str) -> list[str]:
    return [text]


def _credits(parts: list[_Part], stated: StatedDay) -> Credits | None:
    bylines = [part for part in parts if split_byline(part.text)]
    authors = [name for part in bylines for name in author_names(split_byline(part.text))]
    more_days = {part: day for part in parts if (day := read_day(part.text))}
    stated = min((stated, *more_days.values()), key=lambda day: day.is_update)
    others = [
        part
        for part in parts
        if part not in bylines and part not in more_days and not _READING_TIME.fullmatch(part.text)
    ]
    outlets = [part for part in others if is_outlet(part.text) and "," not in part.text]
    if authors and not outlets:
        outlets = [part for part in others if part.text.startswith("The ") and is_name(part.text)]
    if not (authors or outlets) or len(outlets) > 1:
        return None
    names = [part for part in others if part not in outlets]
    if not all(is_name(part.text) for part in names):
        return None
    # "By Ana Berg | New Delhi": behind a bar stands where, not who.
    bars = {part.bar for part in bylines or names}
    authors += [part.text for part in names if part.bar in bars]
    outlet = outlets[0].text if outlets else ""
    return Credits(tuple(authors), outlet, stated.day, stated.is_update)


def ends_with_day(line: str) -> bool:
    """Say whether the last thing that a line says is a day, as in "Ana Berg, 3 March 2023"."""
    line = line.strip()
    if len(line) > _CREDITS_CHARS:
        return False
    parts = [part for among in _BARS.split(line) for part in _COMMAS.split(among)]
    return any(parse_day(", ".join(parts[-size:])) for size in range(1, _MOST_DAY_PARTS + 1))


def is_credit(line: str) -> bool:
    """Say whether a line says who wrote an article or when, and nothing else."""
    return bool(read_day(line) or read_credits(line) or (is_heading(line) and split_byline(line)))


def parse_day(line: str) -> date | None:
    """Return the day that a line consists of, as in "Published: 18 December 2021, 10:30 GMT"."""
    stated = read_day(line)
    return stated.day if stated else None
