"""A sentence that a model wrote, set against the sources: which words support it, if any.

Whatever the model claims to have cited is only where the search begins: its numbers are resolved
to the sentences of those passages that support the claim, and numbers it made up are dropped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers import Citer, Sentence, Support
from bot.names import figures, names, quotations
from index.articles import Article
from index.search import Hit
from index.sentences import sentence_spans
from index.words import terms

_MOST_SENTENCES = 3
# A claim shares at least this part of its terms with the words that support it.
_LEAST_SHARED = 0.5
# Each further sentence in a citation must pay for itself in shared terms.
_LENGTH_COST = 0.08


@dataclass(frozen=True)
class Window:
    """One to three sentences of a passage that might support a claim."""

    article: Article
    start: int
    end: int
    length: int
    terms: frozenset[str]

    @property
    def text(self) -> str:
        """The window's words."""
        return self.article.text[self.start : self.end]


class Checker:
    """Checks the sentences of one answer against the hits it was written from.

    Args:
        hits: the passages, in the order of the numbers that the model was given.
    """

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._windows = [list(_windows(hit)) for hit in hits]
        self._known: dict[tuple[str, tuple[int, ...]], tuple[Window, Support] | None] = {}

    def check(self, claim: str, numbers: Sequence[int], citer: Citer) -> Sentence:
        """Return a claim with the citation that supports it best, and how well it is supported.

        Args:
            claim: one sentence, without citation marks.
            numbers: the passages, from 1, that the model cited for it: tried first, and ignored
                where there is no such passage.
            citer: numbers the citation.
        """
        cited = tuple(n for n in dict.fromkeys(numbers) if 1 <= n <= len(self._windows))
        key = (claim, cited)
        if key not in self._known:
            self._known[key] = self._find(claim, cited)
        found = self._known[key]
        if found is None:
            return Sentence(claim, (), "unsupported")
        window, level = found
        return Sentence(claim, (citer.cite(window.article, window.start, window.end),), level)

    def _find(self, claim: str, cited: tuple[int, ...]) -> tuple[Window, Support] | None:
        best: tuple[float, Window, Support] | None = None
        others = [n for n in range(1, len(self._windows) + 1) if n not in cited]
        for group in (cited, others):
            for window in (window for n in group for window in self._windows[n - 1]):
                found = _judge(claim, window)
                if found and (best is None or _rank(found) > _rank(best)):
                    best = found
            if best and best[2] != "unsupported":
                break
        return best and best[1:]


def contradicts(claim: str, source: str, context: str = "") -> bool:
    """Say whether a claim has a figure, name or quotation that its source lacks.

    Args:
        claim: one sentence.
        source: the cited words; figures and quotations must stand here.
        context: what else is known of the source, such as its title and outlet; names may
            stand here too.
    """
    if not figures(claim) <= figures(source):
        return True
    plain = _plain(source)
    if any(_plain(quotation) not in plain for quotation in quotations(claim)):
        return True
    known = set(terms(source)) | set(terms(context))
    return any(not set(terms(name)) <= known for name in names(claim))


def _judge(claim: str, window: Window) -> tuple[float, Window, Support] | None:
    wanted = set(terms(claim))
    if not wanted:
        return None
    shared = len(wanted & window.terms) / len(wanted)
    score = shared - _LENGTH_COST * (window.length - 1)
    if _plain(claim).strip(" .") in _plain(window.text):
        return score, window, "verbatim"
    article = window.article
    context = f"{article.title}\n{article.outlet}\n{article.author}"
    if shared < _LEAST_SHARED or contradicts(claim, window.text, context):
        return (score, window, "unsupported") if shared >= _LEAST_SHARED / 2 else None
    return score, window, "supported"


def _rank(found: tuple[float, Window, Support]) -> tuple[int, float]:
    score, _, level = found
    return (0 if level == "unsupported" else 1, score)


def _windows(hit: Hit) -> Iterator[Window]:
    article = hit.passage.article
    spans = sentence_spans(article.text, hit.passage.start, hit.passage.end)
    for length in range(1, _MOST_SENTENCES + 1):
        for first in range(len(spans) - length + 1):
            start, end = spans[first][0], spans[first + length - 1][1]
            found = frozenset(terms(article.text[start:end]))
            yield Window(article, start, end, length, found)


def _plain(text: str) -> str:
    """Fold quotation marks, case and white space, which a model may write in its own way."""
    straight = re.sub(r"[“”«»\"]", '"', re.sub(r"[‘’`]", "'", text))
    return " ".join(straight.lower().split())
