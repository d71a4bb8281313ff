"""Words of a question that are misspelt, as the articles spell them."""

import re
from collections.abc import Mapping
from functools import lru_cache

from spellchecker import SpellChecker

from bot.mentions import capitals_tell
from index.library import Library
from index.words import terms

_SHORTEST = 4
_MOST_BESIDE = 3
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])")


def respelt(question: str, library: Library) -> dict[str, str]:
    """Return the words of a question that nobody writes, each with the one that is likely meant.

    A word is taken for another where neither an English dictionary nor any article knows it, and
    articles hold the other, a letter apart from it (Damerau, 1964), beside another word of the
    question. Names are left alone: the next like name may be another person's.
    """
    words = dict.fromkeys(_WORD.findall(question))
    known = library.rarities([term for word in words for term in terms(word)])
    names_told = capitals_tell(question)
    held = [term for term, rarity in known.items() if rarity < 1]
    beside = sorted(held, key=lambda term: known[term])[-_MOST_BESIDE:]
    likely = {
        word: _likeliest(word.lower(), beside, library)
        for word in words
        if len(word) >= _SHORTEST
        and any(known[term] == 1 for term in terms(word))
        and not (names_told and word[0].isupper())
    }
    found = {word: meant for word, meant in likely.items() if meant}
    return {word: meant.upper() if word.isupper() else meant for word, meant in found.items()}


def with_words(question: str, instead: Mapping[str, str]) -> str:
    """Return a question with some of its words replaced by others."""
    return _WORD.sub(lambda match: instead.get(match[0], match[0]), question)


def read_as(instead: Mapping[str, str]) -> str:
    """Return, for a person to read, which words were read as others; empty for none."""
    if not instead:
        return ""
    return f"Read {' and '.join(f'“{word}” as “{meant}”' for word, meant in instead.items())}."


@lru_cache(maxsize=1)
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en", distance=1)


def _likeliest(word: str, beside: list[str], library: Library) -> str:
    """Return the word that is likely meant, or an empty string."""
    dictionary = _dictionary()
    own_terms = terms(word)
    if word in dictionary or library.shares(own_terms[0], own_terms):
        return ""
    edited = sorted(dictionary.edit_distance_1(word))
    like = {other: terms(other) for other in edited if other.isascii() and other.isalpha()}
    usage = dictionary.word_usage_frequency
    known = [other for other in like if other in dictionary]
    # A name stands in no dictionary, but is its own term, save for its last letter.
    words = [
        other
        for other, own in like.items()
        if own and (other in known or len(own[0]) >= len(other) - 1)
    ]
    rarities = library.rarities([term for other in words for term in like[other]])
    held = [other for other in words if all(rarities[term] < 1 for term in like[other])]
    functional = max((other for other in known if not like[other]), key=usage, default="")
    if functional and usage(functional) >= max(map(usage, held), default=0):
        return functional
    shares = {other: library.shares(like[other][0], beside) for other in held}
    if any(shares.values()):
        return max(held, key=lambda other: (shares[other], usage(other)))
    only = [other for other in held if other in known]
    return only[0] if len(only) == 1 else ""
