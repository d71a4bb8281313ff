"""Several questions in one message: parted, answered one after the other, and put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers import Answer, Citer
from bot.names import names
from bot.queries import checked, plain
from index.errors import QuestionError
from index.sentences import sentence_spans

MOST_QUESTIONS = 10
_CONNECTIVE = r"(?:and|but|so|also|then)"
_ASKING = r"(?:who|whom|whose|what|which|when|where|why|how)"
_VERB = (
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|must)"
    r"(?:n['’]t)?"
)
# "Who won", "And in energy", "Why": what a sentence opens with that asks.
_ASKS = re.compile(rf"\W*(?:{_CONNECTIVE}\s+\w|(?:since )?{_ASKING}\b|{_VERB}\b)", re.IGNORECASE)
# The same without a question mark, where "May 2021" and "what a mess" ask nothing.
_ASKS_PLAINLY = re.compile(
    rf"\W*(?:{_CONNECTIVE}\s+)?(?:(?:who|whose|which)\s+\w"
    rf"|(?:what|when|where|why|how)(?:\s+[\w’'-]+){{0,2}}?\s+{_VERB}\b"
    r"|(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b)\s*\w",
    re.IGNORECASE,
)
_CHATTER = re.compile(
    r"\W*(?:(?:can|could|may) i (?:ask|bother)\b.*|(?:can|could|will) you help\b.*"
    r"|(?:is|was) (?:that|this|it) (?:so|right|true|correct|ok(?:ay)?)|how are you\b.*"
    r"|are you (?:sure|there)|(?:do|did) you (?:know|understand|see))\W*",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"\s*(?:[-*•]|\(?\d{1,2}[.)])\s+")
_LINK = re.compile(
    rf"[,;]?\s+and\s+(?=(?:also\s+)?(?:(?:(?:who|when|where|why)|how(?:\s+[\w’'-]+){{0,2}}?"
    rf"|(?:what|which|whose)(?:\s+[\w’'-]+){{0,3}}?)\s+{_VERB}\b"
    r"|who\s+[\w’'-]+\s))"
    # ", and will Meta accept it?", but not "who was held and is facing trial".
    rf"|,\s+and\s+(?={_VERB}\s+(?:the|it|they|he|she|(?-i:[A-Z]))[\w’'-]*\s)",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"\b(?:its?|they|them|their|he|him|his|she|her|that|this|there)\b", re.IGNORECASE
)
# A clause within the first half may go on in the second: "between when ... and when ...".
_CLAUSE = re.compile(rf"\b(?:between|that|{_ASKING})\b", re.IGNORECASE)
_FEWEST_WORDS = 3


def parted(message: str) -> tuple[str, ...]:
    """Return the questions that a message asks, one after the other.

    "Who runs it? And since when?", "What is it and when was it built?" and questions in lines ask
    several. What leads to a question, and what follows it, stays with it.

    Args:
        message: as it was typed, line breaks included.

    Raises:
        QuestionError: the message is empty or too long, or asks more than ten questions.
    """
    whole = checked(message)
    questions: list[str] = []
    lead = ""
    for line in _lines(plain(message)):
        for piece in _sentences(line):
            if _is_question(piece):
                questions.append(f"{lead} {piece}".strip())
                lead = ""
            elif questions and not lead:
                questions[-1] += f" {piece}"
            else:
                lead = f"{lead} {piece}".strip()
    if lead or not questions:
        return (whole,)
    found = tuple(question for one in questions for question in _parted_at_and(one))
    if len(found) > MOST_QUESTIONS:
        raise QuestionError(
            f"The message asks {len(found)} questions; ask at most {MOST_QUESTIONS} at once."
        )
    return found if len(found) > 1 else (whole,)


def together(message: str, questions: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """Put the answers to the questions of a message together, each as one of Answer.parts.

    Args:
        message: as it was typed.
        questions: all that it asks.
        answers: to one or more of them, in order; the last may still be growing.
    """
    citer = Citer()
    parts = tuple(_cited_by(citer, answer) for answer in answers)
    answered = [part for part in parts if part.sentences]
    sure = [part.confidence for part in answered] or [max(part.confidence for part in parts)]
    refused = all(part.refused for part in parts)
    scopes = list(_scopes(questions, parts))
    steps = dict.fromkeys(step for part in parts for step in part.timings_s)
    return Answer(
        checked(message),
        query=" ".join(part.query for part in parts if part.query),
        sentences=tuple(sentence for part in parts for sentence in part.sentences),
        citations=citer.citations,
        notice="" if answered else " ".join(part.notice for part in parts),
        scope=" ".join(scopes) if answered else "",
        listed=tuple({a.id: a for part in parts for a in part.listed}.values()),
        refused=refused,
        confidence=min(sure),
        nearest=tuple(dict.fromkeys(p for part in parts for p in part.nearest if refused)),
        hits=tuple({h.passage.id: h for part in parts for h in part.hits}.values()),
        model=parts[0].model,
        timings_s={step: sum(part.timings_s.get(step, 0.0) for part in parts) for step in steps},
        parts=parts,
    )


def turns(history: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return a conversation with each question of a message as a turn of its own."""
    return tuple(turn for answer in history for turn in (answer.parts or (answer,)))


