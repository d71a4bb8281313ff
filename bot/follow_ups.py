"""Follow-ups without a language model: what a question takes from the turns before it.

What a turn was about is read from its own words and from what was quoted on it: its names, its
things ("the democracy summit"), its other words of weight, and the articles that it cited. A
follow-up that leans on it ("it", "he", "that", "And Japan?") brings those of them that it needs;
one that stands alone brings nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.answers import Answer, Citation
from bot.ellipsis import alike, written_out
from bot.names import BODIES, PERSON_TITLES, names
from bot.queries import Place
from index.words import terms

_MOST_CARRIED = 8
_MOST_READINGS = 3
_ELLIPTIC_WORDS = 5
_FEW_TERMS = 2
_MOST_READ_CHARS = 20_000
_PERSON = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_THING = re.compile(r"\b(they|them|their|theirs|it|its|there|then)\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"\b(?:this|these|those)\b|\bthat(?=\W*$)|\b(?:was|is|did|does|do|about|mean by|of) that\b"
    r"|\b(?:say|says|said|think|thinks|thought|claims?|claimed|believes?) so(?=\W*$)"
    r"|\bthe (?:former|latter|same|other)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"(?:what|how) about\b|(?:what|who|anything|anyone|where) else\b"
    r"|(?:tell me |say )?more\b(?! than)|go on\b"
    r"|(?:why|when|where|who|how|how so|how come|since when)\W*$"
    r"|why (?:not|so|is that|was that)\b|in what way\W*$|for example|such as",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:please |and )?(?:(?:tell me|say|show me)(?: some)? more|more|go on|continue|keep going"
    r"|(?:is there |do you have )?(?:anything|something|what) (?:else|more))"
    r"(?: (?:about|on) (?:that|this|it|them|him|her))?(?: please)?",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(r"(?:and|but|so|or|also)\b", re.IGNORECASE)
# "There" and "it" that stand for nothing: "Is there ...", "Was it possible ...".
_EXPLETIVE = re.compile(
    r"\b(?:is|are|was|were) there\b|\b(?:is|was) it (?=true|possible|likely)", re.IGNORECASE
)
# What "How much is it worth?" asks of a thing, and "And how long is it?" doesn't.
_MEASURE_ASKED = re.compile(
    r"\bhow (?:long|much|many|old|big|large|high|tall|far|wide|deep|heavy|fast|expensive|often"
    r"|soon)\b"
    r"|\b(?:cost|price|worth|length|height|size|age|distance|population|weight|speed|value)\b",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    "long much many old big large high tall far wide deep heavy fast expensive often soon cost "
    "costs price priced worth length height size age distance population weight speed value "
    "valued".split()
)
_ASKS = re.compile(
    r"\W*(?:who|whom|whose|what|which|when|where|why|how"
    r"|is|are|was|were|did|does|do|has|have|had|will|can|could)\b",
    re.IGNORECASE,
)
# "Which airlines have dropped their ..." tells whose; "Which day did their ...", "Which day will
# their ..." and "Which banks lend to their ..." don't.
_OWNERS_ASKED = re.compile(
    r"\W*(?:which|how many|what)\s+(?!of\b)(?:[a-z][\w-]*\s+){0,2}"
    r"(?:[a-z]\w*[^\W\dsui]s|people|children|women|men)\s+(?!.*\b(?:do|does|did)\b)"
    r"(?:[\w’'-]+\s+)*(?!(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|in|on"
    r"|at|by|of|to|for|from|with|about|against|over|under|into|near)\s+$)[\w’'-]+\s+",
    re.IGNORECASE,
)
# What opens a thing that "it" may stand for: "the boycott", "Biden's summit", "which war games".
_DETERMINER = re.compile(
    r"(?:the|a|an|this|that|its|their|his|her|which|what)|.*(?:['’]s|s['’])", re.IGNORECASE
)


@dataclass(frozen=True)
class FollowUp:
    """What a question takes from the turns before it.

    Attributes:
        carried: words that it needs to stand alone, or "" if it does.
        readings: the last question with the follow-up's words in the place of those they stand
            for, whole, in each way that may be meant; empty for most.
        preferred: ids of the articles cited last, if it leans on what they tell.
    """

    carried: str = ""
    readings: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()


def last_searched(history: Sequence[Answer]) -> Answer | None:
    """Return the last answer that was searched for: small talk is passed over."""
    return next((answer for answer in reversed(history) if answer.query), None)


def follow_up(question: str, history: Sequence[Answer]) -> FollowUp:
    """Return what a question takes from the turns before it.

    Args:
        question: checked.
        history: earlier answers, the last one last.
    """
    last = last_searched(history)
    carried = carry_over(question, history)
    if last is None or not carried:
        return FollowUp()
    readings = tuple(written_out(question, last.query)[:_MOST_READINGS])
    # A person, or something else of the kind, is told of elsewhere too; "it" where it was.
    elsewhere = _stands_open(_PERSON, question) or (_elliptic(question) and terms(question))
    cited = () if elsewhere else tuple(citation.article.id for citation in last.citations)
    return FollowUp(carried, readings, tuple(dict.fromkeys(cited)))


def more_of(question: str, history: Sequence[Answer]) -> tuple[str, frozenset[Place]]:
    """Return the last query, and what was quoted, if a follow-up asks for no more than more.

    "Tell me more", "go on", "anything else?"; "" for any other question.

    Args:
        question: checked.
        history: earlier answers, the last one last.

    Returns:
        The query, and what is not to be quoted again, as in Query.said.
    """
    last = last_searched([turn for turn in history if not _asks_more(turn.question)])
    if last is None or not _asks_more(question):
        return "", frozenset()
    # "Who said that?" was answered of the same query, and may have quoted again.
    since = takewhile(lambda turn: turn.query in {"", last.query}, reversed(history))
    said = frozenset((c.article.id, c.start, c.end) for answer in since for c in answer.citations)
    # The question itself still tells the period and the outlet, unless it leant on another.
    whole = set(terms(last.query)) <= set(terms(last.question))
    return last.question if whole else last.query, said


def _asks_more(question: str) -> bool:
    return _MORE.fullmatch(question.strip(" ?.!")) is not None


def carry_over(question: str, history: Sequence[Answer]) -> str:
    """Return the words of the last turn that a follow-up needs, or "" if it stands alone.

    "He" brings the person that the last turn was about; "it" or "they" the names and things in its
    question. "That", and an elliptic question ("And in energy?"), bring the question's other words
    as well; so does a short one that names nothing, if the articles cited last speak of it.

    Args:
        question: checked.
        history: earlier answers, the last one last.
    """
    last = last_searched(history)
    if last is None:
        return ""
    plain = _EXPLETIVE.sub("", question)
    subject = names(last.query)
    if _stands_open(_PERSON, plain):
        carried = _people(last) or subject or _topic(last)
    elif _elliptic(question) or _stands_open(_STATEMENT, plain):
        carried = _without_replaced([*subject, *_topic(last)], question, subject)
        if _asked_measure(question):
            carried = [word for word in carried if word.lower() not in _MEASURES]
    elif _stands_open(_THING, plain):
        carried = [*subject, *_things(last.query)] or _topic(last)
    elif _unfinished(question, last):
        carried = [*subject, *_topic(last)]
    else:
        return ""
    known = set(terms(question))
    fresh = [word for word in dict.fromkeys(carried) if not set(terms(word)) <= known]
    return ", ".join(_without_parts(fresh)[:_MOST_CARRIED])


def _elliptic(question: str) -> bool:
    plain = _EXPLETIVE.sub("", question)
    # "And South Korea?" leans on the last turn; "And what did Putin say on Ukraine?" doesn't.
    whole = names(question) and len(question.split()) > _ELLIPTIC_WORDS
    return bool(_ELLIPSIS.match(plain) or (_CONNECTIVE.match(plain) and not whole))


def _unfinished(question: str, last: Answer) -> bool:
    """Say whether a short question names nothing, and the articles cited last speak of it.

    "Who took part?", "Was anyone hurt?"; after a refusal, those that came closest.
    """
    own = set(terms(question))
    if not _ASKS.match(question) or names(question) or not 1 <= len(own) <= _FEW_TERMS:
        return False
    told = [citation.article for citation in last.citations]
    told = told or [passage.article for passage in last.nearest]
    return any(own & set(terms(article.text)) for article in told)


def _asked_measure(question: str) -> bool:
    return _MEASURE_ASKED.search(question) is not None


def _stands_open(pronoun: re.Pattern[str], question: str) -> bool:
    """Say whether a pronoun stands in a question that has nothing before it to stand for.

    That is something named, or what is asked for: "Which airlines dropped their rules?" At the very
    end ("... say about it?") it points further back whatever stands before.
    """
    match = pronoun.search(question)
    if match is None:
        return False
    before, after = question[: match.start()], question[match.end() :]
    owned = match[0].lower() == "their" and _OWNERS_ASKED.fullmatch(before)
    return not (names(before) or owned) or not re.search(r"\w", after)


def _people(last: Answer) -> list[str]:
    """Return who the last turn was about.

    A full name in its question; else, if that asked who, a name in the answer; else any name in
    the question.
    """
    told_by_none = BODIES | PERSON_TITLES
    asked = [name for name in names(last.query) if not told_by_none.issuperset(name.split())]
    full = [name for name in asked if " " in name]
    if full:
        return full[:1]
    if re.match(r"\W*(?:and |so )?who", last.query, re.IGNORECASE) or not asked:
        answered = [name for c in last.citations for name in _named_in(c) if name not in asked]
        people = [name for name in answered if " " in name] or answered
        if people:
            return people[:1]
    return asked[:1]


def _named_in(citation: Citation) -> list[str]:
    """Return the names in the words cited, the one that opens them first: by its full form."""
    opening = re.match(r"\W*([^\W\d_][\w-]*)", citation.quote)
    known = names(citation.article.text[:_MOST_READ_CHARS]) if opening and terms(opening[1]) else []
    full = [name for name in known if opening and name.split()[-1] == opening[1]][:1]
    return list(dict.fromkeys([*full, *names(citation.quote)]))


def _things(query: str) -> list[str]:
    """Return what a question speaks of that has no name: "democracy summit", "quarrel"."""
    found: list[list[str]] = []
    opened = False
    for word in re.findall(r"[\w’'-]+|[^\w\s]", query):
        if opened and terms(word) and word[0].islower():
            found[-1].append(word)
            continue
        opened = _DETERMINER.fullmatch(word) is not None
        if opened:
            found.append([])
    return [" ".join(words) for words in found if words]


def _topic(last: Answer) -> list[str]:
    """Return the words of weight in the last query."""
    return [word for word in re.findall(r"[\w’'-]+", last.query) if terms(word)]


def _without_parts(words: list[str]) -> list[str]:
    """Drop what stands in another: "Siberia" beside "Power of Siberia"."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: -len(terms(word))):
        if not any(set(terms(word)) <= set(terms(other)) for other in kept):
            kept.append(word)
    return [word for word in words if word in kept]


def _without_replaced(words: list[str], question: str, subject: Sequence[str]) -> list[str]:
    """Drop the one name that the question's own stands in for: "And Japan?" for South Korea."""
    replaced = [old for name in names(question)[:1] for old in alike(name, subject)]
    gone = set(terms(replaced[0])) if len(replaced) == 1 else set()
    return [word for word in words if not set(terms(word)) & gone]
