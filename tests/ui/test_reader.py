"""The reader panel beside the chat, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from bot import Bot
from tests.ui.pages import ask, open_first_source
from ui.panel import article_parts


def test_a_clicked_chip_opens_the_article_with_exactly_the_cited_words_marked(
    open_page, address, page_library
):
    page = open_page(address)
    ask(page, "How much did the harbour cost?")
    href = page.locator("a.cite").first.get_attribute("href")
    open_first_source(page)
    article_id, start, end = re.match(r"#src=(\w+)\.\w+:(\d+)-(\d+)", href).groups()
    article = page_library.article(article_id)
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


def test_a_script_address_is_never_offered_as_the_original(open_page, address):
    page = open_page(address)
    ask(page, "When did the zebra escape from the zoo, said keeper Moss?")
    for source in page.locator("a.source").all():
        source.click()
        page.locator(".reader-text p").first.wait_for()
        href = page.locator(".reader-original a").get_attribute("href")
        assert href is None or href.startswith("https://")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_phone_width_the_article_opens_over_the_chat(open_page, address, scheme):
    page = open_page(address, width=390, height=780, color_scheme=scheme)
    ask(page, "How much did the harbour cost?")
    open_first_source(page)
    box = page.locator(".reader").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert page.locator(".reader mark").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    behind = page.locator("#footnote-page")
    assert behind.evaluate("page => page.inert")
    page.set_viewport_size({"width": 1280, "height": 780})
    assert not behind.evaluate("page => page.inert")
    page.set_viewport_size({"width": 390, "height": 780})
    page.locator(".reader-close").click()
    assert not behind.evaluate("page => page.inert")
    assert page.locator("a.cite").first.is_visible()
    assert page.evaluate("document.activeElement.matches('a.cite')")


def test_at_phone_width_no_button_of_the_chat_lies_over_the_article(open_page, address):
    page = open_page(address, width=390, height=780)
    ask(page, "How much did the harbour cost?")
    # Gradio shows its own by the scrolling, which it does at a time of its own; one that stays.
    page.evaluate(
        "document.querySelector('#footnote-chat').insertAdjacentHTML('beforeend',"
        " '<p id=arrow class=scroll-down-button-container>Down</p>')"
    )
    arrow = page.locator("#arrow")
    expect(arrow).to_be_visible()
    open_first_source(page)
    expect(arrow).to_be_hidden()
    page.locator(".reader-close").click()
    expect(arrow).to_be_visible()


def test_the_way_back_leads_out_of_the_article_and_not_out_of_the_page(open_page, address):
    page = open_page(address)
    ask(page, "How much did the harbour cost?")
    open_first_source(page)
    page.go_back()
    expect(page.locator(".reader")).to_be_hidden()
    assert page.locator(".answer").count() == 1
    open_first_source(page)
    page.locator(".reader-close").click()
    expect(page.locator(".reader")).to_be_hidden()
    page.wait_for_function("!history.state?.reading")


def test_a_changed_article_is_shown_without_marks_and_says_so(make_library):
    library = make_library({"a.txt": "Title line\n\nThe first sentence stands here in full.\n"})
    article = library.articles()[0]
    parts = article_parts(Bot(library), f"#src={article.id}.00000000:0-9")
    assert "changed" in parts["note"]
    assert not any(piece["marked"] for p in parts["paragraphs"] for piece in p["pieces"])


@pytest.mark.parametrize("address", ["", "#src=../../etc.passwd:0-9", "#src=0123456789abcdef.x"])
def test_an_address_that_points_nowhere_is_answered_with_a_note(make_library, address):
    library = make_library({"a.txt": "Title line\n\nThe first sentence stands here in full.\n"})
    parts = article_parts(Bot(library), address)
    assert parts["title"] == "Article not found"
    assert parts["paragraphs"] == []
