"""The records in a JSON file of any length, one at a time."""

import io
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from index.documents import ReadingOptions
from index.errors import UnreadableFile
from index.formats.decoding import text_stream
from index.formats.fields import leads_to_text

# What the array that holds an object's records is called.
_RECORDS = {
    "articles", "items", "records", "data", "results", "entries", "docs", "posts", "stories",
    "news",
}  # fmt: skip
# What an object of records has beside them, however long its texts are.
_BESIDE = {"comments", "replies", "photos", "images", "media", "videos", "related", "links"}
_MOST_ARRAYS = 1000  # of an object, that may hold its records


def json_records(
    stream: io.BufferedReader, location: str, options: ReadingOptions
) -> Iterator[object]:
    """Yield the records of a JSON file.

    They are the items of an array; of an object, the items of the array of objects in it, at any
    depth, that holds texts, and of arrays like it ("2021" and "2022"); or the object is the one
    record, if it holds a longer text itself.

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
            for record in _items(source, where):
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


def _items(source: _Utf8, where: Collection[str]) -> Iterator[object]:
    """Yield what stands under any of ijson's prefixes."""
    import ijson  # noqa: PLC0415

    if len(where) == 1:
        yield from ijson.items(source, *where, use_float=True)
        return
    builder, at = ijson.ObjectBuilder(), ""
    for prefix, event, value in ijson.parse(source, use_float=True):
        if not at and prefix in where:
            builder, at = ijson.ObjectBuilder(), prefix
        if at:
            builder.event(event, value)
            if prefix == at and event not in ("start_map", "start_array", "map_key"):
                at = ""
                yield builder.value


def _where(stream: io.BufferedReader, location: str, options: ReadingOptions) -> Collection[str]:
    """Return ijson's prefixes of the records."""
    import ijson  # noqa: PLC0415

    own_chars, array, depth, before = 0, "", 0, ""
    maps = 0  # that are open
    arrays: dict[str, _Array] = {}  # of objects
    # What is broken further on harms no record before it.
    with text_stream(stream) as text, suppress(ijson.JSONError, UnreadableFile):
        source = _Utf8(text, options.most_bytes, location)
        for prefix, event, value in ijson.parse(source, use_float=True):
            source.begin_piece()
            if not before and event == "start_array":
                return ("item",)
            maps += (event == "start_map") - (event == "end_map")
            depth += (event == "start_array") - (event == "end_array")
            array = array if depth else ""
            if before == "start_array" and event == "start_map" and depth == 1:
                array = prefix
                if len(arrays) < _MOST_ARRAYS:
                    arrays.setdefault(array, _Array(array, maps))
            if event == "string" and array in arrays:
                if leads_to_text(prefix.removeprefix(f"{array}."), options.fields):
                    arrays[array].chars = max(arrays[array].chars, len(value))
            elif event == "string" and not array and leads_to_text(prefix, options.fields):
                own_chars = max(own_chars, len(value))
            before = event
    return _likeliest(own_chars, list(arrays.values()))


@dataclass
class _Array:
    """An array of objects in an object.

    Attributes:
        prefix: ijson's, of its items.
        depth: how many objects are around each other where it stands.
        chars: how long the longest text in its items is.
    """

    prefix: str
    depth: int
    chars: int = 0

    @property
    def name(self) -> str:
        """What it is called."""
        return self.prefix.split(".")[-2].lower()

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """Say how likely it is to hold records."""
        return self.chars > 0, self.name not in _BESIDE, self.name in _RECORDS

    def is_like(self, other: "_Array") -> bool:
        """Say whether both hold records if one does."""
        return self.depth == other.depth and self.rank == other.rank


def _likeliest(own_chars: int, arrays: Sequence[_Array]) -> Collection[str]:
    """Return the arrays that hold records, or an empty prefix if the object itself is one.

    An article's own text is longer than those of its pictures and of others that it names.
    """
    if not arrays:
        return ("",)
    best = max(arrays, key=lambda array: (array.rank, array.chars))
    named = best.name in _RECORDS
    if own_chars and not (named and best.chars > own_chars):
        return ("",)
    if best.chars == 0:
        return (best.prefix,)
    return [array.prefix for array in arrays if array.is_like(best)]
