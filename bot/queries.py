"""From a question to the query that is searched: checked, and made to stand alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers import Answer
from bot.names import names
from bot.periods import without_latest
from index.errors import QuestionError
from index.filters import Filters
from index.words import terms

MOST_QUESTION_CHARS = 2000
_MOST_CARRIED = 8
_ELLIPTIC_WORDS = 5
_PERSON = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_THING = re.compile(r"\b(they|them|their|theirs|it|its|there|then)\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"\b(?:this|these|those)\b|\bthat(?=\W*$)|\b(?:was|is|did|does|do|about|mean by|of) that\b"
    r"|\bthe (?:former|latter|same|other)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"(?:what|how) about\b|(?:what|who|anything|anyone|where) else\b"
    r"|(?:tell me |say )?more\b|go on\b|(?:why|when|where|who|how|how so|how come|since when)\W*$"
    r"|why (?:not|so|is that|was that)\b|in what way|for example|such as",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:please |and )?(?:(?:tell me|say|show me)(?: some)? more|more|go on|continue|keep going"
    r"|(?:is there |do you have )?(?:anything|something|what) (?:else|more))"
    r"(?: (?:about|on) (?:that|this|it|them|him|her))?(?: please)?",
    re.IGNORECASE,
)
_TITLES = frozenset(
    terms(
        "President Prime Minister Chancellor Secretary General Foreign Defence Defense Deputy "
        "Chief Senator Governor Mayor King Queen Ministry Council Union"
    )
)
_CONNECTIVE = re.compile(r"(?:and|but|so|or|also)\b", re.IGNORECASE)
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
        said: what was quoted already and is not to be quoted again: an article's id, and where
            the words begin in its text.
    """

    question: str
    carried: str = ""
    filters: Filters | None = None
    said: frozenset[tuple[str, int]] = frozenset()

    @property
    def text(self) -> str:
        """The question with what it carries over."""
        if not self.carried:
            return self.question
        # Within the sentence, so that a name stays one and doesn't open the next.
        return f"{self.question.rstrip(' ?!.')} ({self.carried})?"

    @property
    def latest_aside(self) -> "Query":
        """The query without "the latest on" and its like, which no article says."""
        rest = without_latest(self.question)
        return replace(self, question=rest) if terms(rest) else self


def checked(question: str) -> str:
    """Return a question with its white space folded.

    Raises:
        QuestionError: it is empty or longer than 2,000 characters.
    """
    if not isinstance(question, str):
        raise QuestionError(f"The question is no text but {question!r}; ask in a string.")
    folded = " ".join(question.encode("utf-8", "replace").decode().split())
    if not re.search(r"\w", folded):
        raise QuestionError("The question is empty; ask something about the articles.")
    if len(folded) > MOST_QUESTION_CHARS:
        raise QuestionError(
            f"The question is {len(folded):,} characters long; ask in at most "
            f"{MOST_QUESTION_CHARS:,}, or put the text into an article and ask about it."
        )
    return folded


def more_of(question: str, history: Sequence[Answer]) -> Query | None:
    """Return the last query again, without what was quoted, if a follow-up asks for no more.

    "Tell me more", "go on", "anything else?"; None for any other question.

    Args:
        question: checked.
        history: earlier answers, the last one last.
    """
    last = next((answer for answer in reversed(history) if answer.query), None)
    if last is None or not _MORE.fullmatch(question.strip(" ?.!")):
        return None
    said = frozenset((c.article.id, c.start) for answer in history for c in answer.citations)
    return Query(last.query, said=said)


def carry_over(question: str, history: Sequence[Answer]) -> str:
    """Return the words of the last turn that a follow-up needs, or "" if it stands alone.

    "He" brings the person that the last turn was about, "it" or "they" the names in its question.
    "That", and an elliptic question ("And in energy?"), bring the question's other words as well.

    Args:
        question: checked.
        history: earlier answers, the last one last.
    """
    last = next((answer for answer in reversed(history) if answer.query), None)
    if last is None:
        return ""
    plain = _EXPLETIVE.sub("", question)
    subject = names(last.query)
    # "And South Korea?" leans on the last turn; "And what did Putin say on Ukraine?" doesn't.
    whole = names(question) and len(question.split()) > _ELLIPTIC_WORDS
    elliptic = _ELLIPSIS.match(plain) or (_CONNECTIVE.match(plain) and not whole)
    if _stands_open(_PERSON, plain):
        carried = _people(last) or subject or _topic(last)
    elif elliptic or _stands_open(_STATEMENT, plain):
        carried = [*subject, *_topic(last)]
    elif _stands_open(_THING, plain):
        carried = subject or _topic(last)
    else:
        return ""
    known = set(terms(question))
    fresh = [word for word in dict.fromkeys(carried) if not set(terms(word)) <= known]
    return ", ".join(_without_parts(fresh)[:_MOST_CARRIED])


def _stands_open(pronoun: re.Pattern[str], question: str) -> bool:
    """Say whether a pronoun stands in a question that names nothing before it to stand for.

    At the very end ("... say about it?") it points further back whatever stands before.
    """
    match = pronoun.search(question)
    if match is None:
        return False
    return not names(question[: match.start()]) or not re.search(r"\w", question[match.end() :])


def _people(last: Answer) -> list[str]:
    """Return who the last turn was about.

    A full name in its question; else, if that asked who, a name in the answer; else any name in
    the question.
    """
    asked = [name for name in names(last.query) if not set(terms(name)) <= _TITLES]
    full = [name for name in asked if " " in name]
    if full:
        return full[:1]
    if re.match(r"\W*(?:and |so )?who", last.query, re.IGNORECASE) or not asked:
        answered = [name for c in last.citations for name in names(c.quote) if name not in asked]
        people = [name for name in answered if " " in name] or answered
        if people:
            return people[:1]
    return asked[:1]


def _topic(last: Answer) -> list[str]:
    """Return the words of weight in the last query."""
    return [word for word in re.findall(r"[\w’'-]+", last.query) if terms(word)]


def _without_parts(words: list[str]) -> list[str]:
    """Drop what stands in another: "Siberia" beside "Power of Siberia"."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: -len(terms(word))):
        if not any(set(terms(word)) <= set(terms(other)) for other in kept):
            kept.append(word)
    return [word for word in words if word in kept]
