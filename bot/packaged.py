"""The models that Footnote brings along: ONNX files with their tokenizers, checked when loaded."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from tokenizers import Tokenizer

from index.errors import ModelError
from index.settings import silence_onnxruntime

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


class Loaded(NamedTuple):
    """A model that is ready to compute."""

    tokenizer: Tokenizer
    session: "InferenceSession"


class PackagedModel:
    """A packaged model, loaded when it is first used. Safe to share between threads.

    Args:
        folder: holds model.onnx and tokenizer.json.
        checksums: the SHA-256 of these files, by name.
        most_tokens: what is longer is cut, of two texts the longer one.
        called: what it is, for a person to read.
        without: the value of FOOTNOTE_SCORER that does without it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        checksums: Mapping[str, str],
        most_tokens: int,
        called: str,
        without: str,
    ) -> None:
        self._folder = folder
        self._checksums = checksums
        self._most_tokens = most_tokens
        self._called = called
        self._without = without
        self._lock = Lock()

    def load(self) -> Loaded:
        """Return the tokenizer and the session; the first call loads them.

        Raises:
            ModelError: the packaged model is missing, or not the published one.
        """
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> Loaded:
        silence_onnxruntime()
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - silent by now

        model, tokens = self._read("model.onnx"), self._read("tokenizer.json")
        options = SessionOptions()
        options.inter_op_num_threads = 1
        # Idle threads that spin would slow the embedding model, which computes next.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Without VNNI instructions, sums of 8-bit weights are clipped unless this is asked for.
        options.add_session_config_entry("session.x64quantprecision", "1")
        session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_buffer(tokens)
        tokenizer.enable_truncation(self._most_tokens)
        tokenizer.no_padding()
        return Loaded(tokenizer, session)

    def _read(self, name: str) -> bytes:
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            content = b""
        if sha256(content).hexdigest() != self._checksums[name]:
            raise ModelError(
                f"The packaged {self._called} is missing or damaged ({name}); install Footnote "
                f"again, or set FOOTNOTE_SCORER={self._without}."
            )
        return content
