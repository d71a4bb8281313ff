"""What the lines over a plain text say of its article: "Title: ...", "URL: ...", or an address."""

import re
from itertools import takewhile

from index.articles import Draft
from index.formats.bylines import author_names
from index.formats.fields import day_of, field_named
from index.opinions import is_opinion

_MOST_LINES = 40
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_LABELLED = re.compile(r"\s*(?P<label>[A-Za-z][A-Za-z _-]{1,24}):\s+(?P<value>\S.{0,500})")
_TEXT = re.compile(r"\s*(?:text|body|content|article):\s+", re.IGNORECASE)
_FIELDS = {"title", "authors", "outlet", "published", "url", "section"}


def read_labels(text: str) -> tuple[Draft | None, str]:
    """Part from a text the lines over it that say what its article is.

    They are two at least that are labelled as index.formats.fields names them, or a title or web
    address so labelled, or a bare address.

    Returns:
        What they say, or None if there are none; and the rest of the text.
    """
    lines = text.split("\n", _MOST_LINES)
    head = list(takewhile(_is_of_head, lines[:_MOST_LINES]))
    found: dict[str, str] = {}
    kept: list[str] = []
    for line in head:
        field, value = _field_in(line)
        if field and field not in found:
            found[field] = value
        else:
            kept.append(line)
    if len(found) < 2 and not found.keys() & {"title", "url"}:
        return None, text
    rest = "\n".join(lines[len(head) :])
    begins = _TEXT.match(rest)
    return _draft(found), "\n".join([*kept, rest[begins.end() :] if begins else rest])


def _is_of_head(line: str) -> bool:
    if _TEXT.match(line):
        return False
    labelled = _LABELLED.fullmatch(line) is not None
    return not line.strip() or labelled or _field_in(line)[0] == "url"


def _field_in(line: str) -> tuple[str, str]:
    """Return which field a line tells, and what of it; nothing where it can't be used."""
    if _ADDRESS.fullmatch(line.strip()):
        return "url", line.strip()
    match = _LABELLED.fullmatch(line)
    field = field_named(match["label"]) if match else ""
    if not match or field not in _FIELDS:
        return "", ""
    value = match["value"].strip()
    if field in {"url", "outlet"} and _ADDRESS.fullmatch(value):
        return "url", value
    understood = day_of(value) is not None if field == "published" else field != "url"
    return (field, value) if understood else ("", "")


def _draft(found: dict[str, str]) -> Draft:
    authors = re.sub(r"^by[: ]\s*", "", found.get("authors", ""), flags=re.IGNORECASE)
    return Draft(
        title=found.get("title", ""),
        paragraphs=(),
        outlet=found.get("outlet", ""),
        authors=author_names(authors) or ((authors,) if authors else ()),
        published=day_of(found.get("published", "")),
        url=found.get("url", ""),
        opinion=is_opinion(section=found.get("section", "")),
    )
