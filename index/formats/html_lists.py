"""Tables, definition lists, and lists with numbers or levels, as lists that keep what these tell.

What reads a page's text afterwards knows plain lists alone: of a table it would keep figures
without what they are figures of, or nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, takewhile, zip_longest

from lxml import etree

from index.formats.html_text import is_hidden, shown_lines
from index.lists import without_mark
from index.sentences import ends_as_sentence

_LISTS = {"ol", "ul"}
_MOST_CELL_WORDS = 40
_MOST_WORDS_UNTITLED = 6
_MOST_LABEL_WORDS = 8
_MOST_LABEL_CHARS = 80
_MOST_LEVELS = 3
_MOST_NUMBER_DIGITS = 4
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


def write_plain_lists(tree: etree._Element) -> None:
    """Make tables and definition lists bulleted lists, in place.

    A row becomes an item that names its columns: "City: Kallund; Price: 4.10", a definition one
    such as "Clock House: 14:00". The items of a numbered list begin with their number, those of a
    list within an item of few words with these words. A table that only lays out the page is left
    as it is.
    """
    for element in _innermost_first(tree):
        if element.tag == "table":
            _rewrite_table(element)
        elif element.tag == "dl":
            _rewrite_definitions(element)
        elif element.tag == "ol":
            _number(element)
    for element in _innermost_first(tree):
        if element.tag in _LISTS:
            _lift(element)


def _innermost_first(tree: etree._Element) -> list[etree._Element]:
    """Return the tables and lists of a tree, of tables those that hold no table."""
    found: list[etree._Element] = []
    holding = [False]
    for event, element in etree.iterwalk(
        tree, events=("start", "end"), tag=("table", "dl", "ol", "ul")
    ):
        if event == "start":
            holding.append(False)
            continue
        holds_table = holding.pop()
        if element.tag != "table" or not holds_table:
            found.append(element)
        holding[-1] = holding[-1] or holds_table or element.tag == "table"
    return found


def _rewrite_table(table: etree._Element) -> None:
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
    made = [] if caption is None else [_element("h4", _text(caption))]
    items: list[str] = []
    for row in body:
        told = "".join(row.cells)
        if row.alone and told:
            made += [*_list(items), _element("p" if ends_as_sentence(told) else "h4", told)]
            items = []
        elif told:
            items.append(_item(names, row.cells))
    if body:
        _replace(table, [*made, *_list(items)])


def _column_names(heads: Sequence[_Row]) -> list[str]:
    """Return the name of each column, by the rows over it; nothing where one is too long."""
    columns = zip_longest(*(row.names for row in heads), fillvalue="")
    names = [" ".join(dict.fromkeys(filter(None, column))) for column in columns]
    return names if all(len(name) <= _MOST_LABEL_CHARS for name in names) else []


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
            text, wide = _text(cell), _span(cell, "colspan")
            if (deep := _span(cell, "rowspan")) > 1:
                spanning |= {len(texts) + n: (deep - 1, text if not n else "") for n in range(wide)}
            texts += [text, *[""] * (wide - 1)]
            names += [text] * wide
        heads = bool(cells) and all(cell.tag == "th" for cell in cells)
        rows.append(_Row(texts, names, len(cells) == 1 == sum(map(bool, texts)), heads))
    return rows


def _span(cell: etree._Element, name: str) -> int:
    given = cell.get(name, "1").strip()
    known = given.isdecimal() and len(given) <= _MOST_NUMBER_DIGITS
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


def _rewrite_definitions(definitions: etree._Element) -> None:
    """Make a list of names and what they stand for a list of both; long texts stay paragraphs."""
    groups = [[part] if part.tag != "div" else list(part) for part in definitions]
    parts = [part for part in chain.from_iterable(groups) if part.tag in {"dt", "dd"}]
    if any(_is_long(part) for part in parts):
        for part in parts:
            part.tag = "p" if part.tag == "dt" else "div"
        definitions.tag = "div"
        return
    items: list[str] = []
    for is_name, run in groupby(parts, key=lambda part: part.tag == "dt"):
        texts = [text for text in map(_text, run) if text]
        if is_name:
            items += [", ".join(texts)] if texts else []
        elif items:
            name = items.pop().rstrip(":")
            items += [f"{name}: {text}" for text in texts] or [name]
        else:
            items += texts
    _replace(definitions, _list(items))


def _is_long(part: etree._Element) -> bool:
    lines = shown_lines(part)
    words = sum(len(line.split()) for line in lines)
    name = part.tag == "dt" and sum(map(len, lines)) > _MOST_LABEL_CHARS
    return len(lines) > 1 or words > _MOST_CELL_WORDS or name


def _number(numbered: etree._Element) -> None:
    """Put their numbers before the items of a list; one alone is a heading such as "33. Israel"."""
    items = [item for item in numbered if item.tag == "li"]
    if numbered.get("type", "1") != "1":
        return
    step = -1 if numbered.get("reversed") is not None else 1
    number = _whole_number(numbered.get("start"), 1 if step > 0 else len(items))
    for item in items:
        number = _whole_number(item.get("value"), number)
        if number is None:
            return
        _put_before(item, f"{number}. ")
        number += step
    if len(items) == 1:
        numbered.tag, items[0].tag = "div", "p"


def _whole_number(given: str | None, otherwise: int | None) -> int | None:
    """Return a number that an attribute gives; None for one of more than four digits."""
    if given is None or not given.strip().isdecimal():
        return otherwise
    return int(given) if len(given) <= _MOST_NUMBER_DIGITS else None


def _lift(listed: etree._Element) -> None:
    """Put a list within an item of few words in that item's place, each after these words."""
    item = listed.getparent()
    if item is None or item.tag != "li" or item.getparent() is None or item[-1] is not listed:
        return
    before = [item.text or "", *(f"{_text(part)}{part.tail or ''}" for part in item[:-1])]
    label = " ".join(" ".join(before).split())
    lowers = [lower for lower in listed if lower.tag == "li"]
    short = 0 < len(label.split()) <= _MOST_LABEL_WORDS and len(label) <= _MOST_LABEL_CHARS
    levels = sum(1 for _ in item.iterancestors("li"))
    if not short or not lowers or (listed.tail or "").strip() or levels >= _MOST_LEVELS:
        return
    for lower in lowers:
        _put_before(lower, f"{label.rstrip(':')}: ")
        item.addprevious(lower)
    lowers[-1].tail = item.tail
    item.tail = None
    item.getparent().remove(item)


