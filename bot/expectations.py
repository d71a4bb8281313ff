"""What kind of thing a question asks for, and whether a sentence holds one."""

import re
from collections.abc import Callable

from bot.day_words import MONTH, SHORT_MONTH, WEEKDAY
from bot.introductions import introduces, who_is_asked
from bot.names import figures, names
from bot.rankings import tells_another_place
from bot.reasons import asks_for_means, asks_for_reason, gives_means, gives_reason
from bot.views import asks_for_view, tells_view
from index.lists import without_mark
from index.sentences import sentence_spans
from index.words import terms

_MONEY_ASKED = re.compile(
    r"\bhow much\b.*\b(worth|costs?|pay|paid|spend|spent|price|invest(ed)?|owe|earn|raise)\b"
    r"|\bwhat\b.*\b(price|cost|budget|value)\b",
    re.IGNORECASE,
)
_QUANTITY_ASKED = re.compile(
    r"\bhow (many|much|often|long|old|far|large|big|tall|high|fast|deep)\b"
    r"|\bwhat (percent|percentage|share|proportion|number|amount)\b",
    re.IGNORECASE,
)
# What no sum of money answers: not "how large" nor "how high", and "how many dollars" is one.
_MEASURE_ASKED = re.compile(
    r"\bhow (?:many(?! (?:dollars|euros|pounds|yuan|ro?ubles|yen|cents|millions?|billions?)\b)"
    r"|often|long|old|far|tall|fast|deep)\b",
    re.IGNORECASE,
)
_TIME_ASKED = re.compile(
    r"\bwhen\b(?! (it|they|he|she|the)\b)|\b(what|which) (year|date|day|month|decade|century)\b"
    r"|\bsince when\b|\bhow long ago\b",
    re.IGNORECASE,
)
_PERSON_ASKED = re.compile(r"^\W*(and |but |so )?(who|whom|whose)\b", re.IGNORECASE)

# What a question asks for is told by the first asking word of its last sentence, unless it asks for
# yes or no.
# What only asks politely for what follows.
_POLITE = re.compile(
    r"\W*(?:(?:can|could|would|will|do) you (?:please )?(?:tell (?:me|us)|say|know|find out)"
    r"|(?:may|can|could) (?:i|we) (?:please )?(?:ask|know))\b,?\s*",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:who|whom|whose|when|where|which|what(?! (?:could|would|may|might) be\b)|why|how)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"\W*(?:(?:and|but|so)\s+)?(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could"
    r"|should|may|might|must)(?:n['’]t)?\b",
    re.IGNORECASE,
)
_NO_THING = (
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|must"
    r"|about|if|else|exactly|happens|makes|leads|went|led|made|became|\w+ed)"
)
_NO_WORDS = (
    r"(?:latest|situation|reactions?|response|stance|positions?|views?|opinions?|attitude|roles?"
    r"|reasons?|purpose|problem|plans?|differences?|impact|effects?|status|future|background"
    r"|controversy|point|meaning|matter|story|news|deal with)"
)
_FEW_WORDS = re.compile(
    r"(?:who(?!(?: is| was|['’]s) (?:he|she|they|it)\b)|whom|whose|when|where|which)\b"
    r"|how (?:many|much|old|long|often|large|big|tall|high|deep|fast|far (?:is|was|away|from))\b"
    rf"|what (?!{_NO_THING}(?:n['’]t)?\b)[\w-]"
    rf"|what(?:['’]s| is| are| was| were) (?:the|its|their|his|her|(?-i:[A-Z])[\w’'-]*['’]s?)"
    rf" (?!{_NO_WORDS}\b)(?-i:[a-z])",
    re.IGNORECASE,
)

