"""Outlets that are known by their web domain, by the names that people call them.

An article that says no more than usatoday.com is from USA Today, one of nytimes.com from the New
York Times, one of scmp.com from the South China Morning Post.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

_DOMAIN = re.compile(r"(?:www\.)?(?P<label>[a-z\d-]+)(?:\.[a-z]{2,})+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[&.-][^\W_]+)*")
_MOST_WORDS = 6
_FEWEST_INITIALS = 3
# Two initials may be anybody's: "FT" is the Financial Times, but no Frank Thomas.
_PRESS = frozenset(
    "times post press journal mail news today herald tribune review star sun".split()
)
# In small letters "the week" and "time" are what they say; "usa today" can't be helped.
_SHORTEST_SMALL = 7


def domain_forms(question: str, outlets: Iterable[str]) -> dict[str, set[str]]:
    """Return what a question calls outlets that are known by their domain.

    Args:
        question: as it was asked.
        outlets: of all articles; those that are no domain are left aside.

    Returns:
        The outlets by each run of words in the question that may name them, without "the".
    """
    labels: dict[str, set[str]] = {}
    for outlet in outlets:
        if match := _DOMAIN.fullmatch(outlet):
            labels.setdefault(_plain(match["label"]), set()).add(outlet)
    forms: dict[str, set[str]] = {}
    for run, words in _runs(question) if labels else ():
        for label, own in labels.items():
            if _calls(words, label):
                forms.setdefault(run, set()).update(own)
    return forms


def _runs(question: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each run of words that may be a name, as it stands there and word by word."""
    words = list(_WORD.finditer(question))
    for first, opening in enumerate(words):
        if opening[0].lower() == "the":
            continue
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            if last > first and question[words[last - 1].end() : words[last].start()] != " ":
                break
            run = [word[0] for word in words[first : last + 1]]
            if _may_be_name(run):
                yield question[opening.start() : words[last].end()], run


def _may_be_name(words: Sequence[str]) -> bool:
    if words[0][0].isupper() and words[-1][0].isupper():
        return True
    if len(words) == 1:  # "cnn", which is no word
        return not re.search(r"[aeiou]", words[0])
    return len("".join(words)) >= _SHORTEST_SMALL


def _calls(words: Sequence[str], label: str) -> bool:
    """Say whether words name the outlet whose domain has a label: as one word, or by initials."""
    joined = _plain("".join(words))
    if label in {joined, f"the{joined}"} or _without_news(joined) == _without_news(label):
        return True
    initials = "".join(word[0] for word in words).lower()
    told = len(words) >= _FEWEST_INITIALS or (len(words) > 1 and words[-1].lower() in _PRESS)
    return told and label in {initials, initials[:-1] + words[-1].lower()}


def _without_news(name: str) -> str:
    """Return a name without "news", which outlets add or leave out: "BBC" for "BBC News"."""
    return name.removesuffix("news") or name


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()
