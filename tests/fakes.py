"""Stand-ins that implement the real interfaces, for tests that need no real model."""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from numpy.typing import NDArray
from pydantic import Field

from index.words import terms

DIMENSIONS = 64


class FakeEmbedder:
    """Embeds a text as the hashed counts of its terms; counts what it embeds."""

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.embedded: list[str] = []

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for term in terms(text) or ["empty"]:
                vectors[row, crc32(term.encode()) % DIMENSIONS] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1)


class ScriptedChatModel(BaseChatModel):
    """A LangChain chat model that gives its replies in turn, in chunks; keeps what it was asked.

    Attributes:
        replies: one for each call; an empty one is streamed as one empty chunk.
        chunk_chars: the length of the chunks a reply is streamed in.
        asked: the messages of each call so far.
    """

    replies: list[str]
    chunk_chars: int = 7
    asked: list[list[BaseMessage]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, messages, stop=None, run_manager=None, **kwargs) -> ChatResult:  # noqa: ARG002
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self._next(messages)))])

    def _stream(
        self,
        messages,
        stop=None,  # noqa: ARG002
        run_manager=None,  # noqa: ARG002
        **kwargs,  # noqa: ARG002
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._next(messages)
        for start in range(0, max(1, len(reply)), self.chunk_chars):
            piece = reply[start : start + self.chunk_chars]
            yield ChatGenerationChunk(message=AIMessageChunk(piece))

    def _next(self, messages: list[BaseMessage]) -> str:
        self.asked.append(list(messages))
        return self.replies[len(self.asked) - 1]
