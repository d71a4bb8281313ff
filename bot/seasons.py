"""Seasons and weekends as periods, which the date parser doesn't know."""

import re
from datetime import date, timedelta

from bot.day_words import YEAR

SEASON = r"(?:spring|summer|autumn|fall|winter)"
NAMED = rf"{SEASON}\s+(?:of\s+)?{YEAR}"
# What may come next: in "last Winter Olympics" and "this fall in prices" no time is told.
_ENDS = (
    r"(?=\s*(?:[?!.,;:)]|['’]s\b|$)"
    r"|\s+(?:and|or|but|when|while|after|before|about|with|at|as|than|by|did|do|does|was|were|is|are"
    r"|has|have|had|who|what|which|where)\b)"
)
# Not "the last summer", which may be of a life.
COUNTED = rf"(?:(?<!the )last|this|past)\s+(?:{SEASON}|weekend){_ENDS}"
WEEKEND = rf"(?<=the )weekend{_ENDS}"
OVER_WEEKEND = rf"(?<=over the )weekend{_ENDS}"
_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_WEEK = timedelta(days=7)
# "This summer", said in the spring, is still to come.
_STILL_THIS = timedelta(days=92)


def season_days(text: str, as_of: date) -> tuple[date, date] | None:
    """Return the first and the last day of a season (of the northern half) or a weekend, or None.

    Args:
        text: "spring 2020", "last summer", "this weekend", in small letters. The winter of a year
            may be the one that it begins or the one that it ends with, so it is both.
        as_of: the day that "last" and "this" are counted from.
    """
    try:
        if text.endswith("weekend"):
            return _weekend(text, as_of)
        if named := re.fullmatch(rf"({SEASON})\s+(?:of\s+)?({YEAR})", text):
            return _named(named[1], int(named[2]))
        if counted := re.fullmatch(rf"(last|this|past)\s+({SEASON})", text):
            return _counted(counted[1], counted[2], as_of)
    except (ValueError, OverflowError):
        pass  # before the year 1, or after 9999
    return None


def _weekend(text: str, as_of: date) -> tuple[date, date] | None:
    saturday = as_of - timedelta(days=(as_of.weekday() - 5) % 7)
    is_now = as_of - saturday <= timedelta(days=1)
    if text.startswith("this") and not is_now:
        return None  # it may be the one to come
    if is_now and re.match("last|past", text):
        saturday -= _WEEK
    return saturday, saturday + timedelta(days=1)


def _named(season: str, year: int) -> tuple[date, date]:
    first, last = _of_year(season, year)
    return (_of_year(season, year - 1)[0], last) if season == "winter" else (first, last)


def _counted(which: str, season: str, as_of: date) -> tuple[date, date] | None:
    years = [_of_year(season, as_of.year - ago) for ago in range(3)]
    latest, before = [days for days in years if days[0] <= as_of][:2]
    if which == "this":
        return latest if as_of - latest[1] <= _STILL_THIS else None
    return before if as_of <= latest[1] else latest


def _of_year(season: str, year: int) -> tuple[date, date]:
    """Return the days of the season that begins in a year."""
    month = _FIRST_MONTH[season]
    after = date(year + 1, 3, 1) if season == "winter" else date(year, month + 3, 1)
    return date(year, month, 1), after - timedelta(days=1)
