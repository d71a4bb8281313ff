"""Which of the packaged models a bot judges sentences with."""

import pytest

from bot import Bot
from bot.judges import Judges, shared_judges
from bot.reader import PassageReader
from bot.scorer import SentenceScorer


@pytest.mark.parametrize("chosen", ["", "on", "small", "off"])
def test_a_bot_has_the_judges_that_the_settings_name(make_library, monkeypatch, chosen):
    monkeypatch.setenv("FOOTNOTE_SCORER", chosen)
    library = make_library({"a.txt": "Harbour opens\n\nThe harbour opened."})
    assert Bot(library).judges == shared_judges(chosen or "on")


def test_each_judge_is_made_once():
    both = shared_judges("on")
    assert isinstance(both.scorer, SentenceScorer)
    assert isinstance(both.reader, PassageReader)
    assert shared_judges("on") == both
    assert shared_judges("small") == Judges(both.scorer)
    assert shared_judges("off") == Judges()


def test_a_reader_without_a_scorer_is_refused():
    with pytest.raises(ValueError, match="needs a scorer"):
        Judges(reader=PassageReader())
