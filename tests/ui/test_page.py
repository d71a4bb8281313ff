"""The page in a real browser: ask, read, click and type through it, with hostile articles too."""

import re
import time

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from index.library import Library
from index.sync import index_paths
from tests.fakes import FakeEmbedder
from tests.index.stories import CHAIN
from ui.page import article_parts

HARBOUR = """---
title: Harbour opens
outlet: Coast Paper
authors: [Ada Reed]
published: 2021-05-04
url: https://coast.example/harbour
---

The town of Elmouth opened its new harbour on Monday.

## What it cost

The harbour cost 40 million crowns, said the mayor, Greta Olsen. She called the sum fair. Ships
from nine countries are expected in the first year, and the quay is 800 metres long.

Fishing boats keep their berths 🐟 in the old basin. Nothing changes for them.
"""
HOSTILE = """---
title: "<script>document.title='owned'</script> ${alert(1)} zebra report"
outlet: "<img src=x onerror=alert(2)>"
url: "javascript:alert(3)"
---

The zebra <script>document.title='owned'</script> escaped ${alert(4)} from
![pixel](https://evil.example/p.png) the [zoo](https://evil.example/) on Friday,
<img src="https://evil.example/i.png" onerror="alert(5)"> said {{constructor}} keeper $x^2$ Moss.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "harbour.md").write_text(HARBOUR)
    (articles / "hostile.txt").write_text(HOSTILE.split("---\n")[2].replace("\n", " "))
    # In Markdown, HTML is markup: only its text is read. The question is answered by plain text.
    (articles / "hostile.md").write_text(HOSTILE.replace("zebra", "okapi"))
    (articles / "questions.txt").write_text("How much did the harbour cost?\n")
    for outlet in ("Cape Paper", "Inland Paper"):
        known = f"---\ntitle: Walks by the weir\noutlet: {outlet}\n---\n\n"
        (articles / f"{outlet}.md").write_text(known + CHAIN[0])
    embedder = FakeEmbedder()
    index_paths([articles], library=folder / "library", embedder=embedder)
    return Library(folder / "library", embedder=embedder)


@pytest.fixture(scope="module")
def address(library, serve_page):
    return serve_page(library)


def ask(page, question, answers=1):
    page.fill("textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('.answer').length >= n"
        " && document.querySelector('.answer:last-of-type')",
        arg=answers,
    )
    page.locator(".answer").nth(answers - 1).locator(".maker, .notice").wait_for()


def open_first_source(page):
    page.locator("a.cite").first.click()
    page.locator(".reader-text p").first.wait_for()


def test_a_clicked_chip_opens_the_article_with_exactly_the_cited_words_marked(
    open_page, address, library
):
    page = open_page(address)
    ask(page, "How much did the harbour cost?")
    href = page.locator("a.cite").first.get_attribute("href")
    open_first_source(page)
    article_id, start, end = re.match(r"#src=(\w+)\.\w+:(\d+)-(\d+)", href).groups()
    article = library.article(article_id)
    marked = "".join(page.locator(".reader mark").all_text_contents())
    assert marked == article.text[int(start) : int(end)]
    assert "40 million crowns" in marked
    assert page.locator(".reader mark").first.is_visible()


def test_the_reader_shows_who_published_it_and_links_to_the_original(open_page, address):
    page = open_page(address)
    ask(page, "How much did the harbour cost?")
    open_first_source(page)
    assert page.locator(".reader-title").text_content() == "Harbour opens"
    assert page.locator(".reader-byline").text_content() == "Coast Paper · Ada Reed · 4 May 2021"
    link = page.locator(".reader-original a")
    assert link.get_attribute("href") == "https://coast.example/harbour"
    assert "noopener" in link.get_attribute("rel")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_chip_opens_by_keyboard_and_escape_returns_to_it(open_page, address, key):
    page = open_page(address)
    ask(page, "How much did the harbour cost?")
    page.locator("a.cite").first.focus()
    page.keyboard.press(key)
    page.locator(".reader-text p").first.wait_for()
    assert page.evaluate("document.activeElement.closest('.reader') !== null")
    page.keyboard.press("Escape")
    assert page.locator(".reader").is_hidden()
    assert page.evaluate("document.activeElement.matches('a.cite')")


def test_every_sentence_has_a_chip_with_a_name_for_screen_readers(open_page, address):
    page = open_page(address)
    ask(page, "How much did the harbour cost?")
    chips = page.get_by_role("button", name=re.compile(r"^Source \d+$"))
    assert chips.count() == page.locator("a.cite").count() > 0


def test_hostile_articles_stay_inert(open_page, address):
    page = open_page(address)
    ask(page, "What did the zebra do on Friday?")
    open_first_source(page)
    page.wait_for_timeout(300)
    assert page.title() == "Footnote"
    assert page.script_errors == []
    assert page.outside_requests == []
    assert page.locator(".answer img, .answer script, .reader img, .reader script").count() == 0
    assert page.locator(".answer a:not(.cite):not(.source)").count() == 0
    shown = page.locator(".answer p").first.text_content()
    assert "<script>document.title='owned'</script>" in shown
    assert "${alert(4)}" in shown


def test_a_script_address_is_never_offered_as_the_original(open_page, address):
    page = open_page(address)
    ask(page, "What did the zebra do on Friday?")
    for source in page.locator("a.source").all():
        source.click()
        page.locator(".reader-text p").first.wait_for()
        href = page.locator(".reader-original a").get_attribute("href")
        assert href is None or href.startswith("https://")


def test_a_hostile_question_stays_inert(open_page, address):
    page = open_page(address)
    ask(page, "<img src=https://evil.example/q.png onerror=alert(1)> ${alert(2)} harbour cost?")
    page.wait_for_timeout(300)
    assert page.script_errors == []
    assert page.outside_requests == []


def test_an_example_question_is_offered_and_asks_itself(open_page, address):
    page = open_page(address)
    page.get_by_text("How much did the harbour cost?").click()
    page.locator(".answer a.cite").first.wait_for()
    assert "40 million crowns" in page.locator(".answer").first.text_content()


def test_a_follow_up_is_understood(open_page, address):
    page = open_page(address)
    ask(page, "How much did the Elmouth harbour cost?")
    ask(page, "And how long is its quay?", answers=2)
    assert "800 metres" in page.locator(".answer").nth(1).text_content()


def test_a_refusal_cites_nothing_and_names_the_closest_coverage(open_page, address):
    page = open_page(address)
    ask(page, "Who painted the ceiling of the Vatican chapel?")
    answer = page.locator(".answer").first
    assert answer.locator("a.cite").count() == 0
    assert "Closest coverage" in answer.text_content()
    answer.locator("a.source").first.click()
    page.locator(".reader-text p").first.wait_for()
    assert page.locator(".reader mark").count() == 0


def test_an_unusable_question_gets_a_sentence_and_the_page_lives_on(open_page, address):
    page = open_page(address)
    ask(page, "?!")
    assert "empty" in page.locator(".answer").first.text_content()
    ask(page, "How much did the harbour cost?", answers=2)
    assert page.locator("a.cite").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_phone_width_the_article_opens_over_the_chat(open_page, address, scheme):
    page = open_page(address, width=390, height=780, color_scheme=scheme)
    ask(page, "How much did the harbour cost?")
    open_first_source(page)
    box = page.locator(".reader").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert page.locator(".reader mark").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator(".reader-close").click()
    assert page.locator("a.cite").first.is_visible()


class SlowModel(GenericFakeChatModel):
    """A chat model that pauses between its words, as a real one does."""

    pause_s: float = 0.15

    def _stream(self, *args, **options):
        for chunk in super()._stream(*args, **options):
            time.sleep(self.pause_s)
            yield chunk


def test_chips_work_and_keep_the_focus_while_the_answer_still_streams(
    open_page, serve_page, library
):
    text = (
        "The harbour cost 40 million crowns [1]. "
        "The quay is 800 metres long [1]. Ships from nine countries are expected [1]."
    )
    page = open_page(serve_page(library, model=SlowModel(messages=iter([AIMessage(text)]))))
    page.fill("textarea", "How much did the harbour cost?")
    page.keyboard.press("Enter")
    page.locator("a.cite").first.wait_for()
    page.locator("a.cite").first.focus()
    streaming = page.locator(".answer").text_content()
    page.locator(".answer a.cite").nth(2).wait_for()
    assert page.locator(".answer").text_content() != streaming
    assert page.evaluate("document.activeElement.matches('a.cite')")
    page.keyboard.press("Enter")
    page.locator(".reader mark").first.wait_for()
    assert page.locator(".reader mark").first.text_content().startswith("The harbour cost 40")


def test_a_changed_article_is_shown_without_marks_and_says_so(make_library):
    from bot import Bot

    library = make_library({"a.txt": "Title line\n\nThe first sentence stands here in full.\n"})
    article = library.articles()[0]
    parts = article_parts(Bot(library), f"#src={article.id}.00000000:0-9")
    assert "changed" in parts["note"]
    assert not any(piece["marked"] for p in parts["paragraphs"] for piece in p["pieces"])


@pytest.mark.parametrize("address", ["", "#src=../../etc.passwd:0-9", "#src=0123456789abcdef.x"])
def test_an_address_that_points_nowhere_is_answered_with_a_note(make_library, address):
    from bot import Bot

    library = make_library({"a.txt": "Title line\n\nThe first sentence stands here in full.\n"})
    parts = article_parts(Bot(library), address)
    assert parts["title"] == "Article not found"
    assert parts["paragraphs"] == []


def test_the_question_box_keeps_the_focus_for_the_next_question(open_page, address):
    page = open_page(address)
    page.locator("textarea").click()
    page.keyboard.type("How much did the harbour cost?")
    page.keyboard.press("Enter")
    page.locator(".answer .maker").wait_for()
    page.wait_for_function("document.activeElement.matches('textarea')")
    page.keyboard.type("And how long is its quay?")
    page.keyboard.press("Enter")
    page.locator(".answer").nth(1).locator(".maker").wait_for()
    assert "800 metres" in page.locator(".answer").nth(1).text_content()


def test_a_question_is_shown_as_it_was_typed_also_after_the_next(open_page, address):
    typed = "# harbour *cost*  <b>1. _x_</b> &amp; ~~y~~?"
    page = open_page(address)
    ask(page, typed)
    ask(page, "How much did the harbour cost?", answers=2)
    shown = page.locator(".user .message-content, .user.message").first
    assert shown.text_content().strip() == typed
    assert shown.locator("h1, em, b, del").count() == 0


def test_a_retried_question_is_asked_as_it_was_typed(open_page, address):
    page = open_page(address)
    ask(page, "How much did the *harbour* <cost>?")
    page.get_by_label("Retry").click()
    page.wait_for_timeout(500)
    page.locator(".answer .maker, .answer .notice").first.wait_for()
    shown = page.locator(".user .message-content, .user.message").first
    assert shown.text_content().strip() == "How much did the *harbour* <cost>?"


@pytest.mark.parametrize(("accepted", "left"), [(False, 1), (True, 0)])
def test_the_bin_asks_before_it_clears_the_conversation(open_page, address, accepted, left):
    page = open_page(address)
    asked = []

    def reply(dialog):
        asked.append(dialog.message)
        dialog.accept() if accepted else dialog.dismiss()

    page.on("dialog", reply)
    ask(page, "How much did the harbour cost?")
    page.get_by_label("Clear").click()
    page.wait_for_timeout(500)
    assert asked == ["Clear the whole conversation? It can't be brought back."]
    assert page.locator(".answer").count() == left


@pytest.mark.parametrize("width", [1280, 390])
def test_also_in_stands_under_the_title(open_page, address, width):
    page = open_page(address, width=width)
    ask(page, "What did Abner see before the bell rang?")
    source = page.locator(".sources li:has(.also)").first
    left = source.locator(".title").bounding_box()["x"]
    assert source.locator(".also").bounding_box()["x"] == pytest.approx(left, abs=0.5)


def test_messages_are_named_for_screen_readers_without_their_markup(open_page, address):
    page = open_page(address)
    ask(page, "How much did the *harbour* cost?")
    page.get_by_role("group", name="Your question", exact=True).wait_for()
    assert page.get_by_role("group", name="Answer", exact=True).count() == 1
