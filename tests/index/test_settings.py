import os
from datetime import date
from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import environment_has, library_path, read_settings, silence_libraries


def test_settings_have_defaults(monkeypatch):
    monkeypatch.delenv("FOOTNOTE_LIBRARY")
    settings = read_settings()
    assert settings.embedder == "all-MiniLM-L6-v2"
    assert settings.model == ""
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert settings.max_file_mb == 20
    assert (settings.fetch_private, settings.fetch_timeout_s) == ("off", 30)
    assert settings.library.is_absolute()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("library", "/some/where", Path("/some/where")),
        ("embedder", "/models/mine", "/models/mine"),
        ("model", "openai:some-model", "openai:some-model"),
        ("port", "8000", 8000),
        ("as_of", "2022-06-15", date(2022, 6, 15)),
        ("max_file_mb", "0.5", 0.5),
        ("model_timeout_s", "5", 5.0),
        ("fetch_private", "on", "on"),
        ("fetch_timeout_s", "2.5", 2.5),
        ("chroma_url", "http://localhost:8000", "http://localhost:8000"),
        ("chroma_url", "https://chroma.example.org/", "https://chroma.example.org"),
        ("chroma_url", "http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_environment_sets_them(monkeypatch, name, text, value):
    monkeypatch.setenv(f"FOOTNOTE_{name.upper()}", text)
    assert getattr(read_settings(), name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FOOTNOTE_LIBRARY", " "),
        ("FOOTNOTE_PORT", "many"),
        ("FOOTNOTE_PORT", "0"),
        ("FOOTNOTE_PORT", "65536"),
        ("FOOTNOTE_MAX_FILE_MB", "-1"),
        ("FOOTNOTE_MODEL_TIMEOUT_S", "0"),
        ("FOOTNOTE_FETCH_PRIVATE", "maybe"),
        ("FOOTNOTE_FETCH_TIMEOUT_S", "0"),
        ("FOOTNOTE_CHROMA_URL", "localhost:8000"),
        ("FOOTNOTE_CHROMA_URL", "ftp://localhost"),
        ("FOOTNOTE_CHROMA_URL", "http://"),
        ("FOOTNOTE_CHROMA_URL", "http://localhost:0"),
        ("FOOTNOTE_CHROMA_URL", "http://localhost:65536"),
        ("FOOTNOTE_CHROMA_URL", "http://localhost/chroma"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_the_next_step(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"{name}='{value}'.*change or unset it"):
        read_settings()


@pytest.mark.parametrize("value", ["yesterday", "15 June 2022", "2022-06-31"])
def test_a_day_that_is_none_is_refused_with_one_that_is(monkeypatch, value):
    monkeypatch.setenv("FOOTNOTE_AS_OF", value)
    with pytest.raises(SettingsError, match=rf"FOOTNOTE_AS_OF='{value}'.* such as 2022-06-15"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FOOTNOTE_CHROMA_URL", "http://me:opensesame@localhost:8000"),
        ("FOOTNOTE_CHROMA_TOKEN", "open sesame"),
        ("FOOTNOTE_CHROMA_TOKEN", "open\nsesame"),
        ("FOOTNOTE_CHROMA_TOKEN", "öffne"),
    ],
)
def test_a_secret_that_cannot_be_used_is_not_told(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"{name}=\.\.\. can't be used") as caught:
        read_settings()
    assert "sesame" not in str(caught.value)


def test_the_settings_do_not_show_the_token(monkeypatch):
    monkeypatch.setenv("FOOTNOTE_CHROMA_TOKEN", "opensesame")
    assert "opensesame" not in repr(read_settings())


def test_a_variable_that_is_no_setting_is_passed_over(monkeypatch):
    monkeypatch.setenv("FOOTNOTE_COLOUR", "green")
    assert read_settings().port == 7860


def test_a_variable_that_is_empty_counts_as_unset(monkeypatch):
    monkeypatch.delenv("FOOTNOTE_LIBRARY")
    unset = library_path(None)
    monkeypatch.setenv("FOOTNOTE_LIBRARY", "")
    assert library_path(None) == unset


def test_the_library_that_is_named_comes_before_that_of_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(tmp_path / "one"))
    assert library_path(None) == tmp_path / "one"
    assert library_path(tmp_path / "other") == tmp_path / "other"


def test_a_library_with_an_empty_name_is_not_that_of_the_environment():
    with pytest.raises(SettingsError, match="An empty name is no path"):
        library_path("")


@pytest.fixture
def clean_environment(monkeypatch):
    names = (
        "ANONYMIZED_TELEMETRY",
        "GRADIO_ANALYTICS_ENABLED",
        "HF_HUB_OFFLINE",
        "DO_NOT_TRACK",
        "ORT_DISABLE_TELEMETRY",
    )
    for name in names:
        monkeypatch.setenv(name, "")  # so that it is restored afterwards
        monkeypatch.delenv(name)


@pytest.mark.usefixtures("clean_environment")
def test_the_libraries_underneath_are_told_not_to_call_out():
    silence_libraries()
    assert os.environ["ANONYMIZED_TELEMETRY"] == "False"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert os.environ["DO_NOT_TRACK"] == "1"
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
    assert os.environ["HF_HUB_OFFLINE"] == "1"


@pytest.mark.usefixtures("clean_environment")
def test_threads_are_kept_few_unless_somebody_says_how_many(monkeypatch):
    monkeypatch.setenv("TOKENIZERS_PARALLELISM", "")
    monkeypatch.delenv("TOKENIZERS_PARALLELISM")
    monkeypatch.setenv("TOKIO_WORKER_THREADS", "4")
    silence_libraries()
    assert os.environ["TOKENIZERS_PARALLELISM"] == "false"
    assert os.environ["TOKIO_WORKER_THREADS"] == "4"
    monkeypatch.delenv("TOKIO_WORKER_THREADS")
    silence_libraries()
    assert os.environ["TOKIO_WORKER_THREADS"] == "1"


@pytest.mark.usefixtures("clean_environment")
def test_the_hub_is_not_forbidden_when_a_model_there_was_named():
    silence_libraries(offline=False)
    assert "HF_HUB_OFFLINE" not in os.environ


@pytest.mark.parametrize(("value", "expected"), [("secret", True), ("", False)])
def test_a_variable_counts_as_set_when_it_is_not_empty(monkeypatch, value, expected):
    monkeypatch.setenv("SOME_API_KEY", value)
    assert environment_has("SOME_API_KEY") is expected


def test_a_variable_that_is_not_there_is_not_set(monkeypatch):
    monkeypatch.delenv("SOME_API_KEY", raising=False)
    assert not environment_has("SOME_API_KEY")
