"""Markdown, with YAML front matter for what is known about the article."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.bylines import parse_day
from index.formats.fragments import html_paragraphs
from index.formats.limits import MOST_MARKDOWN_CHARS
from index.formats.text import read_paragraphs
from index.opinions import is_opinion

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"<([a-zA-Z][\w-]*)(?![^>]*/>)")
_MOST_FRONT_MATTER_CHARS = 20_000
# PyYAML raises the last four for tags and nesting that it can't make a value of.
_YAML_TROUBLE = (yaml.YAMLError, ValueError, KeyError, AttributeError, TypeError, RecursionError)


def read_markdown(text: str, path: Path) -> Draft:
    """Read the front matter and the text without markup.

    The front matter may hold title, outlet, authors, published, url and section.

    Raises:
        UnreadableFile: the front matter is not YAML that says these things, or it is too long.
    """
    match = _FRONT_MATTER.match(text)
    known = _front_matter(match, path) if match else None
    body = text[match.end() :] if match and known else text
    _require_modest(body, path)
    return read_paragraphs(markdown_paragraphs(body), path, known)


def markdown_paragraphs(text: str) -> list[str]:
    """Return the text of each paragraph, heading, list item and code block, without markup.

    A list item begins with ITEM_MARK. Of HTML in it, the text that a browser would show.
    """
    return _paragraphs(text, html=True)


def converted_paragraphs(text: str, path: Path) -> list[str]:
    """Return the same of what MarkItDown made of a file: there "<b>" is a text, but <u> a tag.

    Raises:
        UnreadableFile: it is too long.
    """
    _require_modest(text, path)
    return _paragraphs(re.sub(r"</?u>", "", text), html=False)


def _require_modest(text: str, path: Path) -> None:
    """Refuse a text that would take too long.

    Raises:
        UnreadableFile: it is longer than MOST_MARKDOWN_CHARS.
    """
    if len(text) > MOST_MARKDOWN_CHARS:
        raise UnreadableFile(path, f"longer than {MOST_MARKDOWN_CHARS:,} characters")


def _paragraphs(text: str, *, html: bool) -> list[str]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (0.03 s that other formats don't need)

    parser = MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])
    # A line that ends within a paragraph ends no sentence, as it may in other HTML.
    parser.add_render_rule("hardbreak", lambda *_: " ")
    parser.add_render_rule("html_inline", _inline)
    parser.add_render_rule("html_block", _block)
    tokens = parser.parse(text)
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)  # "1986." and "1991." are no 1986 and 1987
    return html_paragraphs(parser.renderer.render(tokens, parser.options, {}))


def _inline(_: object, tokens: Sequence["Token"], number: int, *__: object) -> str:
    """Return a tag within a line, but one without its end, which would go on to the file's."""
    tag = tokens[number].content
    if tag.lower().startswith("<br"):
        return " "
    name = _TAG.match(tag)
    ends = (token.content.lower() for token in tokens[number + 1 :] if token.type == "html_inline")
    return "" if name and f"</{name[1].lower()}>" not in ends else tag


def _block(_: object, tokens: Sequence["Token"], number: int, *__: object) -> str:
    """Return a block of HTML as paragraphs, so that nothing in it goes on behind it."""
    return "".join(f"<p>{escape(line)}</p>" for line in html_paragraphs(tokens[number].content))


def _front_matter(match: re.Match[str], path: Path) -> Draft | None:
    source = match[1]
    if len(source) > _MOST_FRONT_MATTER_CHARS:
        reason = f"front matter is longer than {_MOST_FRONT_MATTER_CHARS:,} characters"
        raise UnreadableFile(path, reason)
    try:
        fields = yaml.safe_load(source)
    except _YAML_TROUBLE as exc:
        mark = getattr(exc, "problem_mark", None)
        line = mark.line + match.string.count("\n", 0, match.start(1)) + 1 if mark else 0
        where = f" (line {line})" if mark else ""
        raise UnreadableFile(path, f"front matter is not valid YAML{where}") from exc
    if not isinstance(fields, dict):
        return None  # two rules around some text
    authors = fields.get("authors", fields.get("author")) or []
    names = authors if isinstance(authors, list) else [authors]
    return Draft(
        title=_string(fields.get("title")),
        paragraphs=(),
        outlet=_string(fields.get("outlet")),
        authors=tuple(name for name in map(_string, names) if name),
        published=_day(fields.get("published", fields.get("date")), path),
        url=_string(fields.get("url")),
        opinion=is_opinion(section=_string(fields.get("section"))),
    )


def _string(value: object) -> str:
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return " ".join(str(value).split()) if plain else ""


def _day(value: object, path: Path) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not _string(value):
        return None
    day = parse_day(_string(value))
    if day is None:
        shown = repr(_string(value)[:60])
        raise UnreadableFile(path, f"published: {shown} is no day such as 2021-12-18")
    return day
