"""The models that Footnote brings along, when one of their files is broken."""

import shutil
from pathlib import Path

import pytest

import bot.reader
import bot.scorer
from bot.reader import PassageReader
from bot.scorer import SentenceScorer
from index.errors import ModelError

JUDGES = {
    bot.scorer: (lambda: SentenceScorer().score("Who?", ["Rosa won."]), "sentence scorer", "off"),
    bot.reader: (
        lambda: PassageReader().read("Who?", "", "Rosa won.", [(0, 9)]),
        "passage reader",
        "small",
    ),
}


@pytest.mark.parametrize("content", [b"{}", None])
@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("module", JUDGES)
def test_a_missing_or_damaged_file_is_told_of(tmp_path, monkeypatch, module, name, content):
    shutil.copytree(
        Path(module.__file__).parent, tmp_path, dirs_exist_ok=True, ignore=lambda *_: [name]
    )
    if content:
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    judge, called, rest = JUDGES[module]
    told = rf"{called} is missing or damaged \({name}\).*FOOTNOTE_SCORER={rest}\."
    with pytest.raises(ModelError, match=told):
        judge()


@pytest.mark.parametrize("module", JUDGES)
def test_the_model_card_tells_the_checksum_and_leaves_nothing_open(module):
    card = (Path(module.__file__).parent / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert module.CHECKSUMS["model.onnx"] in card
    assert "@" not in card
