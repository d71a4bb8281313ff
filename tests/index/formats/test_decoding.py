import codecs
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.formats.decoding import decode, decode_as, head_of, text_stream
from tests.index.strategies import property_test

PATH = Path("/articles/one.txt")
# Text of which decoding keeps every character: no control characters, no lone surrogates, and no
# line ends but newlines.
kept = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\u2028\u2029")
    | st.sampled_from("\t\n")
)
RUSSIAN = (
    "Тоннель под гаванью открылся в понедельник после десяти лет работ. "
    "Первый поезд отправился с северного берега ранним утром, и его встретили жители города. "
)
GERMAN = "Der Tunnel wurde am Montag eröffnet. Die Bürger grüßten den ersten Zug vom Süden her. "


@property_test
@given(kept)
def test_utf_8_is_kept(text):
    assert decode(text.encode(), PATH) == text


@property_test
@given(kept, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_any_encoding_with_a_byte_order_mark_is_kept(text, encoding):
    assert decode(text.encode(encoding), PATH) == text


@pytest.mark.parametrize("order", ["le", "be"])
def test_a_byte_order_mark_tells_the_order_of_the_bytes(order):
    mark = codecs.BOM_UTF16_LE if order == "le" else codecs.BOM_UTF16_BE
    assert decode(mark + RUSSIAN.encode(f"utf-16-{order}"), PATH) == RUSSIAN


@property_test
@given(st.binary())
def test_any_bytes_give_text_that_can_be_stored_or_are_refused(data):
    with suppress(UnreadableFile):
        text = decode(data, PATH)
        assert text.encode().decode() == text


def test_control_characters_are_dropped_but_tabs_are_not():
    assert decode(b"a\x01b\x1f\x7f\tc", PATH) == "ab\tc"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_newline(end):
    assert decode(f"a{end}b".encode(), PATH) == "a\nb"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN * 3, "cp1251"), (RUSSIAN * 3, "koi8-r"), (GERMAN * 3, "latin-1"), (GERMAN, "cp1252")],
)
def test_an_undeclared_old_encoding_is_guessed(text, encoding):
    assert decode(text.encode(encoding), PATH) == text


@pytest.mark.parametrize(
    "meta", ['<meta charset="{}">', "<META http-equiv=x content='a; charset={}'>"]
)
@pytest.mark.parametrize(
    ("text", "encoding"), [("Грач.", "windows-1251"), ("Å é ü", "iso-8859-1"), ("好", "gbk")]
)
def test_a_pages_declared_encoding_is_believed(meta, text, encoding):
    page = meta.format(encoding) + text
    assert decode(page.encode(encoding), PATH) == page


def test_utf_8_is_believed_over_the_page_that_declares_something_else():
    page = '<meta charset="windows-1251">Грач 好.'
    assert decode(page.encode(), PATH) == page


def test_an_unknown_declared_encoding_is_passed_over():
    page = '<meta charset="x-none">' + GERMAN * 3
    assert decode(page.encode("latin-1"), PATH) == page


def test_utf_8_with_one_broken_byte_keeps_all_the_rest():
    data = RUSSIAN.encode() * 2 + b"\xff" + "Конец.".encode()
    assert decode(data, PATH) == RUSSIAN * 2 + "\ufffd" + "Конец."


def test_a_short_page_in_utf_8_with_a_broken_byte_keeps_all_the_rest():
    assert decode("“We can’t go on”, ".encode() + b"\xff said Ana.", PATH) == (
        "“We can’t go on”, \ufffd said Ana."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ana Berg – the mayor’s aide – said: “The £4m ferry can’t wait.” It opens in May. ",
        "La mairie a annoncé que le pont fermera à partir de lundi, a déclaré Zoé Lefèvre. ",
        "¿Quién pagará el puente? La alcaldía dijo que nadie podía decirlo todavía. ",
    ],
)
def test_western_text_needs_no_declaration_to_be_read_as_windows_1252(text):
    assert decode(text.encode("cp1252"), PATH) == text


