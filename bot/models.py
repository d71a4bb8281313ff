"""The language model, by LangChain, and its troubles in one sentence each."""

import re
from collections.abc import Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from index.errors import ModelError, first_line
from index.settings import Settings, environment_has

_EXTRAS = ("openai", "ollama", "anthropic")
# What a reasoning model thinks aloud is no part of its answer.
_THOUGHT = re.compile(r"<think>.*?(?:</think>\s*|$)|^\s*<(?:t(?:h(?:i(?:nk?)?)?)?)?$", re.DOTALL)
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}


def load_model(settings: Settings) -> BaseChatModel | None:
    """Return the chat model that FOOTNOTE_MODEL names, or None for the built-in answerer.

    Raises:
        ModelError: the provider is unknown, its package is not installed, or its key is missing.
    """
    if not settings.model:
        return None
    provider, _, name = settings.model.partition(":")
    provider = provider.strip().lower()
    if not (provider and name):
        raise ModelError(
            f"FOOTNOTE_MODEL={settings.model!r} doesn't name a provider and a model; "
            "write it as provider:name, such as openai:gpt-5-mini or ollama:qwen3."
        )
    from langchain.chat_models import init_chat_model  # noqa: PLC0415

    try:
        model: BaseChatModel = init_chat_model(
            name, model_provider=provider, **_options(provider, settings)
        )
    except ImportError as exc:
        # LangChain says which package it is; a guess might name somebody else's.
        raise ModelError(
            f"The package for {provider!r} models is not installed ({first_line(exc)})."
        ) from exc
    except Exception as exc:  # each provider has errors of its own, with no common base
        raise ModelError(_setup_trouble(provider, settings, exc)) from exc
    return model


def stream_text(model: BaseChatModel, messages: list[BaseMessage]) -> Iterator[str]:
    """Ask a model, yielding its text as it grows.

    Raises:
        ModelError: the model failed or couldn't be reached.
    """
    text = ""
    try:
        for chunk in model.stream(messages):
            text += str(chunk.text)
            yield _THOUGHT.sub("", text)
    except Exception as exc:  # each provider has errors of its own, with no common base
        raise ModelError(
            f"The language model failed ({first_line(exc)}); check that it runs and can be "
            "reached (FOOTNOTE_MODEL_URL), or unset FOOTNOTE_MODEL to get quoted answers."
        ) from exc


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if settings.model_url:
        options["base_url"] = settings.model_url
    if provider in _KEYS:
        options["timeout"] = settings.model_timeout_s
        if settings.model_url and not environment_has(_KEYS[provider]):
            options["api_key"] = "none"  # a server of one's own wants no key; the client does
    if provider == "ollama":
        options["client_kwargs"] = {"timeout": settings.model_timeout_s}
    return options


def _setup_trouble(provider: str, settings: Settings, exc: Exception) -> str:
    key = _KEYS.get(provider)
    if key and not environment_has(key):
        return f"FOOTNOTE_MODEL={settings.model} needs a key; set {key}, or unset FOOTNOTE_MODEL."
    if isinstance(exc, ValueError) and "provider" in str(exc).lower():
        return (
            f"FOOTNOTE_MODEL={settings.model}: no provider {provider!r} is known; "
            f"use one of {', '.join(_EXTRAS)}, or another that LangChain supports."
        )
    return f"FOOTNOTE_MODEL={settings.model} can't be set up ({first_line(exc)}); change it."
