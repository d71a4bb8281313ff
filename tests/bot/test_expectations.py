import pytest

from bot.expectations import (
    asks_for_few_words,
    asks_yes_or_no,
    explains_as_asked,
    holds_what_is_asked,
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It cost $55bn.", True),
        ("It cost £ 3.", True),
        ("It cost 55bn dollars.", True),
        ("It cost 40 euros.", True),
        ("It cost 3 million rubles.", True),
        ("It cost 3 roubles.", True),
        ("It cost 12 lives.", False),
        ("It cost a great deal.", False),
    ],
)
def test_a_question_about_money_wants_a_sum(sentence, expected):
    assert holds_what_is_asked("How much did the pipeline cost?", sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2014 it fell.", True),
        ("It fell on 25 November.", True),
        ("It fell on a Tuesday.", True),
        ("It fell two weeks ago.", True),
        ("It fell last year.", True),
        ("It fell after the talks.", False),
        ("It fell with 12 ships.", False),
    ],
)
def test_a_question_about_time_wants_a_time(sentence, expected):
    assert holds_what_is_asked("When did Crimea fall?", sentence) is expected


@pytest.mark.parametrize("question", ["What year was it?", "Which month was it?", "Since when?"])
def test_what_year_asks_for_a_time(question):
    assert not holds_what_is_asked(question, "Nobody knows.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It is 3,000 km long.", True),
        ("It cost $55bn and is 3,000 km long.", True),
        ("It is a $55bn project.", False),
        ("It cost 55 billion euros, 2 million rubles less than planned.", False),
    ],
)
def test_no_sum_of_money_tells_how_long_something_is(sentence, expected):
    assert holds_what_is_asked("And how long is it?", sentence) is expected


@pytest.mark.parametrize("asked", ["How many euros went there?", "How large is the fund?"])
def test_a_sum_of_money_tells_how_many_euros_and_how_large(asked):
    assert holds_what_is_asked(asked, "It got 40 euros.")


def test_a_clause_with_when_asks_for_no_time():
    assert holds_what_is_asked("What did he say when he arrived?", "He said nothing.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They met 37 times.", True),
        ("They met twelve times.", True),
        ("They met often.", False),
    ],
)
def test_a_question_about_a_quantity_wants_a_number(sentence, expected):
    assert holds_what_is_asked("How many times did they meet?", sentence) is expected


def test_a_number_that_the_question_gives_does_not_answer_it():
    assert not holds_what_is_asked("How many met in 2013?", "They met in 2013.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The plan was signed by Sergei Shoigu.", True),
        ("The plan was signed in Moscow.", False),
        ("The plan was signed by nobody.", False),
    ],
)
def test_a_question_about_a_person_wants_a_name_it_does_not_give(sentence, expected):
    assert holds_what_is_asked("Who signed the plan in Moscow?", sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“It is a farce.”", True),
        ("The plan is a farce, Shoigu said.", True),
        ("Shoigu criticised the plan.", True),
        ("Shoigu hopes for a plan.", True),
        ("‘It is a farce.’", True),
        ("Shoigu declared the plan dead.", True),
        ("Shoigu signed the plan.", False),
        ("Shoigu did not sign the plan.", False),
    ],
)
@pytest.mark.parametrize(
    "question", ["What did Shoigu say about the plan?", "How does Shoigu feel about the plan?"]
)
def test_a_question_about_a_view_wants_one_told(question, sentence, expected):
    assert holds_what_is_asked(question, sentence) is expected


@pytest.mark.parametrize(
    "question",
    [
        "How did shares react to the plan?",
        "What does the law say about the plan?",
        "What did Shoigu do after he told Putin about the plan?",
        "What has he done to make people feel safe?",
    ],
)
def test_a_question_about_a_fact_wants_no_view(question):
    assert holds_what_is_asked(question, "Shoigu signed the plan.")


BECAUSE = "They failed because the envoy was late."
BY_SENDING = "They saved the talks by sending a new envoy."
ON_DAY_THREE = "They ended on the third day in Geneva."


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Why did the talks fail?", BECAUSE, True),
        ("Why did the talks fail?", ON_DAY_THREE, False),
        ("How did they save the talks?", BY_SENDING, True),
        ("How did they save the talks?", BECAUSE, True),
        ("How did they save the talks?", ON_DAY_THREE, False),
        ("When did the talks fail?", BECAUSE, False),
    ],
)
def test_a_reason_or_a_means_explains_where_it_is_asked_for(question, sentence, expected):
    assert explains_as_asked(question, sentence) is expected


def test_a_question_about_a_reason_takes_a_sentence_without_the_usual_turns():
    assert holds_what_is_asked("Why did the talks fail?", ON_DAY_THREE)


def test_a_question_that_asks_for_none_of_these_takes_any_sentence():
    assert holds_what_is_asked("What did the talks change?", "They were late.")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who opened the harbour?", True),
        ("And when was it opened?", True),
        ("Where do the ships lie?", True),
        ("How many ships are there?", True),
        ("Which newspaper told of it?", True),
        ("What year was it opened in?", True),
        ("What is the price of a ticket?", True),
        ("What's Elmouth's population?", True),
        ("What were the names of the ships?", True),
        ("According to the Wire, how many ships came?", True),
        ("The harbour was opened by whom?", True),
        ("Elmouth may get what could be a record. Who opened its harbour?", True),
        ("The mayor ended what could be her term by opening which harbour?", True),
        ("Who is Rosa Lindqvist?", False),
        ("Why was the harbour opened?", False),
        ("What did the mayor say about the harbour?", False),
        ("What is the Arctic Council?", False),
        ("What is the latest on the harbour?", False),
        ("What happened in Elmouth?", False),
        ("Was the harbour opened?", False),
        ("How does a harbour work?", False),
        ("How far did the talks get?", False),
        ("Who was she?", False),
        ("What do the fishers say about the harbour?", False),
        ("What didn't he say?", False),
        ("What sparked the protests?", False),
        ("What went wrong in Elmouth?", False),
        ("What was the reaction to the vote?", False),
        ("What did the mayor say when asked about the budget?", False),
        ("What happened in Elmouth, where the harbour was opened?", False),
        ("Is Elmouth the city where the treaty was signed?", False),
        ("Tell me of the harbour.", False),
    ],
)
def test_a_question_that_a_few_words_answer_is_told(question, expected):
    assert asks_for_few_words(question) is expected


@pytest.mark.parametrize(
    "question",
    [
        "Did Oz win?",
        "Did Dr. Oz win?",
        "So was it he who won?",
        "The race is over. Has anyone won?",
        "Isn't it Oz?",
    ],
)
def test_a_question_for_yes_or_no_is_told(question):
    assert asks_yes_or_no(question)
    assert not asks_for_few_words(question)


@pytest.mark.parametrize(
    "question",
    [
        "Can you tell me who won?",
        "Do you know when it began?",
        "May I ask, please, who won?",
        "Who won?",
        "He was there. And who won?",
        "What did it do?",
        "Isabel won what?",
    ],
)
def test_another_question_asks_for_more_than_yes_or_no(question):
    assert not asks_yes_or_no(question)


def test_the_mark_of_an_item_is_no_word_of_it():
    assert holds_what_is_asked("Who signed the treaty?", "• Biden signed the treaty")


@pytest.mark.parametrize(("told", "fits"), [("Museum: 16:30", True), ("Museum: 16 rooms", False)])
def test_a_clocks_time_is_a_time(told, fits):
    assert holds_what_is_asked("When does Glasshouse close?", told) is fits
