"""Tables, definition lists, and lists with numbers or levels, as lists that keep what these tell.

What reads a page's text afterwards knows plain lists alone: of a table it would keep figures
without what they are figures of, or nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from lxml import etree

from index.formats.html_text import shown_lines
from index.lists import without_mark

_LISTS = {"ol", "ul"}
_MOST_CELL_WORDS = 40
_MOST_WORDS_UNTITLED = 6
_MOST_LABEL_WORDS = 8
_MOST_LEVELS = 3
_LAST_NUMBER = 999
_Rows = list[list[str]]


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
    rows = [row for row in table.iter("tr") if _cells(row)]
    texts = [[_text(cell) for cell in _cells(row)] for row in rows]
    if table.get("role") == "presentation" or not _holds_data(table, texts):
        return
    caption = table.find("caption")
    lead = _text(caption) if caption is not None else ""
    parts: list[tuple[str, list[str]]] = [(lead, [])]
    head: list[str] = []
    for number, (row, cells) in enumerate(zip(rows, texts, strict=True)):
        told = [cell for cell in cells if cell]
        if _is_head(row) or (number == 0 and _labels(cells, texts[1:])):
            head = cells
        elif len(told) == 1:
            parts.append((told[0], []))  # a subheading
        elif told:
            parts[-1][1].append(_item(head, cells))
    _replace(table, chain.from_iterable(_list(lead, items) for lead, items in parts))


def _holds_data(table: etree._Element, rows: _Rows) -> bool:
    """Say whether a table tells something itself: rows of short cells, of the same number."""
    told = [row for row in rows if sum(map(bool, row)) > 1]
    words = [len(cell.split()) for row in rows for cell in row]
    if len(told) < 2 or max(words) > _MOST_CELL_WORDS:
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    links = sum(1 for _ in table.iter("a", "img"))
    even = len({len(row) for row in told}) == 1
    return even and max(words) <= _MOST_WORDS_UNTITLED and links * 2 <= len(words)


def _is_head(row: etree._Element) -> bool:
    cells = _cells(row)
    return len(cells) > 1 and all(cell.tag == "th" for cell in cells if _text(cell))


def _labels(first: Sequence[str], others: _Rows) -> bool:
    """Say whether a first row names columns of figures, though it isn't marked as doing so."""
    figures = [_has_figure(cell) for row in others for cell in row[1:]]
    named = len(first) > 1 and not any(map(_has_figure, first))
    return named and 2 * sum(figures) > len(figures)


def _has_figure(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def _item(head: Sequence[str], cells: Sequence[str]) -> str:
    if len(head) == len(cells):
        named = zip(head, cells, strict=True)
        return "; ".join(f"{name}: {cell}" if name else cell for name, cell in named if cell)
    told = [cell for cell in cells if cell]
    return (": " if len(cells) == 2 else "; ").join(told)


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _rewrite_definitions(definitions: etree._Element) -> None:
    """Make a list of names and what they stand for a list of both; of longer texts, paragraphs."""
    pairs: list[tuple[str, list[str]]] = []
    for part in definitions.iter("dt", "dd"):
        if part.tag == "dt":
            pairs.append((_text(part), []))
        else:
            pairs = pairs or [("", [])]
            pairs[-1][1].append(_text(part))
    pairs = [(name, [text for text in told if text]) for name, told in pairs]
    longest = max((len(text.split()) for _, told in pairs for text in told), default=0)
    made: list[etree._Element] = []
    if longest > _MOST_CELL_WORDS:
        for name, told in pairs:
            made += [_element("p", text) for text in (name, *told) if text]
    else:
        joined = [
            [f"{name.rstrip(':')}: {text}" if name else text for text in told]
            for name, told in pairs
        ]
        made += _list("", list(chain.from_iterable(joined)))
    _replace(definitions, made)


def _number(numbered: etree._Element) -> None:
    """Put their numbers before the items of a list; one alone is a heading such as "33. Israel"."""
    items = [item for item in numbered if item.tag == "li"]
    if numbered.get("type", "1") != "1":
        return
    step = -1 if numbered.get("reversed") is not None else 1
    number = _whole_number(numbered.get("start"), 1 if step > 0 else len(items))
    for item in items:
        number = _whole_number(item.get("value"), number)
        _put_before(item, f"{number}. ")
        number += step
    if len(items) == 1:
        numbered.tag, items[0].tag = "div", "p"


def _whole_number(given: str | None, otherwise: int) -> int:
    known = given is not None and given.isdecimal() and int(given[:4]) <= _LAST_NUMBER
    return int(given) if given and known else otherwise


def _lift(listed: etree._Element) -> None:
    """Put a list within an item of few words in that item's place, each after these words."""
    item = listed.getparent()
    if item is None or item.tag != "li" or item.getparent() is None or len(item) > 1:
        return
    label = " ".join((item.text or "").split())
    tail = " ".join((listed.tail or "").split())
    levels = sum(1 for _ in item.iterancestors("li"))
    if tail or not 0 < len(label.split()) <= _MOST_LABEL_WORDS or levels >= _MOST_LEVELS:
        return
    for lower in list(listed):
        if lower.tag == "li":
            _put_before(lower, f"{label.rstrip(':')}: ")
        item.addprevious(lower)
    item.getparent().remove(item)


def _put_before(item: etree._Element, words: str) -> None:
    """Put words before the first text of an item."""
    for event, part in etree.iterwalk(item, events=("start", "end")):
        if event == "start" and part is not item and part.tag in _LISTS:
            return
        if event == "start" and (part.text or "").strip():
            part.text = words + part.text.lstrip()
            return
        if event == "end" and part is not item and (part.tail or "").strip():
            part.tail = words + part.tail.lstrip()
            return


def _list(lead: str, items: Sequence[str]) -> Iterator[etree._Element]:
    if lead:
        yield _element("h4", lead)
    if items:
        listed = _element("ul", "")
        listed.extend(_element("li", item) for item in items)
        yield listed


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
