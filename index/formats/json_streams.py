"""The records in a JSON file of any length, one at a time."""

import io
from collections.abc import Iterator

from index.documents import ReadingOptions
from index.errors import UnreadableFile
from index.formats.decoding import text_stream
from index.formats.fields import field_named

# The array of an object that holds its records, if it has several; else the first of objects.
_RECORDS = {
    "articles",
    "items",
    "records",
    "data",
    "results",
    "entries",
    "docs",
    "posts",
    "stories",
}


def json_records(
    stream: io.BufferedReader, location: str, options: ReadingOptions
) -> Iterator[object]:
    """Yield the records of a JSON file.

    They are the items of an array; of an object, the items of the array of objects in it, at any
    depth; or the object is the one record, if it has a field that holds a text.

    Raises:
        UnreadableFile: it is not JSON, or breaks off, or a record is too large.
    """
    import ijson  # noqa: PLC0415 (only files of JSON need it)

    number = 0
    try:
        where = _where(stream, location, options)
        stream.seek(0)
        with text_stream(stream) as text:
            source = _Utf8(text, options.most_bytes, location)
            for record in ijson.items(source, where, use_float=True):
                source.begin_piece()
                number += 1
                yield record
    except ijson.JSONError as exc:
        after = f" after record {number}; it may be cut short" if number else ""
        raise UnreadableFile(location, f"not valid JSON{after}") from exc


class _Utf8:
    """A JSON file's text as UTF-8, whatever it was in; no piece of it may be too long."""

    def __init__(self, text: io.TextIOWrapper, most_bytes: int, location: str) -> None:
        self._text = text
        self._most_bytes = most_bytes
        self._location = location
        self._piece_bytes = 0

    def begin_piece(self) -> None:
        """Count anew: what came before has been made use of."""
        self._piece_bytes = 0

    def read(self, size: int = -1) -> bytes:
        """Return about so many bytes, none at the end."""
        data = self._text.read(size).replace("\ufeff", "").encode("utf-8", "replace")
        if self._piece_bytes > self._most_bytes:
            reason = f"a record is larger than {self._most_bytes / 1e6:g} MB"
            raise UnreadableFile(self._location, reason)
        self._piece_bytes += len(data)
        return data


def _where(stream: io.BufferedReader, location: str, options: ReadingOptions) -> str:
    """Return ijson's prefix of the records."""
    import ijson  # noqa: PLC0415

    found: list[str] = []
    has_text, depth, before = False, 0, ""
    with text_stream(stream) as text:
        source = _Utf8(text, options.most_bytes, location)
        for prefix, event, _ in ijson.parse(source, use_float=True):
            source.begin_piece()
            if not before and event == "start_array":
                return "item"
            depth += (event == "start_array") - (event == "end_array")
            if before == "start_array" and event == "start_map" and depth == 1:
                found.append(prefix)
                if prefix.split(".")[-2].lower() in _RECORDS:
                    return str(prefix)
            has_text = has_text or (event == "string" and _holds_text(prefix, options))
            before = event
    return "" if has_text or not found else found[0]


def _holds_text(prefix: str, options: ReadingOptions) -> bool:
    name = options.fields.get("text")
    return prefix == name if name else "." not in prefix and field_named(prefix) == "text"
