import pytest

from bot.smalltalk import smalltalk_reply

FILES = {"one.txt": "On pipelines\n\nThe gas flows all day."}


@pytest.fixture
def library(shared_library):
    return shared_library


@pytest.mark.parametrize(
    "greeting", ["Hi", "hello!", "Hey there", "Good morning.", "Hi, how are you?"]
)
def test_a_greeting_is_returned_with_what_can_be_asked(library, greeting):
    reply = smalltalk_reply(greeting, library)
    assert reply.startswith("Hello!")
    assert "The newest: “On pipelines”." in reply


@pytest.mark.parametrize(
    "thanks", ["Thanks", "thank you so much!", "OK, thanks a lot", "great", "Got it."]
)
def test_thanks_are_answered(library, thanks):
    assert smalltalk_reply(thanks, library).startswith("You're welcome.")


@pytest.mark.parametrize("farewell", ["Bye", "Goodbye!", "See you later", "That's all"])
def test_a_farewell_is_returned(library, farewell):
    assert smalltalk_reply(farewell, library).startswith("Goodbye.")


@pytest.mark.parametrize(
    "question", ["Who are you?", "What can you do?", "help", "How does this work?"]
)
def test_a_question_about_the_bot_is_answered(library, question):
    assert smalltalk_reply(question, library).startswith("I answer from your articles alone")


def test_several_articles_are_counted_and_two_of_them_named(make_library):
    library = make_library({f"{n}.txt": f"Title {n}\n\nSome text here." for n in "123"})
    reply = smalltalk_reply("Hello", library)
    assert "your 3 articles hold" in reply
    assert reply.count("“Title") == 2


@pytest.mark.parametrize(
    "question",
    [
        "Hi, who is Borrell?",
        "Thanks, and what did he say?",
        "What can you do about inflation?",
        "Who are the Taliban?",
        "Great Britain's view?",
        "Who helped?",
        "No",
    ],
)
def test_a_real_question_gets_no_small_talk(library, question):
    assert smalltalk_reply(question, library) == ""
