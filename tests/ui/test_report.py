"""The page that footnote eval writes: whole, and safe whatever the cases and articles hold."""

import re
from html.parser import HTMLParser

import pytest

from bot.evaluation import Case
from tests.bot.evaluation.samples import answerable, outcome, unanswerable
from tests.ui.reports import made_report, mixed_report
from ui.report import report_page

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)></title></style>$style${style}"
    f"\"'><a href='javascript:alert(3)'>{'long' * 100}"
)


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.text += " "

    def handle_data(self, data):
        self.text += data


def parse(markup):
    page = _Page()
    page.feed(markup)
    page.text = " ".join(page.text.split())
    return page


def hostile_report():
    case = Case(HOSTILE, (HOSTILE,), (HOSTILE,))
    made = outcome(case, hits=[HOSTILE], said=["It is red."], title=HOSTILE)
    said = outcome(case, said=[f"{HOSTILE} or not"], title=HOSTILE)
    return made_report(made, said, unanswerable(refused=False), unknown=(HOSTILE,))


def test_the_figures_are_there_with_their_intervals():
    text = parse(report_page(mixed_report())).text
    assert "Footnote, measured on 5 questions" in text
    assert "4 May 2021 · 3 articles · quoting word for word" in text
    # Right, wrong, refused.
    assert "answer holds an expected string 0.33 0.00 to 1.00 3" in text


def test_what_was_not_asked_is_not_shown_as_0():
    text = parse(report_page(made_report(answerable()))).text
    assert "citations of an expected article not asked" in text
    assert "recall not asked" in text


def test_there_are_three_plots():
    charts = [a for tag, a in parse(report_page(mixed_report())).tags if a.get("role") == "img"]
    assert [chart["aria-label"] for chart in charts] == [
        "Risk against coverage",
        "Confidence",
        "Where the right one stood",
    ]


def test_a_plot_of_nothing_says_so():
    page = parse(report_page(made_report(outcome(Case("?")))))
    assert not any(a.get("role") == "img" for _, a in page.tags)
    assert page.text.count("Not asked") == 3


def test_a_failure_shows_what_was_expected_said_and_retrieved():
    text = parse(report_page(mixed_report())).text
    assert "Wrong: no expected string in the answer 1 What colour is the door?" in text
    assert "Expected blue Expected in door.txt Answer It is red. Cited A title" in text
    assert "Confidence 0.71 Retrieved A title expected article undated" in text
    assert "A title holds the answer undated · score 1.00" in text


def test_each_kind_of_failure_has_a_heading_with_its_count():
    text = parse(report_page(mixed_report())).text
    assert "Refused, though answerable 1" in text
    assert "Answered, though unanswerable 1" in text
    assert "Expected a refusal Answer It is blue." in text


def test_where_nothing_went_wrong_the_page_says_so():
    assert "Nothing, by what the cases expect" in report_page(made_report(answerable()))


def test_unknown_articles_are_warned_of():
    page = report_page(made_report(answerable(), unknown=("harbor.txt",)))
    assert "<li>harbor.txt</li>" in page


def test_hostile_text_stays_text():
    page = parse(report_page(hostile_report()))
    assert not {"script", "img", "a"} & {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert page.text.count("<script>alert(1)</script>") >= 4
    assert "$style${style}" in page.text


def test_the_page_refers_to_nothing_outside_itself():
    page = report_page(mixed_report())
    assert not re.search(r"(?:src|href|url|@import)\s*[=(]", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_its_window_and_asks_for_nothing(browser, tmp_path, width, color_scheme):
    file = tmp_path / "report.html"
    file.write_text(report_page(hostile_report()), encoding="utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=color_scheme
    )
    page = context.new_page()
    requests, errors = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    try:
        assert requests == [file.as_uri()]
        assert errors == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        style = "getComputedStyle(document.body)"
        ink, paper = page.evaluate(f"[{style}.color, {style}.backgroundColor]")
        assert (_lightness(ink) > _lightness(paper)) == (color_scheme == "dark")
    finally:
        context.close()


def _lightness(color):
    return sum(map(int, re.findall(r"\d+", color)[:3]))
