"""The figures and days that a sentence claims, of the one kind that a question asks for.

A claim is plain if it stands as it is: no "about", "up to" or "10 to 15", no "two more", no "19 of
the 21". Only plain claims can be held against each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.day_words import MONTH, MONTHS, SHORT_MONTH, WEEKDAY, YEAR
from bot.names import Figure, figures_in
from bot.units import CURRENCY, MEASURES, NEXT_WORD, PERCENT, money
from index.words import terms

Kind = Literal["count", "measure", "money", "share", "age", "day"]

# What makes a figure part of something else: 5-4, 6:30, 30-person, No. 5.
_JOINED = re.compile(r"[\w:/%-]|[.,]\d")
_JOINED_BEFORE = re.compile(r"[\w/:.#]-?$|\bNo\.\s$|\bnumber\s$", re.IGNORECASE)
_MOST_NOUN_WORDS = 4
_LOOK_CHARS = 60
_MOST_NAMED_WORDS = 3

_COUNT_ASKED = re.compile(r"\bhow many\s+(?P<rest>.+)", re.IGNORECASE)
_AGE_ASKED = re.compile(r"\bhow old\b|\bat (?:what|which) age\b", re.IGNORECASE)
_MEASURE_ASKED = re.compile(
    r"\bhow (?:long|far|tall|high|fast|deep|large|big|wide|heavy)\b", re.IGNORECASE
)
_SHARE_ASKED = re.compile(
    r"\b(?:what|which) (?:percent|percentage|share|proportion)\b"
    r"|\bwhat\b.{0,40}?\b(?:rate|percentage|share|proportion)\b"
    r"|\bby how much\b|\bhow much (?:did|do|does|have|has|had|were|was|are|is)\b.*"
    r"\b(?:rise|risen|rose|grow|grown|grew|increase|fall|fallen|fell|drop|shrink|shrunk|up|down)",
    re.IGNORECASE,
)
_MONEY_ASKED = re.compile(
    r"\bhow much\b|\bwhat\b.{0,60}?\b(?:price|cost|costs|budget|value|worth|fine|sum|salary)\b",
    re.IGNORECASE,
)
_DAY_ASKED = re.compile(
    r"\bwhen\b(?! (?:it|they|he|she|the)\b)|\b(?:on )?(?:what|which) (?:date|day)\b", re.IGNORECASE
)
# What ends the noun after "how many", and tells that its last word is what is counted.
_AUXILIARY = frozenset(
    "am are is was were be been do does did has have had can could will would should may might must"
    .split()
)  # fmt: skip
_VERB = re.compile(r"\w+ed|fled|lost|left|won|took|came|saw|made|got|went|fell")
_ENDS_NOUN = _AUXILIARY | frozenset(
    "a an the in on at of to for from by with that which who whose were there this these his her "
    "its their it he she they and or".split()
)

_MONTH = rf"(?P<month>{MONTH}\b|{SHORT_MONTH}\b\.?)"
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\s+$", re.IGNORECASE)
_OF_YEAR = rf"(?:,?\s+{YEAR}\b)?"
_DAY = re.compile(
    rf"\b{_MONTH}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\w:%-]|[.,]\d){_OF_YEAR}"
    r"|(?<![\w.,$-])(?P<first_day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s+of)?\s+"
    rf"{_MONTH.replace('month', 'second_month')}{_OF_YEAR}",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b{WEEKDAY},?\s+$", re.IGNORECASE)
_AGE = re.compile(r"-year-old\b")
_AGED = re.compile(r"\baged?\s+$", re.IGNORECASE)

# Before a figure: it is rounded, a bound, a part, or one of several.
_HEDGES = (
    "about around roughly approximately nearly almost over under above below some perhaps possibly "
    "probably maybe estimated least most than between only another additional extra further other "
    "others remaining first last next top every each average of out until till before after since "
    "from through early late mid circa record combined total minimum maximum initial these those"
).split()
_HEDGED = re.compile(
    rf"(?:\b(?:{'|'.join(_HEDGES)}|as \w+ as|(?:up|close) to)\b|[~≈<>±])(?:\s+[a-z]+)?\s*$",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(
    r"(?:\d[\w%.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|\w+ty))\s*(?:to|or|-|–|—|and|/)\s*[$€£]?$",
    re.IGNORECASE,
)
_HEDGE_AFTER = re.compile(
    r"\s*(?:\+|[-–—]\s?\d|/|to\s+[$€£\d]|or\s+(?:more|so|fewer|less|[$€£\d])|plus\b"
    r"|and (?:a half|counting)|(?:more|other|others|additional|further)\b|each\b|apiece\b|per\b"
    r"|(?:out\s+)?of\s+(?:the|those|these|them|its|their|his|her|all|about|\d)|in\s+\d"
    r"|an?\s+(?:hour|day|week|month|year|night|piece|barrel|gallon|share|person|head)\b"
    r"|(?:dozen|score)\b|times\s+(?:more|as|the))",
    re.IGNORECASE,
)
_DUE_BY = re.compile(r"\bby\s+$", re.IGNORECASE)
_RANGE_AFTER = re.compile(r"\s*(?:[-–—]|to\b|and \d|or\b|through\b)")


@dataclass(frozen=True)
class Asked:
    """What a question asks to be told.

    Attributes:
        nouns: for a count, the terms that may name what is counted.
        head: whether the last of them alone names it.
    """

    kind: Kind
    nouns: tuple[str, ...] = ()
    head: bool = False


@dataclass(frozen=True)
class _Unit:
    """What a figure counts; the length of the words after the figure that name it."""

    name: str = ""
    length: int = 0
    narrowed: frozenset[str] = frozenset()


_NO_UNIT = _Unit()


@dataclass(frozen=True)
class Claim:
    """A figure or day in a text.

    Attributes:
        unit: "$", "%", "day", "age", or the term that names what is counted or measured.
        value: in that unit; of a day, a hundred times the month and the day.
        grain: the step in which the value is told; see Figure.
        start, end: offsets into the text, in characters, with the unit.
        plain: it stands as it is; see above.
        narrowed: terms between a figure and what is counted: "young" in "19 young people".
    """

    unit: str
    value: Decimal
    grain: Decimal
    start: int
    end: int
    plain: bool
    narrowed: frozenset[str] = frozenset()


def asked(question: str) -> Asked | None:
    """Return what figure or day a question asks for, or None if it asks for none."""
    if match := _COUNT_ASKED.search(question):
        nouns, head = _counted(match["rest"])
        return Asked("count", nouns, head) if nouns else None
    kinds: tuple[tuple[re.Pattern[str], Kind], ...] = (
        (_AGE_ASKED, "age"),
        (_MEASURE_ASKED, "measure"),
        (_SHARE_ASKED, "share"),
        (_MONEY_ASKED, "money"),
        (_DAY_ASKED, "day"),
    )
    return next((Asked(kind) for pattern, kind in kinds if pattern.search(question)), None)


def claims(text: str, wanted: Asked) -> list[Claim]:
    """Return what a text claims of the kind that is asked for, in order."""
    if wanted.kind == "day":
        return list(_days(text))
    found = (_claim(text, figure, wanted) for figure in figures_in(text))
    return [claim for claim in found if claim]


def agree(one: Claim, other: Claim) -> bool:
    """Say whether two values may be the same, one of them rounded or cut short.

    |a - b| < max(grain of a, grain of b): 50 and 55 may, 2 million and 2.3 million, but not 19 and
    21. Days are never rounded.
    """
    if one.unit == "day":
        return one.value == other.value
    return abs(one.value - other.value) < max(one.grain, other.grain)


def _counted(rest: str) -> tuple[tuple[str, ...], bool]:
    """Return the terms after "how many", and whether what follows tells that they end there."""
    nouns: list[str] = []
    for word in re.findall(r"[\w’'-]+", rest)[: _MOST_NOUN_WORDS + 1]:
        if word.lower() in _ENDS_NOUN or (nouns and _VERB.fullmatch(word.lower())):
            return tuple(nouns), word.lower() not in _ENDS_NOUN - _AUXILIARY
        nouns += terms(word)
    return tuple(nouns[:_MOST_NOUN_WORDS]), False


def _claim(text: str, figure: Figure, wanted: Asked) -> Claim | None:
    before = text[max(0, figure.start - _LOOK_CHARS) : figure.start]
    after = text[figure.end : figure.end + _LOOK_CHARS]
    if _JOINED_BEFORE.search(before) and not figure.money:
        return None
    unit = _unit(before, after, figure, wanted)
    if not unit.name:
        return None
    end = figure.end + unit.length
    plain = not (
        _HEDGED.search(before)
        or _RANGE_BEFORE.search(before)
        or _HEDGE_AFTER.match(after)
        or _HEDGE_AFTER.match(text, end)
    )
    return Claim(unit.name, figure.value, figure.grain, figure.start, end, plain, unit.narrowed)


def _unit(before: str, after: str, figure: Figure, wanted: Asked) -> _Unit:
    """Return the unit of a figure, if it is of the kind that is asked for."""
    percent, currency = PERCENT.match(after), CURRENCY.match(after)
    if percent:
        return _Unit("%", percent.end()) if wanted.kind == "share" else _NO_UNIT
    if sum_of := money(before, figure, currency):
        length = currency.end() if currency else 0
        return _Unit(sum_of, length) if wanted.kind == "money" else _NO_UNIT
    if wanted.kind == "age":
        young = _AGE.match(after)
        told = young or _AGED.search(before)
        return _Unit("age", young.end() if young else 0) if told else _NO_UNIT
    if wanted.kind in {"count", "measure"}:
        return _named_unit(before, after, wanted)
    return _NO_UNIT


def _named_unit(before: str, after: str, wanted: Asked) -> _Unit:
    """Return the noun that a figure counts, among the few words after it."""
    if _JOINED.match(after) or _AFTER_MONTH.search(before):
        return _NO_UNIT
    known = MEASURES if wanted.kind == "measure" else frozenset(wanted.nouns)
    narrowed: set[str] = set()
    unit, length, position = "", 0, 0
    for _ in range(_MOST_NAMED_WORDS):
        word = NEXT_WORD.match(after, position)
        if not word or word[1].lower() in _ENDS_NOUN:
            break
        position = word.end()
        stems = set(terms(word[1]))
        if stems & known:
            unit, length = min(stems & known), position
        elif unit:
            break
        else:
            narrowed |= stems or {word[1].lower()}
    if not unit or (wanted.head and unit != wanted.nouns[-1]):
        return _NO_UNIT
    return _Unit(unit, length, frozenset(narrowed))


def _days(text: str) -> Iterator[Claim]:
    for match in _DAY.finditer(text):
        month = (match["month"] or match["second_month"]).lower()[:3]
        day = int(match["day"] or match["first_day"])
        number = 100 * (1 + [name[:3] for name in MONTHS].index(month)) + day
        if not 1 <= day <= 31:
            continue
        before = _WEEKDAY.sub("", text[max(0, match.start() - _LOOK_CHARS) : match.start()])
        plain = not (
            _HEDGED.search(before)
            or _DUE_BY.search(before)
            or _RANGE_BEFORE.search(before)
            or _RANGE_AFTER.match(text, match.end())
        )
        yield Claim("day", Decimal(number), Decimal(1), *match.span(), plain)
