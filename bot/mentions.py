"""What a question names, and whether the evidence mentions it at all."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import combining, normalize

from bot.countries import countries, without_countries
from bot.day_words import MONTHS
from bot.names import names
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
# Capitalised words that tell no one and nothing apart.
_COMMON = frozenset(
    terms(
        "President Prime Minister Chancellor Secretary General Foreign Defence Defense Chief "
        "Senator Representative Governor Mayor King Queen Prince Princess Pope Judge Justice "
        "Professor Doctor Dr Mr Mrs Ms Miss Sir Lord Lady Rep Sen Gov Department Ministry "
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday English God Internet "
        + " ".join(MONTHS)
    )
)


def named(question: str, *, unknown: Collection[str] = ()) -> list[str]:
    """Return what a question names: countries, other names word by word, and years.

    Args:
        question: as it was asked.
        unknown: terms that stand nowhere in the library; where the capitals tell nothing, as in
            Title Case, in ALL CAPS and in all small letters, they are taken for names.
    """
    years = _YEAR.findall(question)
    if capitals_tell(question):
        rest = without_countries(question)
        words = [_POSSESSIVE.sub("", word) for name in names(rest) for word in _WORD.findall(name)]
        kept = [word for word in words if (stems := set(terms(word))) and not stems <= _COMMON]
        return list(dict.fromkeys([*sorted(countries(question)), *kept, *years]))
    strange = [word for word in _WORD.findall(question) if _stems(word) & set(unknown)]
    return list(dict.fromkeys([*strange, *years]))


def unmentioned(wanted: Iterable[str], text: str) -> list[str]:
    """Return those of the names in a question that a text doesn't hold, in any like spelling."""
    held, stems, capitalised = _held(text)
    return [
        word
        for word in wanted
        if word not in held
        and not _stems(word) <= stems
        and not _misspelt(word, capitalised)
        and not _spelt_out(word, text)
    ]


def unmentioned_in(wanted: Iterable[str], passage: Passage) -> list[str]:
    """Return those of the names that neither a passage nor its article's title and byline hold."""
    article = passage.article
    return unmentioned(wanted, f"{passage.text}\n{article.title}\n{article.byline}")


def years_of_outcome(question: str) -> list[str]:
    """Return the years of which a question asks what came of them: "Who won the 2024 election?"."""
    if _AHEAD.search(question):
        return []
    return [match["year"] for match in _OUTCOME.finditer(question)]


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
