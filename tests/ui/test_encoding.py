"""Letters that a stream's encoding lacks."""

import io
import json

import pytest

from ui.encoding import write_out_unknown_letters


def written(text, encoding):
    """Return what a stream of an encoding that was made tolerant holds of a text."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    write_out_unknown_letters(stream)
    stream.write(text)
    stream.flush()
    return stream.buffer.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Łódź é", "cp1252", "\\u0141ód\\u017a é"),
        ("é", "ascii", "\\u00e9"),
        ("🐐", "cp1252", "\\ud83d\\udc10"),
        ("Łódź 🐐", "utf-8", "Łódź 🐐"),
        ("a\udcff", "utf-8", "a\\udcff"),
    ],
)
def test_a_letter_that_is_not_known_is_written_out(text, encoding, expected):
    assert written(text, encoding) == expected


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
def test_json_stays_json(encoding):
    text = "Ø Łódź \x81 🐐"
    assert json.loads(written(json.dumps([text], ensure_ascii=False), encoding)) == [text]


def test_a_stream_of_another_kind_is_left_as_it_is():
    stream = io.StringIO()
    write_out_unknown_letters(stream)
    stream.write("Łódź")
    assert stream.getvalue() == "Łódź"
