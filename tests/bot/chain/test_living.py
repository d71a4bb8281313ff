"""One bot, many questions, and a library that changes meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot import Bot
from index.errors import LibraryMissing, ModelError
from index.settings import Settings
from index.sync import index_paths
from tests.bot.chain.zoo import BORN, FILES, QUESTIONS, WHEN_BORN, essence
from tests.bot.samples import holds


def test_threads_that_share_a_bot_get_the_answers_that_one_gets(bot):
    expected = [essence(bot.answer(question)) for question in QUESTIONS]
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(bot.answer, QUESTIONS * 6))
    assert [essence(reply) for reply in replies] == expected * 6


def test_an_update_between_two_questions_is_seen_by_the_second(own_bot, make_library):
    make_library({"zoo.txt": FILES["zoo.txt"].replace("Leipzig on Sunday", "Berlin on Monday")})
    reply = own_bot.answer("When was the baby elephant born at the zoo?")
    assert "Berlin on Monday" in reply.text
    assert holds(reply)


def test_a_new_article_is_found_by_the_next_question(own_bot, make_library):
    before = own_bot.answer("Which storm tore the roofs from barns?")
    make_library({"storm.txt": "Storm\n\nA storm tore the roofs from twelve barns in Ohio."})
    after = own_bot.answer("Which storm tore the roofs from barns?")
    assert (before.refused, after.refused) == (True, False)


def test_an_article_that_was_removed_is_not_cited(own_bot, tmp_path, fake_embedder):
    (tmp_path / "articles" / "zoo.txt").unlink()
    index_paths([tmp_path / "articles"], library=own_bot.library.folder, embedder=fake_embedder)
    assert BORN not in own_bot.answer(WHEN_BORN).text


def test_an_earlier_answer_keeps_its_words_after_an_update(own_bot, make_library):
    before = own_bot.answer(WHEN_BORN)
    make_library({"zoo.txt": "Zoo closed\n\nThe zoo is closed until further notice."})
    assert holds(before)
    assert BORN in before.text


def test_a_bot_that_was_closed_opens_again(own_bot):
    before = own_bot.answer(WHEN_BORN)
    own_bot.close()
    assert essence(own_bot.answer(WHEN_BORN)) == essence(before)


def test_a_folder_without_a_library_is_refused(tmp_path):
    with pytest.raises(LibraryMissing):
        Bot(tmp_path / "nothing")


def test_a_model_that_can_not_be_set_up_is_refused_at_once(library):
    with pytest.raises(ModelError, match="doesn't name a provider"):
        Bot(library, settings=Settings(model="some-model"))
