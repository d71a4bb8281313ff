"""The page in a real browser: ask, read, click and type through it, with hostile articles too."""

import re

import pytest
from langchain_core.messages import AIMessage
from playwright.sync_api import expect

from index.settings import read_settings
from tests.fakes import ScriptedChatModel, SlowModel
from tests.ui.pages import ask, open_first_source


def test_every_sentence_has_a_chip_with_a_name_for_screen_readers(open_page, address):
    page = open_page(address)
    ask(page, "How much did the harbour cost?")
    chips = page.get_by_role("button", name=re.compile(r"^Source \d+$"))
    assert chips.count() == page.locator("a.cite").count() > 0


def test_hostile_articles_stay_inert(open_page, serve_page, page_library):
    # The models, which such text puts off, are left out, or else it would be refused.
    settings = read_settings().model_copy(update={"scorer": "off"})
    page = open_page(serve_page(page_library, settings=settings))
    ask(page, "What did keeper Moss say of the zebra that escaped from the zoo?")
    open_first_source(page)
    page.wait_for_timeout(300)
    assert page.title() == "Footnote"
    assert page.script_errors == []
    assert page.outside_requests == []
    assert page.locator(".answer img, .answer script, .reader img, .reader script").count() == 0
    assert page.locator(".answer a:not(.cite):not(.source)").count() == 0
    shown = page.locator(".answer p:not(.unsure)").first.text_content()
    assert "<script>document.title='owned'</script>" in shown
    assert "${alert(4)}" in shown


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
    ask(page, "Who painted the harbour of the Vatican in 1512?")
    answer = page.locator(".answer").first
    assert answer.locator("a.cite").count() == 0
    assert "Closest coverage" in answer.text_content()
    answer.locator("a.source").first.click()
    page.locator(".reader-text p").first.wait_for()
    assert page.locator(".reader mark").count() == 0


def test_an_unusable_question_gets_a_sentence_and_the_page_lives_on(open_page, address):
    page = open_page(address)
    ask(page, "?!")
    assert "no words" in page.locator(".answer").first.text_content()
    ask(page, "How much did the harbour cost?", answers=2)
    assert page.locator("a.cite").count() > 0


def test_an_empty_question_box_sends_nothing(open_page, address):
    page = open_page(address)
    box = page.locator("textarea")
    box.fill(" ")
    box.press("Enter")
    page.locator(".submit-button").click()
    ask(page, "How much did the harbour cost?")
    assert page.get_by_label("Your question").count() == 1


def test_chips_work_and_keep_the_focus_while_the_answer_still_streams(
    open_page, serve_page, page_library
):
    text = (
        "The harbour cost 40 million crowns [1]. "
        "The quay is 800 metres long [1]. Ships from nine countries are expected [1]."
    )
    page = open_page(serve_page(page_library, model=SlowModel(messages=iter([AIMessage(text)]))))
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


@pytest.mark.parametrize("width", [390, 1280])
def test_the_bin_covers_no_answer_and_no_citation_opens_a_line(open_page, address, width):
    page = open_page(address, width=width)
    ask(page, "How much did the harbour cost?")
    chat = page.locator("#footnote-chat .bubble-wrap").bounding_box()
    clear = page.locator("#footnote-chat .icon-button-wrapper.top-panel").bounding_box()
    assert clear["y"] + clear["height"] <= chat["y"]
    parted = page.evaluate(
        """() => {
          const answer = document.querySelector(".answer"), range = document.createRange();
          const chip = answer.querySelector("a.cite"), text = chip.previousSibling;
          range.setStart(text, text.length - 1);
          range.setEnd(text, text.length);
          const widths = [...Array(300).keys()].map((more) => 150 + more);
          return widths.filter((width) => {
            answer.style.width = `${width}px`;
            return chip.getBoundingClientRect().left < range.getBoundingClientRect().right;
          });
        }"""
    )
    assert parted == []


@pytest.mark.parametrize("heard", ["every focus", "none, as if it came before the script"])
def test_the_question_box_keeps_the_focus_for_the_next_question(open_page, address, heard):
    page = open_page(address)
    if heard != "every focus":
        page.locator("#footnote-page button").first.focus()
        page.evaluate("addEventListener('focusin', (e) => e.stopImmediatePropagation(), true)")
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


def test_a_retried_question_is_asked_as_it_was_typed(open_page, serve_page, page_library):
    typed = "How much did the *harbour* <cost>?"
    replies = ["The harbour cost 40 million crowns [1].", "The quay is 800 metres long [1]."]
    model = ScriptedChatModel(replies=replies)
    page = open_page(serve_page(page_library, model=model))
    ask(page, typed)
    page.get_by_label("Retry").click()
    expect(page.locator(".answer")).to_contain_text("The quay is 800", timeout=30_000)
    first, second = (messages[-1].text for messages in model.asked)
    assert typed in first
    assert second == first
    shown = page.locator(".user .message-content, .user.message").first
    assert shown.text_content().strip() == typed


def test_nothing_is_retried_before_the_page_knows_what_was_asked(open_page, address):
    page = open_page(address)
    ask(page, "How much did the harbour cost?")
    retry, box = page.get_by_label("Retry"), page.locator("textarea")
    expect(box).to_be_enabled()
    expect(retry).to_be_visible()
    assert retry.evaluate("b => getComputedStyle(b, '::before').content") == '"Retry"'
    box.evaluate("box => box.disabled = true")
    expect(retry).to_be_hidden()
    box.evaluate("box => box.disabled = false")
    expect(retry).to_be_visible()


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
    expect(page.locator(".answer")).to_have_count(left)
    assert asked == ["Clear the whole conversation? It can't be brought back."]
    ask(page, "How long is the quay?", answers=left + 1)
    expect(page.locator(".answer")).to_have_count(left + 1)


@pytest.mark.parametrize("width", [1280, 390])
def test_also_in_stands_under_the_title(open_page, address, width):
    page = open_page(address, width=width)
    ask(page, "Where did Abner walk before Abner rang the bell?")
    source = page.locator(".sources li:has(.also)").first
    left = source.locator(".title").bounding_box()["x"]
    assert source.locator(".also").bounding_box()["x"] == pytest.approx(left, abs=0.5)


def test_messages_are_named_for_screen_readers_without_their_markup(open_page, address):
    page = open_page(address)
    ask(page, "How much did the *harbour* cost?")
    page.get_by_role("group", name="Your question", exact=True).wait_for()
    assert page.get_by_role("group", name="Answer", exact=True).count() == 1
