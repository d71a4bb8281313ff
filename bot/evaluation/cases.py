"""Questions with what is expected of their answers, read from a file of JSON lines."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.queries import checked
from bot.several import parted
from index.errors import CasesError, QuestionError

_EXAMPLE = '{"question": "...", "answers": ["..."]}'
_SINGULAR = {"answers": "answer", "articles": "article"}
_FIELDS = ("question", "answers", "answer", "articles", "article", "unanswerable")


@dataclass(frozen=True)
class Case:
    """A question, and what is expected of its answer as far as that is known.

    Attributes:
        question: as it is asked.
        answers: strings, one of which a right answer holds.
        articles: the articles that hold the answer, any of which is right: each by its id,
            address, title, file name, or the end of its path.
        unanswerable: whether the library doesn't hold the answer; None to go by the others.

    Raises:
        ValueError: answers are expected of a question that can't be answered, or one of them
            has neither letter nor digit.
    """

    question: str
    answers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    unanswerable: bool | None = None

    def __post_init__(self) -> None:
        """Refuse what contradicts itself or can't be found in any text."""
        if self.unanswerable and self.answers:
            raise ValueError(
                f"it is unanswerable and yet expects {self.answers[0][:80]!r}; "
                'leave out "answers" or "unanswerable"'
            )
        for expected in (*self.answers, *self.articles):
            if not re.search(r"[^\W_]", expected):
                raise ValueError(f"{expected[:80]!r} has no letter or digit to look for")

    @property
    def answerable(self) -> bool | None:
        """Whether the library holds the answer; None if the case doesn't tell."""
        if self.unanswerable is not None:
            return not self.unanswerable
        return True if self.answers or self.articles else None


def read_cases(path: str | Path) -> list[Case]:
    """Read a file of cases: a JSON object a line; empty lines are passed over.

    The fields are those of Case. "answers" and "articles" may each be a list or one string, and
    may be called "answer" and "article".

    Raises:
        CasesError: the file can't be read, holds no case, or a line is wrong; it says which.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or str(exc)
        raise CasesError(path, f"the cases can't be read ({reason}); name another file") from exc
    cases = list(_cases(path, content.removeprefix(b"\xef\xbb\xbf")))
    if not cases:
        raise CasesError(path, f"it holds no question; write a line for each, such as {_EXAMPLE}")
    return cases


def _cases(path: Path, content: bytes) -> Iterator[Case]:
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield _case(json.loads(line.decode()))
        except json.JSONDecodeError as exc:
            reason = f"no JSON object ({exc.msg} at character {exc.pos + 1})"
            raise CasesError(path, f"{reason}; write such as {_EXAMPLE}", line=number) from exc
        except UnicodeDecodeError as exc:
            raise CasesError(path, "not in UTF-8; save the file as such", line=number) from exc
        except RecursionError as exc:
            raise CasesError(path, f"too deep; write such as {_EXAMPLE}", line=number) from exc
        except (ValueError, QuestionError) as exc:
            raise CasesError(path, str(exc).rstrip("."), line=number) from exc


def _case(row: object) -> Case:
    """Turn a line's object into a case; what is wrong with it is a ValueError."""
    if not isinstance(row, dict):
        raise ValueError(f"no JSON object but {_shown(row)}; write such as {_EXAMPLE}")
    unknown = [name for name in row if name not in _FIELDS]
    if unknown:
        raise ValueError(f"unknown field {_shown(unknown[0])}; the fields are {', '.join(_FIELDS)}")
    if "question" not in row:
        raise ValueError(f'"question" is missing; write such as {_EXAMPLE}')
    unanswerable = row.get("unanswerable")
    if "unanswerable" in row and not isinstance(unanswerable, bool):
        raise ValueError(f'"unanswerable" is {_shown(unanswerable)}; write true or false')
    question = checked(row["question"])
    parted(row["question"])  # more questions than one message may ask are found before any is asked
    return Case(question, _strings(row, "answers"), _strings(row, "articles"), unanswerable)


def _strings(row: dict[str, Any], name: str) -> tuple[str, ...]:
    """Return a field that may be a list of strings or one, under its plural or singular name."""
    given = [known for known in (name, _SINGULAR[name]) if known in row]
    if not given:
        return ()
    if len(given) > 1:
        raise ValueError(f'both "{given[0]}" and "{given[1]}" are given; keep one')
    value = row[given[0]]
    strings = [value] if isinstance(value, str) else value
    if not (isinstance(strings, list) and strings and all(isinstance(s, str) for s in strings)):
        raise ValueError(f'"{given[0]}" is {_shown(value)}; write a string or a list of strings')
    # A lone surrogate could be in no article, and no report could be written with it.
    return tuple(string.encode("utf-8", "replace").decode() for string in strings)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}..."
