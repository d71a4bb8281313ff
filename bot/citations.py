"""A sentence that a model wrote, set against the sources: which words support it, if any.

Whatever the model claims to have cited is only where the search begins: its numbers are resolved
to the sentences of those passages that support the claim, and numbers it made up are dropped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answers import Citer, Sentence, Support
from bot.countries import countries, without_countries
from bot.names import PERSON_TITLES, figures, figures_in, names, ordinals, quotations
from bot.units import unit_of
from index.articles import Article
from index.lists import told_spans, without_mark
from index.search import Hit
from index.words import terms

_MOST_SENTENCES = 3
# A claim shares at least this part of its terms with the words that support it.
_LEAST_SHARED = 0.5
# Each further sentence in a citation must pay for itself in shared terms.
_LENGTH_COST = 0.08
_WORD = re.compile(r"[^\W_]+")
_POUNDS = {"£", terms("pound")[0]}  # "20 pounds" is either
# "US$55bn" names no country.
_OF_DOLLARS = re.compile(r"\b(?:US|AU|CA|NZ|HK)(?=\$)")
# As stems: what may stand before a person's name in one text and not in another.
_TITLES = frozenset(terms(" ".join(PERSON_TITLES)))


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


_Finding = tuple[tuple[Window, ...], Support]


class Checker:
    """Checks the sentences of one answer against the hits it was written from.

    Args:
        hits: the passages, in the order of the numbers that the model was given.
    """

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._windows = [list(_windows(hit)) for hit in hits]
        self._proper = _proper_words(hit.passage.text for hit in hits)
        self._known: dict[tuple[str, tuple[int, ...]], _Finding] = {}

    def check(self, claim: str, numbers: Sequence[int], citer: Citer) -> Sentence:
        """Return a claim with the words that support it best, and how well they support it.

        Args:
            claim: one sentence, without citation marks.
            numbers: the passages, from 1, that the model cited for it: tried first, and ignored
                where there is no such passage.
            citer: numbers the citations.
        """
        cited = tuple(n for n in dict.fromkeys(numbers) if 1 <= n <= len(self._windows))
        key = (claim, cited)
        if key not in self._known:
            self._known[key] = self._find(claim, cited)
        windows, level = self._known[key]
        return Sentence(claim, tuple(citer.cite(w.article, w.start, w.end) for w in windows), level)

    def _find(self, claim: str, cited: tuple[int, ...]) -> _Finding:
        """Look for one window that supports the claim, then for one in each cited passage."""
        others = tuple(n for n in range(1, len(self._windows) + 1) if n not in cited)
        weak: tuple[float, Window] | None = None
        for group in (cited, others):
            judged = [self._judge(claim, w) for n in group for w in self._windows[n - 1]]
            best = max(filter(None, judged), key=_rank, default=None)
            if best and best[2] != "unsupported":
                return (best[1],), best[2]
            if best and (weak is None or best[0] > weak[0]):
                weak = best[:2]
            together = self._together(claim, group if group == cited else ())
            if together:
                return together, "supported"
        return ((weak[1],), "unsupported") if weak else ((), "unsupported")

    def _judge(self, claim: str, window: Window) -> tuple[float, Window, Support] | None:
        wanted = set(terms(claim))
        if not wanted:
            return None
        shared = len(wanted & window.terms) / len(wanted)
        score = shared - _LENGTH_COST * (window.length - 1)
        # Not anywhere in it: "It is false that lions roam" doesn't say that lions roam.
        said = _plain(without_mark(window.text))
        if re.match(rf"{re.escape(_plain(without_mark(claim)).strip(' .'))}(?!\w)", said):
            return score, window, "verbatim"
        if shared < _LEAST_SHARED or contradicts(
            claim, window.text, _context(window.article), self._proper
        ):
            return (score, window, "unsupported") if shared >= _LEAST_SHARED / 2 else None
        return score, window, "supported"

    def _together(self, claim: str, cited: tuple[int, ...]) -> tuple[Window, ...]:
        """Return the best window of each cited passage, if only together they support a claim."""
        wanted = set(terms(claim))
        if len(cited) < 2 or not wanted:
            return ()
        best = [
            max(self._windows[n - 1], key=lambda w: len(wanted & w.terms) - w.length, default=None)
            for n in cited
        ]
        windows = tuple(w for w in best if w and wanted & w.terms)
        shared = len([term for term in wanted if any(term in w.terms for w in windows)])
        source = "\n".join(window.text for window in windows)
        context = "\n".join(_context(window.article) for window in windows)
        if shared / len(wanted) < _LEAST_SHARED or contradicts(
            claim, source, context, self._proper
        ):
            return ()
        return windows


def contradicts(
    claim: str, source: str, context: str = "", proper: frozenset[str] = frozenset()
) -> bool:
    """Say whether a claim has a figure, name or quotation that its source lacks.

    Args:
        claim: one sentence.
        source: the cited words; figures and quotations must stand here.
        context: what else is known of the source, such as its title and outlet; names may stand
            here too.
        proper: words, in lower case, known to be names even where they open a sentence.
    """
    told = figures(source) | ordinals(source)
    if not figures(claim) <= told or not ordinals(claim) <= told:
        return True
    if _in_other_unit(claim, source):
        return True
    plain = _plain(source)
    if any(_plain(quotation) not in plain for quotation in quotations(claim)):
        return True
    known, claim = f"{source}\n{context}", _OF_DOLLARS.sub("", claim)
    if not countries(claim) <= countries(known):
        return True
    words, stems = set(_WORD.findall(known)), set(terms(known))
    claimed = names(without_countries(claim))
    opening = _WORD.search(claim)
    if opening and opening[0].lower() in proper:
        claimed.append(opening[0])
    return any(
        word[0].isupper() and word not in words and not _stem_in(word, stems | _TITLES)
        for name in claimed
        for word in _WORD.findall(name)
    )


def _in_other_unit(claim: str, source: str) -> bool:
    """Say whether what the source gives in one unit is claimed in another: €55 for $55, 5% for 5 m.

    A figure without a unit may be of any: "between 5 and 10 per cent".
    """
    told: dict[Decimal, set[str]] = {}
    for figure in figures_in(source):
        told.setdefault(figure.value, set()).add(unit_of(source, figure))
    for figure in figures_in(claim):
        unit, units = unit_of(claim, figure), told.get(figure.value, {""})
        # A sum in dollars may leave out whose.
        dollars = {other for other in (*units, unit) if other.endswith("$")}
        alike = unit.endswith("$") and "$" in dollars and len(dollars) > 1
        weighed = unit in _POUNDS and not units.isdisjoint(_POUNDS)
        if unit and not (alike or weighed or units & {"", unit}):
            return True
    return False


def _stem_in(word: str, stems: set[str]) -> bool:
    """Say whether a word's stem is known; one without a stem ("US", "May") never is."""
    stemmed = terms(word)
    return bool(stemmed) and set(stemmed) <= stems


def _proper_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that are capitalised within a sentence and nowhere in lower case."""
    joined = " ".join(texts)
    inside = {word.lower() for name in names(joined) for word in _WORD.findall(name)}
    return frozenset(inside - set(_WORD.findall(joined)))


def _context(article: Article) -> str:
    return f"{article.title}\n{article.byline}"


def _rank(judged: tuple[float, Window, Support]) -> tuple[bool, float]:
    score, _, level = judged
    return level != "unsupported", score


def _windows(hit: Hit) -> Iterator[Window]:
    article = hit.passage.article
    spans = list(told_spans(article.text, hit.passage.start, hit.passage.end))
    for length in range(1, _MOST_SENTENCES + 1):
        for first in range(len(spans) - length + 1):
            start, end = spans[first][0], spans[first + length - 1][1]
            found = frozenset(terms(article.text[start:end]))
            yield Window(article, start, end, length, found)


def _plain(text: str) -> str:
    """Fold quotation marks, case and white space, which a model may write in its own way."""
    straight = re.sub(r"[“”«»\"]", '"', re.sub(r"[‘’`]", "'", text))
    return " ".join(straight.lower().split())
