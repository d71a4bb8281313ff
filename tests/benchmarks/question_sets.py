"""The sets of questions that are asked of every contender, and what came of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.evaluation import Outcome, holds_answer
from tests.benchmarks.contenders import Contender, Reply
from tests.benchmarks.data import BenchmarkCase, news_cases, squad_cases

SQUAD_QUESTIONS = 240
WARM_UP = 5
COMPARED = ("article_first", "passage_in_5", "best_sentence", "three_sentences", "quoted")


@dataclass(frozen=True)
class Result:
    """One question's reply, held against what was expected."""

    case: BenchmarkCase
    reply: Reply

    @property
    def outcome(self) -> Outcome:
        """The answer as it was given, with its refusal."""
        return Outcome(self.case, self.reply.answer, self.reply.spent_s)

    def right(self) -> dict[str, bool]:
        """Say what was got right, by how much is looked at; see COMPARED."""
        passage = self.outcome.passage_rank
        return {
            "article_first": self.outcome.article_rank == 1,
            "passage_in_5": passage is not None and passage <= 5,
            "best_sentence": holds_answer(" ".join(self.reply.ranked[:1]), self.case.answers),
            "three_sentences": any(
                holds_answer(text, self.case.answers) for text in self.reply.ranked[:3]
            ),
            "quoted": holds_answer(self.reply.quoted, self.case.answers),
        }


Sets = dict[str, list[Result]]


def ask_all(libraries: Mapping[str, Contender], known: Sets | None = None) -> Sets:
    """Ask a contender all sets of questions.

    Args:
        libraries: the contender on the news articles and on the SQuAD articles, by name.
        known: sets that it needn't be asked, for its replies would be these.
    """
    news, squad = news_cases(), squad_cases(answerable=True, most=SQUAD_QUESTIONS)
    for case in news[:WARM_UP]:
        libraries["news"].ask(case.question)

    def ask(name: str, cases: Sequence[BenchmarkCase]) -> list[Result]:
        return [Result(case, libraries[name].ask(case.question)) for case in cases]

    def refuse(name: str, cases: Sequence[BenchmarkCase], *, hide: bool = False) -> list[Result]:
        return [
            Result(
                replace(case, answers=(), unanswerable=True),
                libraries[name].ask(
                    case.question, hidden=case.articles if hide else (), search_only=True
                ),
            )
            for case in cases
        ]

    unanswerable = squad_cases(answerable=False, most=SQUAD_QUESTIONS)
    sets = {
        "news": lambda: ask("news", news),
        "squad": lambda: ask("squad", squad),
        "news_without_evidence": lambda: refuse("news", news, hide=True),
        "squad_in_news": lambda: refuse("news", squad),
        "news_in_squad": lambda: refuse("squad", news),
        "squad_unanswerable": lambda: refuse("squad", unanswerable),
    }
    known = known or {}
    return {name: known[name] if name in known else asked() for name, asked in sets.items()}


def half_of(sets: Sets, *, even: bool) -> Sets:
    """Return the results of one half of the questions."""
    return {
        name: [result for result in results if result.case.even is even]
        for name, results in sets.items()
    }
