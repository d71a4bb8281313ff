"""The names by which the parts of a file go: records and archived files."""

import re
from hashlib import sha256

from index.formats.limits import MOST_PART_CHARS


class PartNames:
    """The names taken in one file; each goes to one part.

    What is kept of a name is a number, so that a million of them take about 70 MB.
    """

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def take(self, name: str) -> bool:
        """Take a name; False if another part has it."""
        before = len(self._taken)
        self._taken.add(hash(name))
        return len(self._taken) > before


def part_name(text: str) -> str:
    """Return a name that can be shown and stored: one line of printable characters, not too long.

    A name that is cut ends in eight digits of its sha256, so that two long ones stay two.
    """
    plain = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    if len(plain) <= MOST_PART_CHARS:
        return plain
    digits = sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{plain[:MOST_PART_CHARS]}…{digits}"


def member_name(path: str) -> str:
    """Return the name of a file in an archive: its path there, with no step out of it.

    Nothing is ever written to that path; a name such as ../../a.html would only mislead.
    """
    steps = re.split(r"[\\/]+", re.sub(r"^[A-Za-z]:(?=[\\/])", "", path))
    return part_name("/".join(step for step in steps if step.strip() not in {"", ".", ".."}))