def _put_before(item: etree._Element, words: str) -> None:
    """Put words before the first text of an item."""
    walk = etree.iterwalk(item, events=("start", "end"))
    for event, part in walk:
        if event == "start" and part is not item and part.tag in _LISTS:
            return
        if event == "start" and is_hidden(part):
            walk.skip_subtree()
        elif event == "start" and (part.text or "").strip():
            part.text = words + part.text.lstrip()
            return
        elif event == "end" and part is not item and (part.tail or "").strip():
            part.tail = words + part.tail.lstrip()
            return


def _list(items: Sequence[str]) -> list[etree._Element]:
    if not items:
        return []
    listed = _element("ul", "")
    listed.extend(_element("li", item) for item in items)
    return [listed]


def _element(tag: str, text: str) -> etree._Element:
    made = etree.Element(tag)
    made.text = text
    return made


def _replace(element: etree._Element, others: Iterable[etree._Element]) -> None:
    """Let other elements be the content of one, which becomes a plain block and keeps its name."""
    made = list(others)
    tail, known = element.tail, {name: element.get(name) for name in ("class", "id", "style")}
    element.clear()
    element.tag, element.tail = "div", tail
    for name, value in known.items():
        if value is not None:
            element.set(name, value)
    element.extend(made)


def _text(element: etree._Element) -> str:
    return " ".join(map(without_mark, shown_lines(element)))
