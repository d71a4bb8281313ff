from email.message import Message
from email.parser import BytesParser
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.formats.eml_text import mail_pieces, paragraphs_in

PATH = Path("/articles/tunnel.eml")
WON = "Rosa won the race again."
PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naaaa\r\n"


def part(text, kind="plain", place=""):
    shown = f"<p>{text}</p>" if kind == "html" else text
    return f"Content-Type: text/{kind}\r\n{place}\r\n{shown}\r\n"


def several(kind, *parts):
    edge = f"{kind}-edge"
    inner = "".join(f"--{edge}\r\n{one}\r\n" for one in parts)
    return f"Content-Type: multipart/{kind}; boundary={edge}\r\n\r\n{inner}--{edge}--\r\n"


def read(source):
    message: Message = BytesParser().parsebytes(source.encode())
    return paragraphs_in(mail_pieces(message, PATH))


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_all_parts_that_are_shown_are_read_in_order(kind):
    mail = several("mixed", part(WON, kind), PICTURE, part("She ate the wreath.", kind))
    assert read(mail) == [WON, "She ate the wreath."]


@pytest.mark.parametrize(
    ("forms", "lines"),
    [
        ((part("Plain."), part("Rich.", "html")), ["Rich."]),
        ((part("Rich.", "html"), part("Plain.")), ["Rich."]),
        ((part("First."), part("Last.")), ["Last."]),
        ((part("Plain."), part("", "html")), ["Plain."]),
        ((part("Plain."), several("related", part("Rich.", "html"), PICTURE)), ["Rich."]),
        (
            (part("Both."), several("mixed", part("A.", "html"), PICTURE, part("B.", "html"))),
            ["A.", "B."],
        ),
        ((PICTURE,), []),
    ],
)
def test_of_several_forms_of_a_text_the_richest_with_text_in_it_is_read(forms, lines):
    assert read(several("alternative", *forms)) == lines


def test_only_the_first_of_related_parts_is_shown_for_itself():
    mail = several("related", part("Shown.", "html"), part("A frame within it.", "html"))
    assert read(mail) == ["Shown."]


def test_a_file_with_text_in_it_is_read_only_where_there_is_no_other_text():
    named = part("A log of the race.", place="Content-Disposition: inline; filename=log.txt\r\n")
    assert read(several("mixed", part(WON), named)) == [WON]
    assert read(several("mixed", named)) == ["A log of the race."]


def test_plain_text_that_says_what_the_html_says_is_left_out_though_nothing_marks_it_so():
    wrapped = f"{WON}\r\nShe ate the wreath\r\nof oak leaves https://hill.example/x at once."
    html = part(f"{WON}</p><p>She ate the wreath of oak leaves at once.", "html")
    assert read(several("mixed", part(wrapped), html)) == [
        WON,
        "She ate the wreath of oak leaves at once.",
    ]
    note = part("Rosa will run in the town next week.")
    assert read(several("mixed", note, part(WON, "html"))) == [
        "Rosa will run in the town next week.",
        WON,
    ]


def test_a_mail_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr("index.formats.mhtml.MOST_MAIL_PARTS", 3)
    with pytest.raises(UnreadableFile, match="holds more than 3 parts"):
        read(several("mixed", part("A."), part("B."), part("C.")))
