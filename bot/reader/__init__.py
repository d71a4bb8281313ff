"""The passage reader: a model, in ONNX, that marks the words of a passage that answer a question.

It reads a sentence among those around it, so that it knows who "she" is. MODEL_CARD.md beside this
file tells how it was trained, on what, and how well it does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.packaged import PackagedModel
from index.sentences import Span

CHECKSUMS = {
    "model.onnx": "f79a302102dd6202650fdc34531fe15bc15ed00758d51ef26d45ddf70837f675",
    "tokenizer.json": "e11a1323ac44b644a57830ce6d3eae2d3b3e04d0cb26c2c12ab5bf57bbec605f",
}
_FOLDER = Path(__file__).parent
_MOST_TOKENS = 288
_LONGEST_ANSWER_TOKENS = 25


@dataclass(frozen=True)
class Found:
    """What the reader found in a sentence.

    Attributes:
        odds: log odds that its likeliest words answer the question, against none of the passage.
        start, end: where these words stand, whole, offsets into the passage's text, in characters.
    """

    odds: float
    start: int
    end: int


class PassageReader:
    """The packaged reader, loaded when it is first used. Safe to share between threads."""

    def __init__(self) -> None:
        self._model = PackagedModel(
            _FOLDER,
            checksums=CHECKSUMS,
            most_tokens=_MOST_TOKENS,
            called="passage reader",
            without="small",
        )

    def read(
        self, question: str, title: str, text: str, sentences: Sequence[Span]
    ) -> list[Found | None]:
        """Read a passage, and say of each of its sentences whether it answers the question.

        Args:
            question: as it is asked.
            title: of the passage's article; may be empty.
            text: the passage.
            sentences: where they stand in the text, in characters.

        Returns:
            For each sentence what was found; None for one that isn't read to its end, for no more
            than 288 tokens are, the question's and the title's included.

        Raises:
            ModelError: the packaged model is missing, or not the published one.
        """
        tokenizer, session = self._model.load()
        lead = f"{title}: " if title else ""
        encoded = tokenizer.encode(question, lead + text)
        inputs = {
            "input_ids": np.array([encoded.ids], dtype=np.int64),
            "attention_mask": np.array([encoded.attention_mask], dtype=np.int64),
        }
        (output,) = session.run(["logits"], inputs)
        logits = np.asarray(output)[0]
        # A start and an end for each token of the text; the first token stands for no answer.
        places = np.array(encoded.offsets) - len(lead)
        in_text = np.array([part == 1 for part in encoded.sequence_ids]) & (places[:, 0] >= 0)
        nowhere = float(logits[0].sum())
        read_to = places[in_text, 1].max(initial=0) if encoded.overflowing else len(text)
        found: list[Found | None] = []
        for start, end in sentences:
            inside = in_text & (places[:, 0] >= start) & (places[:, 1] <= end)
            whole = inside.any() and end <= read_to
            if not whole:
                found.append(None)
                continue
            odds, first, last = _likeliest(logits[inside], places[inside], nowhere)
            found.append(Found(odds, *whole_words(text, first, last, within=(start, end))))
        return found


def whole_words(text: str, start: int, end: int, *, within: Span) -> Span:
    """Return a stretch of a text widened to whole words and figures, "40" of "40,000" to that.

    A token is often a piece of one. Punctuation around a word is no part of it, nor is "'s".

    Args:
        text: the passage's.
        start, end: of the stretch, in characters.
        within: the (start, end) that it lies in and stays in.
    """
    before = re.search(r"[^\s—–(\[“‘\"•]*\Z", text[within[0] : start])
    after = re.match(r"[^\s—–)\]”\"]*", text[end : within[1]])
    added = re.sub(r"(?:[’']s?)?[.,;:!?…’']*\Z", "", after[0] if after else "")
    return start - len(before[0] if before else ""), end + len(added)


def _likeliest(
    logits: NDArray[np.float32], places: NDArray[np.int64], nowhere: float
) -> tuple[float, int, int]:
    """Return the odds of the likeliest words of a sentence, and where they start and end.

    Args:
        logits: shape (tokens, 2): that an answer starts, and that one ends, at each of its tokens.
        places: shape (tokens, 2): where the tokens stand.
        nowhere: the logit of no answer.
    """
    scores = np.add.outer(logits[:, 0], logits[:, 1])
    allowed = np.triu(np.tri(len(logits), k=_LONGEST_ANSWER_TOKENS - 1, dtype=bool))
    first, last = np.unravel_index(np.where(allowed, scores, -np.inf).argmax(), scores.shape)
    odds = float(scores[first, last]) - nowhere
    return odds, int(places[first, 0]), int(places[last, 1])
