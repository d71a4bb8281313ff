"""What is said when the articles don't answer: what was searched, and what may help."""

from collections.abc import Collection, Sequence
from datetime import date

from bot.candidates import Candidate
from bot.evidence import Evidence
from bot.mentions import named
from bot.narrowing import Narrowing
from bot.periods import Period
from bot.quoting import with_context
from index.library import Library
from index.passages import Passage
from index.words import terms

_MOST_NAMED = 3
# Of evidence less sure than this, even the best has nothing to do with the question.
_LEAST_NEAR = 0.08
_MOST_NEAR = 3
_HINT = "Other words may find more"
_NAMES_HELP = "the name of a person, a place or an event"


def refusal(library: Library, evidence: Evidence, narrowing: Narrowing | None) -> str:
    """Return why there is no answer, for a person to read.

    Args:
        library: what was searched.
        evidence: the best that was found.
        narrowing: what the question narrowed the search to, at first.
    """
    if evidence.query.said:
        return "No more was found on that than was quoted already."
    parts = [_held(library, "seem to answer that")]
    days = [listing.published for listing in library.listings() if listing.published]
    in_period = narrowing is not None and narrowing.period is not None
    to_come = [name for name in evidence.unmentioned if days and _is_year_after(name, max(days))]
    if to_come and not in_period:
        parts.append(f"The newest article was published {Period(max(days), max(days), '')}.")
    parts += _not_mentioned(library, evidence, but=to_come)
    if narrowing:
        parts.append(f"Searched {narrowing}, then all others.")
    if in_period and days:
        parts.append(f"The dated articles were published {Period(min(days), max(days), '')}.")
    if evidence.query.filters and not narrowing:
        parts.append("Only what the filters leave was searched.")
    if not evidence.unmentioned:
        parts.append(f"{_HINT}." if named(evidence.query.question) else f"{_HINT}: {_NAMES_HELP}.")
    return " ".join(part for part in parts if part)


def nearest(evidence: Evidence) -> tuple[Passage, ...]:
    """Return what comes nearest to an answer: of each article the best sentence, with its context.

    A reader may see that it answers after all, or what else to ask. Nothing if it isn't near.
    """
    if evidence.confidence < _LEAST_NEAR:
        return ()
    best: dict[str, Candidate] = {}
    for candidate in evidence.candidates:
        best.setdefault(candidate.article.id, candidate)
    return tuple(
        Passage(article, start, end)
        for candidate in list(best.values())[:_MOST_NEAR]
        for article, (start, end) in with_context(candidate)
    )


def withheld(library: Library) -> str:
    """Return what is said in place of a model's answer that the articles don't bear out."""
    return _held(library, "bear out what the language model wrote; it is withheld")


def _held(library: Library, what: str) -> str:
    articles, _ = library.counts()
    if articles == 1:
        return f"The one article here doesn't {what}."
    return f"The {articles:,} articles here don't {what}."


def _not_mentioned(library: Library, evidence: Evidence, *, but: Collection[str]) -> list[str]:
    """Return which names of the question the passages found leave out, or don't have together."""
    question = evidence.query.question
    missing = _whole([name for name in evidence.unmentioned if name not in but], question)
    elsewhere = [name for name in missing if library.holding(terms(name), k=1)]
    nowhere = [name for name in missing if name not in elsewhere]
    told = [name for name in named(question) if name not in evidence.unmentioned]
    beside = f" together with {_listed(_whole(told, question), 'and')}" if told else ""
    return [
        # An early passage may mention the year of whose outcome it can't tell.
        f"No passage that was found {'tells of' if any(map(str.isdecimal, names)) else 'mentions'} "
        f"{_listed(names, 'or')}{though}."
        for names, though in ((nowhere, ""), (elsewhere, beside or ", though others do"))
        if names
    ]


def _whole(words: Sequence[str], question: str) -> list[str]:
    """Return names as the question has them, at most three."""
    # "Apollo" goes without saying where "Apollo 11" is said.
    numbered = [name for name in words if " " in name and name[-1].isdecimal()]
    longer = {word for name in numbered for word in name.split()}
    return _joined([name for name in words if name not in longer], question)[:_MOST_NAMED]


def _listed(names: Sequence[str], last: str) -> str:
    # In a question in small letters any unknown word counts as a name, a verb as well.
    return f" {last} ".join(f"“{name}”" if name.islower() else name for name in names)


def _joined(words: Sequence[str], question: str) -> list[str]:
    """Put words together that a question has side by side: "Ada" and "Lund", of one name."""
    joined = [*words[:1]]
    for word in words[1:]:
        if f"{joined[-1]} {word}" in question:
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return joined


def _is_year_after(name: str, day: date) -> bool:
    return name.isdecimal() and int(name) > day.year
