from pathlib import Path

import pytest
from transformers import PreTrainedTokenizerFast

import bot.reader
from tests.benchmarks.reading_windows import Reading, Window, draw_windows
from tests.benchmarks.train_reader import padded, tokenised

WON = Window("The cup", "The cup went to Rosa of Elmouth. Rosa wept.", ((16, 20), (33, 37)))
RAIN = Window("", "It rained all day.")


@pytest.fixture(scope="module")
def tokenizer():
    file = Path(bot.reader.__file__).parent / "tokenizer.json"
    return PreTrainedTokenizerFast(tokenizer_file=str(file))


def marked(tokenizer, row, name):
    return [tokenizer.decode(i) for i, on in zip(row["input_ids"], row[name], strict=True) if on]


def test_every_place_of_an_answer_is_marked_where_it_starts_and_ends(tokenizer):
    row = tokenised(tokenizer, "Who won?", WON)
    assert marked(tokenizer, row, "starts") == marked(tokenizer, row, "ends") == ["rosa", "rosa"]
    longer = Window(WON.title, WON.text, ((16, 31),))
    row = tokenised(tokenizer, "Who won?", longer)
    assert marked(tokenizer, row, "starts") == ["rosa"]
    assert marked(tokenizer, row, "ends") == ["##outh"]


def test_where_there_is_no_answer_the_first_token_is_marked(tokenizer):
    row = tokenised(tokenizer, "Who won?", RAIN)
    assert row["starts"] == row["ends"] == [1] + [0] * (len(row["input_ids"]) - 1)


def test_rows_of_different_lengths_are_padded_to_the_longest(tokenizer):
    rows = [tokenised(tokenizer, "Who won?", window) for window in (WON, RAIN)]
    batch = padded(rows, 1)
    short, longest = len(rows[1]["input_ids"]), len(rows[0]["input_ids"])
    assert {tensor.shape for tensor in batch.values()} == {(2, longest)}
    assert batch["attention_mask"][1].tolist() == [1] * short + [0] * (longest - short)
    assert batch["input_ids"][1, short:].tolist() == [1] * (longest - short)


def test_a_question_is_drawn_once_an_epoch_with_a_window_of_each_kind():
    class Chance:
        def integers(self, most):
            return most - 1

        def random(self):
            return 0.5

    readings = [Reading("nq", "Who won?", [WON], [RAIN]), Reading("squad", "Why?", [], [RAIN])]
    first, second = draw_windows(readings, Chance(), {"nq": 2, "squad": 1})
    assert first == [("Who won?", WON), ("Who won?", RAIN), ("Why?", RAIN)]
    assert second == [("Who won?", WON), ("Who won?", RAIN)]


@pytest.mark.parametrize(("epochs", "drawn"), [(0.4, 0), (0.6, 1), (1.4, 1), (1.6, 2)])
def test_a_part_of_an_epoch_draws_a_part_of_the_questions(epochs, drawn):
    class Chance:
        def integers(self, most):
            return most - 1

        def random(self):
            return 0.5

    made = draw_windows([Reading("squad", "Why?", [], [RAIN])], Chance(), {"squad": epochs})
    assert [pair for epoch in made for pair in epoch] == [("Why?", RAIN)] * drawn
