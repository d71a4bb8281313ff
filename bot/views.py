"""Questions for what somebody says or thinks, and sentences that tell what somebody does."""

import re

_ASKED = re.compile(
    r"\bwhat\b.{0,20}\b(?:did|does|do|has|have)\b.*\b(?:say|said|think|thought|believe|argue|claim"
    r"|warn|feel|promise|make of|tell|told|propose|suggest|recommend|predict|demand|urge)\b"
    r"|\bhow (?:did|does|do|has|have)\b.*"
    r"\b(?:describe|feel|felt|respond|react|reply|answer|comment)(?:d|ed)?\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"[“\"]|\baccording to\b|\b(?:sa(?:id|ys?|ying)|told|tells?|telling|wr(?:ote|ites?|iting)|saw"
    r"|sees|seen|thought|thinks?|felt|feels?|denie[sd]|replie[sd]|apologi\w+|critici[sz]\w+"
    r"|(?:acknowledg|accus|add|admit|announc|appeal|argu|ask|believ|blam|call|claim|condemn|demand"
    r"|describ|deny|doubt|expect|explain|express|fear|hop|insist|not|prais|predict|pledg|promis"
    r"|propos|react|recall|recommend|regret|reject|respon|stat|stress|suggest|thank|tweet|urg|vow"
    r"|want|warn)(?:s|es|ed|ded|ing|ting|ted)?)\b",
    re.IGNORECASE,
)


def asks_for_view(question: str) -> bool:
    """Say whether a question asks what somebody says, thinks or feels."""
    return _ASKED.search(question) is not None


def tells_view(sentence: str) -> bool:
    """Say whether a sentence quotes somebody, or tells what somebody says, thinks or feels."""
    return _TOLD.search(sentence) is not None
