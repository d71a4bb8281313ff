"""One article's bytes, read by its format's reader, as an Article that can be stored and shown."""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from unicodedata import normalize

from index.articles import Article, Draft, article_id
from index.documents import Document
from index.errors import UnreadableFile
from index.formats.bylines import credited, says_opinion
from index.formats.kinds import other_kind, suffix_of
from index.opinions import is_opinion
from index.sentences import PARAGRAPH_BREAK

Reader = Callable[[bytes, Path], Draft]

# What the parsers of all formats raise on broken files, other than errors of their own, of which
# each format's module makes UnreadableFile.
_TROUBLE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, RuntimeError,
    SyntaxError, TypeError, ValueError,
)  # fmt: skip
# Control characters, marks that turn the direction of text or can't be seen, and half characters.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    r"\ufff9-\ufffb\ud800-\udfff]"
)
_FIRST_YEAR = 1500
_EPOCH = date(1970, 1, 1)
# The suffixes of what may begin like a page saved as one file.
_MAILS = {".eml", ".mht", ".mhtml"}
_PAGES = {".html", ".htm"}
_PACKAGES = {".docx", ".epub"}  # their readers say what they lack


def bytes_of(document: Document, most_bytes: int) -> bytes:
    """Return a document's bytes.

    Raises:
        UnreadableFile: its file can't be opened, is too large or empty, or has an impossible name.
    """
    try:
        document.location.encode()
    except UnicodeEncodeError as exc:
        reason = "its name is not valid Unicode; rename it"
        raise UnreadableFile(document.location, reason) from exc
    data = document.data
    try:
        size = len(data) if data is not None else Path(document.source).stat().st_size
        if size > most_bytes:
            raise UnreadableFile(document.location, f"larger than {most_bytes / 1e6:g} MB")
        data = data if data is not None else Path(document.source).read_bytes()
    except OSError as exc:
        raise UnreadableFile(document.location, exc.strerror or "can't be read") from exc
    if not data.strip():
        raise UnreadableFile(document.location, "empty")
    if not data.strip(b"\0"):
        raise UnreadableFile(document.location, "holds nothing but null bytes")
    return data


def true_suffix(document: Document, data: bytes) -> str:
    """Return the suffix of the format that a document is in, whatever its name says.

    A web page, PDF, Word file or e-book under another format's name is read as what it is.

    Raises:
        UnreadableFile: it is something that isn't read, or not as a single article.
    """
    found = suffix_of(data)
    if found in {"", document.suffix}:
        if kind := other_kind(data):
            raise UnreadableFile(document.location, f"really {kind}")
        return document.suffix
    if found == ".zip" and document.suffix in _PACKAGES:
        return document.suffix
    if found == ".zip":
        raise UnreadableFile(document.location, "really a ZIP archive; rename it to end in .zip")
    if found == ".gz":
        reason = f"really compressed by gzip; rename it to end in {document.suffix}.gz"
        raise UnreadableFile(document.location, reason)
    same = {found, document.suffix} <= _MAILS or {found, document.suffix} <= _PAGES
    return document.suffix if same else found


def require_text(document: Document, head: bytes) -> None:
    """Refuse a file of records that isn't text.

    Raises:
        UnreadableFile: it is something else.
    """
    names = {".gz": "compressed by gzip", ".zip": "a ZIP archive", ".html": "a web page"}
    found = suffix_of(head)
    kind = other_kind(head) or names.get(found, found and f"a {found} file")
    if kind:
        raise UnreadableFile(document.location, f"really {kind}")


def draft_of(document: Document, data: bytes, reader: Reader) -> Draft:
    """Read a document.

    Raises:
        UnreadableFile: it holds no article, or is broken.
    """
    name = Path((document.part or document.source).removesuffix(".gz"))
    try:
        with parsing(document.location), warnings.catch_warnings():
            # Parsers warn of flaws that don't matter to the text; what does is an error.
            warnings.simplefilter("ignore")
            return reader(data, name)
    except UnreadableFile as exc:
        raise UnreadableFile(document.location, exc.reason) from exc


@contextmanager
def parsing(location: str) -> Iterator[None]:
    """Make of what parsers raise on broken files the one error that names the file.

    Raises:
        UnreadableFile: they raised something.
    """
    try:
        yield
    except RecursionError as exc:
        raise UnreadableFile(location, "nested too deeply") from exc
    except _TROUBLE as exc:
        raise UnreadableFile(location, f"can't be parsed ({type(exc).__name__})") from exc


def article_of(document: Document, draft: Draft) -> Article:
    """Put an article together.

    Raises:
        UnreadableFile: it has no text.
    """
    text = PARAGRAPH_BREAK.join(filter(None, map(_plain, draft.paragraphs)))
    if not text:
        raise UnreadableFile(document.location, "no article text found")
    title, url = _line(draft.title), _shown(draft.url or document.url)
    authors = tuple(map(_line, draft.authors))
    return Article(
        id=article_id(document.source, document.part),
        title=title,
        text=text,
        outlet=_line(draft.outlet),
        authors=credited(authors),
        published=possible_day(draft.published),
        url=url,
        source=document.source,
        part=document.part,
        opinion=draft.opinion or is_opinion(title=title, url=url) or says_opinion(authors),
    )


def possible_day(day: date | None, *, today: date | None = None) -> date | None:
    """Return a day on which an article may have been published, or None for any other.

    Programs that know no day write 1 January of the year 1 or of 1970; from tomorrow's date line on
    nothing was published yet.
    """
    if day is None or day.year < _FIRST_YEAR or day == _EPOCH:
        return None
    return day if day <= (today or date.today()) + timedelta(days=1) else None


def _plain(paragraph: str) -> str:
    return normalize("NFC", " ".join(_UNSEEN.sub("", paragraph).split()))


def _line(text: str) -> str:
    """Return what a file says of itself as one line, without what can't be stored or shown."""
    return normalize("NFC", _shown(text))


def _shown(text: str) -> str:
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
