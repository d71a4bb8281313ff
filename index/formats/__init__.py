"""From a file to an Article: one module a format, and these tables of them.

A reader turns the bytes of one article into a Draft. To add a format, write a module with such a
function and name it here; to drop one, delete both.
"""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from index.articles import Article, Draft, article_id
from index.documents import Document, ReadingOptions
from index.errors import UnreadableFile
from index.formats.decoding import decode
from index.formats.html import read_html
from index.formats.markdown import read_markdown
from index.formats.text import read_text
from index.sentences import PARAGRAPH_BREAK

Reader = Callable[[bytes, Path], Draft]


def _decoded(reader: Callable[[str, Path], Draft]) -> Reader:
    """Make a reader of bytes of one that reads text."""
    return lambda data, path: reader(decode(data, path), path)


READERS: dict[str, Reader] = {
    ".txt": _decoded(read_text),
    ".md": _decoded(read_markdown),
    ".markdown": _decoded(read_markdown),
    ".html": _decoded(read_html),
    ".htm": _decoded(read_html),
}
# The suffixes of the files that are read.
FORMATS = tuple(READERS)
# Goes up when any reader or the splitter gives another result, so that all files are read again.
READERS_VERSION = 2


def is_readable(name: str) -> bool:
    """Say whether a file's name is one of a format that is read."""
    return PurePath(name).suffix.lower() in READERS


def unpack(path: Path, options: ReadingOptions) -> Iterator[Document | UnreadableFile]:
    """Find the articles in a file, most often one: the file itself.

    Args:
        path: an absolute path.
        options: how files are read.

    Yields:
        Documents, and what is wrong with each part that can't be one.

    Raises:
        UnreadableFile: the file can't be opened or is in no format that is read.
    """
    if not is_readable(path.name):
        raise UnreadableFile(path, f"not in a format that is read ({', '.join(READERS)})")
    yield Document(str(path), "", path.suffix.lower())


def read_document(document: Document, options: ReadingOptions) -> Article:
    """Read one article.

    Raises:
        UnreadableFile: it can't be opened, is too large, or holds no article.
    """
    try:
        document.location.encode()
    except UnicodeEncodeError as exc:
        reason = "its name is not valid Unicode; rename it"
        raise UnreadableFile(document.location, reason) from exc
    data = _bytes_of(document, options)
    if not data.strip():
        raise UnreadableFile(document.location, "empty")
    try:
        draft = READERS[document.suffix](data, Path(document.part or document.source))
    except UnreadableFile as exc:
        raise UnreadableFile(document.location, exc.reason) from exc
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as exc:
        reason = f"can't be parsed ({type(exc).__name__})"
        raise UnreadableFile(document.location, reason) from exc
    text = PARAGRAPH_BREAK.join(" ".join(line.split()) for line in draft.paragraphs)
    if not text.strip():
        raise UnreadableFile(document.location, "no article text found")
    return Article(
        id=article_id(document.source, document.part),
        title=_line(draft.title),
        text=text,
        outlet=_line(draft.outlet),
        authors=tuple(_line(name) for name in draft.authors),
        published=draft.published,
        url=_line(draft.url),
        source=document.source,
        part=document.part,
    )


def _bytes_of(document: Document, options: ReadingOptions) -> bytes:
    data = document.data
    try:
        size = len(data) if data is not None else Path(document.source).stat().st_size
        if size > options.most_bytes:
            reason = f"larger than {options.most_bytes / 1e6:g} MB"
            raise UnreadableFile(document.location, reason)
        return data if data is not None else Path(document.source).read_bytes()
    except OSError as exc:
        raise UnreadableFile(document.location, exc.strerror or "can't be read") from exc


def _line(text: str) -> str:
    """Return what a file says of itself as one line, without what can't be stored or shown."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
