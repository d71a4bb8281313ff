"""Made-up articles that change from round to round, and questions on them with known answers."""

import json
from pathlib import Path
from random import Random

_SYLLABLES = (
    "bel cor dan fir gol hem jas kel lun mor nev pol quil ras sel tor ulm ven wex yar".split()
)
_ARTICLES, _RECORD_EACH = 40, 8


class Shelf:
    """Two sources: a folder of files, each one article, and a file of records.

    Attributes:
        sources: what is indexed.
        texts: the text of each article, by its location in the library.
        questions: the questions, with the words that the right passage holds, by location.
    """

    def __init__(self, folder: Path, random: Random) -> None:
        self._random = random
        self._files = folder / "files"
        self._records = folder / "records.jsonl"
        self._files.mkdir(parents=True)
        self._versions: dict[int, int] = {}
        self._next = 0
        self.sources = [self._files, self._records]
        self.texts: dict[str, str] = {}
        self.questions: dict[str, str] = {}
        self._put(list(range(_ARTICLES)))

    @property
    def without_records(self) -> dict[str, str]:
        """The texts of the first source alone."""
        return {key: text for key, text in self.texts.items() if "#" not in key}

    def change(self, most: int) -> None:
        """Change, remove and add up to so many articles each."""
        present = sorted(self._versions)
        chosen = self._random.sample(present, min(2 * most, len(present)))
        gone, changed = chosen[: most // 2], chosen[most // 2 :]
        for key in gone:
            del self._versions[key]
            self._file(key).unlink(missing_ok=True)
        top = max(present) + 1
        # As many come as go, of both kinds: by their numbers.
        self._put([*changed, *(top + step for step in range(len(gone)))])

    def _put(self, keys: list[int]) -> None:
        for key in keys:
            self._versions[key] = self._versions.get(key, 0) + 1
            if not self._is_record(key):
                title, *paragraphs = self._lines(key)
                body = "\n\n".join(paragraphs)
                self._file(key).write_text(f"---\ntitle: {title}\n---\n\n{body}\n")
        self._write_records()
        self.texts = {
            self._location(key): "\n\n".join(self._lines(key)[1:]) for key in self._versions
        }
        self.questions = {
            self._location(key): f"How many people did the ferry {_name(key)} carry?"
            for key in self._versions
        }

    def _write_records(self) -> None:
        rows = []
        for key in filter(self._is_record, sorted(self._versions)):
            title, *paragraphs = self._lines(key)
            rows.append({"id": str(key), "title": title, "text": "\n\n".join(paragraphs)})
        self._records.write_text("".join(json.dumps(row) + "\n" for row in rows))

    def _is_record(self, key: int) -> bool:
        return key % _RECORD_EACH == 0

    def _file(self, key: int) -> Path:
        return self._files / f"{key:05}.md"

    def _location(self, key: int) -> str:
        return f"{self._records}#{key}" if self._is_record(key) else str(self._file(key))

    def _lines(self, key: int) -> list[str]:
        """Return title and paragraphs: other figures in each version, a name of its own."""
        random = Random(f"{key} {self._versions[key]}")
        name = _name(key)
        lines = [
            f"Ferry {name}",
            f"The ferry {name} carried {random.randint(1000, 99999)} people across the bay.",
        ]
        for _ in range(random.randint(0, 8)):
            first, second = random.choices(_SYLLABLES, k=2)
            lines.append(
                f"Its captain {first.title()}{second} of {second.title()}{first} counted "
                f"{random.randint(2, 900)} gulls, {random.randint(2, 900)} seals and a lone swan, "
                "and wrote them all down in the log that every ferry on the bay has to keep."
            )
        return lines


def _name(key: int) -> str:
    """Return a made-up name, another for each key."""
    size = len(_SYLLABLES)
    digits = [key % size, key // size % size, key // size**2 % size]
    return "".join(_SYLLABLES[digit] for digit in digits).title()
