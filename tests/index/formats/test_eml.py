from datetime import date
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.formats.eml import read_eml
from tests.index.formats.samples import FIRST, SECOND, TITLE, eml

PATH = Path("/articles/tunnel.eml")
LIST = ("List-Unsubscribe: <https://hill.example/u>",)
NEWSLETTER = f"""<html><body>
<div style="display:none">What happened under the harbour</div>
<table><tr><td><a href="https://hill.example/1">View this email in your browser</a></td></tr>
<tr><td><h1>{TITLE}</h1></td></tr>
<tr><td><p>{FIRST}</p><p>{SECOND}</p></td></tr>
<tr><td><a href="x">Share</a></td><td><a href="x">Forward to a friend</a></td></tr>
<tr><td>You are receiving this email because you signed up at hill.example.</td></tr>
<tr><td>Hill Post, 1 Hill Street, Hilltown</td></tr>
<tr><td><a href="x">Unsubscribe</a> | <a href="x">Manage preferences</a></td></tr></table>
<img src="https://hill.example/pixel.gif"></body></html>"""


def test_subject_sender_and_date_are_what_is_known():
    draft = read_eml(eml(), PATH)
    assert draft.title == TITLE
    assert draft.outlet == "Hill Post Daily"
    assert draft.published == date(2021, 12, 18)
    assert draft.paragraphs == (FIRST, SECOND)


def test_html_is_preferred_and_what_stands_around_the_article_is_dropped():
    draft = read_eml(eml("The plain text.", html=NEWSLETTER, headers=LIST), PATH)
    assert draft.paragraphs == (FIRST, SECOND)


def test_plain_text_stands_in_where_the_html_is_empty():
    draft = read_eml(eml("Rosa won the race again.", html="<img src=x>"), PATH)
    assert draft.paragraphs == ("Rosa won the race again.",)


@pytest.mark.parametrize(
    "line",
    [
        "View this email in your browser",
        "Click here to view online",
        "Read in app",
        "Open in browser",
        "View web version",
        "Trouble viewing this email? Read it online.",
        "Unsubscribe",
        "Unsubscribe from this list at any time.",
        "Unsubscribe | Update your preferences",
        "Update your email preferences or unsubscribe here.",
        "Was this email forwarded to you? Sign up here.",
        "This email was sent to reader@example.com.",
        "You’re receiving this newsletter because you subscribed.",
        "If you no longer wish to receive these emails, click here.",
        "Please add news@hill.example to your address book.",
        "Privacy policy",
        "https://hill.example/tracking?x=1",
        "Sent from my iPhone",
    ],
)
def test_a_newsletters_own_lines_are_dropped(line):
    assert read_eml(eml(line, "", FIRST, "", SECOND), PATH).paragraphs == (FIRST, SECOND)
    assert read_eml(eml(FIRST, "", SECOND, "", line), PATH).paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe rates rose in May, the mail service said.",
        "Readers who view the app daily rose by half.",
        "The privacy policy of the bank was changed on Monday.",
        "He sent the letter by e-mail to the mayor on Friday evening.",
    ],
)
def test_prose_that_sounds_alike_is_kept(line):
    assert line in read_eml(eml(FIRST, "", line, "", SECOND), PATH).paragraphs


