"""Markdown, with front matter for what is known about the article."""

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.fragments import html_paragraphs
from index.formats.front_matter import split_front_matter
from index.formats.limits import MOST_MARKDOWN_CHARS
from index.formats.text import paragraphs_of, read_paragraphs

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<([a-zA-Z][\w-]*)(?![^>]*/>)")
# A break within a paragraph, until its text is without markup; no text has this character.
_BREAK = "\ufdd0"
_SEVERAL = 2


def read_markdown(text: str, path: Path) -> Draft:
    """Read the front matter and the text without markup.

    Raises:
        UnreadableFile: one of them is too long.
    """
    known, body = split_front_matter(text, path)
    _require_modest(body, path)
    return read_paragraphs(markdown_paragraphs(body), path, known)


def markdown_paragraphs(text: str) -> list[str]:
    """Return the text of each paragraph, heading, list item and code block, without markup.

    A list item begins with ITEM_MARK. Of HTML in it, the text that a browser would show.
    """
    return _paragraphs(text, html=True)


def converted_paragraphs(text: str, path: Path, *, breaks: bool = False) -> list[str]:
    """Return the same of what MarkItDown made of a file: there "<b>" is a text, but <u> a tag.

    Args:
        text: the Markdown.
        path: the file.
        breaks: where a paragraph has several hard line breaks, they part paragraphs, as where
            somebody pasted a page into Word; not those of lines wrapped by a mail program.

    Raises:
        UnreadableFile: it is too long.
    """
    _require_modest(text, path)
    plain = re.sub(r"</?u>", "", text)
    if not breaks:
        return _paragraphs(plain, html=False)
    lines = _paragraphs(plain, html=False, hardbreak=_BREAK)
    return [part for line in lines for part in _parted(line)]


def _require_modest(text: str, path: Path) -> None:
    """Refuse a text that would take too long.

    Raises:
        UnreadableFile: it is longer than MOST_MARKDOWN_CHARS.
    """
    if len(text) > MOST_MARKDOWN_CHARS:
        raise UnreadableFile(path, f"longer than {MOST_MARKDOWN_CHARS:,} characters")


def _parted(line: str) -> list[str]:
    if line.count(_BREAK) < _SEVERAL:
        return [" ".join(line.replace(_BREAK, " ").split())]
    return list(map(str.strip, paragraphs_of(line.replace(_BREAK, "\n"))))


def _paragraphs(text: str, *, html: bool, hardbreak: str = " ") -> list[str]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (0.03 s that other formats don't need)

    parser = MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])
    # A line that ends within a paragraph ends no sentence, as it may in other HTML.
    parser.add_render_rule("hardbreak", lambda *_: hardbreak)
    parser.add_render_rule("html_block", _block)
    tokens = parser.parse(text)
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)  # "1986." and "1991." are no 1986 and 1987
        _without_open_tags(token.children or ())
    return html_paragraphs(parser.renderer.render(tokens, parser.options, {}))


def _without_open_tags(tokens: Sequence["Token"]) -> None:
    """Drop each tag within a line that has no end there: it would go on to the file's."""
    ends: set[str] = set()
    for token in (token for token in reversed(tokens) if token.type == "html_inline"):
        tag = token.content.lower()
        name = _TAG.match(tag)
        if tag.startswith("<br"):
            token.content = " "
        elif name and f"</{name[1]}>" not in ends:
            token.content = ""
        ends.add(tag)


def _block(_: object, tokens: Sequence["Token"], number: int, *__: object) -> str:
    """Return a block of HTML as paragraphs, so that nothing in it goes on behind it."""
    return "".join(f"<p>{escape(line)}</p>" for line in html_paragraphs(tokens[number].content))
