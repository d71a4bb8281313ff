"""The page in a real browser, loaded again: what it still knows, and what is new."""

import pytest
from playwright.sync_api import expect

from tests.ui.pages import ask, open_first_source


def questions(page):
    """Return the questions that the page shows."""
    shown = page.locator(".user .message-content, .user.message:not(:has(.message-content))")
    return [text.strip() for text in shown.all_text_contents()]


def test_a_reload_brings_the_conversation_back_and_follow_ups_know_it(open_page, address):
    typed = "How much did the *harbour* cost?"
    page = open_page(address)
    ask(page, typed)
    expect(page.locator("textarea")).to_be_enabled()
    shown = page.locator(".answer").text_content()
    page.reload()
    expect(page.locator(".answer")).to_have_text(shown)
    assert questions(page) == [typed]
    open_first_source(page)
    page.keyboard.press("Escape")
    ask(page, "And how long is its quay?", answers=2)
    assert "800 metres" in page.locator(".answer").nth(1).text_content()


def test_a_copy_of_a_tab_has_a_conversation_of_its_own(open_page, address):
    page = open_page(address)
    ask(page, "How much did the harbour cost?")
    page.reload()  # its name has been stored by now
    page.locator(".answer").wait_for()
    with page.expect_popup() as opened:
        page.evaluate("window.open(location.href)")
    copy = opened.value
    copy.locator(".welcome").wait_for()
    names = [tab.evaluate("footnoteTab()") for tab in (page, copy)]
    assert names[0] != names[1]
    ask(copy, "How long is the quay?")
    expect(copy.locator("textarea")).to_be_enabled()
    page.reload()
    page.locator(".answer").wait_for()
    assert questions(page) == ["How much did the harbour cost?"]


def test_where_nothing_may_be_stored_questions_are_answered_all_the_same(open_page, address):
    page = open_page(address)
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('denied') }})"
    )
    page.reload()
    page.wait_for_selector("textarea")
    ask(page, "How much did the harbour cost?")
    assert page.locator("a.cite").count() > 0
    assert page.script_errors == []


@pytest.mark.parametrize(("button", "left"), [("Undo", 1), ("Clear", 0)])
def test_what_was_taken_back_does_not_return_with_a_reload(open_page, address, button, left):
    asked = ["How much did the harbour cost?", "How long is the quay?"]
    page = open_page(address)
    page.on("dialog", lambda dialog: dialog.accept())
    for number, question in enumerate(asked, 1):
        ask(page, question, answers=number)
    expect(page.locator("textarea")).to_be_enabled()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".answer")).to_have_count(left)
    page.wait_for_timeout(2000)  # until the program knows of it
    page.reload()
    page.wait_for_selector("textarea")
    page.wait_for_timeout(2000)  # until the page has what it brings back
    assert questions(page) == asked[:left]


def test_a_reload_shows_how_many_articles_there_are_now(open_page, serve_page, make_library):
    page = open_page(serve_page(make_library({"a.txt": "One\n\nThe first one stands here."})))
    head = page.locator("#footnote-head")
    expect(head).to_contain_text("Answers from 1 article, quoting them")
    make_library({"b.txt": "Two\n\nThe second one stands elsewhere."})
    page.reload()
    expect(head).to_contain_text("Answers from 2 articles, quoting them")


def test_a_reload_says_so_when_the_library_is_gone(open_page, serve_page, make_library):
    library = make_library({"a.txt": "One\n\nThe first one stands here."})
    page = open_page(serve_page(library))
    (library.folder / "catalog.sqlite").unlink()
    page.reload()
    expect(page.locator("#footnote-head")).to_contain_text("footnote index")
