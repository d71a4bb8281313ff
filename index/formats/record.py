"""One record of a file of records: its fields, and a text that may be plain or HTML."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from index.articles import Draft
from index.formats.decoding import clean
from index.formats.fragments import html_paragraphs, is_markup, without_entities
from index.formats.html import read_html
from index.formats.kinds import suffix_of
from index.formats.text import paragraphs_of, read_paragraphs
from index.lists import without_mark
from index.opinions import is_opinion


def read_record(data: bytes, path: Path) -> Draft:
    """Read what index.formats.records made of a record: a JSON object of our own fields."""
    fields = json.loads(data)
    known = Draft(
        title=_plain(fields["title"]),
        paragraphs=(),
        outlet=_plain(fields["outlet"]) or outlet_of(fields["url"]),
        authors=tuple(map(_plain, fields["authors"])),
        published=date.fromisoformat(fields["published"]) if fields["published"] else None,
        url=fields["url"],
        opinion=is_opinion(section=fields.get("section", "")),
    )
    text = clean(fields["text"])
    if suffix_of(text[:1000].encode()) == ".html":
        return known_over(read_html(text, path), known)
    if is_markup(text):
        return read_paragraphs(html_paragraphs(text), path, known)
    return read_paragraphs(paragraphs_of(without_entities(text)), path, known)


def known_over(draft: Draft, known: Draft) -> Draft:
    """Return what was read with what is known already in place of what the text says of it."""
    return replace(
        draft,
        title=known.title or draft.title,
        outlet=known.outlet or draft.outlet,
        authors=known.authors or draft.authors,
        published=known.published or draft.published,
        url=known.url or draft.url,
        opinion=known.opinion or draft.opinion,
    )


def outlet_of(url: str) -> str:
    """Return the domain that an address belongs to: cnn.com for edition.cnn.com, or nothing."""
    from tld import get_fld  # noqa: PLC0415 (its list of domains takes time to load)

    try:
        host = urlsplit(url).hostname or ""
        named = re.search(r"\.[a-z]", host) and get_fld(url, fail_silently=True)
    except ValueError:
        return ""
    return named or (host.removeprefix("www.") if re.search(r"\.[a-z]{2,}$", host) else "")


def _plain(text: str) -> str:
    if not is_markup(text):
        return without_entities(text)
    return " ".join(map(without_mark, html_paragraphs(text)))
