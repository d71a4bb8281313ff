"""Notices that an article was corrected, clarified or updated: they stay, wherever they stand."""

import re

_MOST_CHARS = 1000  # more is an article about corrections
_DAY = (
    r"(?:\d{1,4}(?:st|nd|rd|th)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?"
)
_HOUR = r"(?:at|on|[ap]\.?m\b\.?|noon|midnight|(?:utc|gmt|bst|ces?t|[ecmp][sd]?t)\b)"
_GAP = r"[\s,.:/–-]+"
_WHEN = (
    rf"(?:\s*[\[(][^\])]{{1,60}}[\])]"
    rf"|(?:{_GAP}(?:at|on))?{_GAP}{_DAY}(?:{_GAP}(?:{_DAY}|{_HOUR})|[ap]\.?m\b\.?){{0,8}})"
)
_PIECE = (
    r"(?:article|story|post|page|report|piece|column|editorial|essay|analysis|obituary|interview"
    r"|review|list|guide|timeline|headlines?|captions?|video|graphic|map|chart|transcript|episode"
    r"|newsletter|blog|file|item|version)"
)
_CHANGED = (
    r"(?:(?:has|have|had|was|were|is) (?:(?:since|now|also|been|being|first|slightly|later) ){0,3}"
    r"(?:amended|updated|corrected|edited|revised|changed|modified|clarified|refiled|republished"
    r"|retracted|withdrawn|removed))"
)
_VERSION = r"(?:earlier|previous|prior|original|initial)"
_WRONG = r"(?:misstated|misidentified|misspelled|incorrectly|erroneously|mistakenly|imprecisely)"

_CORRECTION = re.compile(
    r"(?:corrections?|clarifications?|corrected|clarified|errat(?:um|a)|retraction)"
    r"(?: ?(?:&|and|/) ?(?:corrections?|clarifications?|amplifications?))?(?: appended)?"
    rf"{_WHEN}?\s*(?:[:|–—.]|-\s|$)",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    rf"updated?(?:{_WHEN}\s*(?:$|[:–—]|(?=\b(?:with|to|after|from)\b))|\s*[:–—](?!\s*$)|\s-\s"
    r"| (?:with|throughout|to (?:add|include|reflect|correct|clarify))\b)",
    re.IGNORECASE,
)
_EDITORS_NOTE = re.compile(r"(?:an? )?editor(?:[’']?s|s[’'])? note\b", re.IGNORECASE)
_PROMPT = re.compile(r"\b(?:sign up|subscribe|newsletter)\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"[(\[]?(?:(?:please )?note: )?(?:"
    rf"th(?:is|ese) (?!is\b|are\b)(?:[\w’',-]+ ){{0,5}}?{_PIECE} (?:[\w’'-]+ ){{0,4}}?{_CHANGED}"
    rf"|this {_PIECE} (?:originally|initially|previously) {_WRONG}"
    rf"|the (?:[\w’'-]+ ){{0,2}}?(?:headlines?|captions?|text) [^.]{{0,60}}?{_CHANGED}"
    rf"|(?:in )?(?:an?|the) {_VERSION} (?:version|edition|headline|draft)s?\b"
    r"|(?:because of|due to|owing to) an? (?:editing|production|technical|reporting) error"
    rf"|an? (?:[\w’',-]+ ){{0,4}}?{_PIECE} (?:on|in|about|last|published) .{{0,250}}?\b{_WRONG}\b"
    r"|this is an? (?:corrected|updated|revised) version"
    r"|we(?: have|[’']ve) (?:updated|corrected|amended|changed|clarified|removed) th(?:is|e)\b"
    r"|for the record\s*:)"
    rf"|.{{0,200}}\b{_VERSION} versions? of (?:this|our) {_PIECE}\b"
    r"|\((?:corrects|clarifies|recasts|refiles|updates|adds|removes|deletes)\b[^()]{3,200}\)\.?$",
    re.IGNORECASE,
)


def is_notice_of_change(line: str) -> bool:
    """Say whether a line tells of a correction, clarification or update, or is an editor's note.

    "Correction: ...", "UPDATED 3 p.m. with ...", "This article was amended on ...", "An earlier
    version of this story ...", "(Corrects the date in paragraph 2)" or a heading over such a line,
    but not "Correction officers strike" or "Update your phone now".
    """
    line = line.strip()
    if len(line) > _MOST_CHARS:
        return False
    if _EDITORS_NOTE.match(line):
        return not _PROMPT.search(line)
    return any(pattern.match(line) for pattern in (_CORRECTION, _UPDATE, _SENTENCE))
