"""An article: one text that every offset counts, with what is known about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format's reader found in a file, before the text is put together.

    Attributes:
        title: empty when the file names none.
        paragraphs: plain text, one a paragraph, markup already removed.
        outlet: the publisher's name, or empty.
        authors: names in the order of the byline.
        published: the day, or None when the file doesn't say.
        url: where the original lies, or empty.
        opinion: the file itself says that it is an opinion piece.
    """

    title: str
    paragraphs: tuple[str, ...]
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    url: str = ""
    opinion: bool = False


@dataclass(frozen=True)
class Article:
    """An article in the library.

    Attributes:
        id: 16 hexadecimal digits, from where it lies: the same after the text changes.
        text: the canonical text, paragraphs parted by a blank line. All offsets count its
            characters (Unicode code points).
        source: the path of the file, or the web address, that it was read from.
        part: which of the articles in the source it is (a record's id, or a path within an
            archive); empty when the source is one article.
        opinion: it is marked as an opinion piece; see index.opinions.
    """

    id: str
    title: str
    text: str
    outlet: str
    authors: tuple[str, ...]
    published: date | None
    url: str
    source: str
    part: str = ""
    opinion: bool = False

    @cached_property
    def version(self) -> str:
        """Eight hexadecimal digits that change when the text does."""
        return sha256(self.text.encode()).hexdigest()[:8]

    @property
    def location(self) -> str:
        """Where the article lies, for a person to read: its source and its part there."""
        return location(self.source, self.part)

    @property
    def author(self) -> str:
        """The byline as one string, empty when unknown."""
        return ", ".join(self.authors)

    @property
    def day(self) -> str:
        """The day it was published, for a person to read, or "undated"."""
        return day_text(self.published) if self.published else "undated"

    @property
    def byline(self) -> str:
        """Outlet, author and day, as far as they are known, for a person to read.

        An opinion piece says so at the end.
        """
        kind = "opinion" if self.opinion else ""
        return " · ".join(part for part in (self.outlet, self.author, self.day, kind) if part)


def day_text(day: date) -> str:
    """Return a day for a person to read, such as "4 May 2021"."""
    return f"{day.day} {day:%B %Y}"


def names_of(articles: Iterable[Article]) -> str:
    """Return the outlets of some articles, or their titles where the outlet is unknown."""
    return ", ".join(dict.fromkeys(article.outlet or article.title for article in articles))


@dataclass(frozen=True, slots=True)
class Listing:
    """An article without its text, as a list of all articles needs it; see Article."""

    id: str
    title: str
    outlet: str
    authors: tuple[str, ...]
    published: date | None
    opinion: bool = False


def location(source: str, part: str = "") -> str:
    """Name a part of a source as one string."""
    return f"{source}#{part}" if part else source


def article_id(source: str, part: str = "") -> str:
    """Return the id of the article that is read from a source, or from a part of it."""
    place = f"{source}\0{part}" if part else source
    return sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:16]
