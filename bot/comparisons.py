"""Questions that compare two outlets or two names, parted into a question for each.

"Compare what the Ledger and the Gazette say about gas", "How do Xi and Putin differ on Ukraine?",
"What is the difference between Power of Siberia and Nord Stream 2?", "NATO versus the EU on China".
An outlet that the library knows is searched for what it says; of any other name, what is said of
it is looked for in all articles.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.bylines import each_once, outlet_forms
from bot.day_words import MONTH, YEAR
from bot.queries import Query
from index.articles import Listing
from index.filters import Filters
from index.words import terms

_SAY = r"(?:say|says|said|write|writes|wrote|think|thinks|thought|claims?|claimed|argues?|argued)"
_COVER = (
    r"(?:reports?|reported|covers?|covered|describes?|described|see|sees|saw|views?|viewed"
    r"|explains?|explained|portrays?|portrayed|treats?|treated)"
)
_VIEWS = (
    r"(?:coverage|reports?|reporting|stor(?:y|ies)|articles?|accounts?|views?|positions?|stances?"
    r"|statements?|opinions?|attitudes?|policies|policy|approach(?:es)?)"
)
_ON = r"(?:about|on|over|regarding|concerning|when it comes to)"
_WITH = r"(?:and|with|to|from|versus|vs\.?|against)"
# "Nord Stream versus ...", but not "Tell me about Roe vs Wade".
_NAMED = (
    r"(?-i:(?=[A-Z]))(?!(?:tell|give|show|find|explain|describe|did|do|does|is|was|are|were|has|have"
    r"|who|what|which|when|where|why|how|can|could|should)\b)"
)
_DO = r"(?:do|does|did|are|is|were|was)"
_DIFFER = r"(?:differ|disagree|compare|different|diverge)"
# Patterns of the first kind ask what each says, those of the second what each is.
_SAID = (
    rf"(?:please )?compare (?:what|how) (?P<a>.+?) (?:{_SAY}|{_COVER}) {_WITH} (?:what|how)"
    rf" (?P<b>.+?) (?:{_SAY} {_ON}|{_COVER} {_ON}|{_COVER}) (?P<topic>.+)",
    rf"(?:please )?compare (?:what|how) (?P<pair>.+?) (?:{_SAY} {_ON}|{_COVER} {_ON}|{_COVER})"
    r" (?P<topic>.+)",
    rf"(?:please )?compare (?:the )?{_VIEWS} (?:of|on|about) (?P<topic>.+)"
    r" (?:in|by|from|between) (?P<pair>.+)",
    rf"(?:please )?compare (?:the )?{_VIEWS} (?:of|by|from|in) (?P<pair>.+?) {_ON} (?P<topic>.+)",
    rf"(?:please )?compare (?P<pair>.+?) {_VIEWS} (?:{_ON}|of) (?P<topic>.+)",
    rf"(?:how|where|in what way) {_DO} (?P<a>.+?) (?:differ from|disagree with"
    rf"|diverge from) (?P<b>.+?) {_ON} (?P<topic>.+)",
    rf"(?:how|where|in what way|on what) {_DO} (?P<pair>.+?) {_DIFFER}(?: with each other"
    rf"| from each other)? {_ON} (?P<topic>.+)",
    rf"how (?:do|did) (?P<pair>.+?) {_COVER}(?: {_ON})? (?P<topic>.+)",
    rf"what (?:is|are|was|were) the (?:main )?differences? between (?P<pair>.+?) {_ON}"
    r" (?P<topic>.+)",
    rf"(?:please )?compare (?P<pair>.+?) {_ON} (?P<topic>.+)",
    rf"{_NAMED}(?P<a>\S+(?: \S+){{0,5}}) (?:versus|vs\.?) (?P<b>.+?) {_ON} (?P<topic>.+)",
)
_SAID_BY_OUTLETS = (
    rf"what {_DO} (?P<pair>.+?) (?:{_SAY}|{_COVER}) {_ON} (?P<topic>.+)",
    rf"(?:do|does|did) (?P<pair>.+?) (?:dis)?agree {_ON} (?P<topic>.+)",
)
_IS = (
    rf"(?:how|where|in what way) {_DO} (?P<a>.+?) (?:differ from|compare (?:with|to)|diverge from"
    r"|different from) (?P<b>.+?)(?: in (?P<topic>.+))?",
    rf"(?:how|where|in what way) {_DO} (?P<pair>.+?) {_DIFFER}(?: from each other)?"
    r"(?: in (?P<topic>.+))?",
    r"what (?:is|are|was|were) the (?:main )?differences? between (?P<pair>.+?)"
    r"(?: in (?P<topic>.+))?",
    r"(?:please )?compare (?P<pair>.+?)(?: in (?P<topic>.+))?",
    rf"{_NAMED}(?P<a>\S+(?: \S+){{0,5}}) (?:versus|vs\.?) (?P<b>.+?)(?: in (?P<topic>.+))?",
)
# What something is in each of two places, or of each.
_OF = (
    r"(?:please )?compare (?:the )?(?P<topic>.+) (?P<at>in|of|at|for) (?P<pair>.+)",
    rf"how {_DO} (?:the )?(?P<topic>.+) (?P<at>in|of|at|for) (?P<a>.+?) compare (?:with|to)"
    r" (?:(?:that|those|the ones?) )?(?:(?P=at) )?(?P<b>.+)",
)
_MOST_NAME_WORDS = 6
# "What Biden said", "meetings in May": no name but a description, which is not parted.
_NO_NAME = re.compile(
    r"\b(?:what|who|when|where|how|which|that|in|at|during|since|before|after"
    rf"|{MONTH}|{YEAR})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Attributes:
        name: what is compared, as the answer calls it.
        question: what is asked of this side alone.
        outlets: the outlet that is searched, in every spelling; empty for all.
    """

    name: str
    question: str
    outlets: tuple[str, ...] = ()

    def query(self, whole: Query) -> Query:
        """Return the query of this side alone.

        Args:
            whole: that of the comparison.
        """
        filters = whole.filters
        if self.outlets:
            filters = replace(filters or Filters(), outlets=self.outlets)
        return replace(whole, question=self.question, filters=filters)


