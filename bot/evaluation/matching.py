"""Whether a text holds an expected answer, and whether an article is an expected one."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from index.articles import Article

_STRAIGHT = str.maketrans("’‘“”\\", "''\"\"/")
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_UPWARD = re.compile(r"^(?:\.{1,2}/)+")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# What stands between digits, "3.5" or "9:50", parts no number.
_BETWEEN_WORDS = re.compile(r"(?:[^\w.:]|(?<!\d)[.:]|[.:](?!\d))+")


def holds_answer(text: str, answers: Sequence[str]) -> bool:
    """Say whether a text contains one of the answers as whole words.

    Case, punctuation and a leading article ("the", "a", "an") don't count, so "$5" is found in
    "5 dollars" but not in "$55", "$1,500" or "3.5"; "1,500" is 1500.
    """
    plain = f" {_plain(text)} "
    return any(f" {re.sub(r'^(the|an?) ', '', _plain(answer))} " in plain for answer in answers)


def is_expected(article: Article, expected: Iterable[str]) -> bool:
    """Say whether an article is one of the expected; see Case.articles for how they are named."""
    return not names_of(article).isdisjoint(map(folded, expected))


def names_of(article: Article) -> set[str]:
    """Return all names, folded, by which a case may mean an article."""
    parts = article.location.replace("\\", "/").split("/")
    ends = ("/".join(parts[first:]) for first in range(len(parts)))
    names = {folded(name) for name in (article.id, article.url, article.title, *ends)}
    return names - {""}


def folded(name: str) -> str:
    """Return an article's name without what people write differently.

    That is case, white space, curly quotation marks, "https://www.", leading "../" and a trailing
    slash.
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).translate(_STRAIGHT).casefold().split())
    return _UPWARD.sub("", _SCHEME.sub("", plain)).rstrip("/")


def _plain(text: str) -> str:
    text = _GROUPED.sub("", unicodedata.normalize("NFKC", text).lower())
    return _BETWEEN_WORDS.sub(" ", text).strip()
