"""Markdown, with YAML front matter for what is known about the article."""

import re
from datetime import date, datetime
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.bylines import parse_day
from index.formats.text import read_paragraphs

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MOST_FRONT_MATTER_CHARS = 20_000


def read_markdown(text: str, path: Path) -> Draft:
    """Read the front matter (title, outlet, authors, published, url) and the text without markup.

    Raises:
        UnreadableFile: the front matter is not YAML that says these things.
    """
    match = _FRONT_MATTER.match(text)
    known = _front_matter(match[1], path) if match else None
    tokens = MarkdownIt("commonmark", {"html": False}).parse(text[match.end() :] if match else text)
    return read_paragraphs(_plain_paragraphs(tokens), path, known)


def _front_matter(source: str, path: Path) -> Draft:
    if len(source) > _MOST_FRONT_MATTER_CHARS:
        raise UnreadableFile(path, "front matter is too long")
    try:
        fields = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError) as exc:
        raise UnreadableFile(path, "front matter is not valid YAML") from exc
    if not isinstance(fields, dict):
        raise UnreadableFile(path, "front matter holds no fields")
    authors = fields.get("authors", fields.get("author")) or []
    names = authors if isinstance(authors, list) else [authors]
    return Draft(
        title=_string(fields.get("title")),
        paragraphs=(),
        outlet=_string(fields.get("outlet")),
        authors=tuple(name for name in map(_string, names) if name),
        published=_day(fields.get("published", fields.get("date")), path),
        url=_string(fields.get("url")),
    )


def _string(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _day(value: object, path: Path) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    day = parse_day(_string(value))
    if day is None:
        raise UnreadableFile(path, f"published: {_string(value)!r} is no day such as 2021-12-18")
    return day


def _plain_paragraphs(tokens: list[Token]) -> list[str]:
    """Return the text of each paragraph, heading, list item and code block."""
    paragraphs = []
    for token in tokens:
        if token.type == "inline":
            paragraphs.append(_plain(token.children or []))
        elif token.type in {"fence", "code_block"}:
            paragraphs.append(token.content)
    return [" ".join(paragraph.split()) for paragraph in paragraphs]


def _plain(inline: list[Token]) -> str:
    breaks = {"softbreak": " ", "hardbreak": " ", "image": ""}
    return "".join(breaks.get(token.type, token.content) for token in inline)
