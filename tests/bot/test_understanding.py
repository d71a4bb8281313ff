from datetime import date

from bot.searches import Request
from bot.understanding import understand

FILES = {"talks.txt": "Talks\n\nOn Monday Putin met the minister of Norland in Oslo for two hours."}
TODAY = date(2022, 1, 20)


def understood(question, library):
    return understand(Request(question), library, None, TODAY)


def test_a_question_of_this_week_speaks_of_now_when_the_whole_library_is_searched(shared_library):
    search = understood("Whom did Putin meet this week?", shared_library)
    assert search.query.now == search.narrowed.now == TODAY
    assert "this week" not in search.query.text


def test_a_question_without_a_time_does_not_speak_of_now(shared_library):
    assert understood("Whom did Putin meet?", shared_library).query.now is None
