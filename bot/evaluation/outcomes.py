"""What asking a question led to, held against what was expected of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from bot.answers import Answer
from bot.evaluation.cases import Case
from bot.evaluation.matching import holds_answer, is_expected
from index.search import Hit

# Hits beyond this place count as not found: a comparison or a question of what happened may bring
# more than other questions.
DEEPEST_RANK = 8
Failure = Literal["", "wrong", "elsewhere", "refused", "answered"]


@dataclass(frozen=True)
class Outcome:
    """A case with the answer that was given.

    Attributes:
        spent_s: how long the answer took, in seconds.
    """

    case: Case
    answer: Answer
    spent_s: float

    @cached_property
    def said(self) -> str:
        """What is judged: the answer's sentences, or what Footnote itself says; "" if refused."""
        if self.answer.refused:
            return ""
        sentences = " ".join(sentence.text for sentence in self.answer.sentences)
        return sentences or self.answer.notice

    @cached_property
    def right(self) -> bool | None:
        """Whether what was said holds an expected string; None if none is expected.

        A refusal is not right, and neither is any answer to an unanswerable question; that one
        counts as right when it is refused.
        """
        if self.case.unanswerable:
            return self.answer.refused
        return holds_answer(self.said, self.case.answers) if self.case.answers else None

    @cached_property
    def article_rank(self) -> int | None:
        """The place of the first expected article among the first 8 found, from 1, or None."""
        found = {hit.passage.article.id: hit.passage.article for hit in self.answer.hits}
        return _first_rank(is_expected(one, self.case.articles) for one in found.values())

    @cached_property
    def passage_rank(self) -> int | None:
        """The place of the first right passage among the first 8 hits, from 1, or None."""
        return _first_rank(map(self.is_right, self.answer.hits))

    def is_right(self, hit: Hit) -> bool:
        """Say whether a passage is of an expected article and holds an expected string.

        What the case doesn't name is not asked of it.
        """
        case = self.case
        if not (case.articles or case.answers):
            return False
        of_article = not case.articles or is_expected(hit.passage.article, case.articles)
        return of_article and (not case.answers or holds_answer(hit.passage.text, case.answers))

    @cached_property
    def rightly_cited(self) -> int:
        """How many of the answer's citations are of an expected article."""
        cited = [citation.article for citation in self.answer.citations]
        return sum(is_expected(article, self.case.articles) for article in cited)

    @cached_property
    def failure(self) -> Failure:
        """What went wrong, or "".

        wrong: no expected string in the answer; elsewhere: no expected article cited;
        refused: though answerable; answered: though unanswerable.
        """
        if self.case.unanswerable:
            return "" if self.answer.refused else "answered"
        if self.case.answerable and self.answer.refused:
            return "refused"
        if self.right is False:
            return "wrong"
        return "elsewhere" if self.case.articles and not self.rightly_cited else ""


def _first_rank(right: Iterable[bool]) -> int | None:
    """Return the place of the first that is right, from 1; None if it isn't among the first 8."""
    places = enumerate(islice(right, DEEPEST_RANK), 1)
    return next((rank for rank, is_right in places if is_right), None)
