"""Places in rankings: "the largest", "the second-largest", "the third most expensive"."""

import re

from bot.number_words import ORDINALS

_PLACE = rf"{'|'.join(ORDINALS[1:])}|next|\d+(?:st|nd|rd|th)"
_SUPERLATIVE = (
    r"(?:most|least|best|worst|(?:big|hot|wet|fat|thin)[a-z]est"
    r"|(?:large|great|high|low|tall|short|long|old|young|new|small|rich|poor|fast|slow|quick|strong"
    r"|weak|deep|cold|warm|dry|clean|cheap|near|close|hard|tough|safe|wealthi|earli|busi|heavi"
    r"|deadli|happi|easi|costli|healthi|dirti)e?st)"
)
_RANKED = re.compile(rf"\b(?:({_PLACE})[ -])?{_SUPERLATIVE}\b", re.IGNORECASE)


def tells_another_place(question: str, sentence: str) -> bool:
    """Say whether a sentence ranks something, but nowhere at the place that a question asks for.

    "The second-largest", where the largest is asked for, and the other way round. It may be the
    place in another ranking: Europe's third-largest port can be Germany's largest.
    """
    asked = _places(question)
    told = _places(sentence)
    return bool(asked and told) and not asked & told


def _places(text: str) -> set[int]:
    """Return the places in rankings that a text names; 1 of "the largest"."""
    return {_number((match[1] or ORDINALS[0]).lower()) for match in _RANKED.finditer(text)}


def _number(place: str) -> int:
    if place in ORDINALS:
        return 1 + ORDINALS.index(place)
    return int(place[:-2]) if place[0].isdecimal() else 2
