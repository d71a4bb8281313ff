"""Words of a question that are misspelt, as the articles spell them."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from spellchecker import SpellChecker

from bot.mentions import capitals_tell
from bot.speakers import outside_quotations
from index.articles import Listing
from index.library import Library
from index.words import terms

_SHORTEST = 5
_SHORTEST_FUNCTION_WORD = 4
_MOST_BESIDE = 3
_LOOKED_AT = 3
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])")
_ABOUT_A_WORD = re.compile(r"\b(?:words?|terms?|phrases?|spel\w+|meanings?)\b", re.IGNORECASE)


def respelt(question: str, library: Library) -> dict[str, str]:
    """Return the words of a question that nobody writes, each with the one that is likely meant.

    A word is taken for another where neither an English dictionary nor any article knows it, nor
    an author or outlet has it, and the other is an English word a letter apart from it (Damerau,
    1964) that articles write in small letters beside another word of the question. So no word
    becomes a name, and no name that is told by its capital becomes a word. In a question all in
    small letters a name may look like a word: there, no letter is taken for another one.
    """
    if _ABOUT_A_WORD.search(question):
        return {}
    words = [w for w in dict.fromkeys(_WORD.findall(outside_quotations(question))) if w.islower()]
    known = library.rarities([term for word in words for term in terms(word)])
    strange = [word for word in words if any(known[term] == 1 for term in terms(word))]
    if not strange:
        return {}
    held = [term for term, rarity in known.items() if rarity < 1]
    beside = sorted(held, key=lambda term: known[term])[-_MOST_BESIDE:]
    named = _named(library.listings())
    capitals = capitals_tell(question)
    likely = {
        word: _likeliest(word, beside, library, swaps=capitals)
        for word in strange
        if word not in named
    }
    return {word: meant for word, meant in likely.items() if meant}


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


@lru_cache(maxsize=2)
def _named(listings: tuple[Listing, ...]) -> frozenset[str]:
    """Return the words of authors' and outlets' names, in small letters."""
    names = {name for listing in listings for name in (*listing.authors, listing.outlet)}
    return frozenset(word.lower() for name in names for word in _WORD.findall(name))


def _likeliest(word: str, beside: list[str], library: Library, *, swaps: bool) -> str:
    """Return the word that is likely meant, or an empty string.

    Args:
        word: in small letters.
        beside: the rarest terms of the question that the library holds.
        library: has to hold what is meant, beside one of them.
        swaps: a letter may stand for another one.
    """
    dictionary = _dictionary()
    if word in dictionary or library.holding(terms(word), k=1):
        return ""
    like = sorted(dictionary.known(dictionary.edit_distance_1(word)))
    turned = [other for other in like if sorted(other) == sorted(word)]
    if len(word) >= _SHORTEST_FUNCTION_WORD and (asked := [o for o in turned if not terms(o)]):
        return asked[0]
    if len(word) < _SHORTEST:
        return ""
    wanted = [
        other
        for other in like
        if terms(other)
        and (other in turned or other[0] == word[0])
        and (swaps or other in turned or len(other) != len(word))
    ]
    shares = {other: library.shares(terms(other)[0], beside) for other in wanted}
    usage = dictionary.word_usage_frequency
    best_first = sorted(wanted, key=lambda other: (shares[other], usage(other)), reverse=True)
    written = (o for o in best_first if shares[o] and _is_written(o, beside, library))
    return next(written, "")


def _is_written(word: str, beside: Iterable[str], library: Library) -> bool:
    """Say whether articles write a word in small letters beside one of some terms."""
    pattern = re.compile(rf"(?<![\w'’-]){word}(?![\w'’-])")
    return any(
        pattern.search(passage.text)
        for term in beside
        for passage in library.holding([*terms(word), term], k=_LOOKED_AT)
    )
