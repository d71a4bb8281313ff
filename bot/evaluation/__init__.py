"""Measures a bot on questions with known answers.

    from bot import evaluate
    report = evaluate("cases.jsonl", library="my-library")
    report.metrics["answer_accuracy"].value, report.failures

cases reads the questions, outcomes holds each answer against what was expected of it, matching
says what counts as the same, metrics has the formulas, and report sums up.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bot.chain import Bot
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.matching import folded, holds_answer, names_of
from bot.evaluation.metrics import Metric
from bot.evaluation.outcomes import Outcome
from bot.evaluation.report import Report, measure
from index.library import Library

__all__ = [
    "Case",
    "Metric",
    "Outcome",
    "Report",
    "evaluate",
    "holds_answer",
    "measure",
    "read_cases",
]


def evaluate(
    cases: str | Path | Sequence[Case],
    *,
    bot: Bot | None = None,
    library: str | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Ask each question, and hold the answers against what is expected of them.

    The first question is asked once more beforehand, uncounted, so that no latency holds the
    loading of models.

    Args:
        cases: a file of JSON lines (see read_cases), or the cases themselves.
        bot: what is asked. Default: one on the library, as the environment sets it.
        library: the library's folder, when no bot is given. Default: FOOTNOTE_LIBRARY.
        progress: called with the number of questions answered so far and of all.

    Raises:
        CasesError: the file of cases can't be used.
        FootnoteError: see Bot and Bot.answer.
        ValueError: there is no case.
    """
    if isinstance(cases, str | Path):
        cases = read_cases(cases)
    if not cases:
        raise ValueError("there is no case to ask; give at least one")
    with _opened(bot, library) as opened:
        unknown = _unknown(cases, opened.library)
        opened.answer(cases[0].question)
        outcomes = []
        for number, case in enumerate(cases, 1):
            began = perf_counter()
            answer = opened.answer(case.question)
            outcomes.append(Outcome(case, answer, perf_counter() - began))
            if progress:
                progress(number, len(cases))
        articles, _ = opened.library.counts()
        return Report(
            outcomes=tuple(outcomes),
            articles=articles,
            model=opened.model_name,
            unknown=unknown,
            day=datetime.now(UTC).astimezone().date(),
        )


@contextmanager
def _opened(bot: Bot | None, library: str | Path | None) -> Iterator[Bot]:
    """Lend the given bot, or one that is closed afterwards."""
    if bot:
        yield bot
        return
    own = Bot(library)
    try:
        yield own
    finally:
        own.close()


def _unknown(cases: Sequence[Case], library: Library) -> tuple[str, ...]:
    """Return the expected articles that the library doesn't hold, as they are named."""
    wanted = {folded(name): name for case in cases for name in case.articles}
    for article in library.articles() if wanted else ():
        for name in names_of(article) & wanted.keys():
            del wanted[name]
    return tuple(wanted.values())
