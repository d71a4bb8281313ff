"""Near-duplicates: which articles are copies of one story, by MinHash signatures.

An article's signature is made of its text alone and kept in the catalog; two of them tell how
alike two texts are, and its bands find candidates without comparing all pairs. Nothing here
depends on a process, a run or the other articles. Thresholds: tests/benchmarks/README.md,
"Copies and repeated lines".
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash

SAME_STORY = 0.75
LEAST_WORDS = 50
LEAST_PARTICULARS = 12
PERMUTATIONS = 128
# MinHashLSH(threshold=0.5, num_perm=128) of datasketch. Its threshold is lower than SAME_STORY:
# a pair without a common band is a copy missed, a candidate too many is one comparison more.
BANDS, BAND_ROWS = 25, 5

_SEED = 1
_SCHEME = "affine32"
_SHINGLE_WORDS = 5
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_VALUE_BYTES = 4
_SKETCH_BYTES = PERMUTATIONS * _VALUE_BYTES
_MOST_FIGURES = 64
_OWN_FIGURES, _OWN_FIGURES_SHARE = 1, 0.1


@dataclass(frozen=True)
class Joining:
    """What an article that joins the library does to the stories there.

    Attributes:
        story: the label of its story, which is the least id of the articles in it.
        relabelled: the labels that this one replaces: it is a copy of articles of each.
    """

    story: str
    relabelled: frozenset[str]


def signature(text: str) -> bytes:
    """Return what `bands`, `likeness` and `same_story` need to know of a text, 512 to 768 bytes.

    128 MinHash values of the text's five-word shingles, 4 bytes each, little-endian; then the
    hashes of its figures (words with a digit), 4 bytes each, sorted, the 64 least of them.
    Words are compared without case and punctuation.

    Returns:
        Nothing (b"") for a text that takes no part: it has under 50 words, or under 12 different
        names and figures, as the few sentences have that a site serves in place of articles.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    folded = [word.casefold() for word in words]
    figures = {word for word in folded if _DIGIT.search(word)}
    if len(words) < LEAST_WORDS or len(_names(words) | figures) < LEAST_PARTICULARS:
        return b""
    starts = range(len(folded) - _SHINGLE_WORDS + 1)
    shingles = {" ".join(folded[start : start + _SHINGLE_WORDS]) for start in starts}
    sketch = _empty_sketch().copy()
    sketch.update_batch([shingle.encode() for shingle in shingles])
    values: bytes = sketch.hashvalues.astype("<u4").tobytes()
    return values + b"".join(sorted(map(_short_hash, figures))[:_MOST_FIGURES])


def bands(signature: bytes) -> list[int]:
    """Return the 25 bands of a signature, signed 64-bit integers; none of an empty one.

    Texts that have a band in common are candidates: 99.9% of pairs that are 75% alike, 55% of
    those 50% alike, 1 in 100 of those 20% alike: 1 - (1 - s^5)^25.
    """
    size = BAND_ROWS * _VALUE_BYTES
    return [
        _long_hash(bytes([band]) + signature[band * size : (band + 1) * size])
        for band in range(BANDS if signature else 0)
    ]


def likeness(a: bytes, b: bytes) -> float:
    """Estimate the Jaccard similarity of two texts' shingles from their signatures, 0 to 1.

    It is the share of equal MinHash values; its standard error at a similarity s is
    sqrt(s (1 - s) / 128), at most .045. 0 when either takes no part.
    """
    if not a or not b:
        return 0.0
    values_a, values_b = (memoryview(data[:_SKETCH_BYTES]).cast("I") for data in (a, b))
    equal: int = sum(map(eq, values_a, values_b))
    return equal / PERMUTATIONS


def same_story(a: bytes, b: bytes) -> bool:
    """Say whether two texts are copies of one story, perhaps cut, updated or lightly edited.

    Their likeness is at least SAME_STORY and their figures agree: a copy lacks some or adds some,
    while tomorrow's market report, in the same words, has others in their place.
    """
    return likeness(a, b) >= SAME_STORY and _figures_agree(_figures(a), _figures(b))


def join(article_id: str, stories: Iterable[str]) -> Joining:
    """Return which story an article joins, given the stories of the articles it is a copy of.

    A story is a set of articles linked by `same_story` in any number of steps. Its label is the
    least of their ids. So neither depends on the order in which articles come.
    """
    found = set(stories)
    story = min({article_id, *found})
    return Joining(story, frozenset(found - {story}))


def _names(words: list[str]) -> set[str]:
    """Return the words that the text never writes in lower case."""
    capitals = {word.casefold() for word in words if word[0].isupper()}
    return capitals - {word for word in words if word.islower()}


def _figures(signature: bytes) -> list[bytes]:
    starts = range(_SKETCH_BYTES, len(signature), _VALUE_BYTES)
    return [signature[start : start + _VALUE_BYTES] for start in starts]


def _figures_agree(a: list[bytes], b: list[bytes]) -> bool:
    """Say whether one of two texts has hardly any figure that the other lacks.

    Of a text with more than 64 figures only the least hashes are known: beyond the greatest of
    them it says nothing, so neither is the other asked.
    """
    limits = [figures[-1] for figures in (a, b) if len(figures) == _MOST_FIGURES]
    left, right = ({x for x in figures if not limits or x <= min(limits)} for figures in (a, b))
    own = min(len(left - right), len(right - left))
    return own <= max(_OWN_FIGURES, _OWN_FIGURES_SHARE * min(len(left), len(right)))


def _short_hash(word: str) -> bytes:
    return blake2b(word.encode(), digest_size=_VALUE_BYTES).digest()


def _long_hash(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little", signed=True)


@cache
def _empty_sketch() -> "MinHash":
    from datasketch import MinHash  # noqa: PLC0415 - takes nearly a second

    return MinHash(PERMUTATIONS, seed=_SEED, scheme=_SCHEME)
