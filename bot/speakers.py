"""Who speaks in a sentence: whether it can be read without the ones around it.

"He called it ..." and "The minister said ..." need the sentence before; a quotation needs the words
that name its speaker; one that isn't closed needs its end.
"""

import re

from bot.countries import countries
from bot.day_words import MONTH, WEEKDAY
from bot.names import names
from index.lists import without_mark
from index.sentences import PARAGRAPH_BREAK

_QUOTED = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)")
_PRONOUN = re.compile(
    r"\W*(?:(?:but|and|yet|so|still|then|also|meanwhile|however|instead),?\s+)?"
    r"(?:he|she|they|it|this|that|these|those|his|her|hers|their|its|such|both|neither"
    r"|according to (?:him|her|them))\b",
    re.IGNORECASE,
)
_SAID = (
    r"(?:said|says|told|tells|added|adds|noted|wrote|warned|called|argued|continued|explained"
    r"|insisted|stressed|tweeted|claimed|denied|admitted|suggested|replied|recalled|predicted"
    r"|acknowledged|announced|stated|urged|vowed|pledged|went on)"
)
_ROLE = (
    r"(?:minister|president|premier|chancellor|secretary|senator|governor|mayor|ambassador"
    r"|spokes(?:man|woman|person)|diplomat|general|commander|chief|leader|lawmaker|candidate"
    r"|congress(?:man|woman)|official|analyst|expert|researcher|professor|scientist|doctor|judge"
    r"|lawyer|attorney|prosecutor|actor|actress|singer|star|player|coach|author|writer|director"
    r"|executive|billionaire|founder|king|queen|prince|princess|pope|\d+-year-old|man|woman)"
)
_BODY = r"(?:company|agency|ministry|department|group|organi[sz]ation|union|bank|court|statement)"
_WHO = rf"(?:he|she|they|(?:the|his|her|their)\s+(?:[\w-]+\s+){{0,2}}?{_ROLE})"
_ADVERB = r"(?:\s+(?:also|then|later|has|have|had|previously))?"
# The main clause's speaker: of "Xi said he told them so" that is Xi. Quotations are blanked.
_CLAUSE = r"(?:^|[,:;—–]|\s-|\s\s)[\s.]*"
_SPEAKER = re.compile(rf"{_CLAUSE}{_WHO}{_ADVERB}\s+{_SAID}\b", re.IGNORECASE)
_SPEAKER_LAST = re.compile(
    rf"{_CLAUSE}{_SAID}\s+{_WHO}\b(?!\s*,?\s*(?-i:[A-Z])|\s+(?:of|for)\b)", re.IGNORECASE
)
_BODY_FIRST = re.compile(rf"\W*the\s+(?:[\w-]+\s+)?{_BODY}{_ADVERB}\s+{_SAID}\b", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:in|at|from|near|on|of|to|with|for|by|after|since)\s+$", re.IGNORECASE)
_CALENDAR = re.compile(rf"(?:{WEEKDAY}|{MONTH})\b", re.IGNORECASE)
_MARK = re.compile(r"[“”\"]")


def outside_quotations(sentence: str) -> str:
    """Return a sentence with two spaces in the place of each quotation."""
    return _QUOTED.sub("  ", sentence)


def leans_back(sentence: str) -> bool:
    """Say whether a sentence can't be read without the one before it.

    It can't if it opens with a pronoun, if whoever speaks in it is only "he" or "the minister", or
    if it is a quotation, or the end of one, that doesn't name its speaker.
    """
    sentence = without_mark(sentence).partition(PARAGRAPH_BREAK)[0]
    outside = outside_quotations(sentence)
    if len(re.findall(r"\w+", outside)) < 2 and len(outside) < len(sentence):
        return True
    if _PRONOUN.match(outside) or _BODY_FIRST.match(outside) or _unbalanced(sentence)[0]:
        return True
    speakers = (*_SPEAKER.finditer(outside), *_SPEAKER_LAST.finditer(outside))
    return any(not _names_someone(outside[: match.start()]) for match in speakers)


def leans_forward(sentence: str) -> bool:
    """Say whether a sentence opens a quotation that it doesn't close."""
    return _unbalanced(sentence)[1]


def _names_someone(text: str) -> bool:
    """Say whether the words before a speaker name whom "he" may stand for: no place, no day."""
    return any(
        not countries(name)
        and not _CALENDAR.match(name)
        and not _PLACED.search(text[: text.index(name)])
        for name in names(text)
    )


def _unbalanced(sentence: str) -> tuple[bool, bool]:
    """Say whether a quotation ends here that began before, and whether one goes on after."""
    depth, ended = 0, False
    for mark in _MARK.finditer(sentence):
        before = sentence[: mark.start()]
        opens = mark[0] == "“" or (mark[0] == '"' and (not before or before[-1] in " \n([—–-‘'"))
        if opens:
            depth += 1
        elif depth:
            depth -= 1
        elif not before[-1:].isdigit():  # 6'2" is no quotation
            ended = True
    return ended, depth > 0
