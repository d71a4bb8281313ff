"""The period that a question speaks of: "last week", "since March", "between May and July 2021".

A day in a question may be when an article was published or what it tells of; bot.narrowing decides
by what is found. "Before the Geneva summit" names no day, and is left alone.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateparser.date import DateDataParser

from bot.day_words import MONTH, SHORT_MONTH, WEEKDAY, YEAR
from bot.number_words import CARDINALS
from bot.seasons import COUNTED, NAMED, OVER_WEEKEND, SEASON, WEEKEND, season_days
from index.articles import day_text

_MONTH = rf"(?:{MONTH}|{SHORT_MONTH})\b\.?"
_DAY = r"(?:the\s+)?[0-3]?\d(?:st|nd|rd|th)?"
_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_UNIT = r"(?:day|week|month|year)s?"
# "USA Today" is no day.
_TODAY = r"(?-i:today|TODAY|(?<!\w )Today)"
_ATOM = (
    rf"{YEAR}-\d\d-\d\d"
    rf"|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{YEAR})?"
    rf"|{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+{YEAR})?"
    rf"|(?:(?:early|late|mid|last)[\s-]+)?{_MONTH}(?:\s+(?:of\s+)?{YEAR})?"
    rf"|(?:(?:early|late|mid)[\s-]+)?(?:{NAMED}|{YEAR})"
    rf"|(?:last|this|past|the\s+past|the\s+last)\s+(?:week|month|year)\b|last\s+{WEEKDAY}"
    rf"|{COUNTED}|{WEEKEND}"
    rf"|{_COUNT}\s+{_UNIT}\s+ago|{WEEKDAY}|yesterday|{_TODAY}"
)
# What happened then may be told later; what was published then was so.
_PUBLISHED = r"(?:articles?|news|headlines?|stor(?:y|ies)|papers?|reports?|coverage|editions?)"
_OWNS = rf"(?P<owns>['’]s(?!\s+(?:[\w-]+\s+)?{_PUBLISHED}\b))?(?:['’]s)?"
# "Between 5 and 20 May", "from May to July 2021"; "in 2021-22", "in May/June", "on March 5-7".
_SPAN = re.compile(
    rf"\b(?:between|from)\s+(?P<first>{_ATOM}|{_DAY})\s+(?:and|to|until|till|through)\s+"
    rf"(?P<last>{_ATOM})\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\b(?:in|from|during|between|on|over|of)\s+(?:the\s+)?(?P<first>{_ATOM}|{_DAY})"
    rf"\s?[-–—/]\s?(?P<last>{_ATOM}|{_DAY}(?:,?\s+{YEAR})?|\d\d)(?!\w|[-/]\d)",
    re.IGNORECASE,
)
_NO_RANGE = rf"(?!\s?[-–—/]\s?(?:\d|{_MONTH}))"
_LENGTH = re.compile(
    rf"\b(?:in|over|during|within|for)?\s*(?:the\s+)?(?:last|past)\s+(?P<count>{_COUNT})\s+"
    rf"(?P<unit>day|week|month|year)s\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"\b(?P<how>since|after|before|until|till|up\s+to|by|from|in|on|during)\s+"
    rf"(?:the\s+)?(?:(?:beginning|start)\s+of\s+(?:the\s+)?)?(?:month\s+of\s+|year\s+)?"
    rf"(?P<atom>{_ATOM}){_NO_RANGE}(?P<on>\s+on(?:wards?)?\b)?{_OWNS}(?!\w)",
    re.IGNORECASE,
)
# Without a preposition only what can be nothing else: "last week", "yesterday", "on" left out.
_BARE = re.compile(
    rf"\b(?:(?:over|in|during|within)\s+)?(?:the\s+)?"
    rf"(?P<atom>(?:last|this|past)\s+(?:week|month|year)\b|last\s+(?:{WEEKDAY}|{_MONTH})"
    rf"|{COUNTED}|{OVER_WEEKEND}|yesterday|{_TODAY}|{_COUNT}\s+{_UNIT}\s+ago){_OWNS}(?!\w)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"last|past|this|ago|yesterday|today|weekend", re.IGNORECASE)
_WORD_OF_DATE = re.compile(rf"\d+|{_MONTH}|{WEEKDAY}|\b{SEASON}\b", re.IGNORECASE)
# What dateparser doesn't take before a day, month or year.
_DRESS = re.compile(rf"^(?:the|early|late|mid|last(?=\s+{_MONTH}))[\s-]+")
# As an article names days, months and years: without a preposition.
_STATED = re.compile(
    rf"\b(?:{YEAR}-\d\d-\d\d|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{YEAR})?"
    rf"|{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+{YEAR})?|{_MONTH}(?:\s+(?:of\s+)?{YEAR})?|{YEAR})(?!\w)",
    re.IGNORECASE,
)
# "On 20 December", in an article of the 17th, is hardly a year ago.
_AHEAD = timedelta(days=30)
_LATEST = re.compile(
    r"\b(?:the\s+)?(?:very\s+)?(?:latest|newest|most\s+recent(?:ly)?)\b"
    r"(?:\s+(?:news|developments?|update|word))?(?:\s+(?:on|about|from|in)\b)?",
    re.IGNORECASE,
)
_DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True)
class Period:
    """Days that a question speaks of.

    Attributes:
        since, until: the first and the last day; None where it is open.
        words: how the question puts it.
        relative: it is counted from today, so it is hardly a date that an article would name.
    """

    since: date | None
    until: date | None
    words: str
    relative: bool = False

    def __str__(self) -> str:
        """Return the period for a person to read: "1 to 31 December 2021", "since 5 May 2021"."""
        if not (self.since and self.until):
            word, day = ("since", self.since) if self.since else ("until", self.until)
            return f"{word} {day_text(day)}" if day else "at any time"
        if self.since == self.until:
            return f"on {day_text(self.since)}"
        first = day_text(self.since)
        if self.since.year == self.until.year:
            same = self.since.month == self.until.month
            first = str(self.since.day) if same else f"{self.since.day} {self.since:%B}"
        return f"{first} to {day_text(self.until)}"

    def __contains__(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return (self.since or date.min) <= day <= (self.until or date.max)

    def holds(self, other: "Period") -> bool:
        """Say whether another period lies in this one; in any year, if this one's words name none.

        An open one holds none.
        """
        if not (self.since and self.until and other.since and other.until):
            return False
        first, last = other.since, other.until
        if not re.search(rf"\b{YEAR}\b", self.words):
            own = (self.since.month, self.since.day), (self.until.month, self.until.day)
            return own[0] <= (first.month, first.day) <= (last.month, last.day) <= own[1]
        return self.since <= first <= last <= self.until

    def named_in(self, text: str) -> bool:
        """Say whether a text names the same days, as one does that tells of them."""
        words, held = _words_of_date(self.words), _words_of_date(text)
        return not self.relative and bool(words) and words <= held


def _words_of_date(text: str) -> set[str]:
    words = {word.strip(".").lower() for word in _WORD_OF_DATE.findall(text)}
    return words - {"fall"} | {"autumn"} if "fall" in words else words


def find_period(question: str, as_of: date, newest: date | None = None) -> Period | None:
    """Return the period that a question speaks of, or None.

    Args:
        question: checked.
        as_of: what "today" means.
        newest: the day of the newest article; a month without a year is the last one before it,
            or before today.
    """
    counted_from = min(as_of, newest) if newest else as_of
    for spanning in filter(None, (_SPAN.search(question), _RANGE.search(question))):
        if span := _span(spanning, as_of, counted_from):
            return span
    if match := _LENGTH.search(question):
        count = match["count"].lower()
        number = CARDINALS.index(count) if count in CARDINALS else int(count)
        since = as_of - timedelta(days=number * _DAYS_IN[match["unit"].lower()])
        return Period(since, as_of, match[0].strip(), relative=True)
    for match in (*_ONE.finditer(question), *_BARE.finditer(question)):
        days = _days(match["atom"], _counted_from(match["atom"], as_of, counted_from))
        if days and not re.fullmatch(r"may|march", match["atom"]):
            return _around(match, *days)
    return None


def periods_named(text: str, published: date | None) -> list[Period]:
    """Return the days, months and years that an article's text names.

    Args:
        text: of the article, or of a part of it.
        published: the article's day: a date without a year is the last such before it, or up to
            30 days after. Without it, only dates with a year are returned.
    """
    found = []
    for match in _STATED.finditer(text):
        words = match[0]
        # "may" and "march" are months only where they are written as names.
        if words.islower() and not re.search(r"\d", words):
            continue
        if published is None and not re.search(rf"\b{YEAR}\b", words):
            continue
        days = _days(words, min(published or date.max, date.max - 2 * _AHEAD) + _AHEAD)
        if days:
            found.append(Period(*days, words))
    return found


def without_latest(question: str) -> str:
    """Return a question without "the latest on" and its like; the same if it has none."""
    return without(question, match[0]) if (match := _LATEST.search(question)) else question


def without(question: str, words: str) -> str:
    """Return a question without the words that tell the period."""
    whole = rf"(?<!\w){re.escape(words)}(?!\w)"  # "in May", and not in "in Mayfair"
    rest = " ".join(re.sub(whole, " ", question, count=1).split())
    return re.sub(r"\s+([?.!,])", r"\1", rest).lstrip(" ,")


def _counted_from(atom: str, as_of: date, newest: date) -> date:
    """Return today, or for a month without a year the newest article's day, if that is earlier."""
    month = re.search(_MONTH, atom, re.IGNORECASE) and not _RELATIVE.search(atom)
    return newest if month else as_of


