"""Files of many articles, one a record: JSON lines, JSON and CSV.

index.formats.fields says under which names a record's fields are found. A record goes by its id,
else its address, else its number. Files are read as streams: one record is held at a time.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.articles import location
from index.documents import Document, ReadingOptions
from index.errors import UnreadableFile
from index.formats.decoding import head_text, text_stream
from index.formats.fields import NoText, field_named, kind_of_value, normalised, record_name
from index.formats.json_streams import json_records
from index.formats.limits import LEAST_BROKEN_AS_ONE
from index.formats.parts import PartNames, part_name

RECORD = ".record"
_DELIMITERS = ",;\t|"
_PIECE_CHARS = 1 << 16
_MOST_BROKEN_HELD = 10_000  # while none could be read yet
_MOST_LINES_OVER_TABLE = 10
_SEPARATOR_LINE = re.compile(r'"?sep=([^"\w\r\n])"?', re.IGNORECASE)  # as Excel writes it


@dataclass(frozen=True, slots=True)
class _Row:
    """A record as it stands in the file, or what is wrong with it."""

    place: str
    value: object = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Table:
    """How a CSV file lays out its rows, and on which line it names its columns."""

    columns: list[str]
    delimiter: str
    line_number: int


def unpack_lines(
    place: Document, stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[Document | UnreadableFile]:
    """Find the records in a file of JSON lines, or of JSON that is named so."""
    head = head_text(stream).lstrip()
    if head.startswith("[") or head.partition("\n")[0].strip() == "{":
        return unpack_json(place, stream, options)
    return _documents(place, _json_lines(stream, options.most_bytes), options)


def unpack_json(
    place: Document, stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[Document | UnreadableFile]:
    """Find the records in a JSON file: in an array, or in an object's array; or it is one."""
    if _holds_lines(head_text(stream)):
        return _documents(place, _json_lines(stream, options.most_bytes), options)
    records = json_records(stream, place.location, options)
    rows = (_Row(f"record {number}", value) for number, value in enumerate(records, 1))
    return _documents(place, rows, options)


