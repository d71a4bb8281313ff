"""The order in which the text boxes of a PDF's page are read: column after column.

pdfminer reads a right column before the left one where it ends higher on the page. Here boxes that
stand side by side are read from left to right, after a headline that stands over all of them. A
page without columns stays in pdfminer's order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import pairwise

from pdfminer.converter import TextConverter
from pdfminer.layout import LAParams, LTPage, LTTextBox
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

_DEEPEST = 4  # columns within columns
# In parts of the page's width: the least gap between columns, and the least width of one. Marks
# of lists, a first letter that is larger and most cells of tables are narrower.
_GAP, _COLUMN = 0.008, 0.12
# In parts of its height: where running headers and footers stand, and less than a line.
_EDGE, _LINE = 0.06, 0.006

Gutter = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """Where a text box lies on its page, whose lower left corner is 0, 0 and upper right 1, 1.

    Attributes:
        number: its place in the order that it came in.
    """

    number: int
    left: float
    bottom: float
    right: float
    top: float


def text_of_pages(data: bytes, most_pages: int) -> list[str]:
    """Return the text of a PDF's pages, a blank line between the boxes of each."""
    told = StringIO()
    resources = PDFResourceManager()
    interpreter = PDFPageInterpreter(resources, _InColumns(resources, told, laparams=LAParams()))
    for page in PDFPage.get_pages(BytesIO(data), maxpages=most_pages):
        interpreter.process_page(page)
    return told.getvalue().split("\f")


class _InColumns(TextConverter):
    def receive_layout(self, ltpage: LTPage) -> None:
        items = list(ltpage)
        boxes = [item for item in items if isinstance(item, LTTextBox)]
        width, height = ltpage.width or 1, ltpage.height or 1
        places = [
            Box(number, box.x0 / width, box.y0 / height, box.x1 / width, box.y1 / height)
            for number, box in enumerate(boxes)
        ]
        page = LTPage(ltpage.pageid, ltpage.bbox)
        page.extend(boxes[place.number] for place in reading_order(places))
        page.extend(item for item in items if not isinstance(item, LTTextBox))
        super().receive_layout(page)


def reading_order(boxes: Sequence[Box], depth: int = _DEEPEST) -> list[Box]:
    """Return a page's boxes as they are read; as they came where none stand side by side.

    Args:
        boxes: of a page, or of a column of it.
        depth: how many columns within columns are looked for.
    """
    columns = [_columns(group) for group in _groups(boxes)]
    if depth == 0 or all(len(group) == 1 for group in columns):
        return list(boxes)
    found = (column for group in columns for column in group)
    return [box for column in found for box in reading_order(column, depth - 1)]


def _groups(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    """Part boxes from the top down; what keeps the same columns apart stays together."""
    rows: list[list[Box]] = []
    gutters: list[Gutter] = []
    for row in _rows(boxes):
        free = [] if _is_edge(row) else _kept_free(gutters, row)
        if not free:
            yield from _joined(rows)
            rows = []
            free = [] if _is_edge(row) else _gutters(_columns(row))
        rows.append(row)
        gutters = free
    yield from _joined(rows)


def _joined(rows: list[list[Box]]) -> list[list[Box]]:
    """Join rows to one group, unless they are those of a table, which is read row by row."""
    aligned = all(max(box.top for box in row) - min(box.top for box in row) < _LINE for row in rows)
    if aligned and sum(len(row) > 1 for row in rows) > 1:
        return rows
    return [[box for row in rows for box in row]] if rows else []


def _rows(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    """Part boxes from the top down wherever none crosses a line over the whole page."""
    row: list[Box] = []
    lowest = 0.0
    for box in sorted(boxes, key=lambda box: -box.top):
        if row and box.top <= lowest:
            yield row
            row = []
        lowest = min(lowest, box.bottom) if row else box.bottom
        row.append(box)
    if row:
        yield row


def _is_edge(row: Sequence[Box]) -> bool:
    return min(box.bottom for box in row) > 1 - _EDGE or max(box.top for box in row) < _EDGE


def _columns(boxes: Iterable[Box]) -> list[list[Box]]:
    """Part boxes from left to right; one too narrow for a column goes with its neighbour."""
    columns: list[list[Box]] = []
    right = 0.0
    for box in sorted(boxes, key=lambda box: box.left):
        if not columns or box.left >= right + _GAP:
            columns.append([box])
            right = box.right
        else:
            columns[-1].append(box)
            right = max(right, box.right)
    wide: list[list[Box]] = []
    for column in columns:
        if wide and (_is_narrow(column) or _is_narrow(wide[-1])):
            wide[-1] += column
        else:
            wide.append(column)
    return [sorted(column, key=lambda box: box.number) for column in wide]


def _is_narrow(column: Sequence[Box]) -> bool:
    return max(box.right for box in column) - min(box.left for box in column) < _COLUMN


def _gutters(columns: Sequence[Sequence[Box]]) -> list[Gutter]:
    """Return where the gaps between columns begin and end."""
    return [
        (max(box.right for box in before), min(box.left for box in after))
        for before, after in pairwise(columns)
    ]


def _kept_free(gutters: Iterable[Gutter], row: Sequence[Box]) -> list[Gutter]:
    """Return what a further row leaves free of the gaps between columns."""
    found = []
    for gutter in gutters:
        left, right = gutter
        for box in row:
            if box.right <= left or box.left >= right:
                continue
            if box.left <= left:
                left = box.right
            else:
                right = box.left
        if right - left >= _GAP:
            found.append((left, right))
    return found
