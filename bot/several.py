"""Several questions in one message: parted, answered one after the other, and put together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers import Answer, Citer, Differing, Sentence
from bot.names import names
from bot.queries import checked
from index.words import terms

MOST_QUESTIONS = 4
_CONNECTIVE = r"(?:and|but|so|also|then)"
_ASKING = r"(?:who|whom|whose|what|which|when|where|why|how)"
_VERB = (
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|must)"
    r"(?:n['’]t)?"
)
_ASKS = re.compile(rf"\W*(?:{_CONNECTIVE}\s+)?(?:{_ASKING}|{_VERB})\b", re.IGNORECASE)
_ASKS_WHAT = re.compile(rf"\W*(?:{_CONNECTIVE}\s+)?{_ASKING}\b", re.IGNORECASE)
# "Why?", "And since when?", "And Japan?" lean on the question before them.
_LEANS = re.compile(rf"\W*(?:{_CONNECTIVE}\s+\w|(?:since )?{_ASKING}\W*$)", re.IGNORECASE)
# "..., and when was it built?", "... and which country does it supply?"
_SECOND = re.compile(
    rf"[,;]?\s+and\s+(?=(?:also\s+)?{_ASKING}(?:\s+[\w’'-]+){{0,3}}?\s+{_VERB}\b"
    r"|who\s+[\w’'-]+\s(?:.*\s)?(?:it|that|this|him|her|them)\W*$)",
    re.IGNORECASE,
)
# "How many died and how many were hurt in the fire?" asks both about the fire.
_POINTS = re.compile(r"\b(?:the|this|that|these|its?|he|she|they|his|her|their)\b", re.IGNORECASE)
# "What did Xi say and what did Putin say about gas?" asks both about gas.
_OPEN = re.compile(
    rf".*\b(?:say|said|think|thought|write|wrote|claim|argue|want|mean|about|on|{_VERB})",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_QUOTES = re.compile(r"[\"“”„«»]")


def parted(question: str) -> tuple[str, ...]:
    """Return the questions that a message asks, one after the other.

    "Who runs it? And since when?" and "What is it and when was it built?" ask two. What leads to a
    question stays with it, what follows it ("Right?") as well.

    Args:
        question: as it was typed, line breaks included.

    Raises:
        QuestionError: the message is empty or too long.
    """
    checked(question)
    asked: list[str] = []
    lead = ""
    for line in question.splitlines():
        for number, piece in enumerate(_sentences(line)):
            if _is_question(piece):
                asked.append(f"{lead} {piece}".strip())
                lead = ""
            elif number and not lead:
                asked[-1] += f" {piece}"
            else:
                lead = f"{lead} {piece}".strip()
    if lead or not asked:
        return (question,)
    return tuple(part for one in asked for part in _halves(one))


def together(question: str, asked: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """Put the answers to the parts of a message together; see Answer.

    It is as sure as the least sure part that is answered, and refused where all parts are. What
    can't be answered is named in its scope.

    Args:
        question: the message.
        asked: all its questions.
        answers: to the first of them, one or more, the last may still be growing.
    """
    told = [answer for answer in answers if answer.sentences]
    whole = Answer(
        question,
        query=" ".join(answer.query for answer in answers if answer.query),
        hits=tuple({h.passage.id: h for answer in answers for h in answer.hits}.values()),
        model=answers[0].model,
        timings_s=dict(sum((Counter(answer.timings_s) for answer in answers), Counter())),
    )
    said = [(part, answer) for part, answer in zip(asked, answers, strict=False)]
    left = (
        f"Only the first {MOST_QUESTIONS} of {len(asked)} questions were read; ask the others anew."
    )
    rest = [left] if len(asked) > MOST_QUESTIONS else []
    if not told:
        notices = [f"“{part}” {answer.notice}" for part, answer in said]
        return replace(
            whole,
            notice=" ".join([*notices, *rest]),
            refused=all(answer.refused for answer in answers),
            listed=tuple({a.id: a for answer in answers for a in answer.listed}.values()),
            nearest=tuple(dict.fromkeys(p for answer in answers for p in answer.nearest)),
            confidence=max(answer.confidence for answer in answers),
        )
    return replace(
        _cited_anew(whole, told),
        scope=" ".join([*_scopes(said), *rest]),
        confidence=min(answer.confidence for answer in told),
    )


def _sentences(line: str) -> Iterator[str]:
    """Part a line after each question mark that stands in no quotation."""
    begun = ""
    for piece in re.split(r"(?<=\?)\s+", line.strip()):
        begun = f"{begun} {piece}".strip()
        if len(_QUOTES.findall(begun)) % 2 == 0:
            yield begun
            begun = ""
    if begun:
        yield begun


def _is_question(piece: str) -> bool:
    words = piece.split()
    if piece.endswith("?"):
        return bool(_LEANS.match(piece) or (terms(piece) and len(words) > 1))
    return len(words) >= _FEWEST_WORDS and _ASKS.match(piece) is not None


def _halves(question: str) -> tuple[str, ...]:
    """Part "What is it and when was it built?"."""
    link = _SECOND.search(question)
    if not (link and _ASKS_WHAT.match(question)):
        return (question,)
    first, second = question[: link.start()], question[link.end() :]
    stands_alone = (names(first) or _POINTS.search(first)) and not _OPEN.fullmatch(first)
    if not stands_alone or len(first.split()) < _FEWEST_WORDS or _QUOTES.search(first):
        return (question,)
    return f"{first}?", f"{second[0].upper()}{second[1:]}"


def _scopes(said: Sequence[tuple[str, Answer]]) -> Iterator[str]:
    for part, answer in said:
        if answer.sentences:
            if answer.scope:
                yield answer.scope
        elif answer.refused:
            yield f"Found nothing that surely answers “{part}”."
        else:
            yield answer.text


def _cited_anew(whole: Answer, told: Sequence[Answer]) -> Answer:
    """Number the citations of several answers as those of one; what is said twice stays once."""
    citer = Citer()
    sentences: list[Sentence] = []
    differs: list[Differing] = []
    for answer in told:
        new = {c.number: citer.cite(c.article, c.start, c.end) for c in answer.citations}
        for sentence in answer.sentences:
            anew = replace(sentence, citations=tuple(new[n] for n in sentence.citations))
            if all((anew.text, anew.citations) != (s.text, s.citations) for s in sentences):
                sentences.append(anew)
        differs += [replace(one, citation=new[one.citation]) for one in answer.differs]
    return replace(
        whole, sentences=tuple(sentences), citations=citer.citations, differs=tuple(differs)
    )