def unpack_csv(
    place: Document, stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[Document | UnreadableFile]:
    """Find the rows in a CSV file whose first line names the fields.

    Raises:
        UnreadableFile: no field holds the text.
    """
    return _documents(place, _csv_rows(place, stream, options), options)


def _documents(
    place: Document, rows: Iterator[_Row], options: ReadingOptions
) -> Iterator[Document | UnreadableFile]:
    """Make a document of each record; of a file of many that has none, one error."""
    names = PartNames()
    broken: list[UnreadableFile] = []
    found = False
    for row in rows:
        result = _document(place, row, names, options)
        if isinstance(result, Document):
            found = True
            yield from broken
            broken.clear()
            yield result
        elif found:
            yield result
        else:
            broken.append(result)
            if len(broken) == _MOST_BROKEN_HELD:
                break
    if len(broken) >= LEAST_BROKEN_AS_ONE:
        reason = f"none of the first {len(broken)} records can be read ({broken[0].reason})"
        raise UnreadableFile(place.location, reason)
    yield from broken
    if not found and not broken:
        raise UnreadableFile(place.location, "no records in it")


def _document(
    place: Document, row: _Row, names: PartNames, options: ReadingOptions
) -> Document | UnreadableFile:
    if row.problem:
        return _unreadable(place, row, row.problem)
    if not isinstance(row.value, dict):
        return _unreadable(place, row, f"not an object with fields but {kind_of_value(row.value)}")
    try:
        fields = normalised(row.value, options.fields)
    except NoText as exc:
        own = part_name(record_name(row.value, options.fields))
        return _unreadable(place, row, str(exc), own)
    own = part_name(str(fields["id"] or fields["url"]))
    name = own or row.place
    if not names.take(name):
        reason = "a second record of the same id"
        return UnreadableFile(location(place.inner(name, RECORD).location, row.place), reason)
    data = json.dumps(fields).encode()
    if len(data) > options.most_bytes:
        return _unreadable(place, row, f"larger than {options.most_bytes / 1e6:g} MB", own)
    return place.inner(name, RECORD, data)


def _unreadable(place: Document, row: _Row, reason: str, own: str = "") -> UnreadableFile:
    """Name what is wrong with a record by its own name, so that its article is kept."""
    if own:
        return UnreadableFile(place.inner(own, RECORD).location, f"{row.place}: {reason}")
    return UnreadableFile(place.inner(row.place, RECORD).location, reason, nameless=True)


def _json_lines(stream: io.BufferedReader, most_chars: int) -> Iterator[_Row]:
    with text_stream(stream) as text:
        for number, line in enumerate(_lines(text, most_chars), 1):
            place = f"line {number}"
            if line is None:
                yield _Row(place, problem=f"larger than {most_chars / 1e6:g} MB")
            elif source := line.strip(" \t\r\n\0\ufeff"):
                yield _parsed(source, place)


def _parsed(source: str, place: str) -> _Row:
    try:
        return _Row(place, json.loads(source))
    except (ValueError, RecursionError):
        return _Row(place, problem="not a JSON object")


def _lines(text: io.TextIOWrapper, most_chars: int) -> Iterator[str | None]:
    """Yield each line, or None for one that is too long to be held."""
    while line := text.readline(most_chars):
        if len(line) < most_chars or line.endswith("\n"):
            yield line
        else:
            while (piece := text.readline(_PIECE_CHARS)) and not piece.endswith("\n"):
                pass
            yield None


def _csv_rows(
    place: Document, stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[_Row]:
    with text_stream(stream, newline="") as text:
        table = _table(text, place, options.fields.get("text", ""))
        yield from _rows_under(table, _Lines(text, options.most_bytes), place)


def _table(text: io.TextIOWrapper, place: Document, mapped: str) -> _Table:
    """Read the line that names the fields, and those over it: blank ones, a title, or sep=;."""
    delimiter, shown = "", ""
    for number in range(1, _MOST_LINES_OVER_TABLE + 1):
        line = text.readline(_PIECE_CHARS).lstrip("\ufeff")
        if match := _SEPARATOR_LINE.fullmatch(line.rstrip("\r\n")):
            delimiter = match[1]
            continue
        mark = delimiter or max(_DELIMITERS, key=lambda mark: len(_split(line, mark)))
        columns = [name.strip() for name in _split(line, mark)]
        if any(name and (name == mapped or field_named(name) == "text") for name in columns):
            return _Table(columns, mark, number)
        shown = shown or part_name(", ".join(columns)[:200])
        if sum(map(bool, columns)) > 1:
            break
    reason = (
        f"no column holds the text (the first line names {shown or 'nothing'}); "
        "if one does, add --field text=COLUMN"
    )
    raise UnreadableFile(place.location, reason)


def _rows_under(table: _Table, lines: "_Lines", place: Document) -> Iterator[_Row]:
    csv.field_size_limit(lines.most_chars)
    rows = csv.reader(lines, delimiter=table.delimiter)
    number, most = table.line_number, len(table.columns)
    try:
        for number, cells in enumerate(rows, table.line_number + 1):
            if lines.ended:  # within quotation, or the row would have ended before
                yield _Row(f"row {number}", problem="a quotation mark in it is never closed")
            elif any(cells[most:]):
                yield _Row(f"row {number}", problem=f"{len(cells)} cells for {most} columns")
            elif any(cells):
                yield _Row(f"row {number}", _record(table.columns, cells))
    except csv.Error as exc:
        reason = f"not CSV after row {number} ({exc})"
        raise UnreadableFile(place.location, reason) from exc


def _record(columns: list[str], cells: list[str]) -> dict[str, str]:
    """Return a row's cells by their columns' names; of two of one name, the first that is full."""
    record: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        record[name] = record.get(name) or cell
    return record


class _Lines:
    """The lines of a CSV file.

    Attributes:
        most_chars: how long one may be.
        ended: whether one was asked for after the last.
    """

    def __init__(self, text: io.TextIOWrapper, most_chars: int) -> None:
        self.most_chars = most_chars
        self.ended = False
        self._lines = _lines(text, most_chars)

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            yield (line or "").replace("\0", "")
        self.ended = True


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _holds_lines(head: str) -> bool:
    """Say whether JSON begins as JSON lines do: one whole object on the first line, then more."""
    first, _, rest = head.lstrip().partition("\n")
    if not rest.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
