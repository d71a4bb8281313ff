import pytest

from index.formats.pdf_layout import Box, reading_order, text_of_pages
from tests.index.formats.samples import pdf, placed


def order(*places):
    """Return in which order boxes are read; each is left, bottom, right, top, in hundredths."""
    boxes = [Box(number, *(edge / 100 for edge in place)) for number, place in enumerate(places)]
    return [box.number for box in reading_order(boxes)]


def test_the_left_column_is_read_first_where_the_right_one_ends_higher():
    right, left = (55, 40, 90, 80), (10, 20, 45, 80)
    assert order(right, left) == [1, 0]


def test_a_headline_over_both_columns_is_read_before_them():
    right, left, headline = (55, 40, 90, 80), (10, 20, 45, 80), (10, 85, 70, 90)
    assert order(right, left, headline) == [2, 1, 0]


def test_what_stands_across_columns_parts_those_above_from_those_below():
    left, right, across = (10, 70, 45, 90), (55, 72, 90, 90), (20, 60, 80, 65)
    left_below, right_below = (10, 20, 45, 55), (55, 20, 90, 55)
    assert order(left, left_below, right, right_below, across) == [0, 2, 4, 1, 3]


def test_a_columns_paragraphs_stay_together_where_gaps_lie_side_by_side():
    first_left, first_right = (10, 60, 45, 80), (55, 62, 90, 80)
    second_left, second_right = (10, 30, 45, 55), (55, 40, 90, 58)
    assert order(first_left, first_right, second_left, second_right) == [0, 2, 1, 3]


def test_columns_may_stand_beside_a_column_with_a_headline_of_its_own():
    aside = (70, 20, 95, 90)
    headline, left, right = (5, 80, 60, 90), (5, 20, 30, 75), (35, 20, 60, 70)
    assert order(aside, right, left, headline) == [3, 2, 1, 0]


def test_headers_and_footers_belong_to_no_column():
    left, right = (10, 20, 45, 80), (55, 20, 90, 80)
    header, address, number = (55, 96, 90, 98), (10, 1, 40, 3), (85, 1, 90, 3)
    assert order(left, right, address, number, header) == [4, 0, 1, 2, 3]


@pytest.mark.parametrize(
    "places",
    [
        [(10, 60, 90, 80), (10, 20, 90, 50)],
        [(60, 60, 90, 80), (10, 20, 40, 50)],  # not side by side
        [(14, 20, 90, 80), (10, 75, 12, 80)],  # the mark of an item
        [],
    ],
)
def test_boxes_without_columns_stay_in_their_order(places):
    assert order(*places) == list(range(len(places)))


def test_a_table_is_read_row_by_row():
    cells = [(left, top - 4, left + 20, top) for top in (80, 70) for left in (10, 40, 70)]
    assert order(*cells) == [0, 1, 2, 3, 4, 5]


def test_the_text_of_a_page_is_in_the_order_of_its_columns():
    left = [f"Line {number} of the left column here" for number in range(20)]
    right = ["The right column is short", "and ends high on the page."]
    page = [["A headline over the two columns of this page, which is long"]]
    page += [placed(330, 700, right), placed(50, 700, left)]
    text = text_of_pages(pdf(page), 1)[0]
    assert text.index("headline") < text.index("Line 0") < text.index("Line 19")
    assert text.index("Line 19") < text.index("The right")


def test_pages_beyond_the_most_are_not_read():
    data = pdf([["One"]], [["Two"]], [["Three"]])
    assert "".join(text_of_pages(data, 2)).split() == ["One", "Two"]


def test_a_line_apart_from_the_page_does_no_harm():
    assert "far away" in text_of_pages(pdf([placed(10**9, -(10**9), ["far away"]), ["here"]]), 1)[0]


def test_a_page_of_many_boxes_is_ordered_in_no_time():
    tops = [90 - number / 25 for number in range(2000)]
    left = [(10, top - 0.03, 45, top) for top in tops]
    right = [(55, top - 0.05, 90, top - 0.02) for top in tops]
    assert order(*right, *left) == [*range(2000, 4000), *range(2000)]
