"""Articles for the page in a browser, hostile ones too, and a reader's steps on it."""

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