@pytest.mark.parametrize(
    ("sender", "headers", "outlet", "authors"),
    [
        ("Ana Berg from Hill Post <a@hill.example>", LIST, "Hill Post", ("Ana Berg",)),
        ("Ana Berg at The Hill <a@hill.example>", (), "The Hill", ("Ana Berg",)),
        ("Hill Post <a@hill.example>", (), "Hill Post", ()),
        ("The Morning Goat <a@hill.example>", LIST, "The Morning Goat", ()),
        ("The Morning Goat <a@hill.example>", (), "The Morning Goat", ()),
        ("Ana Berg <a@hill.example>", (), "", ("Ana Berg",)),
        ("a@hill.example", LIST, "hill.example", ()),
        ("a@hill.example", (), "", ()),
        ("=?utf-8?q?Caf=C3=A9_News?= <a@hill.example>", LIST, "Café News", ()),
        ('"Berg, Ana" <a@hill.example>', (), "", ()),
        ("<<<>>>", (), "", ()),
    ],
)
def test_the_sender_is_the_outlet_the_author_or_both(sender, headers, outlet, authors):
    draft = read_eml(eml(sender=sender, headers=headers), PATH)
    assert (draft.outlet, draft.authors) == (outlet, authors)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Fwd: Re: Goat wins", "Goat wins"),
        ("=?utf-8?b?R29hdCB3aW5zIOKAlCBhZ2Fpbg==?=", "Goat wins — again"),
        ("=?iso-8859-1?q?Caf=E9?= =?utf-8?q?_goat?=", "Café goat"),
        ("=?no-such?q?Goat?=", "Goat"),
        ("=?utf-8?b?x?=", "=?utf-8?b?x?="),
        ("Goat\r\n wins", "Goat wins"),
        ("Café goat wins", "Café goat wins"),
    ],
)
def test_the_subject_is_decoded(subject, title):
    assert read_eml(eml(subject=subject), PATH).title == title


@pytest.mark.parametrize("day", ["Sat, 99 Foo 2021", "soon", "", "Mon, 1 Jan 99999 00:00:00 +0000"])
def test_a_date_that_cannot_be_leaves_the_day_unknown(day):
    data = eml().replace(b"Sat, 18 Dec 2021 10:30:00 +0000", day.encode())
    assert read_eml(data, PATH).published is None


@pytest.mark.parametrize("day", ["2021-12-18", "2021-12-18T10:30:00Z", "December 18, 2021"])
def test_a_date_may_be_written_as_none_should_be_in_a_mail(day):
    data = eml().replace(b"Sat, 18 Dec 2021 10:30:00 +0000", day.encode())
    assert read_eml(data, PATH).published == date(2021, 12, 18)


def mixed(*parts, kind="multipart/mixed"):
    head = f"From: a@b.example\r\nSubject: Goat wins\r\nContent-Type: {kind}; boundary=e\r\n\r\n"
    return (head + "".join(f"--e\r\n{part}\r\n" for part in parts) + "--e--\r\n").encode()


PLAIN = "Content-Type: text/plain\r\n\r\nRosa won the race again.\r\n"


def test_attachments_are_left_out():
    attached = (
        "Content-Type: text/html\r\nContent-Disposition: attachment; filename=a.html\r\n\r\n"
        "<p>No.</p>"
    )
    assert read_eml(mixed(attached, PLAIN), PATH).paragraphs == ("Rosa won the race again.",)


def test_a_message_forwarded_as_an_attachment_is_read_where_there_is_no_more_than_a_note():
    forwarded = "Content-Type: message/rfc822\r\n\r\n" + eml(subject="Inner").decode()
    for parts in ([forwarded], [PLAIN, forwarded]):
        draft = read_eml(mixed(*parts), PATH)
        assert (draft.title, draft.outlet) == ("Inner", "Hill Post Daily")
        assert draft.paragraphs == (FIRST, SECOND)
    told = PLAIN.replace("again", "again and again " * 30)
    assert read_eml(mixed(told, forwarded), PATH).title == "Goat wins"


PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naaaa\r\n"


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_the_parts_around_a_picture_are_read_in_order(kind):
    first, second = (
        f"Content-Type: text/{kind}\r\n\r\n{text}\r\n" for text in ("Rosa won.", "She ran again.")
    )
    assert read_eml(mixed(first, PICTURE, second), PATH).paragraphs == (
        "Rosa won.",
        "She ran again.",
    )


def test_plain_text_that_html_repeats_is_left_out():
    repeated = PLAIN.replace("plain", "html")
    assert read_eml(mixed(PLAIN, repeated), PATH).paragraphs == ("Rosa won the race again.",)


def test_every_message_of_a_digest_is_read():
    one, two = (
        f"Content-Type: message/rfc822\r\n\r\nSubject: {subject}\r\n\r\n{text}\r\n"
        for subject, text in (("Goats", "Rosa won the race."), ("Trains", "The tunnel opened."))
    )
    assert read_eml(mixed(one, two, kind="multipart/digest"), PATH).paragraphs == (
        "Goats",
        "Rosa won the race.",
        "Trains",
        "The tunnel opened.",
    )


