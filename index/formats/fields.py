"""What a record says of its article, under whichever names it says it.

A field is looked for under the name that ReadingOptions.fields gives, else under its own, else
under these common ones (case, "_" and "-" aside):

    id         _id, guid, uuid, article_id
    url        link, permalink, canonical_url, web_url, href, external_url, uri, source_url
    title      headline, heading
    text       body, content, article, article_body, article_text, full_text, main_text, body_text,
               content_text, content_html, html, story
    published  date, published_at, published_on, publish_date, date_published, date_publish,
               publication_date, web_publication_date, pub_date, timestamp
    authors    author, byline, by, creator, writers
    outlet     source, publisher, publication, newspaper, site, site_name, source_name, provider
    section    article_section, section_name, category; tells opinion pieces from reports

A value may lie in an object, as in {"title": {"rendered": "..."}}. An outlet that isn't given is
taken from the address: edition.cnn.com is cnn.com.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain

from index.formats.bylines import author_names, parse_day
from index.formats.decoding import clean
from index.formats.parts import part_name

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid", "uuid", "articleid"),
    "url": (
        "url", "link", "permalink", "canonicalurl", "weburl", "href", "externalurl", "uri",
        "sourceurl",
    ),
    "title": ("title", "headline", "heading"),
    "text": (
        "text", "body", "content", "article", "articlebody", "articletext", "fulltext", "maintext",
        "bodytext", "contenttext", "contenthtml", "html", "story",
    ),
    "published": (
        "published", "date", "publishedat", "publishedon", "publishdate", "datepublished",
        "datepublish", "publicationdate", "webpublicationdate", "pubdate", "timestamp",
    ),
    "authors": ("authors", "author", "byline", "by", "creator", "writers"),
    "outlet": (
        "outlet", "source", "publisher", "publication", "newspaper", "site", "sitename",
        "sourcename", "provider",
    ),
    "section": ("section", "articlesection", "sectionname", "category"),
}  # fmt: skip
# Where the value lies in an object that stands in its place.
_WITHIN = ("name", "rendered", "main", "title", "value", "text", "#text", "$date", "$oid", "url")
_WITHIN_TEXT = ("rendered", "text", "html", "value", "#text", "body")
_DEEPEST = 4
_MOST_AUTHORS = 50
_MOST_SHOWN_CHARS = 130  # of what a record's fields are called
_MOST_PATH_CHARS = 30
_LEAST_TEXT_CHARS = 40  # of what may be meant to be a text
_EARLIEST_S = 1_000_000  # an earlier moment, in January 1970, is an empty field or 202109: a month
_WEEK = re.compile(r"\d{4}-?W\d\d")  # which names no day
_MILLISECONDS = 100_000_000_000  # above it, a number counts them
_YEARS = range(1500, 2101)
_MAILED = re.compile(r"\b\d{1,2} [A-Za-z]{3} \d{4} \d")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")


class NoText(ValueError):
    """A record holds no text; the message says why."""


def normalised(record: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """Return a record's fields under our names.

    All are strings, empty where unknown; published is a day as 2021-12-18; authors is a list.

    Args:
        record: a row or JSON object.
        names: for some of our fields, the record's own name; dots lead into objects.

    Raises:
        NoText: the record has no text.
    """
    plain = _by_plain_name(record)
    found = {field: _find(field, record, plain, names) for field in FIELDS}
    text = _text(found["text"])
    if not text.strip():
        raise NoText(_without_text(record))
    published = day_of(found["published"])
    return {
        "id": _string(found["id"]),
        "url": _string(found["url"]),
        "title": _string(found["title"]),
        "text": text,
        "published": published.isoformat() if published else "",
        "authors": list(_authors(found["authors"])),
        "outlet": _string(found["outlet"]),
        "section": _string(found["section"]),
    }


def _without_text(record: Mapping[str, object]) -> str:
    """Say that a record has no text, and which of its fields may be meant to be it."""
    fields = part_name(", ".join(map(str, record))[:_MOST_SHOWN_CHARS])
    if not fields:
        return "no fields in it"
    others = {name: record[name] for name in record if field_named(name) in {"", "text"}}
    path = part_name(max(_texts(others), default=(0, ""))[1])
    advice = f"; if {path} is its text, add --field {_quoted(f'text={path}')}"
    known = 0 < len(path) <= _MOST_PATH_CHARS
    return f"no text in it; its fields are {fields}{advice if known else ''}"


def _texts(record: Mapping[str, object], depth: int = _DEEPEST) -> Iterator[tuple[int, str]]:
    """Yield how long each text in a record is, and the names that lead to it."""
    for name, value in record.items():
        if isinstance(value, str) and len(value) >= _LEAST_TEXT_CHARS and " " in value.strip():
            yield len(value), name
        elif isinstance(value, Mapping) and depth:
            yield from ((chars, f"{name}.{path}") for chars, path in _texts(value, depth - 1))


def _quoted(argument: str) -> str:
    return f'"{argument}"' if " " in argument else argument


def record_name(record: Mapping[str, object], names: Mapping[str, str]) -> str:
    """Return a record's id, else its address, else nothing; see normalised."""
    plain = _by_plain_name(record)
    found = (_string(_find(field, record, plain, names)) for field in ("id", "url"))
    return next(filter(None, found), "")


