"""What stands between a file and an article: one article's bytes, before they are read.

file or address -> Document (or several: records, archives) -> Article
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.articles import location

RECORD_FIELDS = ("id", "url", "title", "text", "published", "authors", "outlet")


@dataclass(frozen=True, slots=True)
class Document:
    """One article's bytes, and where they come from.

    Attributes:
        source: the path of the file, or the web address.
        part: which part of the source it is; empty when it is the whole.
        suffix: says the format; a key of READERS.
        data: the bytes; None stands for those of the file at source, read when they are needed.
    """

    source: str
    part: str
    suffix: str
    data: bytes | None = None

    @property
    def location(self) -> str:
        """Where it lies, for a person to read."""
        return location(self.source, self.part)


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
