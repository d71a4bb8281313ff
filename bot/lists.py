"""Questions that ask for several things: "Which countries ...?", "Name the ...", "Who are ...?"."""

import re
from collections.abc import Iterable

from bot.countries import countries
from bot.names import figures, names
from index.words import terms

# A plural in small letters: "countries", but not "process", "virus", "crisis" or "Texas".
_PLURAL = (
    r"(?:(?!(?:is|was|has|does|this|news|series|species|gas|bias|atlas|canvas)\b)[a-z][a-z-]*[^\Wsui]s"
    r"|people|children|women|men)"
)
# What may stand before it: "Which company makes ...?" asks for one.
_BEFORE = (
    r"(?:(?:[A-Z][\w’'-]*|two|three|four|five|six|other|main|major|key|big|large|top|new|former"
    r"|foreign|public|private|senior|local|western|eastern|different|specific|first|last) ){0,2}?"
)
_PLURAL_VERB = r"(?:are|were|do|did|have|had|will|would|can|could|should|may|might)"
# "Which oil companies left ...", but not "Which company sells used cars?": what can't be anything
# but the verb of the plural before it.
_ITS_VERB = (
    rf"(?:{_PLURAL_VERB}|left|won|lost|took|gave|fell|rose|said|met|sent|grew|saw|came|began|went)"
)
_OPENING = r"\W*(?:(?:[Aa]nd|[Bb]ut|[Ss]o|[Pp]lease) )?"
_LIST = re.compile(
    _OPENING
    + rf"(?:[Ww]hich {_BEFORE}{_PLURAL}\b"
    + rf"|[Ww]hich (?:[a-z][a-z-]+ ){{1,2}}{_PLURAL} {_ITS_VERB}\b"
    + rf"|[Ww]hat {_BEFORE}{_PLURAL}(?: (?:of|in|on|from|for|between) .{{1,40}}?)? {_PLURAL_VERB}\b"
    + rf"|[Ww]hat {_BEFORE}{_PLURAL} (?:does|has) (?-i:[A-Z]|the |an? )"
    + r"|(?:[Ww]ho|[Ww]hat|[Ww]hich) (?:are|were)\b"
    + r"|(?:[Ww]hich|[Ww]hat) (?:kinds|types|sorts|examples) of\b"
    + r"|(?:[Nn]ame|[Ll]ist|[Ee]numerate)\b"
    + r"|[Gg]ive (?:me )?(?:a list|examples|some examples|all)\b)"
)
# One of those that are named, and what is no list in spite of its form.
_ONE = re.compile(r"\W*\w+ (?:of (?:the|these) following|of (?:these|them))\b", re.IGNORECASE)


def asks_for_list(question: str) -> bool:
    """Say whether a question asks for several things, so that each further one is worth telling."""
    return _LIST.match(question) is not None and not _ONE.match(question)


def new_items(sentence: str, known: Iterable[str], *, wholly: bool = False) -> set[str]:
    """Return the names, countries and figures of a sentence that no known text holds.

    Args:
        sentence: what may be quoted.
        known: the question, and what is quoted already.
        wholly: all words of a name must be new; else one of them makes it new, as in "North Korea"
            beside "South Korea".
    """
    told = "\n".join(known)
    told_terms, told_figures = set(terms(told)), figures(told)
    found = {
        name
        for name in names(sentence)
        if (words := set(terms(name))) - told_terms and not (wholly and words & told_terms)
    }
    return found | (countries(sentence) - countries(told)) | (figures(sentence) - told_figures)
