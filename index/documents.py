"""What stands between a file and an article: one article's bytes, before they are read.

file or address -> Document (or several: records, archives) -> Article
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.articles import location

RECORD_FIELDS = ("id", "url", "title", "text", "published", "authors", "outlet", "section")
# What a folder of articles may hold beside them: notes on it, and example questions for the chat.
_NOT_ARTICLES = {"readme.md", "readme.txt", "readme.html", "questions.txt"}
# What systems and office programs put there: settings, previews, locks of opened files.
_SYSTEM_FILES = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"}
_OF_SYSTEMS = (".", "__MACOSX", "~$")


@dataclass(frozen=True, slots=True)
class Document:
    """One article's bytes, and where they come from.

    Attributes:
        source: the path of the file, or the web address.
        part: which part of the source it is; empty when it is the whole.
        suffix: says the format; a key of READERS.
        data: the bytes; None stands for those of the file at source, read when they are needed.
        url: the address that it was fetched from, if it was.
    """

    source: str
    part: str
    suffix: str
    data: bytes | None = None
    url: str = ""

    @property
    def location(self) -> str:
        """Where it lies, for a person to read."""
        return location(self.source, self.part)

    def inner(self, part: str, suffix: str, data: bytes | None = None) -> "Document":
        """Return a document within this one, such as a record of a file in an archive."""
        within = f"{self.part}#{part}" if self.part else part
        return Document(self.source, within, suffix, data)


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are read.

    Attributes:
        most_bytes: a larger file, or part of one when it is unpacked, is skipped.
        fields: for records, the name of the field that holds each of RECORD_FIELDS, where it is
            another.
    """

    most_bytes: int
    fields: Mapping[str, str] = field(default_factory=dict)


def is_passed_over(name: str) -> bool:
    """Say whether a file is never an article, by its name alone: a hidden one, a README, a lock."""
    return name.startswith(_OF_SYSTEMS) or name.lower() in _NOT_ARTICLES | _SYSTEM_FILES
