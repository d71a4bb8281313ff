"""Names, figures and quotations in a text: what a claim must not get wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.number_words import CARDINALS, ORDINALS
from index.sentences import sentence_spans
from index.words import terms

_WORD = re.compile(r"\d+[^\W\d_]\w*|\d[\d,.]*\d|\d|[^\W\d_](?:[\w’'.&-]*\w)?")
_LINKS = {"of", "de", "bin", "al", "van", "von", "der", "la"}
_POSSESSIVE = re.compile(r"[’']s?$")
_QUOTATION = re.compile(
    r"[“\"«]([^”\"»]{3,})[”\"»]|(?<!\w)‘((?:[^’]|’(?=\w)){3,})’(?!\w)"
    r"|(?<!\w)'(?=\w)((?:[^']|'(?=\w)){3,})'(?!\w)"
)

# What may stand before somebody's name, or for it, and tells an office and not who holds it.
PERSON_TITLES = frozenset(
    "President Prime Minister Chancellor Secretary Secretary-General General Foreign Defence "
    "Defense Deputy Chief Senator Sen Representative Rep Governor Gov Mayor King Queen Prince "
    "Princess Pope Judge Justice Professor Doctor Dr Mr Mrs Ms Miss Sir Lord Lady".split()
)
# Words of names of bodies, which go by their whole name alone: "Bank" is no short form of the
# World Bank.
BODIES = frozenset(
    "Academy Agency Army Association Authority Bank Board Bureau Center Centre Church College "
    "Commission Committee Company Congress Corporation Council Court Department Federation Force "
    "Forum Foundation Fund Government Group House Inc Institute Kremlin League Ministry Nations "
    "Office Organisation Organization Parliament Party Police Pentagon Senate Service Society "
    "Times Union United University".split()
)

# Not "a second man", "a third of it" nor "one-third".
_ORDINAL = re.compile(
    rf"(?<!\ba )(?<!\bone[ -])(?<!\btwo[ -])\b(?:{'|'.join(ORDINALS[1:])})\b(?! quarters?\b)"
    r"|\b(\d{1,4})(?:st|nd|rd|th)\b"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORD_VALUES = {word: value for value, word in enumerate(CARDINALS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_SCALES = {
    "hundred": 2, "thousand": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9,
    "b": 9, "trillion": 12, "tn": 12, "t": 12,
}  # fmt: skip
_FIGURE = re.compile(
    # Longer runs of digits are no figures, and Python refuses to count with the longest.
    r"(?P<money>[$€£¥₽₹])?\s?"
    r"(?P<digits>\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,30})?|\d{1,30}(?:\.\d{1,30})?)"
    r"(?:\s?(?P<short>bn|mn|tn|k|m|b|t)\b|[\s-](?P<scale>hundred|thousand|million|billion|trillion)\b)?"
    rf"|\b(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<ones>{'|'.join(CARDINALS[1:10])}))?\b"
    rf"(?:\s(?P<tens_scale>hundred|thousand|million|billion|trillion)\b)?"
    rf"|\b(?P<unit>{'|'.join(CARDINALS)})\b"
    r"(?:\s(?P<unit_scale>hundred|thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A number in a text.

    Attributes:
        start, end: offsets into the text, in characters, with a sign of money and a scale.
        grain: the step in which it is told: 0.1 for 2.3, 10 for 50, 100000 for 1.2 million.
        money: the sign of money before it, or empty.
    """

    start: int
    end: int
    value: Decimal
    grain: Decimal
    money: str


def names(text: str) -> list[str]:
    """Return the names in a text, in order, each once: runs of capitalised words.

    A single capitalised word that opens a sentence counts only when it has another capital
    inside, for it may be any word.
    """
    found: dict[str, None] = {}
    for start, end in sentence_spans(text):
        found.update(dict.fromkeys(_names_in_sentence(text[start:end])))
    return list(found)


def figures(text: str) -> set[str]:
    """Return the numbers in a text as plain digits: "$1.5bn" gives 1500000000, "forty" 40."""
    return {f"{figure.value.normalize():f}" for figure in figures_in(text)}


def ordinals(text: str) -> set[str]:
    """Return the places in a row that a text tells, as digits: "third" and "3rd" give 3.

    Not "first", which often is no place: "at first".
    """
    found = _ORDINAL.finditer(text.lower())
    return {match[1] or str(ORDINALS.index(match[0]) + 1) for match in found}


def figures_in(text: str) -> Iterator[Figure]:
    """Iterate over the numbers in a text, each where it stands."""
    for match in _FIGURE.finditer(text):
        number, power = _number(match)
        value = number.scaleb(power)
        grain = Decimal(1).scaleb(_last_place(number) + power)
        start = match.end() - len(match[0].lstrip())
        yield Figure(start, match.end(), value, grain, match["money"] or "")


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks, without the comma or stop at its end."""
    return [match[match.lastindex or 0].strip(" ,.") for match in _QUOTATION.finditer(text)]


def _names_in_sentence(sentence: str) -> list[str]:
    words = list(_WORD.finditer(sentence))
    runs: list[list[re.Match[str]]] = []
    last = None
    for word, following in zip(words, [*words[1:], None], strict=False):
        adjoins = last is not None and sentence[last.end() : word.start()] in {" ", "-"}
        acronym = len(word[0]) > 1 and word[0].isupper()
        opens = word is words[0] and not terms(word[0]) and not acronym
        if word[0][0].isupper() and not opens and word[0] != "I":
            if adjoins and runs:
                runs[-1].append(word)
            else:
                runs.append([word])
            last = None if word[0].endswith(("'s", "’s")) else word
        elif adjoins and word[0] in _LINKS and following and following[0][0].isupper():
            last = word
        else:
            last = None
    return [
        _POSSESSIVE.sub("", sentence[run[0].start() : run[-1].end()])
        for run in runs
        if len(run) > 1 or run[0] is not words[0] or not run[0][0][1:].islower()
    ]


def _number(match: re.Match[str]) -> tuple[Decimal, int]:
    """Return a number without its scale, and the power of ten that the scale stands for."""
    if match["digits"]:
        number = Decimal(match["digits"].replace(",", ""))
        # "m" is million behind a sum of money, metres behind anything else.
        one_letter = (match["short"] or "").lower() in {"m", "b", "t"}
        short = "" if one_letter and not match["money"] else match["short"]
        scale = short or match["scale"]
    elif match["tens"]:
        ones = _WORD_VALUES[match["ones"].lower()] if match["ones"] else 0
        number, scale = Decimal(_WORD_VALUES[match["tens"].lower()] + ones), match["tens_scale"]
    else:
        number, scale = Decimal(_WORD_VALUES[match["unit"].lower()]), match["unit_scale"]
    return number, _SCALES[scale.lower()] if scale else 0


def _last_place(number: Decimal) -> int:
    """Return the power of ten of the last digit that tells: -1 for 2.3 and 5.0, 1 for 50."""
    exponent = int(number.as_tuple().exponent)
    if exponent < 0 or not number:
        return exponent
    digits = str(int(number))
    return len(digits) - len(digits.rstrip("0"))
