from datetime import date
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.formats.front_matter import split_front_matter

PATH = Path("/articles/goat-race.md")
BODY = "A goat named Rosa won the race for the third time.\n"


def known(*lines, rule="---"):
    draft, body = split_front_matter("\n".join([rule, *lines, rule, BODY]), PATH)
    assert draft is not None
    assert body == BODY
    return draft


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("published: 2021-12-18", date(2021, 12, 18)),
        ("published: '2021-12-18'", date(2021, 12, 18)),
        ("date: 2021-12-18 10:30:00", date(2021, 12, 18)),
        ("date: 2021-12-18 23:30:00 -0700", date(2021, 12, 18)),
        ("date: 2021-12-18T10:30:00+02:00", date(2021, 12, 18)),
        ("date: December 18, 2021", date(2021, 12, 18)),
        ("date: 12/18/2021", date(2021, 12, 18)),
        ("date: [2021-12-18]", date(2021, 12, 18)),
        ("date: null", None),
        ("published: ''", None),
        ("title: No day", None),
        ("published: soon", None),
        ("date: 2021-02-30", None),
        ("date: 3/4/2021", None),
        ("date: 2021-09", None),
        ("date: 2021", None),
        ("date: 0001-01-01", None),
        ("published: !!timestamp foo", None),
    ],
)
def test_the_day_may_be_written_in_several_ways_and_is_unknown_in_others(line, day):
    assert known(line).published == day


@pytest.mark.parametrize("line", ["published: true", "published: soon", "published:"])
def test_a_field_that_says_no_day_hides_no_other(line):
    assert known(line, "date: 2021-12-18").published == date(2021, 12, 18)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("author: Ana Berg", ("Ana Berg",)),
        ("author: Ana Berg and Bo Chan", ("Ana Berg", "Bo Chan")),
        ("author: Reuters", ("Reuters",)),
        ("authors: [Ana Berg, Jo Marsh]", ("Ana Berg", "Jo Marsh")),
        ("author: {name: Ana Berg}", ("Ana Berg",)),
        ("authors: [Ana Berg, {name: Jo}]", ("Ana Berg", "Jo")),
        ("author: '[[Ana Berg]]'", ("Ana Berg",)),
        ("author: '[[People/ana-berg|Ana Berg]]'", ("Ana Berg",)),
        ("authors: []", ()),
        ("authors:", ()),
        ("authors: ~", ()),
    ],
)
def test_there_may_be_one_author_several_or_none(line, authors):
    assert known(line).authors == authors


def test_what_a_web_clipper_writes_is_understood():
    draft = known(
        'title: "Goat wins"',
        'source: "https://hill.example/goat"',
        "author:",
        '  - "[[Ana Berg]]"',
        "published: 2021-12-18",
        "created: 2024-01-02",
        "tags:",
        '  - "clippings"',
    )
    assert (draft.title, draft.url, draft.outlet) == ("Goat wins", "https://hill.example/goat", "")
    assert (draft.authors, draft.published) == (("Ana Berg",), date(2021, 12, 18))


def test_the_names_of_fields_are_those_of_records_in_any_case():
    draft = known(
        "Title: Goat wins", "Byline: By Ana Berg", "Link: https://hill.example/goat", "Site: Hill"
    )
    assert (draft.title, draft.authors) == ("Goat wins", ("Ana Berg",))
    assert (draft.url, draft.outlet) == ("https://hill.example/goat", "Hill")


@pytest.mark.parametrize(
    ("lines", "url", "outlet"),
    [
        (("source: Hill Post",), "", "Hill Post"),
        (("source: https://hill.example/a", "publisher: Hill"), "https://hill.example/a", "Hill"),
        (
            ("url: https://hill.example/b", "source: https://x.example"),
            "https://hill.example/b",
            "",
        ),
        (("permalink: /2021/goat", "link: https://hill.example/c"), "https://hill.example/c", ""),
        (("url: hill.example/d",), "hill.example/d", ""),
        (("url: '[[Goats]]'",), "", ""),
    ],
)
def test_an_address_is_the_url_and_a_name_the_outlet(lines, url, outlet):
    draft = known(*lines)
    assert (draft.url, draft.outlet) == (url, outlet)


