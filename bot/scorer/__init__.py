"""The sentence scorer: a small cross-encoder, in ONNX, that says whether a sentence answers.

MODEL_CARD.md beside this file tells how it was trained, on what, and how well it does.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import ModelError
from index.settings import silence_onnxruntime

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL_SHA256 = "b98915827f689eded4db978eab4be1622cb709511bc236432ae84cf772d4f698"
_FOLDER = Path(__file__).parent
_MOST_TOKENS = 128
_BATCH = 16


class SentenceScorer:
    """The packaged scorer, loaded when it is first used. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()

    def score(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Score how well each sentence answers the question.

        Returns:
            float32, shape (len(sentences),): logits, higher is better, 0 for even odds in
            training.

        Raises:
            ModelError: the packaged model is not the published one.
        """
        with self._lock:
            tokenizer, session = self._tokenizer, self._session
        logits = np.zeros(len(sentences), dtype=np.float32)
        encoded = tokenizer.encode_batch([(question, sentence) for sentence in sentences])
        # Sorted by length, so that a batch holds little padding.
        order = sorted(range(len(encoded)), key=lambda number: len(encoded[number].ids))
        for first in range(0, len(order), _BATCH):
            numbers = order[first : first + _BATCH]
            longest = len(encoded[numbers[-1]].ids)
            inputs = np.zeros((3, len(numbers), longest), dtype=np.int64)  # 0 is [PAD]
            for row, number in enumerate(numbers):
                one = encoded[number]
                inputs[:, row, : len(one.ids)] = one.ids, one.attention_mask, one.type_ids
            names = ("input_ids", "attention_mask", "token_type_ids")
            (output,) = session.run(["logits"], dict(zip(names, inputs, strict=True)))
            logits[numbers] = np.asarray(output)[:, 0]
        return logits

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(_FOLDER / "tokenizer.json"))
        tokenizer.enable_truncation(_MOST_TOKENS)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> "InferenceSession":
        silence_onnxruntime()
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - silent by now

        model = (_FOLDER / "model.onnx").read_bytes()
        if sha256(model).hexdigest() != MODEL_SHA256:
            raise ModelError(
                "The packaged sentence scorer is damaged; install Footnote again, or set "
                "FOOTNOTE_SCORER=off."
            )
        options = SessionOptions()
        options.inter_op_num_threads = 1
        # Idle threads that spin would slow the embedding model, which computes next.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return InferenceSession(model, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def shared_scorer() -> SentenceScorer:
    """Return this process's scorer, so that the model is loaded only once."""
    return SentenceScorer()
