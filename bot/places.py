"""Questions for a place, and sentences that name one."""

import re

from index.words import terms

_ASKED = re.compile(r"^\W*(?:and |but |so )?(?:from |to )?where(?:abouts)?\b", re.IGNORECASE)
# "In Vienna", "near the Old Mint"; where a report comes from: "LVIV, Ukraine —"; "at a farm".
_NAMED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|[Oo]n|[Oo]ff|[Oo]utside|[Ii]nto|[Aa]cross|[Vv]ia)"
    r" (?:the )?(?:[a-z-]+ ){0,2}?(?P<name>[A-Z][\w’'.-]+)"
    r"|^(?P<from>[A-Z][\w ,.’'-]{2,40})(?: \([A-Z]+\))? ?[—–:-]"
)
_SPOT = re.compile(
    r"\b(?:at|near|inside|outside|aboard|under|beside|along) (?:an?|the|his|her|their|its)\b",
    re.IGNORECASE,
)


def asks_for_place(question: str) -> bool:
    """Say whether a question asks where."""
    return _ASKED.match(question) is not None


def names_place(question: str, sentence: str) -> bool:
    """Say whether a sentence tells a place that is not in the question already."""
    known = set(terms(question))
    named = (match["name"] or match["from"] for match in _NAMED.finditer(sentence))
    return _SPOT.search(sentence) is not None or any(not set(terms(n)) <= known for n in named)
