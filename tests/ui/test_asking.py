"""The page in a real browser from a question to its answer: what it shows, lets in and focuses."""

import pytest
from langchain_core.messages import AIMessage
from playwright.sync_api import expect

from tests.fakes import ScriptedChatModel, SlowModel
from tests.ui.pages import ask

EXAMPLE = "How much did the harbour cost?"
WORDS = "The harbour cost 40 million crowns [1]."
AGAIN = "What did the harbour cost, at length?"
LONG = " ".join(f"Berth {number} of the harbour is new [1]." for number in range(40))


@pytest.fixture
def slow_page(open_page, serve_page, page_library):
    """A page whose model takes seconds for an answer."""
    model = SlowModel(messages=iter([AIMessage(WORDS)] * 2), pause_s=1)
    return open_page(serve_page(page_library, model=model))


def test_it_is_told_that_an_answer_is_looked_for_and_that_it_was_stopped(slow_page):
    page = slow_page
    searching, stopped = page.locator(".waiting .searching"), page.locator(".waiting .stopped")
    page.fill("textarea", EXAMPLE)
    page.keyboard.press("Enter")
    expect(searching).to_be_visible()
    assert stopped.is_hidden()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".waiting .stopping")).to_be_visible()
    expect(stopped).to_be_visible()
    assert searching.is_hidden()
    page.fill("textarea", "How long is the quay?")
    page.keyboard.press("Enter")
    expect(searching.nth(1)).to_be_visible()
    assert searching.first.is_hidden()
    assert stopped.first.is_visible()


def test_an_example_is_searched_for_and_what_is_typed_meanwhile_waits(slow_page):
    page = slow_page
    page.get_by_text(EXAMPLE).click()
    expect(page.locator(".waiting .searching")).to_be_visible()
    assert page.locator(".waiting .stopped").is_hidden()
    page.fill("textarea", "How long is the quay?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Send")).to_be_visible(timeout=60_000)
    assert page.locator(".user-row").count() == 1
    assert page.locator("textarea").input_value() == "How long is the quay?"


def test_a_server_that_is_gone_is_told(slow_page):
    page = slow_page
    page.fill("textarea", EXAMPLE)
    page.keyboard.press("Enter")
    expect(page.locator(".waiting .searching")).to_be_visible()
    page.route("**/*", lambda route: route.abort())
    expect(page.get_by_role("alert")).to_contain_text("server does not answer", timeout=20_000)
    assert page.locator(".waiting .searching").is_hidden()
    page.unroute_all()
    expect(page.get_by_role("alert")).to_be_hidden(timeout=20_000)


def test_a_long_answer_is_shown_from_its_beginning(open_page, serve_page, page_library):
    model = ScriptedChatModel(replies=[WORDS, AGAIN, LONG])
    page = open_page(serve_page(page_library, model=model), height=500)
    ask(page, EXAMPLE)
    ask(page, AGAIN, answers=2)
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    scroll = page.locator("#footnote-chat .bubble-wrap")
    top, height = (scroll.evaluate(f"box => box.{name}") for name in ("scrollTop", "scrollHeight"))
    assert top + scroll.bounding_box()["height"] < height - 100
    asked = page.locator(".user-row").nth(1).bounding_box()["y"]
    assert 0 <= asked - scroll.bounding_box()["y"] < 20


def test_who_scrolls_while_an_answer_comes_in_is_left_alone(open_page, serve_page, page_library):
    model = SlowModel(messages=iter(map(AIMessage, [WORDS, AGAIN, LONG])), pause_s=0.01)
    page = open_page(serve_page(page_library, model=model), height=450)
    ask(page, EXAMPLE)
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.fill("textarea", AGAIN)
    page.keyboard.press("Enter")
    page.locator(".answer").nth(1).wait_for()
    scroll = page.locator("#footnote-chat .bubble-wrap")
    scroll.hover()
    page.mouse.wheel(0, -5000)
    expect(page.get_by_role("button", name="Send")).to_be_visible(timeout=60_000)
    page.wait_for_timeout(700)
    assert scroll.evaluate("box => box.scrollTop") == 0


@pytest.mark.parametrize("press", ["example", "Undo", "Retry"])
def test_the_focus_goes_to_the_question_box_from_what_vanishes(open_page, address, press):
    page = open_page(address)
    page.get_by_text(EXAMPLE).click()
    page.locator(".answer .maker").wait_for()
    if press != "example":
        page.get_by_role("button", name=press).click()
    page.wait_for_function("document.activeElement.matches('textarea')")
    expect(page.locator("textarea")).to_have_attribute("placeholder", "Ask about your articles")


def test_the_question_box_stands_at_the_foot_of_the_window(open_page, address):
    for width, height in ((1280, 700), (390, 780)):
        box = open_page(address, width=width, height=height).locator(".input-container")
        bounds = box.bounding_box()
        assert height - 24 < bounds["y"] + bounds["height"] < height
