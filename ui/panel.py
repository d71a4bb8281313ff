"""What the reader panel shows of a cited article."""

from typing import Any

from bot import Bot
from index.errors import ArticleMissing, FootnoteError
from ui.rendering import mark, parse_link

_GONE = (
    "It is no longer in the library: since the answer, its file was deleted or moved, or its "
    "source was forgotten."
)


def article_parts(bot: Bot, address: str) -> dict[str, Any]:
    """Return an article for the reader panel, its text in pieces, marked where it is cited.

    Args:
        address: as ui.rendering.Link makes it. In another version of the article, or without
            offsets, nothing is marked.
    """
    link = parse_link(address)
    try:
        article = bot.library.article(link.article_id)
    except ArticleMissing:
        return _panel(title="Article not found", note=_GONE)
    except FootnoteError as exc:
        return _panel(title="The article can't be opened", note=str(exc))
    known = article.version == link.version
    return _panel(
        title=article.title,
        byline=article.byline,
        url=article.url if article.url.startswith(("https://", "http://")) else "",
        note="" if known else "This article has changed since the answer; nothing is marked.",
        paragraphs=mark(article.text, link.start, link.end) if known else mark(article.text, 0, 0),
    )


def _panel(
    title: str,
    *,
    byline: str = "",
    url: str = "",
    note: str = "",
    paragraphs: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    return {
        "title": title,
        "byline": byline,
        "url": url,
        "note": note,
        "paragraphs": paragraphs or [],
    }
