"""Judges of sentences that are certain, made by hand."""

import numpy as np

from bot.judges import Judges
from bot.reader import Found

LISTED = "The pipelines cost:\n\n• Power of Siberia: $55bn\n\n• Nord Stream: about $11bn"


class Preference:
    """A sentence scorer that is certain: the sentences with a word answer, the others don't."""

    def __init__(self, word):
        self.word = word
        self.seen = []

    def score(self, question, sentences):  # noqa: ARG002
        self.seen += sentences
        return np.array([100 if self.word in text else -100 for text in sentences], np.float32)


class Marks:
    """A reader that is certain: the sentences with a word answer, the others don't."""

    def __init__(self, word):
        self.word = word
        self.read_texts = []

    def read(self, question, title, text, sentences):  # noqa: ARG002
        self.read_texts.append(text)
        return [
            Found(100 if self.word in text[start:end] else -100, start, end)
            for start, end in sentences
        ]


def judges(*words):
    """Return judges that are certain, a scorer by the first word and a reader by the second."""
    makers = (Preference, Marks)
    return Judges(*(make(word) for make, word in zip(makers, words, strict=False)))
