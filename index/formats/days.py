"""Days as lines over an article state them: alone, with the hour, behind "Published" or "Updated".

English is tried first; the names that other languages give to months are loaded at need.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

_LONGEST_CHARS = 160
_YEARS = range(1500, 2101)
_UPDATED = (
    r"(?:last\s+)?(?:updated|modified|edited|revised)"
    r"|mis\s+à\s+jour|aktualisiert|actualizado|atualizado|aggiornato|stand(?=:)"
)
_PUBLISHED = (
    r"(?:(?:first|originally)\s+)?(?:published|posted|created)|date"
    r"|publié|veröffentlicht|publicado|pubblicato"
)
_LABEL = re.compile(
    rf"(?<![^\W\d])(?:(?P<updated>{_UPDATED})|{_PUBLISHED})"
    r"(?:\s+(?:on|at|am|le|el|em|il))?(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_AGO = re.compile(r"\d{1,3}\s+(?:minute|min|hour|hr|day|week|month|year)s?\s+ago", re.IGNORECASE)
_AROUND = " \t|·•;/,()–—-"  # what parts the pieces of a line

_ZONE = (
    r"(?:[ECMP][SD]?T|AK[SD]T|HST|[ANW]ST|WES?T|CES?T|EES?T|BST|IST|MSK|PKT|SGT|HKT|[JK]ST"
    r"|A[CEW][SD]T|NZ[SD]T|SAST|(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC|Uhr"
    r"|(?:Eastern|Central|Mountain|Pacific)(?:\s+(?:Standard|Daylight))?(?:\s+Time)?|local\s+time)"
)
_HOUR = (
    r"(?:(?<![\d.:])\d{1,2}(?:[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\s*[ap]\.?m\.?)"
    rf"|noon|midnight)(?:\s*\(?{_ZONE}\)?)?"
)
_HOUR_BEFORE = re.compile(rf"(?:at\s+)?{_HOUR}[\s,|/–—-]+(?:on\s+)?", re.IGNORECASE)
_HOUR_AFTER = re.compile(
    rf"(?:\s*[,|·•/–—-]\s*|\s+|\b)(?:(?:at|um|à|às|alle|kl\.?)\s+)?{_HOUR}$", re.IGNORECASE
)
_WEEKDAY = r"(?:mon|tues?|weds?|wednes|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAY},?\s+", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf"[\s,]+\(?{_WEEKDAY}\)?$", re.IGNORECASE)

_WORD = r"[^\W\d_]{2,12}"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_NUMBERED = (
    rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_DAY}",
    rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
    rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?{_DAY}\s?[日일]",
)
_NAMED = (
    rf"(?:(?P<weekday>{_WORD})\.?,?\s+)?{_DAY}(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:of\s+|de\s+)?"
    rf"(?P<month>{_WORD})\.?,?[\s-]+(?:del?\s+)?{_YEAR}(?:\s*(?:г|р|года|року)\.?)?",
    rf"(?:(?P<weekday>{_WORD})\.?,?\s+)?(?P<month>{_WORD})\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
)
_FORMS = tuple(re.compile(form, re.IGNORECASE) for form in (*_NUMBERED, *_NAMED))

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENGLISH = {
    **{name: number for number, name in enumerate(_MONTHS, start=1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, start=1)},
    "sept": 9,
}
_LANGUAGES = (
    "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro", "tr", "ru", "uk",
    "el",
)  # fmt: skip


@dataclass(frozen=True)
class StatedDay:
    """A day that a line states.

    Attributes:
        is_update: the line says of it only that the article was changed then.
    """

    day: date
    is_update: bool = False


def read_day(line: str) -> StatedDay | None:
    """Return the day that a line consists of; of several, the one of publication.

    None for a line that says anything else, or a day in numbers that can be read in two ways.
    """
    line = line.strip()
    if len(line) > _LONGEST_CHARS or not any(map(str.isdigit, line)):
        return None
    found: list[StatedDay] = []
    for text, is_update in _pieces(line):
        day = _day_in(text)
        if day:
            found.append(StatedDay(day, is_update))
        elif not _AGO.fullmatch(text):
            return None
    return min(found, key=lambda stated: stated.is_update, default=None)


def _pieces(line: str) -> list[tuple[str, bool]]:
    """Part a line before each "Published" and "Updated"; tell the latter's pieces from others."""
    labels = list(_LABEL.finditer(line))
    ends = [*(label.start() for label in labels[1:]), len(line)]
    first = line[: labels[0].start()] if labels else line
    pieces = [(first, False)]
    for label, end in zip(labels, ends, strict=False):
        pieces.append((line[label.end() : end], label["updated"] is not None))
    stripped = ((text.strip(_AROUND), is_update) for text, is_update in pieces)
    return [(text, is_update) for text, is_update in stripped if text]


def _day_in(text: str) -> date | None:
    if day := _iso_day(text):
        return day
    text = _HOUR_AFTER.sub("", text)
    if hour := _HOUR_BEFORE.match(text):
        text = text[hour.end() :]
    if weekday := _WEEKDAY_BEFORE.match(text):
        text = text[weekday.end() :]
    text = _WEEKDAY_AFTER.sub("", text).strip(_AROUND)
    match = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    return _day_of(match) if match else None


def _iso_day(text: str) -> date | None:
    if len(text) < len("2021-01-01T00"):
        return None
    try:
        return _known(datetime.fromisoformat(text).date())
    except ValueError:
        return None


def _day_of(match: re.Match[str]) -> date | None:
    weekday = match.groupdict().get("weekday")
    if weekday and weekday.lower() not in _other_names()[1]:
        return None
    month = match["month"].lower()
    number = int(month) if month.isdigit() else _ENGLISH.get(month) or _other_names()[0].get(month)
    try:
        return _known(date(int(match["year"]), number or 0, int(match["day"])))
    except ValueError:
        return None


def _known(day: date) -> date | None:
    return day if day.year in _YEARS else None


@cache
def _other_names() -> tuple[dict[str, int], frozenset[str]]:
    """Return what other languages call the months, by number, and the days of the week.

    A word that means different months in two of them is left out.
    """
    from dateparser.languages.loader import default_loader  # noqa: PLC0415 (0.1 s, rarely needed)

    months: dict[str, set[int]] = defaultdict(set)
    weekdays: set[str] = set()
    for language in _LANGUAGES:
        names = default_loader.get_locale(language).info
        for number, name in enumerate(_MONTHS, start=1):
            for word in names[name]:
                months[word.lower()].add(number)
        weekdays.update(word.lower() for name in _WEEKDAYS for word in names[name])
    certain = {word: min(numbers) for word, numbers in months.items() if len(numbers) == 1}
    return certain, frozenset(weekdays)