def _span(match: re.Match[str], as_of: date, newest: date) -> Period | None:
    if not re.search(rf"{YEAR}|{_MONTH}|{_RELATIVE.pattern}|{WEEKDAY}", match[0], re.IGNORECASE):
        return None  # "the 9/11 attacks", "of 5-10 people"
    edges = _whole_edges(match["first"], match["last"])
    begins, ends = (_days(atom, _counted_from(atom, as_of, newest)) for atom in edges)
    if not (begins and ends and begins[0] <= ends[1]):
        return None
    return Period(begins[0], ends[1], match[0])


def _whole_edges(first: str, last: str) -> tuple[str, str]:
    """Give the first and the last day of a period what only the other one names."""
    if re.fullmatch(YEAR, first) and re.fullmatch(r"\d\d", last):
        return first, f"{first[:2]}{last}"  # "2021-22"
    months = [re.search(_MONTH, edge, re.IGNORECASE) for edge in (first, last)]
    if months[0] and re.match(r"\d", last) and not months[1] and not re.match(YEAR, last):
        last = f"{months[0][0]} {last}"  # "March 5-7"
    if months[1] and re.fullmatch(_DAY, first, re.IGNORECASE):
        first = f"{first} {months[1][0]}"  # "between 5 and 20 May"
    year = re.search(rf"\b{YEAR}\b", last)
    if year and not re.search(rf"\b{YEAR}\b", first):
        first = f"{first} {year[0]}"  # "between May and July 2021"
    return first, last


