"""Which of the packaged models a bot judges sentences with, and what a broken one is told."""

import shutil
from pathlib import Path

import pytest

import bot.reader
import bot.scorer
from bot import Bot
from bot.judges import Judges, shared_judges
from bot.reader import PassageReader
from bot.scorer import SentenceScorer
from index.errors import ModelError


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


@pytest.mark.parametrize("content", [b"no model", None])
@pytest.mark.parametrize(
    ("module", "judge", "told"),
    [
        (
            bot.scorer,
            lambda: SentenceScorer().score("Who?", ["Rosa won."]),
            r"sentence scorer is missing or damaged.*FOOTNOTE_SCORER=off\.",
        ),
        (
            bot.reader,
            lambda: PassageReader().read("Who?", "", "Rosa won.", [(0, 9)]),
            r"passage reader is missing or damaged.*FOOTNOTE_SCORER=small\.",
        ),
    ],
)
def test_a_missing_or_damaged_model_is_told_of(tmp_path, monkeypatch, module, judge, told, content):
    shutil.copy(Path(module.__file__).parent / "tokenizer.json", tmp_path)
    if content:
        (tmp_path / "model.onnx").write_bytes(content)
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    with pytest.raises(ModelError, match=told):
        judge()
