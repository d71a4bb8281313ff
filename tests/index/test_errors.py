import pytest

from index.errors import first_line


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("\n  no such model\nTraceback ...", "no such model"),
        ("", "ValueError"),
        ("x" * 900, "x" * 200),
    ],
)
def test_of_an_error_the_first_line_is_told_or_its_kind(message, told):
    assert first_line(ValueError(message)) == told
