import asyncio
import inspect

import pytest

import bot
import index.errors
from tests.bot.samples import holds

QUESTION = "How much is the Power of Siberia pipeline worth?"


@pytest.fixture
def elsewhere(monkeypatch, sample_folder):
    """Set FOOTNOTE_LIBRARY to the sample library, so that no argument is needed."""
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(sample_folder))


def test_the_public_names_are_these():
    assert bot.__all__ == [
        "Answer",
        "ArticleRetriever",
        "Bot",
        "Citation",
        "Filters",
        "FootnoteError",
        "Library",
        "Request",
        "Sentence",
        "aanswer",
        "answer",
        "evaluate",
        "stream",
    ]


def test_every_public_name_is_there_and_documented():
    assert all(inspect.getdoc(getattr(bot, name)) for name in bot.__all__)


def test_every_function_and_class_made_in_bot_is_public():
    made = {
        name
        for name, value in vars(bot).items()
        if getattr(value, "__module__", "").partition(".")[0] == "bot" and not name.startswith("_")
    }
    assert made <= set(bot.__all__)


def test_every_error_is_a_footnote_error():
    errors = [value for value in vars(index.errors).values() if inspect.isclass(value)]
    raised = [error for error in errors if issubclass(error, Exception)]
    assert all(issubclass(error, bot.FootnoteError) for error in raised)


@pytest.mark.parametrize("function", [bot.answer, bot.aanswer, bot.stream])
def test_the_three_doors_take_the_same_arguments(function):
    parameters = inspect.signature(function).parameters
    assert list(parameters) == ["question", "history", "filters", "library"]
    assert all(
        parameter.kind is parameter.KEYWORD_ONLY
        for name, parameter in parameters.items()
        if name != "question"
    )


def test_answer_takes_the_library_by_its_folder(sample_folder):
    reply = bot.answer(QUESTION, library=sample_folder)
    assert "$5" in reply.text
    assert holds(reply)


def test_the_folder_may_be_a_string(sample_folder):
    assert bot.answer(QUESTION, library=str(sample_folder)).citations


@pytest.mark.usefixtures("elsewhere")
def test_answer_takes_the_library_from_the_environment():
    assert bot.answer(QUESTION).citations


@pytest.mark.usefixtures("elsewhere")
def test_aanswer_gives_what_answer_gives():
    assert asyncio.run(bot.aanswer(QUESTION)).text == bot.answer(QUESTION).text


@pytest.mark.usefixtures("elsewhere")
def test_stream_ends_with_what_answer_gives():
    *_, last = bot.stream(QUESTION)
    assert last.text == bot.answer(QUESTION).text


@pytest.mark.usefixtures("elsewhere")
def test_questions_can_be_asked_side_by_side():
    async def ask_both():
        return await asyncio.gather(bot.aanswer(QUESTION), bot.aanswer("Who is Josep Borrell?"))

    pipeline, borrell = asyncio.run(ask_both())
    assert pipeline.question == QUESTION
    assert "Borrell" in borrell.text


@pytest.mark.usefixtures("elsewhere")
def test_answer_takes_history_for_a_follow_up():
    first = bot.answer(QUESTION)
    reply = bot.answer("Who pays for it?", history=[first])
    assert "Power of Siberia" in reply.query
    assert holds(reply)


@pytest.mark.usefixtures("elsewhere")
def test_answer_takes_filters():
    reply = bot.answer(QUESTION, filters=bot.Filters(outlets=("Meridian Review",)))
    assert {hit.passage.article.outlet for hit in reply.hits} == {"Meridian Review"}


def test_a_missing_library_is_an_error_with_the_command_that_makes_one():
    with pytest.raises(bot.FootnoteError, match="footnote index"):
        bot.answer(QUESTION)


def test_a_bad_question_is_an_error(sample_folder):
    with pytest.raises(bot.FootnoteError, match="no words"):
        bot.answer(" ", library=sample_folder)


def test_a_bad_model_setting_is_an_error(monkeypatch, sample_folder):
    monkeypatch.setenv("FOOTNOTE_MODEL", "some-model")
    with pytest.raises(bot.FootnoteError, match="FOOTNOTE_MODEL='some-model'"):
        bot.answer(QUESTION, library=sample_folder)
