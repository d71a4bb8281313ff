"""Questions asked of a real library, and the answers measured."""

import pytest

from bot import Bot, evaluate
from bot.evaluation import Case
from index.errors import CasesError, LibraryMissing

FILES = {
    "harbour.txt": "Harbour opens\n\nThe harbour of Elmouth cost 40 million crowns to build.\n",
    "bridge.txt": "Bridge closes\n\nThe old bridge at Ravensey was closed by Mayor Anna Holt.\n",
}
COST = Case("How much did the harbour of Elmouth cost?", ("40 million",), ("harbour.txt",))
MAYOR = Case("Who closed the old bridge at Ravensey?", ("Anna Holt",), ("Bridge closes",))
PAINTER = Case("Which composer wrote seven operas about volcanoes?", unanswerable=True)

pytestmark = pytest.mark.usefixtures("scorer_off")


@pytest.fixture
def bot(shared_library):
    return Bot(shared_library)


def test_each_question_is_asked_and_judged(bot):
    report = evaluate([COST, MAYOR, PAINTER], bot=bot)
    assert [outcome.case for outcome in report.outcomes] == [COST, MAYOR, PAINTER]
    assert report.metrics["article_recall_at_1"].value == 1
    assert report.metrics["answer_accuracy"].value == 1
    assert report.metrics["citation_precision"].value == 1
    assert report.metrics["refusal_recall"].value == 1
    assert report.metrics["latency_p50_ms"].value > 0
    assert (report.articles, report.model, report.unknown) == (2, "built-in", ())


def test_expected_articles_that_are_not_in_the_library_are_named(bot):
    case = Case(COST.question, COST.answers, ("harbor.txt", "harbour.txt"))
    report = evaluate([case], bot=bot)
    assert report.unknown == ("harbor.txt",)


def test_cases_may_be_a_file_and_the_bot_one_on_a_folder(tmp_path, sample_folder):
    file = tmp_path / "cases.jsonl"
    file.write_text('{"question": "Who is Josep Borrell?", "answers": ["foreign policy chief"]}')
    report = evaluate(file, library=sample_folder)
    assert (len(report.outcomes), report.articles) == (1, 12)


def test_progress_is_told_after_each_question(bot):
    told = []
    evaluate([COST, PAINTER], bot=bot, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_bot_that_was_given_stays_open(bot):
    evaluate([COST], bot=bot)
    assert bot.answer(COST.question).citations


def test_no_case_is_the_callers_mistake(bot):
    with pytest.raises(ValueError, match="no case"):
        evaluate([], bot=bot)


def test_the_file_is_read_before_the_library_is_opened(tmp_path):
    with pytest.raises(CasesError):
        evaluate(tmp_path / "none.jsonl", library=tmp_path / "none")


def test_a_missing_library_is_refused(tmp_path):
    with pytest.raises(LibraryMissing):
        evaluate([COST], library=tmp_path / "none")
