"""From a file to an Article: one module a format, and this table of them."""

from collections.abc import Callable
from pathlib import Path

from index.articles import Article, Draft, article_id
from index.errors import UnreadableFile
from index.formats.decoding import decode
from index.formats.html import read_html
from index.formats.markdown import read_markdown
from index.formats.text import read_text
from index.sentences import PARAGRAPH_BREAK

READERS: dict[str, Callable[[str, Path], Draft]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
# Goes up when any reader or the splitter gives another result, so that all files are read again.
READERS_VERSION = 2


def read_article(path: Path, *, most_bytes: int) -> Article:
    """Read one file.

    Args:
        path: an absolute path whose suffix is in READERS.
        most_bytes: a larger file is refused.

    Raises:
        UnreadableFile: the file can't be opened, is too large, or holds no article.
    """
    if path.suffix.lower() not in READERS:
        raise UnreadableFile(path, f"not in a format that is read ({', '.join(READERS)})")
    try:
        str(path).encode()
    except UnicodeEncodeError as exc:
        raise UnreadableFile(path, "its name is not valid Unicode; rename it") from exc
    try:
        size = path.stat().st_size
        if size > most_bytes:
            raise UnreadableFile(path, f"larger than {most_bytes / 1e6:g} MB")
        data = path.read_bytes()
    except OSError as exc:
        raise UnreadableFile(path, exc.strerror or "can't be read") from exc
    if not data.strip():
        raise UnreadableFile(path, "empty")
    try:
        draft = READERS[path.suffix.lower()](decode(data, path), path)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as exc:
        raise UnreadableFile(path, f"can't be parsed ({type(exc).__name__})") from exc
    text = PARAGRAPH_BREAK.join(" ".join(line.split()) for line in draft.paragraphs)
    if not text.strip():
        raise UnreadableFile(path, "no article text found")
    return Article(
        id=article_id(path),
        title=_line(draft.title),
        text=text,
        outlet=_line(draft.outlet),
        authors=tuple(_line(name) for name in draft.authors),
        published=draft.published,
        url=_line(draft.url),
        source=path,
    )


def _line(text: str) -> str:
    """Return what a file says of itself as one line, without what can't be stored or shown."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
