"""Questions for what there is on a topic, rather than for a fact of it.

"What did the Wire say about gas?", with the outlet taken out, "what's the latest on the strike?",
"tell me about the strike". An article tells what it has on its topic in its first sentences, so
those come first; and whether it does is seen by the topic's words, where the models that judge
sentences look for an answer.
"""

import math
import re

from index.words import terms

_NEWS = r"(?:news|developments?|updates?|word)"
_ON = r"(?:on|about|of|regarding|concerning|with)"
_ASKED = re.compile(
    rf"what(?: is|['’]s| was| has been| have you)?(?: being)? (?:said|reported|written|read) {_ON}"
    r" (?P<said>.+)"
    r"|what (?:do|does|did) (?:the |these |your |my )?(?:articles?|papers?|news|sources?|reports?)"
    rf" (?:say|report|tell|have) {_ON} (?P<held>.+)"
    rf"|(?:(?:please )?(?:tell|show|give) me )?(?:any |some |the )?{_NEWS} {_ON} (?P<news>.+)"
    r"|(?:please )?(?:tell|update) me (?:more |something |all )?(?:about|on) (?P<told>.+)"
    r"|what do you know about (?P<known>.+)",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"(?:what(?:['’]s| is| are| was| were)? |any |(?:please )?(?:tell|show|give) me )?(?:the )?"
    rf"(?:very )?(?:latest|newest|most recent)(?: {_NEWS})? (?:{_ON}|from|in) (?P<topic>.+)",
    re.IGNORECASE,
)
# "Tell me about what he said" asks for more than a topic's news.
_NO_TOPIC = re.compile(r"\b(?:what|who|why|how|when|where|which|whether|if)\b", re.IGNORECASE)
_MOST_WORDS = 8
# At most, and how many characters into an article it wears off.
_GAIN = 0.5
_WEARS_OFF_CHARS = 600


def asks_about(question: str) -> bool:
    """Say whether a question asks what there is on a topic."""
    match = _ASKED.fullmatch(question.strip(" ?.!"))
    return match is not None and _is_topic(match[match.lastgroup or 0])


def latest_of(question: str) -> str:
    """Return a question for the latest on a topic as one for what is said; any other as it is."""
    match = _LATEST.fullmatch(question.strip(" ?.!"))
    if match is None or not _is_topic(match["topic"]):
        return question
    return f"What is said about {match['topic']}?"


def opening_gain(start: int) -> float:
    """Return what a sentence gains by standing early in its article, 0 to 0.5.

    Args:
        start: where it begins, in characters; the gain is 0.5 * exp(-start / 600).
    """
    return _GAIN * math.exp(-start / _WEARS_OFF_CHARS)


def _is_topic(words: str) -> bool:
    return bool(terms(words)) and len(words.split()) <= _MOST_WORDS and not _NO_TOPIC.search(words)
