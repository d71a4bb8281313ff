"""Questions for what somebody said: "What did Putin say in December?", "... about Ukraine?"

A sentence that names them as its speaker, and the topic if there is one, answers whatever it tells;
which one does is seen by its words, where the models that judge sentences look for a fact. In doubt
it is nobody's: words must not be laid in another's mouth.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.candidates import Candidate, sentence_before
from bot.countries import countries
from bot.day_words import MONTH, WEEKDAY
from bot.names import BODIES, PERSON_TITLES, names
from bot.queries import Query
from bot.speakers import outside_quotations
from index.words import terms

_ASKED = re.compile(
    r"(?:and |but |so )?what(?: else)? (?:did|does|do|has|have) (?P<who>.+?)"
    r" (?:say|said|(?:have|had) to say)(?: (?:about|on|of|regarding|concerning) (?P<topic>.+))?",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)
_MOST_TOPIC_WORDS = 8
_MOST_PERSON_WORDS = 3
_ADVERBS = (
    r"(?:,[^,;:]{1,80},)?(?:\s+(?:[a-z]+ly|also|then|later|ha[sd]|have|himself|herself|once|again"
    r"|often|even|never|did|not|since|still)){0,3}\s+"
)
_SAYS = (
    r"(?:said|says?|told|tells|add(?:s|ed)|wr(?:ote|ites)|set(?:s)? out|l(?:aid|ays) out|made clear"
    r"|den(?:y|ied|ies)|repl(?:ied|ies)|(?:acknowledg|announc|argu|call|claim|condemn|declar|demand"
    r"|describ|explain|express|insist|not|pledg|prais|predict|promis|propos|recall|recommend|reject"
    r"|stat|stress|suggest|tweet|urg|vow|warn|accus|blam|criticis|criticiz)(?:e|es|s|ed)?|admit(?:s"
    r"|ted))\b(?!\s+(?:by|as)\b)(?<!\bset)"
)
_BEFORE_NAME = (
    r"(?:(?:[A-Z][\w’'.-]*|the|former|president|prime|minister|foreign|defen[cs]e|secretary|leader"
    r"|chief|chancellor|spokes\w+|deputy|ambassador|director|senator),?\s+){0,6}?"
)
# "“...,” said Russia's president, Vladimir Putin, on Monday", and not "Xi said Putin had left".
_AFTER_VERB = (
    r"(?:(?:^|\s\s|[,—–]\s*)(?:said|says|added|adds|wrote|warned)|\b[Aa]ccording to)\s+"
    rf"{_BEFORE_NAME}"
)
_AFTER_NAME = r"(?=\W*$|\s*[,.;:”\"]|\s+(?:on|in|at|during|after|before|when|as|while)\b|\s\s)"
_ANOTHERS = re.compile(
    r"\b(?:of|to|with|by|for|from|against|about|than|like|under|near|on|and|or)\s+$", re.IGNORECASE
)
_CALENDAR = re.compile(rf"(?:{WEEKDAY}|{MONTH})", re.IGNORECASE)
_LAST_WORD = re.compile(r"(\S+)\s+$")


class Utterance(NamedTuple):
    """Whose words a question asks for, and on what: "" for whatever they said."""

    speaker: str
    topic: str = ""

    def is_told_by(self, sentence: str, before: str = "", title: str = "") -> bool:
        """Say whether a sentence tells what is asked for.

        Args:
            sentence: names who says it, or says "he" of the only one whom `before` names.
            before: the sentence before it.
            title: the article's, which may name the topic.
        """
        return is_said_by(self.speaker, sentence, before) and (
            set(terms(self.topic)) <= set(terms(f"{title}\n{sentence}"))
        )


def utterance_asked(question: str, carried: str = "") -> Utterance | None:
    """Return whose words a question asks for, or None for any other question.

    Args:
        question: as it was asked, a period or an outlet taken out.
        carried: what it leans on, such as the person that "he" stands for.
    """
    match = _ASKED.fullmatch(question.strip(" ?.!"))
    topic = (match["topic"] if match else "") or ""
    if match is None or len(topic.split()) > _MOST_TOPIC_WORDS:
        return None
    who = match["who"]
    # A word that opens a sentence is no name.
    if _PRONOUN.fullmatch(who):
        found = names(f"of {carried}")
        return Utterance(found[0], topic) if found else None
    # Of "Russia's President Putin" the last; not of "NATO's strategy" nor "the head of NATO".
    last = next(reversed(names(f"of {who}")), None)
    if not last or not who.endswith(last) or _ANOTHERS.search(who.removesuffix(last)):
        return None
    return Utterance(last, topic)


def spoken_in(candidates: Iterable[Candidate], query: Query) -> list[Candidate]:
    """Return the sentences in which somebody says what a query asks them for; none of any other."""
    utterance = utterance_asked(query.question, query.carried)
    if utterance is None:
        return []
    spoken = []
    for candidate in candidates:
        text = candidate.article.text
        before = sentence_before(text, candidate.start) or (0, 0)
        if utterance.is_told_by(candidate.told, text[slice(*before)], candidate.article.title):
            spoken.append(candidate)
    return spoken


def is_said_by(name: str, sentence: str, before: str = "") -> bool:
    """Say whether a sentence names somebody as who says what it tells; see Utterance."""
    called = _called(name)
    told = outside_quotations(sentence)
    if re.match(rf"\W*(?:He|She){_ADVERBS}{_SAYS}", told):
        named = names(f"of {before}")
        return len(named) == 1 and any(named[0].endswith(form) for form in called)
    for form in called:
        who = rf"(?<![\w-]){re.escape(form)}(?![\w’'-])"
        first = re.finditer(rf"{who}(?={_ADVERBS}{_SAYS})", told)
        if any(_begins_clause(name, told[: match.start()]) for match in first):
            return True
        last = re.finditer(rf"{_AFTER_VERB}(?P<name>{who}){_AFTER_NAME}", told)
        if any(not _is_other(name, told[: match.start("name")]) for match in last):
            return True
    return False


def _called(name: str) -> tuple[str, ...]:
    """Return what somebody is called: "Putin" too for Vladimir Putin, and "Xi" for Xi Jinping.

    A country or a body goes by its whole name.
    """
    words = name.split()
    while len(words) > 1 and _is_title(words[0]):
        words.pop(0)
    whole = " ".join(words)
    is_person = (
        len(words) <= _MOST_PERSON_WORDS
        and not countries(name)
        and not (BODIES | PERSON_TITLES).intersection(words)
        and all(word[0].isupper() for word in words)
    )
    if not is_person or words != name.split()[-len(words) :]:
        return (name,)
    return tuple(dict.fromkeys((whole, words[-1], words[0])))


def _begins_clause(name: str, before: str) -> bool:
    """Say whether a name is what a clause begins with, after what else belongs to it.

    Not in "critics of Putin say", nor "Jill Biden said" for Joe Biden.
    """
    if _is_other(name, before):
        return False
    rest = re.sub(r"(?:(?:[A-Z][\w’'.-]*|[a-z]+[’']s|the)\s+)+$", "", before)
    joined = _ANOTHERS.search(rest)
    return joined is None or joined[0].strip().lower() == "and"


def _is_other(name: str, before: str) -> bool:
    """Say whether the word before a name's last word makes it somebody else's."""
    last = _LAST_WORD.search(before)
    if last is None or " " not in name or not last[1][:1].isupper():
        return False
    word = last[1]
    own = word in name.split() or _is_title(word) or word.isupper() or not terms(word)
    return not (own or word.endswith(("’s", "'s", ",")) or countries(word) or _CALENDAR.match(word))


def _is_title(word: str) -> bool:
    return word.removesuffix(".") in PERSON_TITLES