def _around(match: re.Match[str], first: date, last: date) -> Period:
    """Return the days that a preposition makes of those after it."""
    known = match.groupdict()
    how = " ".join((known.get("how") or "in").lower().split())
    relative = _RELATIVE.search(match["atom"]) is not None
    if how == "since" or known.get("on"):
        return Period(first, None, match[0], relative)
    if how == "after":
        return Period(last + timedelta(days=1), None, match[0], relative)
    if how == "before":
        return Period(None, first - timedelta(days=1), match[0], relative)
    if how in {"until", "till", "up to", "by"}:
        return Period(None, last, match[0], relative)
    if known.get("owns"):  # of "last week's vote" is told later as well
        return Period(first, None, match[0], relative)
    return Period(first, last, match[0], relative)


@lru_cache(maxsize=4096)
def _days(atom: str, as_of: date) -> tuple[date, date] | None:
    """Return the first and the last day of what is named, or None if there is no such day."""
    text = _DRESS.sub("", " ".join(atom.lower().split()))
    if unit := re.fullmatch(r"past (week|month|year)|this (week)", text):
        # On a Monday, "this week" is not that day alone.
        return as_of - timedelta(days=_DAYS_IN[unit[1] or unit[2]] - 1), as_of
    if re.fullmatch(YEAR, text):  # the parser takes a millisecond, and a table has hundreds
        return date(int(text), 1, 1), date(int(text), 12, 31)
    return season_days(text, as_of) or _parsed(text, as_of)


def _parsed(text: str, as_of: date) -> tuple[date, date] | None:
    settings = {
        "RELATIVE_BASE": datetime.combine(as_of, time(12)),
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
    }
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(text)
    if found is None or found.date_obj is None:
        return None
    day = found.date_obj.date()
    if found.period == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if found.period == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if found.period == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day
