"""Questions for what somebody said: "What did Putin say in December?", "... about Ukraine?"

A sentence that names them as its speaker, and the topic if there is one, answers whatever it tells;
which one does is seen by its words, where the models that judge sentences look for a fact.
"""

import re
from typing import NamedTuple

from bot.names import TITLES, names
from bot.speakers import outside_quotations
from bot.views import TELLS
from index.words import terms

_ASKED = re.compile(
    r"(?:and |but |so )?what(?: else)? (?:did|does|do|has|have) (?P<who>.+?)"
    r" (?:say|said|(?:have|had) to say)(?: (?:about|on|of|regarding|concerning) (?P<topic>.+))?",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)
_MOST_TOPIC_WORDS = 8
# "Putin also said", "Putin, who was in Moscow, has called", and not "the Putin summit called".
_BEFORE_VERB = (
    r"(?:,[^,;:]{1,80},)?(?:\s+(?:[a-z]+ly|also|then|later|ha[sd]|have|himself|herself|once|again"
    r"|often|even|never|did|not|since|still)){0,3}\s+"
)
# "said Russia's president, Vladimir Putin, on Monday", and not "said Putin had left".
_AFTER_VERB = r"\b(?:said|says|added|adds|wrote|warned|[Aa]ccording to)\s+(?:[\w’'.-]+,?\s+){0,5}?"
_AFTER_NAME = r"(?=\W*$|\s*[,.;:”\"]|\s+(?:on|in|at|during|after|before|when|as|while)\b|\s\s)"


class Utterance(NamedTuple):
    """Whose words a question asks for, and on what: "" for whatever they said."""

    speaker: str
    topic: str = ""

    def is_told_by(self, sentence: str, before: str = "", title: str = "") -> bool:
        """Say whether a sentence tells what is asked for.

        Args:
            sentence: names who says it, or says "he" of whom `before` speaks first.
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
    pronoun = _PRONOUN.fullmatch(match["who"])
    # A word that opens a sentence is no name; of "Russia's President Putin" the last is asked for.
    found = names(f"of {carried if pronoun else match['who']}")
    return Utterance(found[0 if pronoun else -1], topic) if found else None


def is_said_by(name: str, sentence: str, before: str = "") -> bool:
    """Say whether a sentence names somebody as who says what it tells; see Utterance."""
    who = rf"(?<![\w-])(?:{'|'.join(map(re.escape, _called(name)))})\b"
    told = outside_quotations(sentence)
    if re.match(rf"\W*(?:He|She){_BEFORE_VERB}{TELLS}", told):
        return re.match(rf"\W*(?:[A-Z][\w’'.-]*\s+){{0,5}}{who}", before) is not None
    return bool(
        re.search(rf"{who}{_BEFORE_VERB}{TELLS}", told)
        or re.search(rf"{_AFTER_VERB}{who}{_AFTER_NAME}", told)
    )


def _called(name: str) -> set[str]:
    """Return what one word somebody is called: "Putin" of Vladimir Putin, "Xi" of Xi Jinping."""
    parts = [word for word in name.split() if word not in TITLES] or [name]
    return {parts[0], parts[-1]}
