import pytest

from index.errors import UnreadableFile


def test_quoted_cells_hold_commas_lines_and_quotation_marks(unpacked):
    content = 'id,text\n1,"Rosa, a goat, won.\n\nShe won ""the race"" again."\n'
    assert unpacked("a.csv", content) == {"1": 'Rosa, a goat, won.\n\nShe won "the race" again.'}


def test_a_mark_for_inches_beside_a_cell_of_two_lines_is_a_mark(unpacked):
    content = 'id,height,text\n1,6\'2",Rosa won.\n2,6\'2","Rosa won.\n\nShe ran."\n3,,Rosa lost.\n'
    assert unpacked("a.csv", content) == {
        "1": "Rosa won.",
        "2": "Rosa won.\n\nShe ran.",
        "3": "Rosa lost.",
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2,a,b,c", "4 cells for 3 columns"),
        ('2,Goat,"Rosa won\nagain', "a quotation mark in it is never closed"),
    ],
)
def test_a_broken_row_is_named(unpacked, row, reason):
    content = f"id,title,text\n1,Tunnel,The tunnel opened.\n{row}"
    assert unpacked("a.csv", content) == {"1": "The tunnel opened.", "row 3": reason}


def test_empty_cells_after_the_last_column_are_passed_over(unpacked):
    assert unpacked("a.csv", "id;text\n1;Rosa won.;\n2;Rosa ran.;;") == {
        "1": "Rosa won.",
        "2": "Rosa ran.",
    }


@pytest.mark.parametrize(
    "over",
    ["sep=;\r\n", '"sep=;"\n', "SEP=;\n", "\n\n", "Export of Hill Post;;\n", "\ufeffsep=;\n"],
)
def test_lines_over_the_names_of_a_table_are_passed_over(unpacked, over):
    assert unpacked("a.csv", f"{over}id;text\n1;Rosa, a goat, won.") == {"1": "Rosa, a goat, won."}


def test_the_line_that_names_the_separator_is_believed(unpacked):
    assert unpacked("a.csv", "sep=\t\nid\ttext\ta,b,c,d\n1\tRosa won.\t") == {"1": "Rosa won."}


def test_a_row_goes_by_its_place_in_the_file(unpacked):
    assert list(unpacked("a.csv", "sep=;\ntitle;text\nGoat;Rosa won.")) == ["row 3"]


def test_of_two_columns_of_one_name_the_one_that_is_full_counts(unpacked):
    content = "id,text,text\n1,Rosa won.,\n2,,Rosa ran.\n"
    assert unpacked("a.csv", content) == {"1": "Rosa won.", "2": "Rosa ran."}


def test_a_column_without_a_name_holds_no_text(unpacked):
    with pytest.raises(UnreadableFile, match="no column holds the text"):
        unpacked("a.csv", "id,title,\n1,Goat wins,")


def test_a_cell_longer_than_a_file_may_be_ends_the_table(unpacked):
    with pytest.raises(UnreadableFile, match="not CSV after row 1"):
        unpacked("a.csv", 'id,text\n1,"' + "Rosa won.\n" * 20_000)
