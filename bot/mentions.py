"""What a question names, and whether the evidence mentions it at all."""

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from unicodedata import combining, normalize

from bot.countries import countries, without_countries
from bot.day_words import MONTHS
from bot.names import PERSON_TITLES, names
from bot.number_words import CARDINALS, ORDINALS
from index.passages import Passage
from index.words import terms

# One letter more, less or different in a word of five: difflib's ratio is .8 or more.
_MISSPELT = 0.8
_SHORTEST_MISSPELT = 5
# What stays small in a headline's Title Case; any other small word shows that capitals tell.
_SMALL = frozenset("a an and as at but by for from in into of on or over the to vs with".split())
_WORD = re.compile(r"(?<!\d)[^\W\d_]\w*(?:['’.&-]\w+)*")
_YEAR = re.compile(r"(?<![\d.,$€£-])(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)")
# What came of something in a year, which nobody can tell before it, in so many words: "won the
# 2024 election", but not "won the contract for the 2028 Olympics" nor "fiscal 2022 results".
_OUTCOME = re.compile(
    r"\b(?:won|win|lost|lose|(?:results?|outcome|winners?|death toll) (?:of|in)"
    r"|(?:happen(?:ed)?|killed|die|died|elected(?: president)?|took place|take place) (?:in|during)"
    r"|(?:beat|defeat|defeated) [^?.]{1,40} in)(?: the)? (?P<year>20\d\d)\b(?!-)",
    re.IGNORECASE,
)
# Who is to hold it is told years ahead, and so is what is only expected.
_AHEAD = re.compile(
    r"\b(?:host|hosts|hosting|bid|rights?|olympics|world cup|games|will|would|could|going to"
    r"|expected|forecast|predict\w*)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
# "Power of Siberia 2", but not "Labour 36.5" nor "Labour 36%".
_NUMBER_AFTER = re.compile(r" (\d{1,3})(?![.,:]?\d|\w|%)")
_NUMBERED = re.compile(r"(?P<name>.*\D) (?P<number>\d{1,3})")
# Capitalised words that tell no one and nothing apart.
_COMMON = frozenset(
    terms(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday English God Internet "
        "Department Ministry " + " ".join([*MONTHS, *PERSON_TITLES])
    )
)


def named(question: str, *, unknown: Collection[str] = ()) -> list[str]:
    """Return what a question names: countries, other names word by word, and years.

    Args:
        question: as it was asked; "Nord Stream 2" gives that as well, for the 2 tells which.
        unknown: terms that stand nowhere in the library; where the capitals tell nothing, as in
            Title Case, in ALL CAPS and in all small letters, they are taken for names.
    """
    years = _YEAR.findall(question)
    if capitals_tell(question):
        rest = without_countries(question)
        words = [_POSSESSIVE.sub("", word) for name in names(rest) for word in _WORD.findall(name)]
        kept = [word for word in words if (stems := set(terms(word))) and not stems <= _COMMON]
        kept += _numbered_names(rest)
        return list(dict.fromkeys([*sorted(countries(question)), *kept, *years]))
    strange = [word for word in _WORD.findall(question) if _stems(word) & set(unknown)]
    return list(dict.fromkeys([*strange, *years]))


def unmentioned(wanted: Iterable[str], text: str) -> list[str]:
    """Return those of the names in a question that a text doesn't hold, in any like spelling."""
    held, stems, capitalised = _held(text)

    def mentioned(word: str) -> bool:
        if numbered := _NUMBERED.fullmatch(word):
            return _tells_number(numbered["name"], int(numbered["number"]), text)
        return (
            word in held
            or _stems(word) <= stems
            or _misspelt(word, capitalised)
            or _spelt_out(word, text)
        )

    return [word for word in wanted if not mentioned(word)]


def unmentioned_in(wanted: Sequence[str], passage: Passage) -> list[str]:
    """Return those of the names that neither a passage nor its article's title and byline hold.

    Where the article has a whole name, the passage may do with its last word: "Lund", once "Ada
    Lund" was told.
    """
    article = passage.article
    left_out = set(unmentioned(wanted, f"{passage.text}\n{article.title}\n{article.byline}"))
    for first, last in reversed(list(pairwise(wanted))):
        if first in left_out and last not in left_out and f"{first} {last}" in article.text:
            left_out.discard(first)
    return [word for word in wanted if word in left_out]


def years_of_outcome(question: str) -> list[str]:
    """Return the years of which a question asks what came of them: "Who won the 2024 election?"."""
    if _AHEAD.search(question):
        return []
    return [match["year"] for match in _OUTCOME.finditer(question)]


def _numbered_names(question: str) -> list[str]:
    """Return the names that have a number after them, with it; "May 4" is a day instead."""
    found = []
    for name in names(question):
        last = _WORD.findall(name)[-1:]
        if not last or set(terms(last[0])) <= _COMMON:
            continue
        numbers = re.findall(re.escape(name) + _NUMBER_AFTER.pattern, question)
        found += [f"{name} {number}" for number in numbers]
    return found


def _tells_number(name: str, number: int, text: str) -> bool:
    """Say whether a text tells a name with its number, "World War II" or "Second" for 2 as well."""
    tens, ones = divmod(number, 10)
    roman = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    forms = [str(number), *([roman] if tens < 4 else []), *CARDINALS[number : number + 1]]
    last = re.escape(name.rsplit(maxsplit=1)[-1])
    told = rf"\b{last}[\s-]?(?:{'|'.join(filter(None, forms))})\b"
    if re.search(told, text, re.IGNORECASE):
        return True
    before = "|".join(ORDINALS[number - 1 : number])
    return bool(before) and re.search(rf"\b{before} {re.escape(name)}\b", text, re.I) is not None


def _spelt_out(word: str, text: str) -> bool:
    """Say whether an acronym's words stand in a text: "Group of 7" for G7."""
    if not re.fullmatch(r"[A-Z][A-Z\d]{1,5}", word):
        return False
    initials = r"\w*[\s-]+(?:(?:and|for|in|of|on|the)\s+)*".join(word)
    return re.search(rf"\b{initials}", text) is not None


@lru_cache(maxsize=64)
def _held(text: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Return a text's countries and years, its stems, and its capitalised words."""
    words = {word for word in _WORD.findall(text) if word[0].isupper()}
    return (
        frozenset(countries(text) | set(_YEAR.findall(text))),
        frozenset(terms(text)),
        tuple(_folded(word) for word in words if len(word) >= _SHORTEST_MISSPELT),
    )


def _stems(word: str) -> set[str]:
    """Return a word's terms; a word of no weight, such as "US", stands for itself."""
    return set(terms(word)) or {word}


def capitals_tell(question: str) -> bool:
    """Say whether a question has words in small letters, and names among its capitalised ones.

    A headline's Title Case and ALL CAPS have none of the first; "when did xi meet putin" has none
    of the second, but so has "When did they meet?".
    """
    words = _WORD.findall(question)
    small = any(word[0].islower() and word not in _SMALL for word in words[1:])
    return small and any(word[0].isupper() for word in words)


def _misspelt(word: str, known: tuple[str, ...]) -> bool:
    """Say whether a name is another's, save for a letter; a known country is spelt rightly."""
    if len(word) < _SHORTEST_MISSPELT or not word.isalpha() or countries(word):
        return False
    return bool(get_close_matches(_folded(word), known, n=1, cutoff=_MISSPELT))


def _folded(word: str) -> str:
    """Return a word in small letters without its accents."""
    return "".join(char for char in normalize("NFKD", word.lower()) if not combining(char))
