from itertools import pairwise

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import HumanMessage

from bot import Bot
from bot.models import load_model, stream_text
from index.errors import FootnoteError, ModelError
from index.settings import Settings
from tests.bot.samples import holds
from tests.fakes import FakeChatServer, ScriptedChatModel

BORN = "A baby elephant was born at the zoo in Leipzig on Sunday."
FILES = {"zoo.txt": f"Baby elephant\n\n{BORN} Keepers named her Bindi."}
QUESTION = "When was the baby elephant born at the zoo in Leipzig?"

pytestmark = pytest.mark.usefixtures("scorer_off")


@pytest.fixture(autouse=True)
def no_keys(monkeypatch):
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def trouble(**settings):
    with pytest.raises(ModelError) as caught:
        load_model(Settings(**settings))
    return str(caught.value)


def test_without_a_model_set_there_is_none():
    assert load_model(Settings()) is None


def test_a_model_without_a_provider_is_refused_with_examples():
    message = trouble(model="gpt-5-mini")
    assert "FOOTNOTE_MODEL='gpt-5-mini' doesn't name a provider" in message
    assert "openai:gpt-5-mini" in message


def test_an_unknown_provider_is_refused_with_those_known():
    message = trouble(model="nonsense:large")
    assert "FOOTNOTE_MODEL=nonsense:large" in message
    assert "no provider 'nonsense' is known" in message
    assert "openai, ollama, anthropic" in message


@pytest.mark.parametrize("provider", ["ollama", "anthropic"])
def test_a_missing_package_is_named_with_the_command_that_installs_it(provider):
    message = trouble(model=f"{provider}:some-model")
    assert f"{provider!r} models is not installed" in message
    assert f"pip install langchain-{provider}" in message


def test_a_missing_key_is_named_with_the_way_out():
    assert trouble(model="openai:gpt-5-mini") == (
        "FOOTNOTE_MODEL=openai:gpt-5-mini needs a key; set OPENAI_API_KEY, or unset FOOTNOTE_MODEL."
    )


def test_a_model_with_a_key_is_set_up_with_the_timeout(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "some-key")
    model = load_model(Settings(model="openai:gpt-5-mini", model_timeout_s=7))
    assert (model.model_name, model.request_timeout) == ("gpt-5-mini", 7)


def test_a_server_of_ones_own_needs_no_key():
    url = "http://127.0.0.1:1/v1"
    model = load_model(Settings(model="openai:org/model:tag", model_url=url))
    assert (model.model_name, model.openai_api_base) == ("org/model:tag", url)


def test_a_key_that_is_set_is_used_for_a_server_of_ones_own(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "some-key")
    model = load_model(Settings(model="openai:some-model", model_url="http://127.0.0.1:1/v1"))
    assert model.openai_api_key.get_secret_value() == "some-key"


def test_a_model_error_is_a_footnote_error():
    assert issubclass(ModelError, FootnoteError)


def test_text_is_streamed_as_it_grows():
    model = ScriptedChatModel(replies=["abcdefg"], chunk_chars=3)
    assert list(stream_text(model, [HumanMessage("?")])) == ["abc", "abcdef", "abcdefg"]


def test_a_failing_model_raises_a_model_error_with_its_cause_and_the_way_out():
    model = FakeListChatModel(responses=["abc"], error_on_chunk_number=1)
    texts = stream_text(model, [HumanMessage("?")])
    assert next(texts) == "a"
    with pytest.raises(
        ModelError, match=r"check that it runs .* or unset FOOTNOTE_MODEL"
    ) as caught:
        next(texts)
    assert type(caught.value.__cause__).__name__ == "FakeListChatModelError"


@pytest.fixture
def set_server(monkeypatch):
    """Return a function that sets the model to one behind a URL, with no key."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def set_url(url):
        monkeypatch.setenv("FOOTNOTE_MODEL", "openai:some-model")
        monkeypatch.setenv("FOOTNOTE_MODEL_URL", url)

    return set_url


def test_a_model_behind_a_server_gives_a_cited_answer(shared_library, set_server):
    with FakeChatServer(f"{BORN[:-1]} [1]. Keepers named her Bindi [1].") as server:
        set_server(server.url)
        steps = list(Bot(shared_library).stream(QUESTION))
    reply = steps[-1]
    assert reply.text == f"{BORN} Keepers named her Bindi."
    assert [citation.quote for citation in reply.citations] == [BORN, "Keepers named her Bindi."]
    assert reply.model == "openai:some-model"
    assert all(holds(step) for step in steps)
    assert all(len(a.text) <= len(b.text) for a, b in pairwise(steps))


def test_the_server_is_asked_once_for_a_stream_from_the_model_that_is_set(
    shared_library, set_server
):
    with FakeChatServer(BORN) as server:
        set_server(server.url)
        Bot(shared_library).answer(QUESTION)
    ((path, body),) = server.requests
    assert (path, body["model"], body["stream"]) == ("/v1/chat/completions", "some-model", True)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


def test_a_server_that_is_down_is_one_clear_sentence(shared_library, set_server):
    with FakeChatServer("") as server:
        pass  # now nothing listens on its port
    set_server(server.url)
    bot = Bot(shared_library)
    with pytest.raises(ModelError) as caught:
        bot.answer(QUESTION)
    assert str(caught.value) == (
        "The language model failed (Connection error.); check that it runs and can be reached "
        "(FOOTNOTE_MODEL_URL), or unset FOOTNOTE_MODEL to get quoted answers."
    )


def test_a_server_that_refuses_is_one_clear_sentence(shared_library, set_server):
    with FakeChatServer("", status=404) as server:
        set_server(server.url)
        with pytest.raises(
            ModelError, match=r"^The language model failed \(.*No such model"
        ) as caught:
            Bot(shared_library).answer(QUESTION)
    assert "\n" not in str(caught.value)
