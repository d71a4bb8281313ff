"""Sentences of two articles that give other figures or days, as if a question had found both."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from bot.candidates import Candidate, coverage
from bot.disagreement import Disagreement, contrary
from bot.evidence import Evidence
from bot.expectations import holds_what_is_asked
from bot.queries import Query
from index.library import Library
from index.passages import split
from index.search import Hit
from index.words import terms
from tests.benchmarks.made_questions import Telling, tellings


def contrary_pairs(library: Library) -> Iterator[tuple[Evidence, Disagreement]]:
    """Iterate over all pairs of like sentences with other values, each of them asked for.

    The outlets don't matter here: each article is given one of its own, so that there are more
    pairs. The scorer takes no part.
    """
    by_unit: dict[str, list[Telling]] = defaultdict(list)
    for article in library.articles():
        for telling in tellings(article):
            by_unit[telling.unit].append(telling)
    for found in by_unit.values():
        for pair in combinations(found, 2):
            if pair[0].may_differ(pair[1], any_outlet=True):
                yield from _both_ways(library, pair)


def _both_ways(
    library: Library, pair: tuple[Telling, Telling]
) -> Iterator[tuple[Evidence, Disagreement]]:
    for one, other in (pair, pair[::-1]):
        sides = [_candidate(library, one.question, telling) for telling in (one, other)]
        best = sides[0]
        known = tuple(side for side in sides if side)
        if best and len(known) == 2:
            evidence = Evidence(Query(one.question), (), (best,), 1.0, considered=known)
            yield from ((evidence, found) for found in contrary(evidence))


def _candidate(library: Library, question: str, telling: Telling) -> Candidate | None:
    """Return a sentence as weigh() would, or None if it stands in no passage."""
    article = replace(telling.article, outlet="")
    start, end = telling.span
    passages = (p for p in split(article) if p.start <= start and end <= p.end)
    passage = next(passages, None)
    if passage is None:
        return None
    rarities = library.rarities(terms(question))
    sentence = article.text[start:end]
    found = set(terms(sentence))
    return Candidate(
        Hit(passage, 1.0, 1.0, 1.0),
        start,
        end,
        coverage(found, rarities),
        coverage(found | set(terms(article.title)), rarities),
        holds_what_is_asked(question, sentence),
    )
