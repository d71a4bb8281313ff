"""Questions for what somebody says or thinks, and sentences that tell what somebody does."""

import re

# What lays something down says it in no quotation: "the law requires".
_NOBODY = r"(?:laws?|rules?|bills?|polls?|reports?|data|stud(?:y|ies)|figures?|surveys?|articles?)"
_ASKED = re.compile(
    rf"\bwhat (?:else )?(?:did|does|do|has|have) (?!(?:[\w’'-]+ ){{0,3}}{_NOBODY}\b)"
    r"(?:[\w.’'-]+ ){1,5}?(?:say|said|think|thought|believe|argue|claim|warn|feel|make of|tell|told"
    r"|predict)\b"
    r"|\bhow (?:did|does|do) (?:[\w.’'-]+ ){1,5}?(?:describe|feel)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:do|does|did|has|have) (?:[\w.’'-]+ ){1,4}?(?:do|done)\b", re.IGNORECASE)
# The verbs of who says, thinks or feels something.
TELLS = (
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|telling|wr(?:ote|ites?|iting)|saw|sees|found|finds"
    r"|thought|thinks?|felt|feels?|sets? out|laid out|lays out|spelled out"
    r"|denie[sd]|replie[sd]|apologi\w+|critici[sz]\w+"
    r"|(?:acknowledg|accus|add|admit|announc|appeal|argu|ask|believ|blam|call|claim|conclud|condemn"
    r"|consider|declar|demand|describ|deny|doubt|expect|explain|express|fear|hop|insist|prais"
    r"|predict|pledg|promis|propos|react|recall|recommend|regret|reject|respond|stat|stress|suggest"
    r"|thank|tweet|urg|vow|want|warn)(?:s|es|ed|ted|ing|ting)?)\b"
)
_TOLD = re.compile(
    rf"[“\"‘]|\b(?:according to|pointed out|not(?:es|ed|ing))\b|{TELLS}", re.IGNORECASE
)


def asks_for_view(question: str) -> bool:
    """Say whether a question asks what somebody says, thinks or feels."""
    return _ASKED.search(question) is not None and not _DONE.search(question)


def tells_view(sentence: str) -> bool:
    """Say whether a sentence quotes somebody, or tells what somebody says, thinks or feels."""
    return _TOLD.search(sentence) is not None
