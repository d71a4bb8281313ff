"""Outcomes made by hand: what was expected, and what was found, said and cited."""

from bot.answers import Answer, Citer, Sentence
from bot.evaluation import Case, Outcome
from tests.bot.samples import hit


def outcome(
    case,
    *,
    hits=(),
    said=(),
    refused=False,
    confidence=0.0,
    notice="",
    spent_s=0.0,
    title="A title",
):
    """Return an outcome.

    Args:
        hits: texts or (text, file name) pairs of one-passage articles, best first.
        title: that of all of the articles.
        said: texts, or (text, file name) pairs to cite an article of that name.
    """
    citer = Citer()
    sentences = []
    for text, name in map(_pair, said):
        number = citer.cite(hit(text, name=name, title=title).passage.article, 0, len(text))
        sentences.append(Sentence(text, (number,), "verbatim"))
    answer = Answer(
        case.question,
        query=case.question,
        sentences=tuple(sentences),
        citations=citer.citations,
        notice=notice,
        refused=refused,
        confidence=confidence,
        hits=tuple(hit(text, name=name, title=title) for text, name in map(_pair, hits)),
    )
    return Outcome(case, answer, spent_s)


def answerable(right=True, *, confidence=0.0, refused=False):
    """Return the outcome of a question whose answer is "blue"."""
    said = () if refused else ("It is blue.",) if right else ("It is red.",)
    return outcome(Case("?", ("blue",)), said=said, refused=refused, confidence=confidence)


def unanswerable(*, confidence=0.0, refused=True):
    """Return the outcome of a question that can't be answered."""
    said = () if refused else ("It is blue.",)
    case = Case("?", unanswerable=True)
    return outcome(case, said=said, refused=refused, confidence=confidence)


def _pair(text):
    return (text, "one") if isinstance(text, str) else text
