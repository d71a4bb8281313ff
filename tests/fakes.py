"""Stand-ins that implement the real interfaces, for tests that need no real model."""

import json
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from zlib import crc32

import numpy as np
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
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
            end = start + self.chunk_chars
            position = "last" if end >= len(reply) else None
            yield ChatGenerationChunk(
                message=AIMessageChunk(content=reply[start:end], chunk_position=position)
            )

    def _next(self, messages: list[BaseMessage]) -> str:
        self.asked.append(list(messages))
        return self.replies[len(self.asked) - 1]


class FakeChatServer(ThreadingHTTPServer):
    """Speaks enough of OpenAI's chat completions over HTTP on loopback to stream one reply.

    Attributes:
        reply: what the model says, streamed word by word.
        status: the HTTP status; with any but 200 there is an error in place of the reply.
        requests: the path and JSON body of each request so far.
    """

    def __init__(self, reply: str, *, status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), _ChatHandler)
        self.reply = reply
        self.status = status
        self.requests: list[tuple[str, dict]] = []

    @property
    def url(self) -> str:
        """What FOOTNOTE_MODEL_URL is set to."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self) -> "FakeChatServer":
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class _ChatHandler(BaseHTTPRequestHandler):
    server: FakeChatServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, body))
        if self.server.status != 200:
            self._send("application/json", json.dumps({"error": {"message": "No such model"}}))
            return
        pieces = self.server.reply.split(" ")
        deltas = [{"content": piece + " "} for piece in pieces[:-1]] + [{"content": pieces[-1]}]
        events = [self._event(delta) for delta in deltas] + [self._event({}, "stop"), "[DONE]"]
        self._send("text/event-stream", "".join(f"data: {event}\n\n" for event in events))

    def _event(self, delta: dict, finish_reason: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        known = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "some-model"}
        return json.dumps(known | {"choices": [choice]})

    def _send(self, kind: str, content: str) -> None:
        self.send_response(self.server.status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, *_args: object) -> None:
        """Keep the test output clean."""


class SlowModel(GenericFakeChatModel):
    """A chat model that pauses between its words, as a real one does."""

    pause_s: float = 0.15

    def _stream(self, *args, **options):
        for chunk in super()._stream(*args, **options):
            time.sleep(self.pause_s)
            yield chunk