def leads_to_text(path: str, names: Mapping[str, str]) -> bool:
    """Say whether a path of names in a record, joined by dots, leads to its text."""
    if path == names.get("text"):
        return True
    name, *within = path.split(".")
    return field_named(name) == "text" and {*within} <= {*_WITHIN_TEXT, "item"}


@lru_cache(maxsize=1024)
def field_named(name: str) -> str:
    """Return which of our fields a common name stands for, or an empty string."""
    return next((field for field, names in FIELDS.items() if _plain(name) in names), "")


def kind_of_value(value: object) -> str:
    """Say in words what kind of value JSON holds."""
    kinds = {bool: "a truth value", list: "a list", dict: "an object", str: "a text"}
    return "nothing" if value is None else kinds.get(type(value), "a number")


def day_of(value: object, depth: int = _DEEPEST) -> date | None:
    """Return the day that a value names, in the time zone it is given in (a number: UTC).

    A moment in ISO form, as mails write it, in seconds or milliseconds since 1970, or a day as in
    parse_day; 12/18/2021 only where it can be read in one way. None for anything else, and for
    what lies in more objects within objects than depth says.
    """
    if isinstance(value, Mapping):
        inner = _string(value) or next(iter(value.values()), None)
        return day_of(inner, depth - 1) if depth else None
    text = _string(value)
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    day = _moment(text) or parse_day(text) or _slashed(text) or _mailed(text)
    return day if day and day.year in _YEARS else None


def _by_plain_name(record: Mapping[str, object]) -> dict[str, object]:
    return {_plain(str(name)): value for name, value in record.items()}


def _find(
    field: str,
    record: Mapping[str, object],
    plain: Mapping[str, object],
    names: Mapping[str, str],
) -> object:
    # Other files of the same folder may have the usual names.
    named = [_at(record, names[field])] if field in names else []
    values = chain(named, (plain.get(name) for name in FIELDS[field]))
    return next((value for value in values if value not in (None, "", [], {})), None)


def _at(record: Mapping[str, object], path: str) -> object:
    if path in record:
        return record[path]
    value: object = record
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    text = name.strip().lower()
    return text if text == "_id" else re.sub(r"[\W_]+", "", text)


def _string(value: object, depth: int = _DEEPEST) -> str:
    if isinstance(value, Mapping) and depth:
        inner = (_string(value.get(name), depth - 1) for name in _WITHIN)
        return next(filter(None, inner), "")
    if isinstance(value, list) and value and depth:
        return _string(value[0], depth - 1)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(clean(str(value)).split())
    return ""


def _text(value: object, depth: int = _DEEPEST) -> str:
    """Return the text; of a list, its paragraphs."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and depth:
        inner = (_text(value.get(name), depth - 1) for name in _WITHIN_TEXT)
        return next(filter(None, inner), "")
    if isinstance(value, list) and depth:
        return "\n\n".join(filter(None, (_text(item, depth - 1) for item in value)))
    if value is None:
        return ""
    raise NoText(f"its text is not text but {kind_of_value(value)}")


def _authors(value: object) -> tuple[str, ...]:
    """Return names from a list, from a list of objects with names, or from a byline."""
    if isinstance(value, list):
        return _named(map(_string, value[:_MOST_AUTHORS]))
    text = re.sub(r"^by[: ]\s*", "", _string(value), flags=re.IGNORECASE)
    if re.fullmatch(r"\[.*\]", text):  # a list that a CSV export wrote as text
        text = re.sub(r"[\[\]'\"]", "", text)
    return _named(author_names(text) or (name.strip() for name in text.split(";")))


def _named(authors: Iterable[str]) -> tuple[str, ...]:
    """Return each name once, without the numbers by which exports name users."""
    return tuple(name for name in dict.fromkeys(authors) if any(map(str.isalpha, name)))


def _moment(text: str) -> date | None:
    try:
        if re.fullmatch(r"-?\d{1,16}(?:\.\d+)?", text):
            seconds = float(text)
            seconds = seconds / 1000 if abs(seconds) > _MILLISECONDS else seconds
            moment = datetime.fromtimestamp(seconds, UTC)
            return moment.date() if seconds >= _EARLIEST_S else None
        return None if _WEEK.fullmatch(text) else datetime.fromisoformat(text).date()
    except (ValueError, OverflowError, OSError):
        return None


def _slashed(text: str) -> date | None:
    match = _SLASHED.match(text)
    if not match:
        return None
    first, second, year = map(int, match.groups())
    if first <= 12 and second <= 12 and first != second:
        return None  # 3/4/2021 is in March or in April
    month, day = (second, first) if first > 12 else (first, second)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _mailed(text: str) -> date | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 (few dates look so)

    try:
        return parsedate_to_datetime(text).date() if _MAILED.search(text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
