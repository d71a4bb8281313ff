"""An elliptic follow-up written out: "And Japan?" with the last question around it.

Its words take the place of those that they stand for: a name that of another name of its kind, a
phrase that of the last phrase with the same preposition, a superlative that of another one.
"""

import re
from collections.abc import Sequence

from bot.countries import countries
from bot.names import names

_PREPOSITION = r"(?:in|on|at|with|about|for|from|to|of|against|by|over|under|after|before|during)"
_OPENING = re.compile(
    r"\W*(?:(?:and|but|so|or|also)\b\W*)?(?:(?:what|how) about\b)?\s*", re.IGNORECASE
)
_PHRASE = re.compile(rf"(?P<preposition>{_PREPOSITION})\s+(?P<rest>\w.*)", re.IGNORECASE)
_MOST_PHRASE_WORDS = 4
_SUPERLATIVE = re.compile(
    r"\bthe\s+(?:(?:most|least)\s+[\w-]+|(?!(?:\w*(?:for|inter|t|prot|gu|requ|arr|cont|harv|qu)est|"
    r"priest|chest|rest|nest|west)\b)\w+est|worst|first|last)\b",
    re.IGNORECASE,
)


def written_out(question: str, last_query: str) -> list[str]:
    """Return the last question with an elliptic one's words in the place of those they stand for.

    "And Japan?" stands for another name of its kind, "And in May?" for what "in" says, "And the
    oldest?" for "the youngest"; where it may stand for one of several, each is tried.

    Args:
        question: elliptic; for any other, nothing is returned.
        last_query: what was searched for the last turn.
    """
    rest = question[_OPENING.match(question).end() :].strip(" ?.!,")  # type: ignore[union-attr]
    if rest == question.strip(" ?.!,"):
        return []
    if _SUPERLATIVE.fullmatch(rest):
        said = _SUPERLATIVE.sub(rest, last_query, count=1)
        return [said] if said != last_query else []
    named = [name for name in names(question) if name in rest]
    opening = re.match(rf"(?:the\s+)?{re.escape(named[0])}\b", rest) if named else None
    phrase = _PHRASE.fullmatch(rest[opening.end() :].strip() if opening else rest)
    if phrase and len(phrase["rest"].split()) > _MOST_PHRASE_WORDS:
        return []
    if not phrase and not (opening and opening.end() == len(rest)):
        return []
    said = _with_phrase(last_query, phrase) if phrase else last_query
    if not said or not opening:
        return [said] if said else []
    return [
        re.sub(rf"(?:\bthe\s+)?\b{re.escape(old)}\b", opening[0], said, count=1)
        for old in alike(named[0], names(said))
    ]


def alike(name: str, others: Sequence[str]) -> list[str]:
    """Return the names that another may stand in for: states and alliances, or all else."""
    if name in others:
        return []
    return [other for other in others if _acts_for_many(other) == _acts_for_many(name)]


def _with_phrase(query: str, phrase: re.Match[str]) -> str:
    """Return a query with its last phrase of the same preposition replaced, or "" without one.

    The phrase is the preposition with the name after it, or without one with all that follows.
    """
    named = "|".join(re.escape(name) for name in sorted(names(query), key=len, reverse=True))
    last = re.compile(
        rf"(.*\b){phrase['preposition']}\s+(?:(?:the\s+)?(?-i:{named or '(?!)'})\b|[^?()]*\w)",
        re.IGNORECASE,
    )
    match = last.match(query)
    return f"{match[1]}{phrase[0]}{query[match.end() :]}" if match else ""


def _acts_for_many(name: str) -> bool:
    return bool(countries(name)) or name.isupper()
