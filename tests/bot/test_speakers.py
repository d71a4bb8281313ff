import pytest

from bot.speakers import leans_back, leans_forward


@pytest.mark.parametrize(
    "sentence",
    [
        "He left.",
        "But they refused.",
        "However, this changed.",
        "Its clauses are secret.",
        "Both agreed.",
        "“And possibly ever.”",
        "The plan, she said, was late.",
        "“We watched them,” the minister said.",
        "“We watched them,” the former president added on Monday.",
        "“We watched them,” he told CNN.",
        "In Tokyo, the minister told reporters that it was late.",
        "On Monday, the French president has said so.",
        "The talks ended Tuesday, the minister said.",
        "Later, she warned of more.",
        "Demand is putting pressure on beef, he said.",
        "“It is late,” said the 42-year-old.",
        "“It is late,” added the minister.",
        "The company said it would pay.",
        "We counted twelve,” said Kishi Nobuo.",
        'We counted twelve," said Kishi Nobuo.',
    ],
)
def test_a_sentence_that_needs_the_one_before_it_leans_back(sentence):
    assert leans_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kishi spoke in Tokyo.",
        "In March he left.",
        "There were no ships.",
        "“He is out,” said Bob Dylan.",
        "Then came the war.",
        "The patrols, Kishi Nobuo said, were a sign.",
        "Kishi said he told them so.",
        "Kishi Nobuo was tired, he said.",
        "“It is late,” said the minister, Kishi Nobuo.",
        "“It is late,” said the president of France.",
        "The law office said she was near the lake.",
        "A spokesperson for Eaton said the company would not tell.",
        "“We won.” Kishi said so.",
        "The door is 6'2\" wide.",
        "“It is ‘late’,” said Kishi Nobuo.",
    ],
)
def test_a_sentence_that_can_be_read_alone_does_not_lean_back(sentence):
    assert not leans_back(sentence)


@pytest.mark.parametrize("sentence", ["“This moment is different.", 'He said: "It is late.'])
def test_a_sentence_that_leaves_a_quotation_open_leans_forward(sentence):
    assert leans_forward(sentence)


@pytest.mark.parametrize("sentence", ["“It is late.”", 'He said: "It is late."', "Late.", "Late.”"])
def test_any_other_sentence_does_not(sentence):
    assert not leans_forward(sentence)


def test_an_item_leans_back_as_its_words_do():
    assert leans_back("• The minister said it rained")
    assert not leans_back("• Bo Falk said it rained")
    assert not leans_back("Three were named:\n\n• He was the first")
