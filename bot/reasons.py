"""Questions for a reason or a means, and the turns of phrase by which a sentence gives one."""

import re

_OPENING = r"^\W*(?:and |but |so )?"
_REASON_ASKED = re.compile(
    _OPENING + r"(?:why\b|how come\b|for what (?:reasons?|purpose)\b"
    r"|what (?:was|is|were|are) the (?:reasons?|causes?|purpose|motives?)\b"
    r"|what (?:made|caused|causes|led to|prompted)\b|what (?:\w+ )?reasons?\b)",
    re.IGNORECASE,
)
_MEANS_ASKED = re.compile(
    _OPENING
    + r"(?:how (?:do|does|did|can|could|will|would|has|have|had|is|are|was|were|to|should)\b"
    r"|in what way\b|by what means\b)",
    re.IGNORECASE,
)
_PURPOSES = (
    "avoid prevent stop protect ensure help keep make show allow force counter curb cut reduce"
    " increase raise boost support protest fight defend discourage encourage"
)
_MEANS = re.compile(
    r"\bby (?:\w+ly )?\w+ing\b|\bthrough\b|\bvia\b|\busing\b|\bby means of\b"
    r"|\bwith (?:the help|an?|the|its|his|her|their)\b|\b(?:thanks|owing) to\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\bbecause\b|\bdue to\b|\bowing to\b|\bthanks to\b|\btherefore\b|\bwhich is why\b"
    r"|\bin order to\b|\bso (?:as to|that)\b|\bin an? (?:bid|effort|attempt) to\b"
    rf"|\bto (?:{'|'.join(_PURPOSES.split())})\b"
    r"|\b(?:aim|aims|aimed|intended|meant|designed) (?:to|at)\b"
    r"|\bas (?:a|the) (?:result|consequence) of\b|\breasons?\b|\bcauses?\b|\bamid\b|\bafter\b"
    r"|\b(?:in|as an?) (?:answer|response|reply|retaliation|reaction|protest)\b"
    r"|\b(?:caused|driven|prompted|triggered|sparked|forced|fuell?ed|motivated|spurred) by\b"
    r"|\b(?:prompted|prompting|led to|leading to|leads to|drove|driving|forced|forcing)\b"
    r"|\bblamed? (?:on|for)\b|\bfollowing\b|\b(?:fear|concern|worr)\w*"
    r"|\bfor (?:failing|refusing|being|having)\b|\bsince (?:it|he|she|they|the)\b"
    r"|\bgiven (?:the|that)\b",
    re.IGNORECASE,
)


def asks_for_reason(question: str) -> bool:
    """Say whether a question asks why."""
    return _REASON_ASKED.search(question) is not None


def asks_for_means(question: str) -> bool:
    """Say whether a question asks how something is done, and not how many or how much."""
    return _MEANS_ASKED.search(question) is not None


def gives_reason(sentence: str) -> bool:
    """Say whether a sentence gives a reason, a cause or a purpose in one of the usual turns."""
    return _REASON.search(sentence) is not None


def gives_means(sentence: str) -> bool:
    """Say whether a sentence tells by what something is done."""
    return _MEANS.search(sentence) is not None
