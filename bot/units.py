"""What a figure is of: percent, a sum of money, or something that is measured."""

import re
from string import ascii_uppercase

from bot.names import Figure
from index.words import terms

PERCENT = re.compile(r"\s?(?:%|per ?cent\b(?!age))", re.IGNORECASE)
CURRENCY = re.compile(
    r"[\s-](?:US |U\.S\. )?(?P<name>dollar|euro|yuan|rouble|ruble|yen|franc|crown|rupee)s?\b",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(r"[\s-]+([^\W\d_][\w’']*)")
_SIGNS = {
    "dollar": "$", "euro": "€", "yuan": "¥", "yen": "¥", "ruble": "₽", "rouble": "₽", "rupee": "₹",
}  # fmt: skip
MEASURES = frozenset(
    terms(
        "mile kilometre kilometer km metre meter foot feet inch acre hectare second minute hour "
        "day week month year decade mph kph knot ton tonne kg kilogram pound degree"
    )
)
# By the stems, what is written in several ways.
_SAME = {
    terms(word)[0]: terms(same)[0]
    for same, words in {
        "kilometre": "kilometer km kph", "mile": "mph", "metre": "meter", "foot": "feet",
        "tonne": "ton", "kilogram": "kg",
    }.items()
    for word in words.split()
}  # fmt: skip
_LOOK_CHARS = 40


def money(before: str, figure: Figure, named: re.Match[str] | None) -> str:
    """Return which money a figure is of: "$", "HK$", "€", "crown"; "" if no sign says.

    Args:
        before: what stands before the figure.
        named: the name of a currency after it.
    """
    if named:
        name = named["name"].lower()
        return _SIGNS.get(name, name)
    if not figure.money:
        return ""
    # "HK$" and "A$" are no "$".
    country = before[len(before.rstrip(ascii_uppercase)) :]
    return f"{'' if country == 'US' else country}{figure.money}"


def unit_of(text: str, figure: Figure) -> str:
    """Return what a figure in a text is of: "%", a money, a measure's stem, or "" for none."""
    before = text[max(0, figure.start - _LOOK_CHARS) : figure.start]
    after = text[figure.end : figure.end + _LOOK_CHARS]
    if PERCENT.match(after):
        return "%"
    if found := money(before, figure, CURRENCY.match(after)):
        return found
    word = NEXT_WORD.match(after)
    measured = MEASURES & set(terms(word[1])) if word else None
    unit = min(measured) if measured else ""
    return _SAME.get(unit, unit)
