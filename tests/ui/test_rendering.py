"""Whatever an article, a question or a model says is shown as text, and nothing else."""

from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.answers import Answer, Citer, Differing, Sentence
from bot.several import together
from index.passages import Passage
from index.search import Hit
from ui.rendering import UNSURE, Link, as_typed, escape, mark, parse_link, render, render_error


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def parse(markup):
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return parser


def cited(article, start, end, **more):
    citer = Citer()
    number = citer.cite(article, start, end)
    sentence = Sentence(article.text[start:end], (number,), "verbatim")
    return Answer("Q?", query="Q?", sentences=(sentence,), citations=citer.citations, **more)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_escaped_text_survives_markdown_and_html_unchanged(text):
    html = MarkdownIt("gfm-like", {"linkify": False}).render(f"<p>{escape(text)}</p>")
    parsed = parse(html)
    assert [tag for tag, _ in parsed.tags] == ["p"]
    assert parsed.text.strip() == " ".join(text.split())


@given(st.text())
def test_escaped_text_holds_no_character_that_markup_or_a_template_reads(text):
    without_references = escape(text).replace("&#", "").replace(";", "")
    assert not set("<>\"'`*_{}[]()$\\|~") & set(without_references)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_question_comes_back_from_the_page_as_it_was_typed(question):
    assert unescape(as_typed(question)) == question


def test_a_question_is_no_markdown():
    typed = "    # *a*  <b>b</b>\n\n1. _c_ &amp; `d`"
    shown = parse(MarkdownIt().render(as_typed(typed)))
    assert {name for name, _ in shown.tags} == {"p"}
    assert shown.text.strip("\n") == typed


def test_a_chip_points_at_the_cited_characters_of_this_version(make_article):
    article = make_article("One is first. Two is next.")
    parsed = parse(render(cited(article, 14, 26)))
    chip = next(attrs for tag, attrs in parsed.tags if attrs.get("class") == "cite")
    assert chip["href"] == f"#src={article.id}.{article.version}:14-26"
    assert chip["role"] == "button"


def test_the_sources_name_title_outlet_author_and_day(make_article):
    article = make_article(
        "One is first.",
        title="Fish & chips",
        outlet="Coast Paper",
        authors=("Ada Reed",),
        published=date(2021, 5, 4),
    )
    text = parse(render(cited(article, 0, 13))).text
    assert "Fish & chips" in text
    assert "Coast Paper · Ada Reed · 4 May 2021" in text


def test_an_unsupported_sentence_is_flagged():
    answer = Answer("Q?", query="Q?", sentences=(Sentence("Nine ships.", (), "unsupported"),))
    parsed = parse(render(answer))
    assert ("span", {"class": "unsupported"}) in parsed.tags
    assert "Not found in the cited words" in parsed.text


def test_a_refusal_links_the_closest_articles_without_offsets(make_article):
    article = make_article("One is first.")
    hit = Hit(Passage(article, 0, 13), 1.0, 0.1, 1.0)
    answer = Answer("Q?", query="Which one?", notice="No.", refused=True, hits=(hit,))
    parsed = parse(render(answer))
    links = [attrs["href"] for tag, attrs in parsed.tags if tag == "a"]
    assert links == [f"#src={article.id}.{article.version}"]


def test_the_words_that_come_nearest_stand_under_their_article_and_open_it_there(make_article):
    article = make_article("Times <b>\n\n• A: 9\n\n• Mint: 14:00\n\nThe end.", title="Mint")
    lead, item = Passage(article, 0, 9), Passage(article, 19, 32)
    parsed = parse(render(Answer("Q?", notice="No.", refused=True, nearest=(lead, item))))
    links = [attrs["href"] for tag, attrs in parsed.tags if tag == "a"]
    assert links == [f"#src={article.id}.{article.version}:19-32"]
    assert ("b", {}) not in parsed.tags
    assert "Times <b>• Mint: 14:00" in parsed.text


def test_a_greeting_lists_no_coverage():
    assert parse(render(Answer("Hi", notice="Hello!"))).text == "Hello!"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("What is first?", "Read as “What is first?”. Quoted"),
        ("And then (Elmouth, harbour)?", "Taken to be about Elmouth, harbour. Quoted"),
    ],
)
def test_a_rewritten_question_is_shown_with_the_answer(make_article, query, shown):
    article = make_article("One is first.")
    answer = cited(article, 0, 13)
    assert parse(render(answer)).text.endswith("undatedQuoted word for word from the articles.")
    assert "Read as" not in parse(render(answer)).text
    rewritten = replace(answer, question="And then?", query=query)
    assert shown in parse(render(rewritten)).text
    own = replace(answer, question="And what is the Bank (BB)?", query="What is the Bank (BB)?")
    assert "Taken to be" not in parse(render(own)).text


def test_what_a_question_narrowed_the_search_to_is_shown(make_article):
    answer = cited(make_article("One is first."), 0, 13)
    narrowed = Answer(
        "What came last week?",
        query="What came?",
        scope="Searched articles published yesterday.",
        sentences=answer.sentences,
        citations=answer.citations,
    )
    shown = parse(render(narrowed)).text
    assert "Searched articles published yesterday. Quoted word for word" in shown


def test_articles_that_differ_are_told_with_their_outlets_and_days(make_article):
    article = make_article("<b>19</b> or 23.", outlet="A & B", published=date(2022, 5, 4))
    answer = cited(article, 0, 9, differs=(Differing("<b>19</b>", 1),))
    parsed = parse(render(answer))
    assert "The articles differ on this: “<b>19</b>”Source 1 (A & B, 4 May 2022)." in parsed.text
    assert "b" not in [tag for tag, _ in parsed.tags]
    assert sum(attrs.get("class") == "cite" for _, attrs in parsed.tags) == 2


