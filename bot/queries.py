"""From a question to the query that is searched: checked, and made to stand alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import Answer
from bot.names import names
from index.errors import QuestionError
from index.filters import Filters
from index.words import terms

MOST_QUESTION_CHARS = 2000
_PERSON = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(they|them|their|theirs|it|its|this|these|those|there|then)\b"
    r"|\bthat(?=\W*$)|\b(?:was|is|did|does|do|about|mean by|of) that\b"
    r"|\bthe (?:former|latter|same|other)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"(?:and|but|so|or|also)\b|(?:what|how) about\b|(?:what|who|anything|anyone|where) else\b"
    r"|(?:tell me |say )?more\b|go on\b|(?:why|when|where|who|how|how so|how come|since when)\W*$"
    r"|why (?:not|so|is that|was that)\b|in what way|for example|such as",
    re.IGNORECASE,
)
# "There" and "it" that stand for nothing: "Is there ...", "Was it possible ...".
_EXPLETIVE = re.compile(
    r"\b(?:is|are|was|were) there\b|\b(?:is|was) it (?=true|possible|likely)", re.IGNORECASE
)


@dataclass(frozen=True)
class Query:
    """What is searched.

    Attributes:
        question: as it was asked, white space folded.
        carried: words of earlier turns that the question needs to stand alone.
        filters: what the search is narrowed to.
    """

    question: str
    carried: str = ""
    filters: Filters | None = None

    @property
    def text(self) -> str:
        """The question with what it carries over."""
        return f"{self.question} ({self.carried})" if self.carried else self.question


def checked(question: str) -> str:
    """Return a question with its white space folded.

    Raises:
        QuestionError: it is empty or longer than 2,000 characters.
    """
    folded = " ".join(question.split())
    if not re.search(r"\w", folded):
        raise QuestionError("The question is empty; ask something about the articles.")
    if len(folded) > MOST_QUESTION_CHARS:
        raise QuestionError(
            f"The question is {len(folded):,} characters long; ask in at most "
            f"{MOST_QUESTION_CHARS:,}, or put the text into an article and ask about it."
        )
    return folded


def carry_over(question: str, history: Sequence[Answer]) -> str:
    """Return the words of the last turn that a follow-up needs, or "" if it stands alone.

    A pronoun brings the names it may stand for; an elliptic question ("And in energy?") brings
    the last question's names and topic.

    Args:
        question: checked.
        history: earlier answers, the last one last.
    """
    last = next((answer for answer in reversed(history) if answer.query), None)
    if last is None:
        return ""
    plain = _EXPLETIVE.sub("", question)
    person = _PERSON.search(plain) is not None
    thing = _THING.search(plain) is not None
    ellipsis = _ELLIPSIS.match(plain) is not None
    own_names = names(question)
    if ellipsis or (thing and not own_names):
        carried = _topic(last) if not person else [*_people(last), *_topic(last)]
    elif person and not own_names:
        carried = _people(last) or _topic(last)
    else:
        return ""
    known = set(terms(question))
    fresh = [word for word in dict.fromkeys(carried) if not set(terms(word)) <= known]
    return ", ".join(_without_parts(fresh))


def _people(last: Answer) -> list[str]:
    """Return who the last turn was about: a name in its question, else in its first sentences."""
    for text in (last.query, *(citation.quote for citation in last.citations)):
        people = [name for name in names(text) if " " in name] or names(text)
        if people:
            return people[:1]
    return []


def _topic(last: Answer) -> list[str]:
    """Return the last query's names and other words of weight."""
    query = last.query.replace("(", " ").replace(")", " ")
    words = [word for word in re.findall(r"[\w’'-]+", query) if terms(word)]
    return [*names(query), *words]


def _without_parts(words: list[str]) -> list[str]:
    """Drop what stands in another: "Siberia" beside "Power of Siberia"."""
    return [
        word
        for word in words
        if not any(word != other and set(terms(word)) <= set(terms(other)) for other in words)
    ]
