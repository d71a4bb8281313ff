"""Seasons and weekends as periods, which the date parser doesn't know."""

import re
from datetime import date, timedelta

from bot.day_words import YEAR

SEASON = r"(?:spring|summer|autumn|fall|winter)"
# With the year or counted from today; "the last fall of a government" is none.
NAMED = rf"{SEASON}\s+(?:of\s+)?{YEAR}"
COUNTED = rf"(?:last|this|past)\s+(?:{SEASON}(?!\s+(?:of|in|from)\b)|weekend)"
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
    if text.endswith("weekend"):
        saturday = as_of - timedelta(days=(as_of.weekday() - 5) % 7)
        if as_of - saturday <= timedelta(days=1) and re.match("last|past", text):
            saturday -= _WEEK
        return saturday, saturday + timedelta(days=1)
    if named := re.fullmatch(rf"({SEASON})\s+(?:of\s+)?({YEAR})", text):
        season, year = named[1], int(named[2])
        first, last = _of_year(season, year)
        return (_of_year(season, year - 1)[0], last) if season == "winter" else (first, last)
    if counted := re.fullmatch(rf"(last|this|past)\s+({SEASON})", text):
        begun = [_of_year(counted[2], as_of.year - ago) for ago in range(3)]
        latest, before = [days for days in begun if days[0] <= as_of][:2]
        if counted[1] == "this":
            return latest if as_of - latest[1] <= _STILL_THIS else None
        return before if as_of <= latest[1] else latest
    return None


def _of_year(season: str, year: int) -> tuple[date, date]:
    """Return the days of the season that begins in a year."""
    month = _FIRST_MONTH[season]
    after = date(year + 1, 3, 1) if season == "winter" else date(year, month + 3, 1)
    return date(year, month, 1), after - timedelta(days=1)