def _cited_by(citer: Citer, answer: Answer) -> Answer:
    """Return an answer with its citations numbered after those before it."""
    new = {c.number: citer.cite(c.article, c.start, c.end) for c in answer.citations}
    return replace(
        answer,
        sentences=tuple(
            replace(sentence, citations=tuple(new[number] for number in sentence.citations))
            for sentence in answer.sentences
        ),
        citations=tuple(replace(c, number=new[c.number]) for c in answer.citations),
        differs=tuple(replace(one, citation=new[one.citation]) for one in answer.differs),
    )


def _scopes(questions: Sequence[str], parts: Sequence[Answer]) -> Iterator[str]:
    for question, part in zip(questions, parts, strict=False):
        if part.refused:
            yield f"Found nothing that surely answers “{question}”."
        elif part.scope:
            yield part.scope


def _lines(message: str) -> Iterator[str]:
    """Part a message where a line asks by itself; a question may go on in the next line."""
    begun = ""
    for line in filter(str.strip, message.splitlines()):
        plain = _LIST_MARK.sub("", line, count=1).strip()
        listed = plain != line.strip()
        asks = _ASKS_PLAINLY.match(begun) and _ASKS_PLAINLY.match(plain)
        if begun and (listed or asks or begun.endswith(("?", ".", "!", ":"))):
            yield begun
            begun = ""
        begun = f"{begun} {plain}".strip()
    if begun:
        yield begun


def _sentences(line: str) -> Iterator[str]:
    """Part a line after each question mark that stands in no quotation."""
    begun = ""
    for piece in re.split(r"(?<=\?)\s+", line):
        begun = f"{begun} {_LIST_MARK.sub('', piece, count=1)}".strip()
        if not _is_quoting(begun):
            yield begun
            begun = ""
    if begun:
        yield begun


def _is_quoting(text: str) -> bool:
    """Say whether a text ends within a quotation."""
    if len(re.findall(r"[\"“”„«»]", text)) % 2:
        return True
    opened = re.findall(r"(?<!\w)['‘](?=\w)(?!\d\ds\b)", text)  # "the '90s" quotes nothing
    return len(opened) > len(re.findall(r"(?<=[\w.?!])['’](?!\w)", text))


def _is_question(piece: str) -> bool:
    spans = list(sentence_spans(piece))
    last = piece[spans[-1][0] :] if spans else piece
    if _CHATTER.fullmatch(last):
        return False
    if piece.endswith("?"):
        return _ASKS.match(last) is not None
    return len(last.split()) >= _FEWEST_WORDS and _ASKS_PLAINLY.match(last) is not None


def _parted_at_and(question: str) -> tuple[str, ...]:
    """Part "What is it and when was it built?", if each half can be understood without the other.

    "How many died and how many were hurt in the fire?" asks both about the fire.
    """
    link = _LINK.search(question)
    if link is None or not link.start():
        return (question,)
    first, second = question[: link.start()], question[link.end() :]
    opening, rest = first.split(maxsplit=1)[0], first.split(maxsplit=1)[1:]
    if not re.fullmatch(_ASKING, opening, re.IGNORECASE) or _CLAUSE.search(" ".join(rest)):
        return (question,)
    leans = _LEANS_BACK.search(second) is not None
    alike = opening.lower() == second.split(maxsplit=1)[0].lower()
    apart = leans or (bool(names(first)) and not alike)
    if not apart or len(first.split()) < _FEWEST_WORDS or _is_quoting(first):
        return (question,)
    return (f"{first}?", *_parted_at_and(second[0].upper() + second[1:]))
