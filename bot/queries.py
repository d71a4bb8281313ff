"""From a question to the query that is searched; bot.follow_ups makes it stand alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from bot.periods import without_latest
from bot.topics import latest_of
from index.errors import QuestionError
from index.filters import Filters
from index.words import terms

MOST_QUESTION_CHARS = 2000
_JOB = r"(?:job|position|post|profession|occupation|role|office|rank|line of work)"
_WHAT_IS = r"what(?:['’]s| is| was| are| were)"
_AT = r"(?P<at>(?:\s+(?:at|in|within|there)\b.*)?)"
_JOB_ASKED = (
    re.compile(rf"{_WHAT_IS} (?P<whose>his|her|their) {_JOB}{_AT}", re.IGNORECASE),
    re.compile(rf"{_WHAT_IS} (?P<who>.+?)['’]s? (?:job|profession|occupation){_AT}", re.IGNORECASE),
    re.compile(rf"(?:what|which) {_JOB} (?:does|did) (?P<who>.+?) hold{_AT}", re.IGNORECASE),
    re.compile(r"what does (?P<who>.+?) do(?P<at> for a living| for work)", re.IGNORECASE),
    re.compile(r"what does (?P<who>he|she) do(?P<at>)", re.IGNORECASE),
)
# An article's id, and where words stand in its text: start and end, in characters.
Place = tuple[str, int, int]
_UNSEEN = re.compile(r"[\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_RELATED = re.compile(r"['’]s? [a-z]")
_WHOSE = {"his": "he", "her": "she", "their": "they"}


@dataclass(frozen=True)
class Query:
    """What is searched.

    Attributes:
        question: as it was asked, white space folded.
        carried: words of earlier turns that the question needs to stand alone.
        filters: what the search is narrowed to.
        said: what was quoted already and is not to be quoted again.
        preferred: ids of articles whose sentences come first among those that answer equally well.
        now: the day that "now" means, if the question speaks of it.
    """

    question: str
    carried: str = ""
    filters: Filters | None = None
    said: frozenset[Place] = frozenset()
    preferred: tuple[str, ...] = ()
    now: date | None = None

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
        rest = without_latest(latest_of(self.question))
        return replace(self, question=rest) if terms(rest) else self


def lies_in(place: Place, others: Iterable[Place]) -> bool:
    """Say whether words stand within others of the same article, or are the same."""
    article_id, start, end = place
    return any(article_id == other and s <= start and end <= e for other, s, e in others)


def plain(message: str) -> str:
    """Return a message as articles are stored: accents with their letters, nothing unseen in it.

    A page or macOS may give "é" as two characters, and hyphens and marks that only a layout needs.
    """
    whole = message.encode("utf-8", "replace").decode()
    return _UNSEEN.sub("", normalize("NFC", whole))


def checked(question: str) -> str:
    """Return a question with its white space folded.

    Raises:
        QuestionError: it is empty or longer than 2,000 characters.
    """
    if not isinstance(question, str):
        raise QuestionError(f"The question is no text but {question!r}; ask in a string.")
    folded = " ".join(plain(question).split())
    if not re.search(r"\w", folded):
        raise QuestionError("The question has no words; ask something about the articles.")
    if len(folded) > MOST_QUESTION_CHARS:
        raise QuestionError(
            f"The question is {len(folded):,} characters long; ask in at most "
            f"{MOST_QUESTION_CHARS:,}, or put the text into an article and ask about it."
        )
    return folded


def job_as_person(question: str) -> str:
    """Return a question for someone's job as one for who it is: articles say "X, a diplomat"."""
    for pattern in _JOB_ASKED:
        if match := pattern.fullmatch(question.strip(" ?.!")):
            groups = match.groupdict()
            who = groups.get("who") or _WHOSE[groups["whose"].lower()]
            if _RELATED.search(who):
                continue  # "Who is the mayor's husband?" asks for his name
            verb = "are" if who.lower() in {"they", "you", "we"} else "is"
            at = "" if " for " in match["at"] else match["at"]
            return f"Who {verb} {who}{at}?"
    return question
