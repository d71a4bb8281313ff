from dataclasses import replace

import pytest

from bot.answers import Answer, Citation
from bot.follow_ups import carry_over, follow_up, more_of
from bot.queries import Query
from tests.bot.samples import article, hit, turn

PIPELINE = turn("How much is the Power of Siberia pipeline worth?")
MERKEL = turn("When did Angela Merkel leave?")
GREETING = Answer("Thanks!", notice="You're welcome.")


def carried(question, *history):
    """Return what a question carries over, as a set."""
    words = carry_over(question, history)
    return set(words.split(", ")) if words else set()


@pytest.mark.parametrize("history", [(), (GREETING,)])
def test_nothing_is_carried_from_a_history_without_a_search(history):
    assert carry_over("And what did he say?", history) == ""


@pytest.mark.parametrize(
    "question", ["What did she say then?", "Why did she go?", "Who are her friends?"]
)
def test_he_or_she_brings_the_person_of_the_last_question(question):
    assert "Angela Merkel" in carried(question, MERKEL)


def test_he_brings_the_person_of_the_last_answer_when_the_question_named_none():
    last = turn("Who speaks for the union?", quoted="The union sent Josep Borrell to Kyiv.")
    assert carried("Where was he born?", last) == {"Josep Borrell"}


def test_he_is_the_one_whose_name_opens_the_answer_under_the_full_name():
    text = "Danil Bochkov is an expert. Bochkov calls it a target of Biden."
    cited = Citation(1, article(text), 28, len(text))
    last = Answer("Who calls it so?", query="Who calls it so?", citations=(cited,))
    assert carried("Where does he work?", last) == {"Danil Bochkov"}


def test_he_brings_one_person_not_the_whole_topic():
    assert carried("Why did she resign?", MERKEL) == {"Angela Merkel"}


@pytest.mark.parametrize(
    "question", ["When did they meet?", "Who built it?", "What are its costs?", "What of them?"]
)
def test_they_and_it_bring_the_names_of_the_last_question(question):
    assert carried(question, PIPELINE) == {"Power of Siberia"}


def test_it_brings_the_topic_of_a_last_question_without_names():
    assert carried("Who built it?", turn("How long is the new pipeline?")) == {"new pipeline"}


@pytest.mark.parametrize("question", ["What does that mean?", "Is this so?", "Who did that?"])
def test_that_and_this_bring_the_topic_with_the_names(question):
    assert carried(question, PIPELINE) == {"Power of Siberia", "pipeline", "worth"}


@pytest.mark.parametrize(
    "question",
    [
        "And in energy?",
        "What about Japan?",
        "How about Japan?",
        "But in Japan?",
        "Why?",
        "Tell me more",
    ],
)
def test_an_elliptic_question_brings_the_topic_with_the_names(question):
    assert carried(question, PIPELINE) == {"Power of Siberia", "pipeline", "worth"}


def test_a_word_of_the_question_is_not_carried_over_again():
    assert carried("What about the pipelines in Japan?", PIPELINE) == {"Power of Siberia", "worth"}


@pytest.mark.parametrize(
    "question",
    [
        "What did NATO say about China?",
        "Who is Japan's Defence Minister?",
        "How many people died in the flood?",
        "Did Xi say that China had won?",
        "When did Olaf Scholz take his seat?",
    ],
)
def test_a_new_topic_does_not_drag_the_old_one_along(question):
    assert carry_over(question, [PIPELINE]) == ""


@pytest.mark.parametrize(
    "question",
    [
        "Is there a flood?",
        "Were there casualties?",
        "Is it true ships sank?",
        "Was it possible to flee?",
    ],
)
def test_there_and_it_that_stand_for_nothing_carry_nothing(question):
    assert carry_over(question, [PIPELINE]) == ""


def test_the_last_searched_turn_counts_not_the_one_before():
    assert carried("Why did she resign?", PIPELINE, MERKEL) == {"Angela Merkel"}


def test_small_talk_in_between_is_passed_over():
    assert carried("Who built it?", PIPELINE, GREETING) == {"Power of Siberia"}


def test_a_second_follow_up_still_carries_the_first_topic():
    query = Query("And in energy?", carry_over("And in energy?", [PIPELINE])).text
    follow_up = Answer("And in energy?", query=query)
    assert carried("Why?", PIPELINE, follow_up) >= {"Power of Siberia", "energy"}


def test_a_long_conversation_does_not_pile_up_words():
    history = []
    for question in ["Who built Power of Siberia?"] + [f"And word{n}x too?" for n in range(20)]:
        query = Query(question, carry_over(question, history)).text
        history.append(Answer(question, query=query))
    assert len(history[-1].query.split()) < 20


def test_the_carried_part_of_a_name_is_dropped_beside_the_whole_name():
    assert "Siberia" not in carried("Why?", PIPELINE)


def test_he_is_the_one_whom_the_answer_names_and_not_the_office_that_was_asked_for():
    first = turn(
        "Who is Japan's Defence Minister?",
        quoted="The minister is Kishi Nobuo, who spoke on a Tuesday.",
    )
    assert carry_over("What did he say?", [first]) == "Kishi Nobuo"