@pytest.mark.parametrize(("section", "opinion"), [("Opinion", True), ("World", False)])
def test_a_section_may_be_one_of_opinion(section, opinion):
    assert known("title: Goat wins", f"section: {section}").opinion is opinion


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: 1984", "1984"),
        ("title: No", "No"),
        ("title: >\n  Goat\n  wins", "Goat wins"),
        ("title: Goat wins: again", "Goat wins: again"),
        ("title: @goat wins", "@goat wins"),
        ("title:\tGoat wins", "Goat wins"),
        ('title: "Goat wins', "Goat wins"),
        ('title: "Goat": wins', '"Goat": wins'),
        ("title: Goat wins: again\n  and again", "Goat wins: again and again"),
        ("title: [Goat", "[Goat"),
        ("title: !!python/object:os.system x", "x"),
        ("title: !!bool Goat", "Goat"),
        ("title: {{title}}", ""),
        ("title: true", ""),
        ("title: Goat\ntags: [goats, races]\ndraft: true", "Goat"),
        ("text: No\nText: No\ntitle: Goat", "Goat"),
    ],
)
def test_a_title_is_read_as_it_was_meant(line, title):
    assert known(line).title == title


def test_a_slip_in_one_field_spoils_no_other():
    draft = known(
        "# from the web",
        "title: Goat wins: again",
        "author: @ana",
        "authors:",
        "  - Ana Berg",
        "  - 'Jo Marsh'",
        "date: {{date}}",
        "published: 2021-12-18",
    )
    assert draft.title == "Goat wins: again"
    assert draft.authors == ("Ana Berg", "Jo Marsh")
    assert draft.published == date(2021, 12, 18)


def test_a_list_with_a_slip_is_read_as_it_stands():
    assert known("authors:", "  - @ana", "  - Jo Marsh").authors == ("@ana", "Jo Marsh")


def test_front_matter_may_be_toml():
    draft = known(
        'title = "Goat wins"',
        'authors = ["Ana Berg", "Jo Marsh"]',
        "date = 2021-12-18T10:30:00Z",
        "draft = false",
        "[extra]",
        'source = "Elsewhere"',
        rule="+++",
    )
    assert (draft.title, draft.authors) == ("Goat wins", ("Ana Berg", "Jo Marsh"))
    assert (draft.published, draft.outlet) == (date(2021, 12, 18), "")


def test_a_slip_in_toml_spoils_no_other_field():
    draft = known("title = Goat wins", "date = 2021-02-30", 'author = "Ana Berg"', rule="+++")
    assert (draft.title, draft.authors, draft.published) == ("Goat wins", ("Ana Berg",), None)


@pytest.mark.parametrize("inner", ["just words", "So, he said: stay: here,\nand so she did"])
def test_two_rules_around_some_words_are_no_front_matter(inner):
    text = f"---\n{inner}\n---\n{BODY}"
    assert split_front_matter(text, PATH) == (None, text)


def test_front_matter_that_is_too_long_is_refused_with_a_reason():
    with pytest.raises(UnreadableFile) as caught:
        known("title: " + "x" * 20_000)
    assert caught.value.reason == "front matter is longer than 20,000 characters"
    assert caught.value.location == str(PATH)


@pytest.mark.parametrize(
    "line", ["a: " + "[" * 9000, "a: " + "{" * 9000, "a: &a [*a]", 'a: "\\UFFFFFFFF"', "a: \x01"]
)
def test_what_no_parser_reads_does_no_harm(line):
    assert known(line, "title: Goat").title == "Goat"


@pytest.mark.parametrize(
    "line", ["a." * 9000 + "a = 1", "a = " + "[" * 9000, "a = " + "{b = " * 999]
)
def test_toml_that_takes_too_much_does_no_harm(line):
    assert known("title = 'Goat'", line, rule="+++").title == "Goat"


def test_aliases_that_multiply_do_no_harm():
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]" for n in range(1, 30)]
    assert known(*lines, "authors: *a29", "title: Goat").title == "Goat"