def test_articles_that_do_not_differ_are_not_said_to(make_article):
    assert "differ" not in render(cited(make_article("One is first."), 0, 13))


def test_listed_articles_can_be_opened(make_article):
    article = make_article("One is first.", title="One & all")
    parsed = parse(render(Answer("Q?", notice="The newest:", listed=(article,))))
    links = [attrs["href"] for tag, attrs in parsed.tags if tag == "a"]
    assert links == [f"#src={article.id}.{article.version}"]
    assert "The newest:One & all" in parsed.text


def test_an_error_is_escaped():
    assert parse(render_error("<b>no</b>")).text == "<b>no</b>"


def test_an_address_round_trips():
    link = Link("0123456789abcdef", "01234567", 5, 90)
    assert parse_link(str(link)) == link


def test_an_address_without_offsets_round_trips():
    link = Link("0123456789abcdef", "01234567")
    assert parse_link(str(link)) == link


@given(st.text())
def test_any_other_address_points_to_no_article(address):
    assert parse_link(address) == Link("", "")


@given(st.text(), st.integers(-3, 60), st.integers(-3, 60))
def test_the_marked_pieces_are_the_cited_characters(text, start, end):
    paragraphs = mark(text, start, end)
    marked = "".join(p["words"] for block in paragraphs for p in block["pieces"] if p["marked"])
    wanted = text[start:end] if 0 <= start < end <= len(text) else ""
    assert "".join(marked.split()) == "".join(wanted.split())


@given(st.text())
def test_all_pieces_together_are_the_whole_text(text):
    paragraphs = mark(text, 0, len(text) // 2)
    shown = "".join(piece["words"] for block in paragraphs for piece in block["pieces"])
    assert "".join(shown.split()) == "".join(text.split())


def test_an_article_cited_twice_is_listed_once_with_both_numbers(make_article):
    article = make_article("One is first. Two is next.", title="Counting")
    citer = Citer()
    numbers = (citer.cite(article, 0, 13), citer.cite(article, 14, 26))
    sentences = tuple(Sentence("x", (number,), "verbatim") for number in numbers)
    answer = Answer("Q?", query="Q?", sentences=sentences, citations=citer.citations)
    parsed = parse(render(answer))
    assert sum(attrs.get("class") == "source" for _, attrs in parsed.tags) == 1
    assert "1, 2 Counting" in parsed.text


def test_the_words_that_answer_are_set_off_and_no_word_is_lost(make_article):
    answer = cited(make_article("It cost <b>$5</b> & more."), 0, 25, confidence=1.0)
    sentence = replace(answer.sentences[0], answer_span=(8, 17))
    parsed = parse(render(replace(answer, sentences=(sentence,))))
    assert [tag for tag, _ in parsed.tags].count("strong") == 1
    assert "<strong>&#60;b&#62;&#36;5&#60;&#47;b&#62;</strong>" in render(
        replace(answer, sentences=(sentence,))
    )
    assert parsed.text.startswith("It cost <b>$5</b> & more.")
    assert "strong" not in [tag for tag, _ in parse(render(answer)).tags]


def test_each_item_of_a_list_begins_a_line(make_article):
    text = "They are:\n\n• One\n\n• Two"
    markup = render(cited(make_article(text), 0, len(text)))
    assert [tag for tag, _ in parse(markup).tags].count("br") == 2
    assert "\n\n" not in markup


def test_an_answer_that_is_unsure_says_so_first(make_article):
    article = make_article("One is first.")
    assert parse(render(cited(article, 0, 13, confidence=0.5))).text.startswith(f"{UNSURE}One")
    assert parse(render(cited(article, 0, 13, confidence=0.9))).text.startswith("One is first.")


def test_an_item_after_its_lead_begins_a_line(make_article):
    article = make_article("They are:\n\n• One")
    citer = Citer()
    spans = ((0, 9), (11, 16))
    sentences = tuple(
        Sentence(article.text[slice(*span)], (citer.cite(article, *span),), "verbatim")
        for span in spans
    )
    answer = Answer("Q?", query="Q?", sentences=sentences, citations=citer.citations)
    assert "</a><br>• One" in render(answer)


def test_near_words_in_a_row_open_as_one(make_article):
    article = make_article("“It shuts. Then we will see.”", title="Mint")
    near = (Passage(article, 0, 10), Passage(article, 11, 29))
    parsed = parse(render(Answer("Q?", notice="No.", refused=True, nearest=near)))
    links = [attrs["href"] for tag, attrs in parsed.tags if tag == "a"]
    assert links == [f"#src={article.id}.{article.version}:0-29"]


def test_each_question_of_a_message_stands_over_its_answer(make_article):
    article = make_article("One is first. Two follows.")
    known = cited(article, 0, 13, confidence=0.9), cited(article, 14, 26, confidence=0.5)
    both = together(
        "Q?",
        ("<b>Q?", "Why?"),
        [replace(a, question=q) for a, q in zip(known, ("<b>Q?", "Why?"), strict=True)],
    )
    parsed = parse(render(both))
    shown = parsed.text
    assert shown.startswith("<b>Q?One is first.")
    assert f"Why?{UNSURE}Two follows." in shown
    chips = [attrs["href"] for tag, attrs in parsed.tags if attrs.get("class") == "cite"]
    assert [address.rsplit(":")[-1] for address in chips] == ["0-13", "14-26"]
    assert shown.count("Source 1") == shown.count("Source 2") == 1
