"""The sentence scorer: a cross-encoder, in ONNX, that says whether a sentence answers.

MODEL_CARD.md beside this file tells how it was trained, on what, and how well it does.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.packaged import PackagedModel

CHECKSUMS = {
    "model.onnx": "b98915827f689eded4db978eab4be1622cb709511bc236432ae84cf772d4f698",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_FOLDER = Path(__file__).parent
_FIELDS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
_MOST_TOKENS = 128
_BATCH = 16


class SentenceScorer:
    """The packaged scorer, loaded when it is first used. Safe to share between threads."""

    def __init__(self) -> None:
        self._model = PackagedModel(
            _FOLDER,
            checksums=CHECKSUMS,
            most_tokens=_MOST_TOKENS,
            called="sentence scorer",
            without="off",
        )

    def score(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Score how well each sentence answers the question.

        Returns:
            float32, shape (len(sentences),): logits, higher is better, 0 for even odds in
            training.

        Raises:
            ModelError: the packaged model is missing, or not the published one.
        """
        tokenizer, session = self._model.load()
        logits = np.zeros(len(sentences), dtype=np.float32)
        encoded = tokenizer.encode_batch([(question, sentence) for sentence in sentences])
        # Sorted by length, so that a batch holds little padding.
        order = sorted(range(len(encoded)), key=lambda number: len(encoded[number].ids))
        for first in range(0, len(order), _BATCH):
            numbers = order[first : first + _BATCH]
            longest = len(encoded[numbers[-1]].ids)
            # [PAD] is 0.
            inputs = {name: np.zeros((len(numbers), longest), dtype=np.int64) for name in _FIELDS}
            for row, number in enumerate(numbers):
                one = encoded[number]
                for name, array in inputs.items():
                    array[row, : len(one.ids)] = getattr(one, _FIELDS[name])
            (output,) = session.run(["logits"], inputs)
            logits[numbers] = np.asarray(output)[:, 0]
        return logits
