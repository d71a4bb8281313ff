"""What is said of an article over its Markdown: in YAML between --- lines, in TOML between +++."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import accumulate
from pathlib import Path

import yaml

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.fields import day_of, field_named, normalised
from index.opinions import is_opinion

_FRONT_MATTER = re.compile(
    r"\A\s*(?:---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.*?)\n\+\+\+)"
    r"[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
_MOST_CHARS = 20_000
# The memory that Python's parser takes grows with the square of the dots in a key.
_MOST_DOTS_A_LINE = 200
# So does the time that PyYAML takes with the brackets that are open.
_MOST_OPEN = 100
# The parsers raise the last two for characters that there are not and for deep nesting.
_TROUBLE = (yaml.YAMLError, ValueError, ArithmeticError, RecursionError)
_YAML_LINE = re.compile(r"""["']?([^\W\d][\w -]{0,40})["']?[ \t]*:(?!//)(.*)""")
_TOML_LINE = re.compile(r"""["']?([^\W\d][\w-]{0,40})["']?[ \t]*=(.*)""")
_QUOTED = re.compile(r"\"([^\"]*)\"?|'([^']*)'")
# Among them a template's blank that nothing was filled in for, and "published: true" of a blog.
_SAYS_NOTHING = re.compile(r"\s*(?:null|~|true|false|\{\{.*\}\})\s*", re.IGNORECASE | re.DOTALL)
_WIKILINK = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_SHORT_ADDRESS = re.compile(r"www\.\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE)


def split_front_matter(text: str, path: Path) -> tuple[Draft | None, str]:
    """Return what the front matter says of the article, and the text behind it.

    Its fields have the names that a record's have; see index.formats.fields. Where it has a slip
    that no parser reads over, each field is read for itself, as it stands.

    Returns:
        None and the whole text where there is no front matter.

    Raises:
        UnreadableFile: it is too long.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return None, text
    source = next(found for found in match.groups() if found is not None)
    if len(source) > _MOST_CHARS:
        raise UnreadableFile(path, f"front matter is longer than {_MOST_CHARS:,} characters")
    is_toml = match["toml"] is not None
    load, line = (_toml, _TOML_LINE) if is_toml else (_yaml, _YAML_LINE)
    fields = _fields(source, load, line)
    return (_known(fields), text[match.end() :]) if fields else (None, text)


def _yaml(source: str) -> object:
    brackets = re.findall(r"[\[\]{}]", source)
    if (
        max(accumulate(1 if bracket in "[{" else -1 for bracket in brackets), default=0)
        > _MOST_OPEN
    ):
        raise ValueError
    # Its values are lists, mappings and texts as they were written: 2021-02-30 is no trouble, and
    # whether it is a day is asked later.
    return yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506


def _toml(source: str) -> object:
    if any(line.count(".") > _MOST_DOTS_A_LINE for line in source.split("\n")):
        raise ValueError
    return tomllib.loads(source)


def _fields(
    source: str, load: Callable[[str], object], line: re.Pattern[str]
) -> Mapping[str, object]:
    """Return the fields, none where two rules stand around some text."""
    try:
        fields = load(source)
    except _TROUBLE:
        return dict(item for block in _blocks(source, line) for item in _items(block, load, line))
    return fields if isinstance(fields, dict) else {}


def _blocks(source: str, field: re.Pattern[str]) -> list[list[str]]:
    """Return the lines of each field; none if the first line is no field's."""
    blocks: list[list[str]] = []
    for line in source.split("\n"):
        if field.match(line):
            blocks.append([line])
        elif blocks:
            blocks[-1].append(line)
        elif line.strip() and not line.startswith("#"):
            return []
    return blocks


def _items(
    block: list[str], load: Callable[[str], object], line: re.Pattern[str]
) -> Iterator[tuple[str, object]]:
    """Yield a field's name and value; where it can't be parsed, the value as it stands."""
    try:
        fields = load("\n".join(block))
    except _TROUBLE:
        fields = None
    if isinstance(fields, dict):
        yield from fields.items()
    elif match := line.match(block[0]):
        yield match[1].strip(), _as_it_stands(match[2], block[1:])


def _as_it_stands(value: str, lines: list[str]) -> str | list[str]:
    if items := [line.strip()[1:] for line in lines if line.lstrip().startswith("-")]:
        return list(map(_unquoted, items))
    return _unquoted(" ".join([value, *(line for line in lines if line[:1].isspace())]))


def _unquoted(value: str) -> str:
    value = value.strip()
    match = _QUOTED.fullmatch(value)
    return (match[1] or match[2] or "") if match else value


def _known(fields: Mapping[str, object]) -> Draft:
    # A record has to have a text; this one's stands behind its fields.
    record = normalised({**_of_a_record(fields), "text": "behind"}, {})
    return Draft(
        title=str(record["title"]),
        paragraphs=(),
        outlet=str(record["outlet"]),
        authors=tuple(_strings(record["authors"])),
        published=day_of(record["published"]),
        url=str(record["url"]),
        opinion=is_opinion(section=str(record["section"])),
    )


def _strings(values: object) -> list[str]:
    return list(map(str, values)) if isinstance(values, list) else []


def _of_a_record(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that say what they are named for, so that no other hides behind them."""
    found: dict[str, object] = {}
    for name, stated in fields.items():
        field = field_named(name)
        value = [_said(item) for item in stated] if isinstance(stated, list) else _said(stated)
        first = value[0] if isinstance(value, list) and value else value
        address = first if isinstance(first, str) else ""
        if field == "outlet" and _ADDRESS.fullmatch(address):
            found.setdefault("source_url", address)  # as Obsidian's clipper does: "source: https:"
        elif (
            (field == "published" and day_of(value) is None)
            or (field == "url" and not _is_address(address))
            or field == "text"
        ):
            continue
        else:
            found[name] = value
    return found


def _is_address(text: str) -> bool:
    """Say whether a text is a web address, and no path within a site: "/2021/goat"."""
    return any(pattern.fullmatch(text) for pattern in (_ADDRESS, _SHORT_ADDRESS))


def _said(value: object) -> object:
    """Return a value without the marks of a link between notes: "[[Ana Berg]]"."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return "" if _SAYS_NOTHING.fullmatch(value) else _WIKILINK.sub(r"\1", value)
    return None if isinstance(value, bool) else value
