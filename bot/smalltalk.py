"""Greetings, thanks and the like: answered at once, with no search."""

import re

from index.library import Library

_GREETING = re.compile(
    r"(hi|hello|hey|hiya|howdy|greetings|good (morning|afternoon|evening|day)|hallo|bonjour|hola)"
    r"( (there|again|all|everyone|footnote|bot))?( how are you( doing)?( today)?)?"
    r"|how are (you|things)( doing)?( today)?|(what s|whats) up|how s it going"
)
_THANKS = re.compile(
    r"(ok(ay)?|great|cool|perfect|nice|good|wonderful|awesome|super)?\s*"
    r"(thanks|thank you|thx|ty|cheers|much appreciated|merci|danke)( (you|so much|very much|a lot"
    r"|again|a bunch|for (that|this|your help|the help|the answer)))*"
    r"|(ok(ay)?|great|cool|perfect|nice( one)?|got it|i see|well done|good job)"
)
_FAREWELL = re.compile(
    r"(ok(ay)? )?(bye( bye)?|goodbye|good bye|see (you|ya)( later| soon| tomorrow)?|good night"
    r"|that s all( for now)?)( (and )?thank(s| you))?"
)
_SELF = re.compile(
    r"(who|what) (are|r) (you|u)|what (can|do) you do|help( me)?( please)?"
    r"|how do(es)? (this|it|you) work|what can i ask( you)?( about)?|what is this"
    r"|what do you know( about)?|how can you help( me)?"
)


def smalltalk_reply(question: str, library: Library) -> str:
    """Return a short, friendly reply that says what can be asked, or "" for a real question.

    Args:
        question: as it was asked.
        library: names a few articles as examples.
    """
    plain = re.sub(r"\W+", " ", question.lower()).strip()
    if _THANKS.fullmatch(plain):
        return "You're welcome. Ask on, or follow up on the last answer."
    if _FAREWELL.fullmatch(plain):
        return "Goodbye. Your articles stay here for the next question."
    if _GREETING.fullmatch(plain):
        return f"Hello! {_what_can_be_asked(library)}"
    if _SELF.fullmatch(plain):
        what = _what_can_be_asked(library)
        return f"I answer from your articles alone, and cite every sentence. {what}"
    return ""


def _what_can_be_asked(library: Library) -> str:
    count, _ = library.counts()
    titles = " and ".join(f"“{article.title}”" for article in library.articles(limit=2))
    held = "article holds" if count == 1 else f"{count:,} articles hold"
    about = f" The newest: {titles}." if titles else ""
    return f"Ask me anything that your {held}: who, what, when, how many, why.{about}"
