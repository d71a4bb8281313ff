"""How questions about the library itself are worded; a pattern is held against a whole question."""

import re

_THINGS = r"(?:articles?|stories|story|documents?|files?|pieces?|reports?|news(?: articles?)?)"
_YOURS = (
    r"(?:do you (?:have|hold|know|know of|cover)|have you(?: got)?|are (?:there|here|in here)"
    r"|are in the (?:library|corpus|collection)|is there|you have|i have"
    r"|(?:can|could) (?:you|i) (?:read|see)"
    r"|does the (?:library|corpus|collection) (?:have|hold))"
)
_TELL_OF = r"(?:mention|discuss|cover|concern|are about|are on|talk about|speak of|deal with)"
_TOPIC = (
    rf"(?:\s+(?:about|on|regarding|concerning|(?:(?:that|which)\s+)?{_TELL_OF}|mentioning|covering)"
    r"\s+(?P<topic>.+))?"
)
COUNT = re.compile(
    rf"how many {_THINGS}(?:\s+(?:{_YOURS}|are|were|come|came))?"
    rf"(?:\s+(?:in (?:total|all)|altogether))?{_TOPIC}"
    rf"(?:\s+{_YOURS})?",
    re.IGNORECASE,
)
LIST = re.compile(
    rf"(?:(?:what|which) {_THINGS} {_YOURS}|(?:list|show)(?: me)?(?: all)?(?: the| your| my)?"
    rf" {_THINGS}|{_YOURS} (?:any|some|an?) {_THINGS}|any {_THINGS}"
    rf"|(?:what|which) {_THINGS}(?=\s+{_TELL_OF}\s)"
    rf"|(?:do you have|have you(?: got)?|is there) (?:anything|something)(?=\s+(?:about|on)\s))"
    rf"{_TOPIC}",
    re.IGNORECASE,
)
_OPINION = r"(?:opinion (?:pieces?|articles?|columns?)|op-?eds?|editorials?|comment pieces?)"
OPINIONS = re.compile(
    rf"(?:(?:what|which|how many)(?: of (?:the|your|my))?(?: {_THINGS})? are (?:the )?"
    rf"(?:{_OPINION}|opinions)"
    rf"|(?:how many|what|which|(?:list|show(?: me)?)(?: all| some)?(?: the| your| my)?"
    rf"|{_YOURS}(?: any| some| an?)?) {_OPINION}(?:\s+(?:{_YOURS}|are|were|come|came))?){_TOPIC}",
    re.IGNORECASE,
)
EDGE = re.compile(
    rf"(?:(?:what|which)(?: is|'s|’s| are)?|show(?: me)?|list)?\s*(?:the|your|my)?\s*"
    rf"(?P<edge>newest|latest|most recent|last|oldest|earliest|first) {_THINGS}"
    rf"(?:\s+{_YOURS})?{_TOPIC}",
    re.IGNORECASE,
)
WHO_WROTE = re.compile(
    r"(?:who (?:wrote|is the author of|(?:is|are) the authors? of)|who authored)\s+"
    r"(?:the |this |that |an? )?(?:(?:article|story|piece|report)\s*)?(?:titled |called |named )?"
    r"(?P<about>about|on)?\s*[\"“‘']?(?P<title>.+?)[\"”’']?",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"(?:(?:what|which|list(?: all| the)*|show(?: me)?(?: the| all)*|how many)\s*(?:are |is )?"
    r"(?:the |your )?(?P<kind>outlets?|sources|publications?|newspapers?|publishers?|authors?"
    rf"|writers?|journalists?)(?:\s+{_YOURS})?"
    r"|who (?:are the|are your) (?P<people>authors|writers|journalists))",
    re.IGNORECASE,
)
# What is left when an outlet or author that the library knows has been taken out of the question.
COUNT_UNKNOWN = re.compile(
    rf"how many {_THINGS}(?:\s+{_YOURS})?\s+(?:(?:are|come|were)\s+)?(?:from|by)\s+(?:the\s+)?"
    rf"(?P<name>\S.{{0,60}}?)(?:\s+{_YOURS})?",
    re.IGNORECASE,
)
COVERAGE = re.compile(
    r"what (?:period|time ?span|time ?frame|dates?|date range|years?|range of dates)"
    rf" (?:do you cover|does (?:it|this|the \w+) cover|{_YOURS}|are covered|is covered)"
    rf"|when were (?:all |(?:all )?(?:the|these|your|my) )?{_THINGS} (?:published|written)"
    rf"|how (?:far back|recent|old|up to date) (?:do you go|{_YOURS}|are (?:the|your|my) {_THINGS}"
    rf"|does (?:it|the \w+) go|is (?:the|your) \w+)|from when to when.*",
    re.IGNORECASE,
)
NAMES_OF_TOPIC = re.compile(
    r"(?:what|which) "
    r"(?P<kind>outlets?|publications?|(?:news)?papers?|publishers?|authors?|writers?)"
    r"\s+(?:(?:have|has|did)\s+)?(?:report(?:ed)?(?:\s+(?:on|about|that))?|cover(?:ed)?"
    r"|(?:wrote|written|write)\s+(?:about|on|of))"
    r"\s+(?P<topic>.+)",
    re.IGNORECASE,
)
