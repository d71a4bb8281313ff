import pytest

from index.formats.eml_forwards import forwarded
from index.formats.eml_text import Piece

WON = "Rosa the goat won the race for the third time, the mayor said."
GMAIL = f"""FYI

---------- Forwarded message ---------
From: Hill Post <news@hill.example>
Date: Sat, 18 Dec 2021 at 10:30
Subject: Goat wins
To: <lena@x.example>


{WON}"""
APPLE = f"""FYI

Begin forwarded message:

> From: Hill Post <news@hill.example>
> Subject: Goat wins
> Date: 18 December 2021 at 10:30:00 CET
> To: lena@x.example
>\x20
> {WON}"""
OUTLOOK = f"""See below.
________________________________
From: bounce-1@hill.example [mailto:bounce-1@hill.example] On Behalf Of Hill Post
Sent: Saturday, December 18, 2021 10:30 AM
To: Kort, Lena; Chan, Bo;
 Dee, Cy
Subject: Goat wins

{WON}"""
GERMAN = f"""Von: *Hill Post* <news@hill.example>
Gesendet: Samstag, 18. Dezember 2021 10:30
An: Lena
Betreff: Goat wins

{WON}"""
TABLE = f"""FYI
-------- Forwarded Message --------
• Subject:: Goat wins
• Date:: Sat, 18 Dec 2021 10:30:00 +0000
• From:: Hill Post <news@hill.example>
{WON}"""


def plain(text):
    return Piece(tuple(text.split("\n")))


def lines_of(forward):
    return [line for piece in forward.pieces for line in piece.lines if line]


@pytest.mark.parametrize("text", [GMAIL, APPLE, OUTLOOK, GERMAN, TABLE])
def test_a_mail_is_found_as_mail_programs_forward_it(text):
    forward = forwarded([plain(text)])
    assert (forward.sender, forward.subject) == ("Hill Post", "Goat wins")
    assert "2021 " in forward.day
    assert lines_of(forward) == [WON]


def test_the_parts_that_follow_are_the_forwarded_mails_too():
    forward = forwarded([plain("FYI"), plain(APPLE), Piece(("She ran.",), is_html=True)])
    assert lines_of(forward) == [WON, "She ran."]


def test_a_sender_may_be_an_address_alone():
    assert forwarded([plain(GMAIL.replace("Hill Post <", "<"))]).sender == ""


@pytest.mark.parametrize(
    "text",
    [
        WON,
        GMAIL.replace("FYI", WON * 10),  # more than a note
        GMAIL.replace(WON, "Ok."),  # less than the note
        GMAIL.replace("Date: ", "On "),
        "From: here to there.\nDate: today\n\nSubject matter of all kinds.\n\n" + WON,
    ],
)
def test_other_texts_forward_no_mail(text):
    assert forwarded([plain(text)]) is None
