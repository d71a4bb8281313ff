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
# PyYAML raises the last four for tags and nesting that it can't make a value of.
_YAML_TROUBLE = (yaml.YAMLError, ValueError, KeyError, AttributeError, TypeError, RecursionError)


def read_markdown(text: str, path: Path) -> Draft:
    """Read the front matter (title, outlet, authors, published, url) and the text without markup.

    Raises:
        UnreadableFile: the front matter is not YAML that says these things.
    """
    match = _FRONT_MATTER.match(text)
    known = _front_matter(match[1], path) if match else None
    body = text[match.end() :] if match and known else text
    tokens = MarkdownIt("commonmark", {"html": False}).parse(body)
    return read_paragraphs(_plain_paragraphs(tokens), path, known)


def _front_matter(source: str, path: Path) -> Draft | None:
    if len(source) > _MOST_FRONT_MATTER_CHARS:
        raise UnreadableFile(path, "front matter is too long")
    try:
        fields = yaml.safe_load(source)
    except _YAML_TROUBLE as exc:
        raise UnreadableFile(path, "front matter is not valid YAML") from exc
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
