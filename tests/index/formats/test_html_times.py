from datetime import date

import pytest

from index.formats.html import read_html
from tests.index.formats.test_html import BODY, PATH

DAY = date(2021, 12, 18)
OTHER = date(2022, 1, 2)


def time(day, attributes="", text=""):
    return f'<time {attributes} datetime="{day.isoformat()}">{text or day.day}</time>'


def published(head, *, body=BODY, language="", before="", after=""):
    page = f"<html {language}><head><title>Tunnel opens</title></head><body>{before}"
    page += f"<article><h1>Tunnel opens</h1>{head}{body}</article>{after}</body></html>"
    return read_html(page, PATH).published


@pytest.mark.parametrize(
    "marked",
    [
        'class="post-date"',
        'itemprop="datePublished"',
        "pubdate",
        'class="entry-date"',
        'id="pub-date"',
    ],
)
def test_a_time_that_is_marked_as_the_day_comes_before_others(marked):
    assert published(f"{time(OTHER)} {time(DAY, marked)}") == DAY


@pytest.mark.parametrize(
    "labelled",
    [
        f"<div>Published: {time(DAY)}</div>",
        f"<span>First published on</span> {time(DAY)}",
        time(DAY, text="Posted 18 December"),
    ],
)
def test_a_time_that_is_labelled_comes_before_one_in_a_short_line_of_prose(labelled):
    assert published(f"<p>The works began on {time(OTHER)}.</p>{labelled}") == DAY


@pytest.mark.parametrize(
    "changed",
    [
        f"Updated: {time(OTHER)}",
        f"<span>Last updated</span> {time(OTHER)}",
        f"Berlin | updated {time(OTHER)}",
        time(OTHER, text="Updated 2 Jan 2022"),
        time(OTHER, 'class="last-modified"'),
        time(OTHER, 'itemprop="dateModified"'),
    ],
)
def test_the_day_of_a_change_is_taken_where_no_other_is_stated(changed):
    assert published(f"<p>{changed}</p><p>{time(DAY)}</p>") == DAY
    assert published(f"<p>{changed}</p>") == OTHER


@pytest.mark.parametrize(
    "elsewhere",
    [
        f"<aside>{time(OTHER)}</aside>",
        f'<div class="comments">{time(OTHER, "pubdate")}</div>',
        f'<div class="related">{time(OTHER, "pubdate")}</div>',
        f"<footer>{time(OTHER)}</footer>",
        f'<a href="/other">{time(OTHER)}</a>',
        f"<article><h2>Other news</h2>{time(OTHER)}</article>",
        f"<p>The first train left the northern shore on {time(OTHER)}, as its driver had said to "
        "all who would listen, with some four hundred people aboard.</p>",
    ],
)
def test_the_day_of_something_else_is_not_taken(elsewhere):
    assert published(elsewhere) is None


def test_teasers_around_the_article_have_days_of_their_own():
    teaser = f"<article><h2>Other news</h2>{time(OTHER)}<p>A goat won.</p></article>"
    assert published(time(DAY), before=teaser, after=teaser) == DAY
    assert published("", before=teaser, after=teaser) is None


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ('lang="en-US"', date(2021, 3, 4)),
        ('lang="en-GB"', date(2021, 4, 3)),
        ('lang="de"', date(2021, 4, 3)),
        ('lang="fr-CA"', None),
        ('lang="en"', None),
        ("", None),
    ],
)
def test_a_day_in_figures_is_read_as_the_pages_language_writes_it(language, day):
    assert published("<time>03/04/2021</time>", language=language) == day


def test_an_impossible_day_gives_way_to_another():
    assert published(f"{time(date(1970, 1, 1), 'pubdate')} {time(DAY)}") == DAY
