"""Questions of who somebody is ("Who is Wei Fenghe?"), and sentences that introduce a person."""

import re

_NAME = r"(?:[^\W\d_a-z][\w’'.-]*)"
_ASKED = re.compile(
    r"\W*(?:[Aa]nd |[Bb]ut |[Ss]o )?[Ww]ho(?: is|[’']s| was) "
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,4}})\W*"
)
_POSSESSIVE = re.compile(r"[’']s?(?: |$)")
# What somebody is, by the ending of the word or by the word itself: "singer", "chairwoman".
_ROLE = (
    r"(?:\w{2,}(?:er|or|ist|ian|ant|ent|eur|man|woman|person|chief)"
    r"|secretary|general|king|queen|prince|princess|pope|judge|justice|mayor|coach|star|boss|aide"
    r"|head|wife|son|child|spy|nurse|pilot|hero|guru|native|attorney|envoy|ally|critic|captain"
    r"|president|minister|chancellor|governor|senator|congressman|congresswoman|representative)"
)
_NO_ROLE = (
    r"(?:her|over|under|after|never|other|another|whether|rather|either|neither|number|order|water"
    r"|winter|summer|september|october|november|december|for|nor|however|later|earlier|former"
    r"|government|parliament|president[’']s|event|moment|agreement|statement|week|weekend|power"
    r"|went|sent|spent|meant|want|recent|different|important|per|letter|matter|center|offer|than)"
)


def who_is_asked(question: str) -> str:
    """Return the name of whom a question asks who that is; empty if it asks something else."""
    asked = _ASKED.fullmatch(question)
    return "" if asked is None or _POSSESSIVE.search(asked["name"]) else asked["name"]


def introduces(sentence: str, name: str) -> bool:
    """Say whether a sentence tells who somebody is, in one of the usual turns.

    "The singer Ada Lund", "Ministers Bo Falk and Ada Lund", "the ministers of two countries, Bo
    Falk and Ada Lund", "Ada Lund, 45, who leads the party", "Ada Lund is a singer".
    """
    last = re.escape(name.rsplit(maxsplit=1)[-1])
    full = rf"(?:(?:{_NAME} ){{0,3}}{last})(?![\w’'-])"
    roles = rf"\b(?i:(?!{_NO_ROLE}s?\b){_ROLE})s?"
    others = rf"(?:{_NAME}(?: {_NAME}){{0,3}}(?:,| and|, and) ){{0,3}}"
    is_one = r"(?:is|was|became|has been|serves as|worked as)"
    turns = (
        rf"{roles},? {others}{full}",
        rf"{roles} (?:of|for|at|in|from) [^.;:]{{1,60}}, {others}{full}",
        rf"{full} ?, (?:an?|the|one of|\d+|who|whose|former|then|head|his|her|their)\b",
        rf"{full} ?,(?: [\w’'-]+){{0,3}} (?!{_NO_ROLE}\b){_ROLE}\b",
        rf"{full},? {is_one} (?:an?|the|one of|head)\b",
    )
    return any(re.search(turn, sentence) for turn in turns)
