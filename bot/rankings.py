"""Which place in a ranking is asked for, and told: the second-largest is not the largest."""

import re

from bot.number_words import ORDINALS

_PLACE = rf"(?P<word>{'|'.join(ORDINALS[1:])})|(?P<figure>\d{{1,3}})(?:st|nd|rd|th)"
_MEASURE = r"(?P<measure>most[\s-]+\w+|least[\s-]+\w+|\w{2,}est)"
_RANKED = re.compile(rf"\b(?:(?:{_PLACE})[\s-]+)?{_MEASURE}\b", re.IGNORECASE)
# Tells who comes before: "the second-largest, after Norway".
_TELLS_OTHERS = re.compile(
    r"\b(?:after|behind|followed|following|ahead|before|overtak\w+|overtook|surpass\w*|only to)\b",
    re.IGNORECASE,
)
_NO_MEASURE = frozenset(
    "test contest protest request arrest harvest quest conquest inquest guest interest west priest "
    "chest forest crest fest".split()
)
_AS_LARGE = frozenset({"largest", "biggest", "greatest"})


def tells_another_place(question: str, sentence: str) -> bool:
    """Say whether a question asks for one place in a ranking, and a sentence tells another alone.

    "The second-largest" doesn't tell what is the largest, nor the other way round; but "the
    second-largest, after Norway" does. What the ranking goes by has to be the same word, or one
    that means large.
    """
    asked = _places(question)
    if not asked or _TELLS_OTHERS.search(sentence):
        return False
    told = _places(sentence)
    for measure in asked.keys() & told.keys():
        places = asked[measure] | told[measure]
        if max(places) > 1 and asked[measure].isdisjoint(told[measure]):
            return True
    return False


def _places(text: str) -> dict[str, set[int]]:
    """Return which places a text speaks of, 1 for "the largest", by what the ranking goes by."""
    places: dict[str, set[int]] = {}
    for match in _RANKED.finditer(text):
        measure = " ".join(match["measure"].lower().replace("-", " ").split())
        if measure in _NO_MEASURE:
            continue
        measure = "largest" if measure in _AS_LARGE else measure
        word, figure = match["word"], match["figure"]
        place = ORDINALS.index(word.lower()) + 1 if word else int(figure or 1)
        places.setdefault(measure, set()).add(place)
    return places
