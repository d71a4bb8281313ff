"""Names, figures and quotations in a text: what a claim must not get wrong."""

import re

from index.sentences import sentence_spans
from index.words import terms

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_](?:[\w’'.&-]*\w)?")
_LINKS = {"of", "de", "bin", "al", "van", "von", "der", "la"}
_FIGURE = re.compile(r"\d+(?:[,.]\d+)*")
_QUOTATION = re.compile(r"[“\"«]([^”\"»]{3,})[”\"»]")
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}


def names(text: str) -> list[str]:
    """Return the names in a text, in order, each once: runs of capitalised words.

    A single capitalised word that opens a sentence counts only when it has another capital
    inside, for it may be any word.
    """
    found: dict[str, None] = {}
    for start, end in sentence_spans(text):
        found.update(dict.fromkeys(_names_in_sentence(text[start:end])))
    return list(found)


def figures(text: str) -> set[str]:
    """Return the numbers in a text, as digits without grouping: "$1,500" gives 1500, "two" 2."""
    digits = {match[0].replace(",", "") for match in _FIGURE.finditer(text)}
    words = re.findall(r"[a-z]+", text.lower())
    return digits | {_NUMBER_WORDS[word] for word in words if word in _NUMBER_WORDS}


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks, without the comma or stop at its end."""
    return [match[1].strip(" ,.") for match in _QUOTATION.finditer(text)]


def _names_in_sentence(sentence: str) -> list[str]:
    words = list(_WORD.finditer(sentence))
    runs: list[list[re.Match[str]]] = []
    last = None
    for word, following in zip(words, [*words[1:], None], strict=True):
        adjoins = last is not None and sentence[last.end() : word.start()] in {" ", "-"}
        if word[0][0].isupper() and terms(word[0]):
            if adjoins and runs:
                runs[-1].append(word)
            else:
                runs.append([word])
            last = None if word[0].endswith(("'s", "’s")) else word
        elif adjoins and word[0] in _LINKS and following and following[0][0].isupper():
            last = word
        else:
            last = None
    return [
        re.sub(r"[’']s?$", "", sentence[run[0].start() : run[-1].end()])
        for run in runs
        if len(run) > 1 or run[0] != words[0] or not run[0][0][1:].islower()
    ]
