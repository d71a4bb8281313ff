"""The outlets and authors of articles: which a question names, and how many articles name each.

"According to the Guardian", "what did Bochkov write about ...": only names that the library's
articles carry, and only in such a turn of phrase. What someone said is no matter of bylines, for
a person may write articles and be in the news as well.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from bot.domains import domain_forms
from index.articles import Listing

_SAY = r"(?:says?|said|reports?|reported|writes?|wrote|published|publish(?:es)?|cover(?:ed|s)?)"
_WRITE = r"(?:writes?|wrote|written|publish(?:ed|es)?|report(?:ed|s)?)"
_PIECE = r"(?:articles?|stor(?:y|ies)|reports?|reporting|coverage|pieces?|columns?|analys[ei]s)"
_ABOUT = r"(?:\s+(?:on|about|of)\b)?"
_ASKS_FOR_ARTICLES = (
    r"(?P<asked>^(?:how many|which|what|(?:(?:list|show)(?: me)?(?: all)?(?: the)?)"
    rf"|(?:do you have |are there )?any)\s+{_PIECE}\b)"
)
# Each with what is left in its place: "What did the Wire say about gas?" asks what is said of gas.
_HOW_MANY = (
    r"^(?:and )?how many(?: are| were)?(?: written| published)?\s+(?:from|by|in)\s+{name}(?=\W*$)",
    "how many articles",
)
_OUTLET_PHRASES = (
    _HOW_MANY,
    (rf"\b(?:did|does|do|has|have)\s+{{name}}\s+{_SAY}\b", "is said"),
    (rf"\b(?:according\s+to|in|from|by|on)\s+{{name}}(?:['’]s?)?(?:\s+{_PIECE}\b)?", ""),
    (rf"(?<!told\s)(?<!tell\s){{name}}(?:['’]s?)?\s+{_PIECE}\b{_ABOUT}", ""),
    (rf"(?<!told\s)(?<!tell\s){{name}}\s+{_SAY}\b", "is said"),
)
_AUTHOR_PHRASES = (
    _HOW_MANY,
    # A question about the library stays one: "How many articles do you have by Ann Lee?"
    (
        rf"{_ASKS_FOR_ARTICLES}(?P<more>.*?)\s+(?:(?:are|were|is|was)\s+)?(?:there\s+)?"
        r"(?:written\s+|published\s+)?by\s+{name}",
        r"\g<asked>\g<more>",
    ),
    (
        rf"{_ASKS_FOR_ARTICLES}\s+(?:has|have|did)\s+{{name}}\s+(?:write|written|publish(?:ed)?)\b",
        r"\g<asked>",
    ),
    (rf"\b(?:did|does|do|has|have)\s+{{name}}\s+{_WRITE}\b", "is said"),
    (rf"\b(?:in\s+)?(?:an?\s+|the\s+|any\s+)?{_PIECE}\s+(?:written\s+)?by\s+{{name}}", ""),
    (r"\bwritten\s+by\s+{name}", ""),
    (rf"{{name}}['’]s?\s+{_PIECE}\b{_ABOUT}", ""),
    (rf"{{name}}\s+{_WRITE}\b", "is said"),
)
_MOST_NAMED = 12
Byline = Literal["outlet", "author"]
_SHORTEST_SURNAME = 3
_SHORTEST_ACRONYM = 3
_GENERATION = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)


def take_outlets(question: str, listings: Sequence[Listing]) -> tuple[str, tuple[str, ...]]:
    """Return a question without the outlets it is narrowed to, and those outlets."""
    return _take(question, outlet_forms(question, listings), _OUTLET_PHRASES)


def outlet_forms(question: str, listings: Sequence[Listing]) -> dict[str, set[str]]:
    """Return what an outlet may be called: by its name without "the", its initials, its domain.

    Args:
        question: what an outlet is called there, if articles know it by its domain alone.
        listings: all articles.

    Returns:
        The outlets of each form, in every spelling; several may have the same initials.
    """
    spellings: dict[str, set[str]] = {}
    for outlet in {listing.outlet for listing in listings if listing.outlet}:
        spellings.setdefault(_plain(outlet), set()).add(outlet)
    forms: dict[str, set[str]] = {}
    for alike in spellings.values():
        for outlet in alike:
            plain = without_the(outlet)
            initials = "".join(word[0] for word in re.findall(r"\w+", plain) if word[0].isupper())
            short = [initials] if len(initials) >= _SHORTEST_ACRONYM else []
            for form in (plain, *short):
                forms.setdefault(form, set()).update(alike)
    outlets = {outlet for alike in spellings.values() for outlet in alike}
    for form, own in domain_forms(question, outlets).items():
        forms.setdefault(form, set()).update(own)
    return forms


def same_outlet(one: str, other: str) -> bool:
    """Say whether two names are of one outlet: they differ at most in "the" and in case."""
    return _plain(one) == _plain(other)


def without_the(outlet: str) -> str:
    """Return an outlet's name without "the" before it, which articles give or leave out."""
    return re.sub(r"^the\s+", "", outlet, flags=re.IGNORECASE)


