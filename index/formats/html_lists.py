"""Tables, definition lists, and lists with numbers or levels, as lists that keep what these tell.

What reads a page's text afterwards knows plain lists alone: of a table it would keep figures
without what they are figures of, or nothing.
"""

from itertools import chain, groupby

from lxml import etree

from index.formats.html_elements import line_of, list_of, replace_content
from index.formats.html_tables import rewrite_table
from index.formats.html_text import is_hidden, shown_lines

_LISTS = {"ol", "ul"}
_MOST_WORDS = 40
_MOST_LABEL_WORDS = 8
_MOST_LABEL_CHARS = 80
_MOST_LEVELS = 3
_MOST_NUMBER_DIGITS = 4


def write_plain_lists(tree: etree._Element) -> None:
    """Make tables and definition lists bulleted lists, in place.

    A row becomes an item that names its columns: "City: Kallund; Price: 4.10", a definition one
    such as "Clock House: 14:00". The items of a numbered list begin with their number, those of a
    list within an item of few words with these words. A table that only lays out the page is left
    as it is.
    """
    for element in _innermost_first(tree):
        if element.tag == "table":
            rewrite_table(element)
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
        texts = [text for text in map(line_of, run) if text]
        if is_name:
            items += [", ".join(texts)] if texts else []
        elif items:
            name = items.pop().rstrip(":")
            items += [f"{name}: {text}" for text in texts] or [name]
        else:
            items += texts
    replace_content(definitions, list_of(items))


def _is_long(part: etree._Element) -> bool:
    lines = shown_lines(part)
    words = sum(len(line.split()) for line in lines)
    name = part.tag == "dt" and sum(map(len, lines)) > _MOST_LABEL_CHARS
    return len(lines) > 1 or words > _MOST_WORDS or name


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
    before = [item.text or "", *(f"{line_of(part)}{part.tail or ''}" for part in item[:-1])]
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
