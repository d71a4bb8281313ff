import gzip
import json

import numpy as np
import pytest

from tests.benchmarks.training_clozes import read_clozes
from tests.benchmarks.training_lists import holds

RESULTS = [
    ("Ferry to Hull sinks", "The ferry Aurora sank off the coast near Hull with 70 people aboard."),
    ("Ferry to Hull sinks", "The captain of the ferry was the last to leave the deck that night."),
    ("Rescue at sea", "Rescuers said the ferry that sank off the coast near Hull was the Aurora."),
    ("Rescue at sea", "Lifeboats had come from two towns by nine in the evening."),
    ("Inquiry opens", "An inquiry into the ferry that sank off the coast near Hull has opened."),
    ("Inquiry opens", "Its report on the ferry and the coast is due in the spring."),
    ("Weather", "The coast near Hull had a storm that night, and no ferry was to sail."),
]


@pytest.fixture
def clozes(tmp_path):
    row = {
        "id": "1",
        "question": "Which ferry sank?",
        "answer": "Aurora",
        "candidates": [{"title": title, "sentence": text} for title, text in RESULTS],
    }
    with gzip.open(tmp_path / "news_train.jsonl.gz", "wt") as file:
        file.write(json.dumps(row))
    return read_clozes(tmp_path, np.random.default_rng(1), 12)


def test_a_name_gives_way_to_a_question_word(clozes):
    question = next(item for item in clozes if "ferry" in item.question and item.right)

    assert not holds(question.question, "Aurora")
    assert {"what", "which"} & set(question.question.strip("?").split())


def test_what_another_article_says_with_the_name_is_right_and_what_says_it_without_is_wrong(clozes):
    [item] = [item for item in clozes if item.right[0] == RESULTS[2]]

    assert [holds(text, "Aurora") for _, text in item.right] == [True]
    assert item.wrong[0] == RESULTS[4]
    assert not any(holds(text, "Aurora") for _, text in item.wrong)


def test_the_questions_are_the_same_for_the_same_seed(tmp_path, clozes):
    assert clozes == read_clozes(tmp_path, np.random.default_rng(1), 12)
