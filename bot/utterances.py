"""Questions for what somebody said, whatever about: "What did Putin say in December?"

Any sentence that names them as its speaker answers, and no other: which does is seen by its words,
where the models that judge sentences look for a fact.
"""

import re

from bot.names import TITLES, names
from bot.speakers import outside_quotations
from bot.views import TELLS

_ASKED = re.compile(
    r"(?:and |but |so )?what(?: else)? (?:did|does|do|has|have) (?P<who>.+?)"
    r" (?:say|said|(?:have|had) to say)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)
# "Putin also said", "Putin, who was in Moscow, has called", and not "the Putin summit called".
_BEFORE_VERB = (
    r"(?:,[^,;:]{1,80},)?(?:\s+(?:[a-z]+ly|also|then|later|ha[sd]|have|himself|herself|once|again"
    r"|often|even|never|did|not|since|still)){0,3}\s+"
)
# "said Russia's president, Vladimir Putin, on Monday", and not "said Putin had left".
_AFTER_VERB = r"\b(?:said|says|added|adds|wrote|warned|[Aa]ccording to)\s+(?:[\w’'.-]+,?\s+){0,5}?"
_AFTER_NAME = r"(?=\W*$|\s*[,.;:”\"]|\s+(?:on|in|at|during|after|before|when|as|while)\b|\s\s)"


def speaker_asked(question: str, carried: str = "") -> str:
    """Return whose words a question asks for, whatever they are about; "" for any other question.

    Args:
        question: as it was asked, a period or an outlet taken out.
        carried: what it leans on, such as the person that "he" stands for.
    """
    match = _ASKED.fullmatch(question.strip(" ?.!"))
    if match is None:
        return ""
    if _PRONOUN.fullmatch(match["who"]):
        return next(iter(names(f"of {carried}")), "")
    # A word that opens a sentence is no name; of "Russia's President Putin" the last is asked for.
    return next(reversed(names(f"of {match['who']}")), "")


def is_said_by(name: str, sentence: str) -> bool:
    """Say whether a sentence itself names somebody as who says what it tells."""
    # "Putin" of Vladimir Putin, "Xi" of Xi Jinping.
    parts = [word for word in name.split() if word not in TITLES] or [name]
    who = rf"(?<![\w-])(?:{re.escape(parts[0])}|{re.escape(parts[-1])})\b"
    told = outside_quotations(sentence)
    return bool(
        re.search(rf"{who}{_BEFORE_VERB}{TELLS}", told)
        or re.search(rf"{_AFTER_VERB}{who}{_AFTER_NAME}", told)
    )
