"""Questions of who somebody is ("Who is Wei Fenghe?"), and sentences that introduce a person."""

import re

_CAPITAL = r"[^\W\d_a-z]"
_NAME = rf"(?:{_CAPITAL}[\w’'-]*\.?)"
_PARTICLE = r"(?:von|van|der|den|de|da|di|du|la|le|bin|ibn|al|el)"
_ASKED = re.compile(
    r"\W*(?:[Aa]nd |[Bb]ut |[Ss]o )?[Ww]ho(?: is|[’']s| was) [“\"]?"
    rf"(?P<name>{_NAME}(?: (?:{_NAME}|{_PARTICLE}|(?:al|el)-{_NAME})){{0,5}})\W*"
)
_POSSESSIVE = re.compile(r"[’']s?(?: |$)")
# What somebody is, by the ending of the word or by the word itself: "singer", "chairwoman".
_ROLE = (
    r"(?!(?:over|under|after|never|other|another|whether|rather|either|neither|number|order|water"
    r"|winter|summer|later|earlier|former|government|parliament|event|moment|agreement|statement"
    r"|power|spent|recent|different|important|letter|matter|center|offer|together|however)s?\b)"
    r"(?:[a-z]{2,}(?:er|or|ist|ian|ant|ent|eur|man|woman|person|chief)"
    r"|secretary|general|king|queen|prince|princess|pope|judge|justice|coach|star|boss|aide|head"
    r"|wife|son|child|spy|nurse|pilot|hero|native|attorney|envoy|ally|critic|captain|architect"
    r"|analyst|expert|athlete|chef|monk|heir|bishop|guard|guide|scholar"
    r"|diplomat|bureaucrat|candidate|delegate|deputy|magnate|tycoon|mogul|advocate|graduate|laureate"
    r"|academic|fellow|poet|host|model|clerk|chair|quarterback|husband|uncle|aunt|cousin|niece"
    r"|nephew|cleric|rabbi|imam|cardinal|admiral|colonel|major|marshal|sheriff"
    r"|Minister|President|Chancellor|Secretary|General|Senator|Sen\.|Governor|Gov\.|Rep\.|Mayor"
    r"|Judge|Justice|King|Queen|Prince|Princess|Pope|Chairman|Chairwoman|Director|Professor"
    r"|Ambassador|Captain|Coach|Premier|Chief|Speaker|Commissioner|Representative|Congressman"
    r"|Congresswoman|Spokesman|Spokeswoman)s?"
)
_OTHERS = rf"(?:{_NAME}(?: {_NAME}){{0,3}}(?:,| and|, and) ){{0,3}}"
_LOOK_BACK_CHARS = 120
# "The singer Ada Lund", "Ministers Bo Falk and", "the ministers of two countries, Bo Falk and"
_BEFORE = re.compile(
    rf"\b{_ROLE}(?:,? | (?:of|for|at|in|from) [^.;:]{{1,60}}, ){_OTHERS}(?:{_NAME} ){{0,2}}\Z"
)
_A_ROLE = rf"(?:an?|the|his|her|their|{_NAME}[’']s?) (?:[\w’'-]+ ){{0,3}}?{_ROLE}\b"
# ", 45, ", ", who leads", ", Norway’s trade minister", " is a singer"
_AFTER = re.compile(
    rf" ?, (?:\d+\b|who(?:se)?\b|one of\b|former\b|{_A_ROLE})"
    rf"|,? (?:is|was|became|has been|serves as|worked as) (?:one of\b|{_A_ROLE})"
)
_OFFICE_LAST = re.compile(rf"\b{_ROLE} \Z")
_CAPITALISED_LAST = re.compile(rf"(?<![\w’'-]){_NAME} \Z")


def who_is_asked(question: str) -> str:
    """Return the name of whom a question asks who that is; empty if it names nobody so."""
    asked = _ASKED.fullmatch(question)
    if asked is None or _POSSESSIVE.search(asked["name"]):
        return ""
    return asked["name"].rstrip(".")


def introduces(sentence: str, name: str) -> bool:
    """Say whether a sentence tells who somebody is, in one of the usual turns.

    "The singer Ada Lund", "Ministers Bo Falk and Ada Lund", "Ada Lund, 45", "Ada Lund, who leads
    the party", "Ada Lund is a singer"; and the same with the last name alone.
    """
    *first, last = name.split()
    if last not in sentence:
        return False
    own = "".join(f"(?:{re.escape(word)} )?" for word in first)
    for match in re.finditer(rf"(?<![\w’'-]){own}{re.escape(last)}(?![\w’'-])", sentence):
        before = sentence[max(0, match.start() - _LOOK_BACK_CHARS) : match.start()]
        # "Joe Biden" is not Jill Biden.
        whole = match[0] == name
        another = _CAPITALISED_LAST.search(before) and not _OFFICE_LAST.search(before)
        if another and not whole:
            continue
        if _BEFORE.search(before) or _AFTER.match(sentence, match.end()):
            return True
    return False
