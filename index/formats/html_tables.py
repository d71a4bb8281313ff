"""Tables that hold data, as lists: each row an item that names its columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from lxml import etree

from index.formats.html_elements import element_of, line_of, list_of, replace_content
from index.formats.html_text import is_hidden
from index.sentences import ends_as_sentence

_MOST_CELL_WORDS = 40
_MOST_WORDS_UNTITLED = 6
_MOST_NAME_CHARS = 80
_MOST_SPAN_DIGITS = 4
_MOST_SPAN = 50
_MOST_COLUMNS = 100


@dataclass(frozen=True)
class _Row:
    """A row of a table.

    Attributes:
        cells: the text of each column; of a cell that spans several columns, in the first.
        names: the same, in each of them.
        alone: it is one cell.
        heads: all of its cells are marked as names of rows or columns.
    """

    cells: list[str]
    names: list[str]
    alone: bool
    heads: bool


def rewrite_table(table: etree._Element) -> None:
    """Make a table that holds data a list, with its caption and subheadings over it."""
    if table.get("role") == "presentation" or _tells_outside_cells(table):
        return
    rows = _rows(table)
    if not _holds_data(table, rows):
        return
    heads = list(takewhile(lambda row: row.heads and not row.alone, rows))
    body = rows[len(heads) :]
    if not heads and _labels(rows):
        heads, body = rows[:1], rows[1:]
    names = _column_names(heads)
    caption = table.find("caption")
    made = [] if caption is None else [element_of("h4", line_of(caption))]
    items: list[str] = []
    for row in body:
        told = "".join(row.cells)
        if row.alone and told:
            made += [*list_of(items), element_of("p" if ends_as_sentence(told) else "h4", told)]
            items = []
        elif told:
            items.append(_item(names, row.cells))
    if body:
        replace_content(table, [*made, *list_of(items)])


def _column_names(heads: Sequence[_Row]) -> list[str]:
    """Return the name of each column, by the rows over it; nothing where one is too long."""
    columns = zip_longest(*(row.names for row in heads), fillvalue="")
    names = [" ".join(dict.fromkeys(filter(None, column))) for column in columns]
    return names if all(len(name) <= _MOST_NAME_CHARS for name in names) else []


def _tells_outside_cells(table: etree._Element) -> bool:
    """Say whether some text of a table stands in none of its cells."""
    groups = [table, *(part for part in table if part.tag in {"thead", "tbody", "tfoot"})]
    parts = [*groups, *table.iter("tr")]
    texts = [part.text for part in parts] + [child.tail for part in parts for child in part]
    known = {"caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th", "script"}
    strange = any(child.tag not in known for part in parts for child in part)
    return strange or any(text and text.strip() for text in texts)


def _rows(table: etree._Element) -> list[_Row]:
    """Return the rows that are shown, each cell in the columns and rows that it spans."""
    rows: list[_Row] = []
    spanning: dict[int, tuple[int, str]] = {}  # by column: for how many rows more, and what
    for row in table.iter("tr"):
        if any(map(is_hidden, (row, *takewhile(lambda up: up is not table, row.iterancestors())))):
            continue
        cells = [cell for cell in row if cell.tag in {"td", "th"} and not is_hidden(cell)]
        texts: list[str] = []
        names: list[str] = []
        coming = iter(cells)
        while len(texts) < _MOST_COLUMNS:
            if len(texts) in spanning:
                left, text = spanning.pop(len(texts))
                if left > 1:
                    spanning[len(texts)] = left - 1, text
                texts.append(text)
                names.append(text)
                continue
            cell = next(coming, None)
            if cell is None:
                break
            text, wide = line_of(cell), _span(cell, "colspan")
            if (deep := _span(cell, "rowspan")) > 1:
                spanning |= {len(texts) + n: (deep - 1, text if not n else "") for n in range(wide)}
            texts += [text, *[""] * (wide - 1)]
            names += [text] * wide
        heads = bool(cells) and all(cell.tag == "th" for cell in cells)
        rows.append(_Row(texts, names, len(cells) == 1 == sum(map(bool, texts)), heads))
    return rows


def _span(cell: etree._Element, name: str) -> int:
    given = cell.get(name, "1").strip()
    known = given.isdecimal() and len(given) <= _MOST_SPAN_DIGITS
    return max(1, min(_MOST_SPAN, int(given))) if known else 1


def _holds_data(table: etree._Element, rows: Sequence[_Row]) -> bool:
    """Say whether a table tells something itself: rows of short cells, of the same number."""
    told = [row for row in rows if sum(map(bool, row.cells)) > 1]
    words = [len(cell.split()) for row in rows for cell in row.cells]
    if len(told) < 2 or max(words) > _MOST_CELL_WORDS or all(row.heads for row in rows):
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    links = sum(1 for _ in table.iter("a", "img"))
    even = len({len(row.cells) for row in told}) == 1
    return even and max(words) <= _MOST_WORDS_UNTITLED and links * 2 <= len(words)


def _labels(rows: Sequence[_Row]) -> bool:
    """Say whether a first row names columns of figures, though it isn't marked as doing so.

    Of two columns it may be one more pair: "Mayor, Ana Berg" over "Population, 12,000".
    """
    first = rows[0].cells
    figures = [_has_figure(cell) for row in rows[1:] for cell in row.cells[1:]]
    named = len(first) > 2 and all(first) and not any(map(_has_figure, first))
    marked = any(row.heads for row in rows)
    return named and not marked and 2 * sum(figures) > len(figures)


def _has_figure(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def _item(names: Sequence[str], cells: Sequence[str]) -> str:
    if len(names) == len(cells):
        named = zip(names, cells, strict=True)
        return "; ".join(f"{name}: {cell}" if name else cell for name, cell in named if cell)
    told = [cell for cell in cells if cell]
    return (": " if len(cells) == 2 else "; ").join(told)