def test_a_digest_is_of_what_its_messages_share_and_else_of_its_list():
    goats, trains = (
        "Content-Type: message/rfc822\r\n\r\n" + eml(sender=sender, subject=subject).decode()
        for sender, subject in (("Ana Berg <a@x.example>", "Goats"), ("Bo Chan <b@x>", "Trains"))
    )
    digest = mixed(goats, trains, kind="multipart/digest").replace(b"From: a@b", b"From: Hill Post")
    draft = read_eml(digest, PATH)
    assert (draft.title, draft.authors, draft.published) == ("Goat wins", (), date(2021, 12, 18))


def test_several_messages_forwarded_with_a_note_are_not_by_who_forwards_them():
    goats, trains = (
        "Content-Type: message/rfc822\r\n\r\n" + eml(sender=sender, subject=subject).decode()
        for sender, subject in (("Ana Berg <a@x.example>", "Goats"), ("Bo Chan <b@x>", "Trains"))
    )
    sent = mixed(PLAIN, goats, trains).replace(b"From: a@b.example", b"From: Lena Kort <l@x>")
    draft = read_eml(sent, PATH)
    assert (draft.title, draft.outlet, draft.authors) == ("Goat wins", "", ())
    assert draft.paragraphs == ("Goats", FIRST, SECOND, "Trains", FIRST, SECOND)


FORWARDED = (
    "FYI", "", "---------- Forwarded message ---------", "From: Hill Post <news@hill.example>",
    "Date: Sun, 5 Sept 2021 at 07:00", "Subject: Re: The goat", "To: <lena@x.example>", "", FIRST,
)  # fmt: skip
LENA = "Lena Kort <lena@x.example>"


def test_a_mail_forwarded_in_the_text_is_neither_by_who_forwards_it_nor_of_that_day():
    draft = read_eml(eml(*FORWARDED, sender=LENA, subject=f"Fwd: {TITLE}"), PATH)
    assert (draft.title, draft.outlet, draft.authors) == ("The goat", "Hill Post", ())
    assert (draft.published, draft.paragraphs) == (date(2021, 9, 5), (FIRST,))


def test_a_forwarded_mail_of_an_unreadable_day_is_undated():
    lines = (line.replace("5 Sept 2021 at 07:00", "quite late") for line in FORWARDED)
    assert read_eml(eml(*lines, sender=LENA), PATH).published is None


def test_a_mail_forwarded_again_is_the_first_ones():
    again = [line.replace("Hill Post", "Bo Chan").replace(FIRST, "") for line in FORWARDED]
    draft = read_eml(eml(*again, *FORWARDED, sender=LENA), PATH)
    assert (draft.outlet, draft.authors, draft.paragraphs) == ("Hill Post", (), (FIRST,))


def test_messages_within_messages_are_followed_three_deep():
    data = eml().decode()
    for depth in range(1, 5):
        head = f"Subject: Outer {depth}\r\nContent-Type: message/rfc822\r\n\r\n"
        data = head + data
        if depth <= 3:
            assert read_eml(data.encode(), PATH).title == TITLE
    with pytest.raises(UnreadableFile, match="no text in it"):
        read_eml(data.encode(), PATH)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Rosa won the race again.", "not an e-mail: it has no subject, sender or date"),
        (b"X-Thing: 1\n\nRosa won.", "not an e-mail: it has no subject, sender or date"),
        (b"Subject: Goat\n\n", "no text in it"),
        (mixed(PLAIN, kind="multipart/encrypted"), "encrypted; save a copy without a password"),
        (
            b"Subject: a\nContent-Type: application/pkcs7-mime\n\nMIIB",
            "encrypted; save a copy without a password",
        ),
    ],
)
def test_a_file_that_is_no_readable_mail_is_refused_with_a_reason(data, reason):
    with pytest.raises(UnreadableFile) as caught:
        read_eml(data, PATH)
    assert caught.value.reason == reason


def test_text_in_an_old_encoding_is_decoded():
    data = eml("Rosa ate a café’s wreath.").decode().replace("utf-8", "windows-1252")
    draft = read_eml(data.encode("cp1252"), PATH)
    assert draft.paragraphs == ("Rosa ate a café’s wreath.",)