def compared(
    question: str, listings: Sequence[Listing], given: Filters | None = None
) -> tuple[Side, Side] | None:
    """Part a question that compares, or return None for any other.

    Args:
        question: checked.
        listings: all articles; their outlets are the names that are known.
        given: a caller's filters; with those of outlets, no others are searched.
    """
    if given and given.outlets:
        listings = ()
    plain = question.strip(" ?.!")
    forms = outlet_forms(question, listings)
    known = {form.lower(): tuple(sorted(own)) for form, own in forms.items()}
    for patterns, kind in ((_SAID, "said"), (_SAID_BY_OUTLETS, "outlets"), (_IS, "is")):
        for pattern in patterns:
            match = re.fullmatch(pattern, plain, re.IGNORECASE)
            for pair in _pairs(match) if match else ():
                outlets = [known.get(_bare(name).lower(), ()) for name in pair]
                named = kind != "outlets" and all(map(_is_name, pair))
                topic = match["topic"] or "" if match else ""
                if kind == "is" and re.search(r"[A-Z\d]", topic):
                    continue  # a place or a time: "differ in Ukraine", "compare in 2021"
                if (all(outlets) and topic) or (named and not all(outlets)):
                    one, other = (
                        _side(_bare(name), own, topic, said=kind == "said")
                        for name, own in zip(pair, outlets, strict=True)
                    )
                    return one, other
    return _compared_of_each(plain)


def _compared_of_each(plain: str) -> tuple[Side, Side] | None:
    """Part "compare the death tolls of the floods in Peru and Chile": one thing, of each."""
    for pattern in _OF:
        match = re.fullmatch(pattern, plain, re.IGNORECASE)
        for pair in _pairs(match) if match else ():
            if match and match["topic"][:1].islower() and all(map(_is_name, pair)):
                asked = f"What is the {match['topic']} {match['at']}"
                one, other = (Side(_bare(name), f"{asked} {_bare(name)}?") for name in pair)
                return one, other
    return None


def _pairs(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the ways to part what is compared in two: an outlet's name may hold "and" itself."""
    found = match.groupdict()
    if "pair" not in found:
        yield found["a"], found["b"]
        return
    for link in re.finditer(rf" {_WITH} ", found["pair"], re.IGNORECASE):
        yield found["pair"][: link.start()], found["pair"][link.end() :]


def _side(name: str, outlets: tuple[str, ...], topic: str, *, said: bool) -> Side:
    if outlets and topic:
        return Side(" or ".join(each_once(outlets)), f"What is said about {topic}?", outlets)
    if said:
        return Side(name, f"What does {name} say about {topic}?")
    return Side(name, f"What is the {topic} of {name}?" if topic else f"What is {name}?")


def _is_name(text: str) -> bool:
    """Say whether a side is one name and no description or list."""
    return (
        len(text.split()) <= _MOST_NAME_WORDS
        and re.search(r"[A-Z]", _bare(text)) is not None
        and bool(terms(text) or _bare(text).isupper())
        and not _NO_NAME.search(text)
        and not re.search(r",| and ", text)
    )


def _bare(name: str) -> str:
    """Return a name without "the" before it and "'s" or "'s view" behind it."""
    plain = re.sub(r"^(?:both |what )?(?:the )?", "", name.strip(), flags=re.IGNORECASE)
    return re.sub(rf"['’]s?(?: {_VIEWS})?$", "", plain, flags=re.IGNORECASE)