@pytest.mark.parametrize(
    ("asked", "thing"),
    [
        ("How many joined Biden's democracy summit?", "democracy summit"),
        ("What is Beijing's quarrel with Lithuania about?", "quarrel"),
        ("Which war games did Russian soldiers join?", "war games"),
        ("Is the diplomatic boycott of the Olympics growing?", "diplomatic boycott"),
    ],
)
def test_it_brings_the_thing_without_a_name_beside_the_names(asked, thing):
    assert thing in carried("How did it begin?", turn(asked))


def test_a_name_gives_way_to_one_of_its_kind():
    last = turn("Why did South Korea scramble its fighter jets?")
    assert carried("And Japan?", last) == {"scramble", "fighter", "jets"}


ROADMAP = turn("What did Shoigu praise?", quoted="Sergei Shoigu praised the theme of the drills.")


def test_a_short_question_that_names_nothing_is_asked_of_the_article_that_speaks_of_it():
    assert carried("What was the theme?", ROADMAP) == {"Shoigu", "praise"}


@pytest.mark.parametrize(
    "question",
    [
        "What is the theme of the Liverpool meeting?",
        "What is democracy?",
        "List the theme of drills",
    ],
)
def test_a_short_question_of_another_topic_stands_alone(question):
    assert carry_over(question, [ROADMAP]) == ""


@pytest.mark.parametrize("question", ["How many people died?", "Were people hurt?"])
def test_after_a_refusal_the_topic_is_that_of_the_articles_that_came_closest(question):
    told = hit("The quake in Elmouth shook the town. Two people died and nine were hurt.")
    refused = turn("How strong was the quake in Elmouth?")
    refused = replace(refused, refused=True, hits=(told,), nearest=(told.passage,))
    assert {"Elmouth", "quake"} <= carried(question, refused)
    harbour = hit("The harbour in Elmouth opened.")
    assert carried(question, replace(refused, hits=(harbour,), nearest=(harbour.passage,))) == set()
    assert carried(question, replace(refused, nearest=())) == set()


@pytest.mark.parametrize("question", ["Is there a vaccine?", "Does a vaccine exist?"])
def test_a_short_question_for_yes_or_no_brings_the_topic_that_was_cited(question):
    last = turn("Where was monkeypox found?", quoted="Monkeypox has a vaccine. None else exist.")
    assert "monkeypox" in carried(question, last)
    assert carried(question, turn("Where was the harbour built?", quoted="In Elmouth.")) == set()


def test_a_follow_up_prefers_the_articles_cited_last():
    last = turn("What did Shoigu praise?", quoted="Shoigu praised the drills.")
    assert follow_up("Why?", [last]).preferred == (last.citations[0].article.id,)


def test_a_question_that_stands_alone_prefers_none():
    last = turn("What did Shoigu praise?", quoted="Shoigu praised the drills.")
    assert follow_up("Who is Bobo Lo?", [last]).preferred == ()


def test_more_is_asked_of_the_question_as_it_was_put_with_its_period():
    first = replace(turn("What did Putin say in December 2021?", quoted="No."), query="Putin say")
    assert more_of("Tell me more", [first])[0] == "What did Putin say in December 2021?"


def test_more_of_a_follow_up_is_asked_with_what_it_carried():
    first = replace(turn("And in energy?"), query="And in energy (Russia, trade)?")
    assert more_of("Tell me more", [first])[0] == "And in energy (Russia, trade)?"


def test_more_quotes_nothing_again_that_was_quoted_before_who_said_it_was_asked():
    first = turn("Who signed?", quoted="Xi signed.")
    who = replace(turn("Who said that?"), query="Who signed?")
    assert more_of("Tell me more", [first, who]) == ("Who signed?", said_in(first))


def said_in(answer):
    return frozenset((c.article.id, c.start, c.end) for c in answer.citations)


def test_what_was_quoted_on_an_earlier_question_may_be_quoted_again():
    earlier, last = turn("Who signed?", quoted="Xi signed."), turn("Who refused?")
    again, said = more_of("Tell me more", [earlier, last])
    assert (again, said) == ("Who refused?", frozenset())


@pytest.mark.parametrize(
    "question",
    [
        "Which airlines dropped their mask mandates?",
        "How many banks have closed their branches?",
        "What big airlines sold their oldest planes?",
        "Which people have sold their houses?",
    ],
)
def test_what_a_question_asks_for_may_own_what_it_names(question):
    assert carry_over(question, [PIPELINE]) == ""


@pytest.mark.parametrize(
    "question",
    [
        "Which day did their talks begin?",
        "What year will its ships be ready?",
        "How many of its ships are ready?",
        "What happened to its ships?",
        "What was its cost?",
        "Which company owns it?",
        "What makes its gas so cheap?",
        "What drove its price up?",
        "How many people live in its capital?",
        "Which countries border its territory?",
        "What hit their economy so hard?",
        "Which banks lend to their company?",
    ],
)
def test_what_a_question_asks_for_owns_nothing_that_another_does(question):
    assert carry_over(question, [PIPELINE]) == "Power of Siberia"