@pytest.mark.parametrize(
    "text",
    [
        "Most nad portem zostanie zamknięty na sześć tygodni od poniedziałku, poinformował urząd. ",
        "Most bude od pondělí na šest týdnů uzavřen, oznámil městský úřad v úterý. ",
    ],
)
def test_eastern_text_is_not_taken_for_western(text):
    assert decode((text * 3).encode("cp1250"), PATH) == text * 3


def test_a_long_table_that_begins_in_ascii_keeps_its_accents():
    data = b"title,text\n" + b"Goat wins,Rosa won.\n" * 500 + "Café,It can’t.\n".encode("cp1252")
    with io.BufferedReader(io.BytesIO(data)) as file, text_stream(file) as stream:
        assert stream.read().endswith("Café,It can’t.\n")


def test_a_long_file_is_told_by_more_than_its_first_lines():
    data = b"Goat wins. Rosa won.\n" * 1000 + (RUSSIAN * 3).encode("cp1251")
    with io.BufferedReader(io.BytesIO(data)) as file, text_stream(file) as stream:
        assert stream.read().endswith(RUSSIAN * 3)


def test_the_beginning_that_is_looked_at_may_end_within_a_character():
    data = b"a" + "好".encode("gbk") * 40_000 + b"\n" + "好".encode("gbk")
    with io.BufferedReader(io.BytesIO(data)) as file, text_stream(file) as stream:
        assert "\ufffd" not in stream.read()


def test_a_stream_stays_where_it_is_when_its_head_is_looked_at():
    data = bytes(range(256)) * 1000
    with io.BufferedReader(io.BytesIO(data)) as file:
        file.read(10)
        assert head_of(file) == data[10 : 10 + (1 << 16)]
        assert file.read() == data[10:]


@pytest.mark.parametrize(
    ("declaration", "charset"), [('<meta charset="utf-8">', ""), ("", "UTF-8")]
)
def test_text_that_is_said_to_be_utf_8_is_even_where_much_is_broken(declaration, charset):
    data = declaration.encode() + "Zoë’s".encode() + b"\xff\xff bridge"
    assert decode(data, PATH, charset=charset) == declaration + "Zoë’s\ufffd\ufffd bridge"


def test_text_whose_mail_says_utf_8_is_so_even_where_much_is_broken():
    data = "Zoë’s".encode() + b"\xff\xff bridge"
    assert decode_as(data, "utf-8", PATH) == "Zoë’s\ufffd\ufffd bridge"


def test_a_cut_utf_16_file_keeps_what_it_has():
    assert decode("abc".encode("utf-16")[:-1], PATH) == "ab\ufffd"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"MZ\x90\x00\x03", b"text\x00text"]
)
def test_a_binary_file_is_refused(data):
    with pytest.raises(UnreadableFile) as caught:
        decode(data, PATH)
    assert caught.value.location == str(PATH)
    assert caught.value.reason == "a binary file, not text"


def test_latin_1_is_read_as_browsers_read_it():
    page = b'<meta charset="iso-8859-1">He said \x93yes\x94'
    assert decode(page, Path("/a.html")).endswith("He said “yes”")


def test_an_encoding_that_python_knows_but_cannot_use_is_passed_over():
    assert "caf" in decode(b'<meta charset="undefined">caf\xe9 au lait, caf\xe9', Path("/a.html"))


def test_an_xml_declaration_names_the_encoding():
    source = '<?xml version="1.0" encoding="windows-1251"?><p>Грач.</p>'
    assert decode(source.encode("cp1251"), PATH) == source


@pytest.mark.parametrize(
    ("charset", "expected"),
    [("cp1251", "<p>Грач.</p>"), ("made-up", "<p>Ãðà÷.</p>"), ("", "<p>Ãðà÷.</p>")],
)
def test_the_encoding_that_a_server_names_counts_before_the_pages_own(charset, expected):
    page = '<meta charset="latin-1">' + "<p>Грач.</p>"
    assert decode(page.encode("cp1251"), PATH, charset=charset).endswith(expected)
