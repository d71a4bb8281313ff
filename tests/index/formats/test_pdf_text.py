import pytest

from index.formats.pdf_text import join_pages


def paragraphs(*pages):
    return join_pages(list(pages))[0]


def test_lines_of_a_block_are_joined_and_blocks_stay_apart():
    page = "Rosa won\nthe race.\n\nShe will\nrun again.\n\n"
    assert paragraphs(page) == ["Rosa won the race.", "She will run again."]


def test_a_short_line_that_ends_a_sentence_ends_a_paragraph():
    page = (
        "Rosa won the race on Sunday and ate\na wreath.\nShe will run again in the spring, he said."
    )
    assert paragraphs(page) == [
        "Rosa won the race on Sunday and ate a wreath.",
        "She will run again in the spring, he said.",
    ]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("The har-\nbour opened.", "The harbour opened."),
        ("A well-\nknown goat, a well-known race.", "A well-known goat, a well-known race."),
        ("An anti-\nNATO speech.", "An anti-NATO speech."),
        ("From 2020-\n21 it rose.", "From 2020-21 it rose."),
        ("The har\u00ad\nbour opened.", "The harbour opened."),
        ("It was long -\nvery long.", "It was long - very long."),
        ("The o\ufb03ce \ufb01led.", "The office filed."),
    ],
)
def test_broken_words_and_joined_letters_are_mended(page, text):
    assert paragraphs(page) == [text]


def test_headers_footers_and_page_numbers_are_dropped():
    pages = [
        f"12/18/21, 10:3{n} AM\n\nHill Post {n}\n\nText number {word} of the story.\n\n"
        f"https://hill.example/goat\n\n{n}/3\n\n"
        for n, word in [(1, "one"), (2, "two"), (3, "three")]
    ]
    lines, address = join_pages(pages)
    assert lines == [
        "Hill Post 1",
        "Text number one of the story.",
        "Text number two of the story.",
        "Text number three of the story.",
    ]
    assert address == "https://hill.example/goat"


@pytest.mark.parametrize("number", ["7", "- 7 -", "Page 7", "page 7 of 12", "7/12", "| 7"])
def test_a_page_number_alone_is_dropped_from_a_single_page(number):
    assert paragraphs(f"Rosa won the race.\n\n{number}\n\n") == ["Rosa won the race."]


def test_a_number_in_the_middle_of_a_page_is_kept():
    blocks = [f"Sentence {word} of it." for word in "one two three four".split()]
    assert "1984" in paragraphs("\n\n".join([*blocks, "1984", *blocks]))


def test_a_sentence_goes_on_over_the_end_of_a_page():
    pages = ["Rosa won the race and\n\n1\n\n", "ate a wreath.\n\nShe slept.\n\n2\n\n"]
    assert paragraphs(*pages) == ["Rosa won the race and ate a wreath.", "She slept."]


def test_bylines_and_days_over_an_article_are_not_joined_to_other_lines():
    page = "Rosa won\nBy Ana Berg\nHill Post\n18 December 2021\nRosa won the race again\non Sunday."
    assert paragraphs(page) == [
        "Rosa won",
        "By Ana Berg",
        "Hill Post",
        "18 December 2021",
        "Rosa won the race again on Sunday.",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "The tunnel was opened on\n18 December 2021\nafter ten years.",
        "It was in a book\nby Ana Berg\nthat he read of it.",
        f"{'The tunnel was opened again after a long delay that' * 2}\n18 December 2021\nended.",
    ],
)
def test_a_day_or_name_within_a_sentence_is_joined_to_it(page):
    assert paragraphs(page) == [page.replace("\n", " ")]


def test_a_sentence_goes_on_in_the_next_column():
    page = "Rosa won the race and\nate a wreath of her\n\nown making.\n\nShe slept.\n\n"
    assert paragraphs(page) == [
        "Rosa won the race and ate a wreath of her own making.",
        "She slept.",
    ]


@pytest.mark.parametrize(
    "page", ["apples\n\npears\n\n", "Rosa won the race with\na lead\n\nof two.\n\n"]
)
def test_lines_apart_that_end_short_are_not_joined(page):
    assert len(paragraphs(page)) == 2


def test_glyphs_without_letters_are_dropped_and_too_many_are_no_text():
    assert paragraphs("Rosa won the race (cid:3)again on Sunday evening.") == [
        "Rosa won the race again on Sunday evening."
    ]
    assert paragraphs("(cid:3)(cid:4)(cid:5) (cid:6) won") == []


@pytest.mark.parametrize("pages", [[], [""], ["\n\n", ""], ["1\n\n"]])
def test_pages_without_text_give_nothing(pages):
    assert join_pages(pages)[0] == []