_MONEY = re.compile(
    r"[$€£¥₽₹]\s?\d[\d,.]*(?:\s?(?:bn|mn|m|tn|million|billion|trillion)\b)?"
    r"|\d[\d,.]*\s?(?:bn|mn|m|tn|million|billion|trillion)?"
    r"\s?(?:dollars?|euros?|pounds?|yuan|ro?ubles?|yen|usd|eur)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b{MONTH}\b|\b{SHORT_MONTH}\.? \d|\b{WEEKDAY}\b"
    r"|\b(1[0-9]|20)\d\d(s\b|\b)|\b\d+(st|nd|rd|th) century\b|\bcenturies\b|\bago\b"
    r"|\b(noon|midnight)\b|\b([01]?\d|2[0-3]):[0-5]\d\b|\b\d{1,2}([:.]\d\d)? ?[ap]\.?m\b"
    r"|\b(last|next|this|past|earlier this|later this) (week|month|year|spring|summer|autumn|fall"
    r"|winter|decade|century)\b|\b(yesterday|today|tomorrow|tonight)\b",
    re.IGNORECASE,
)


def holds_what_is_asked(question: str, sentence: str) -> bool:
    """Say whether a sentence holds the kind of thing that a question asks for.

    A sum of money, another number, a time, who the person named is, a person who is not in the
    question already, or what somebody says; True for a question that asks for none of these. And
    of the places in a ranking, the one that is asked for.
    """
    holds = next((holds for asks, holds in _KINDS if asks(question)), None)
    right_kind = holds is None or holds(question, sentence)
    return right_kind and not ranks_otherwise(question, sentence)


def ranks_otherwise(question: str, sentence: str) -> bool:
    """Say whether what is asked is at one place of a ranking, and a sentence tells of another.

    "The second-largest" does tell whether something is the largest, yes or no.
    """
    return tells_another_place(question, sentence) and not asks_yes_or_no(question)


def asks_for_few_words(question: str) -> bool:
    """Say whether a question's answer is a few words: a name, a place, a figure, a day, a thing.

    "What did he say?", "Why ...?", "Who is she?" and questions for yes or no ask for more.
    """
    question = _asked_last(question)
    asking = _ASKING.search(question)
    if asking is None or _YES_OR_NO.match(question) or who_is_asked(question):
        return False
    return _FEW_WORDS.match(question, asking.start()) is not None


def asks_yes_or_no(question: str) -> bool:
    """Say whether a question, or the last sentence of it, asks for yes or no."""
    return _YES_OR_NO.match(_asked_last(question)) is not None


def _asked_last(question: str) -> str:
    """Return the sentence that asks, without what stands before it or only asks politely."""
    sentences = [question[start:end] for start, end in sentence_spans(question)]
    asked = next((text for text in reversed(sentences) if text.endswith("?")), question)
    return _POLITE.sub("", asked, count=1)


def explains_as_asked(question: str, sentence: str) -> bool:
    """Say whether a question asks why or how, and a sentence gives a reason or a means.

    That is apart from what a sentence must hold: many a good answer has no such turn of phrase.
    """
    if asks_for_reason(question):
        return gives_reason(sentence)
    return asks_for_means(question) and (gives_means(sentence) or gives_reason(sentence))


def _measures(question: str, sentence: str) -> bool:
    """Say whether a sentence has a figure that the question hasn't, and that is no sum of money."""
    return bool(figures(_MONEY.sub(" ", sentence)) - figures(question))


def _names_another(question: str, sentence: str) -> bool:
    known = set(terms(question))
    opening = without_mark(sentence).split(maxsplit=1)[0]
    return any(not set(terms(name)) <= known for name in (*names(sentence), opening))


# What a question may ask for, each with what holds it; the first that fits a question counts.
_KINDS: tuple[tuple[Callable[[str], object], Callable[[str, str], bool]], ...] = (
    (_MONEY_ASKED.search, lambda _, sentence: _MONEY.search(sentence) is not None),
    (_TIME_ASKED.search, lambda _, sentence: _TIME.search(sentence) is not None),
    (_MEASURE_ASKED.search, _measures),
    (
        _QUANTITY_ASKED.search,
        lambda question, sentence: bool(figures(sentence) - figures(question)),
    ),
    (who_is_asked, lambda question, sentence: introduces(sentence, who_is_asked(question))),
    (_PERSON_ASKED.search, _names_another),
    (asks_for_view, lambda _, sentence: tells_view(sentence)),
)