def each_once(outlets: Iterable[str]) -> list[str]:
    """Return the names of outlets, of those that are one outlet the first alone."""
    first: dict[str, str] = {}
    for outlet in outlets:
        first.setdefault(_plain(outlet), outlet)
    return list(first.values())


def _plain(outlet: str) -> str:
    return without_the(outlet).casefold()


def tell_names(listings: Sequence[Listing], what: Byline, *, called: str) -> str:
    """Return in a sentence which outlets or authors some articles name, and how often each.

    Args:
        listings: the articles.
        what: whose names are counted. Outlets that differ in "the" or in case are one, as most
            articles spell it.
        called: what the articles are called: "articles".
    """
    named = [x.authors if what == "author" else tuple(filter(None, [x.outlet])) for x in listings]
    alike: dict[str, Counter[str]] = {}
    for name in (name for names in named for name in names):
        key = _plain(name) if what == "outlet" else name
        alike.setdefault(key, Counter())[name] += 1
    usual = {spelt.most_common(1)[0][0]: spelt.total() for spelt in alike.values()}
    counts = Counter(usual).most_common()
    if not counts:
        return f"None of the {called} names its {what}."
    shown = "; ".join(f"{name} ({count:,})" for name, count in counts[:_MOST_NAMED])
    rest = f"; and {len(counts) - _MOST_NAMED:,} more" if len(counts) > _MOST_NAMED else ""
    total = "one" if len(counts) == 1 else f"{len(counts):,}"
    plural = "" if len(counts) == 1 else "s"
    without = sum(not names for names in named)
    none = f" {without:,} name{'s' if without == 1 else ''} none." if without else ""
    return f"The {called} name {total} {what}{plural}: {shown}{rest}.{none}"


def take_authors(question: str, listings: Sequence[Listing]) -> tuple[str, tuple[str, ...]]:
    """Return a question without the authors it is narrowed to, and those authors.

    A surname alone counts if one author has it.
    """
    authors = {author for listing in listings for author in listing.authors}
    surnames = Counter(_surname(author) for author in authors)
    forms = {author: {author} for author in authors}
    for author in authors:
        surname = _surname(author)
        if surnames[surname] == 1 and len(surname) >= _SHORTEST_SURNAME:
            forms.setdefault(surname, {author})
    return _take(question, forms, _AUTHOR_PHRASES)


def _surname(author: str) -> str:
    words = author.replace(",", " ").split()
    while len(words) > 1 and _GENERATION.fullmatch(words[-1]):
        words.pop()
    return (words or [""])[-1]


def _take(
    question: str, forms: Mapping[str, Iterable[str]], phrases: Iterable[tuple[str, str]]
) -> tuple[str, tuple[str, ...]]:
    """Replace the first phrase that holds one of the names, the longest names tried first."""
    lowered = question.lower()
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        if form.lower() not in lowered:
            continue
        # One word may be any word ("time", "nature") unless it is written as the name is.
        exact = " " not in form and not form.isupper()
        name = rf"(?:the\s+)?(?-i:{re.escape(form)})" if exact else rf"(?:the\s+)?{re.escape(form)}"
        for phrase, left in phrases:
            # No word border: "Yahoo!" and "Berg Jr." end with none.
            whole = rf"(?<!\w){name}(?!\w)"
            pattern = re.compile(phrase.replace("{name}", whole), re.IGNORECASE)
            if pattern.search(question):
                rest = " ".join(pattern.sub(f" {left} ", question, count=1).split())
                rest = re.sub(r"\s+([?.!,;])", r"\1", rest).lstrip(" ,;:.")
                rest = re.sub(r"[,;:]+(?=[?.!]|$)", "", rest)
                return rest, tuple(sorted(forms[form]))
    return question, ()
