"""The sentence scorers: two cross-encoders, in ONNX, that say whether a sentence answers.

The small one is fast, the large one more often right. MODEL_CARD.md beside this file tells how they
were trained, on what, and how well they do.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import ModelError
from index.settings import silence_onnxruntime

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Size = Literal["small", "large"]
MODEL_SHA256: dict[Size, str] = {
    "small": "b98915827f689eded4db978eab4be1622cb709511bc236432ae84cf772d4f698",
    "large": "db6b478d9e4fc1e544cdc2f2348d84fdae5e83f23b446392bfaaaff8af4f6717",
}
_FOLDER = Path(__file__).parent
_FIELDS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
_MOST_TOKENS = 128
# One by one, what the large one finds for a sentence doesn't depend on the others, at no cost.
_BATCH: dict[Size, int] = {"small": 16, "large": 1}


class SentenceScorer:
    """A packaged scorer, loaded when it is first used. Safe to share between threads."""

    def __init__(self, size: Size = "small") -> None:
        self.size = size
        self._folder = _FOLDER / size
        self._lock = Lock()

    def score(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Score how well each sentence answers the question.

        Returns:
            float32, shape (len(sentences),): logits, higher is better, 0 for even odds in
            training.

        Raises:
            ModelError: the packaged model is missing, or not the published one.
        """
        with self._lock:
            tokenizer, session = self._tokenizer, self._session
        names = [wanted.name for wanted in session.get_inputs()]
        logits = np.zeros(len(sentences), dtype=np.float32)
        encoded = tokenizer.encode_batch([(question, sentence) for sentence in sentences])
        # Sorted by length, so that a batch holds little padding.
        order = sorted(range(len(encoded)), key=lambda number: len(encoded[number].ids))
        batch = _BATCH[self.size]
        for first in range(0, len(order), batch):
            numbers = order[first : first + batch]
            longest = len(encoded[numbers[-1]].ids)
            # The small one's [PAD] is 0; alone, a sentence is not padded.
            inputs = {name: np.zeros((len(numbers), longest), dtype=np.int64) for name in names}
            for row, number in enumerate(numbers):
                one = encoded[number]
                for name, array in inputs.items():
                    array[row, : len(one.ids)] = getattr(one, _FIELDS[name])
            (output,) = session.run(["logits"], inputs)
            logits[numbers] = np.asarray(output)[:, 0]
        return logits

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(_MOST_TOKENS)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> "InferenceSession":
        silence_onnxruntime()
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - silent by now

        try:
            model = (self._folder / "model.onnx").read_bytes()
        except OSError:
            model = b""
        if sha256(model).hexdigest() != MODEL_SHA256[self.size]:
            rest = {"small": "off", "large": "small"}[self.size]
            raise ModelError(
                f"The packaged {self.size} sentence scorer is missing or damaged; install Footnote "
                f"again, or set FOOTNOTE_SCORER={rest}."
            )
        options = SessionOptions()
        options.inter_op_num_threads = 1
        # Idle threads that spin would slow the embedding model, which computes next.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return InferenceSession(model, options, providers=["CPUExecutionProvider"])


@lru_cache
def _shared_scorer(size: Size) -> SentenceScorer:
    return SentenceScorer(size)


def shared_scorers(chosen: Literal["on", "small", "off"]) -> tuple[SentenceScorer, ...]:
    """Return this process's scorers, the fast one first, so that each is loaded only once."""
    sizes: dict[str, tuple[Size, ...]] = {"on": ("small", "large"), "small": ("small",), "off": ()}
    return tuple(_shared_scorer(size) for size in sizes[chosen])
