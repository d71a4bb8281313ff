import asyncio
from datetime import date
from operator import itemgetter

import pytest

from bot.retriever import ArticleRetriever
from index.filters import Filters

GAS = """---
title: On gas
outlet: The Ledger
authors: [Ann Lee, Bo Ek]
published: 2021-12-20
url: https://ledger.example/gas
---

Power of Siberia carries gas to China.
"""
STORM = "A storm tore the roofs from twelve barns near the harbour."
FILES = {"gas.md": GAS, "storm.txt": f"Storm\n\n{STORM}"}


@pytest.fixture
def library(shared_library):
    return shared_library


def test_the_best_passage_comes_first_as_a_document(library):
    documents = ArticleRetriever(library=library).invoke("Which storm hit the barns?")
    assert documents[0].page_content == STORM


def test_a_document_tells_where_its_words_stand(library):
    (document, *_) = ArticleRetriever(library=library).invoke("Who gets the gas?")
    article = library.article(document.metadata["article_id"])
    start, end = document.metadata["start"], document.metadata["end"]
    assert document.page_content == article.text[start:end]
    assert document.id == f"{article.id}:{start}-{end}"


def test_a_document_tells_what_is_known_of_its_article(library):
    (document, *_) = ArticleRetriever(library=library).invoke("Who gets the gas of Siberia?")
    known = itemgetter("title", "outlet", "author", "published", "url", "source")
    assert known(document.metadata) == (
        "On gas",
        "The Ledger",
        "Ann Lee, Bo Ek",
        "2021-12-20",
        "https://ledger.example/gas",
        str(library.folder.parent / "gas.md"),
    )


def test_what_is_not_known_is_none_or_empty(library):
    (document, *_) = ArticleRetriever(library=library).invoke("Which storm hit the barns?")
    assert document.metadata["published"] is None
    assert document.metadata["outlet"] == document.metadata["url"] == ""


def test_a_document_carries_its_scores(library):
    hit, *_ = ArticleRetriever(library=library).hits("Which storm hit the barns?")
    (document, *_) = ArticleRetriever(library=library).invoke("Which storm hit the barns?")
    scores = itemgetter("score", "dense", "words")
    assert scores(document.metadata) == (hit.score, hit.dense, hit.words)


def test_at_most_k_passages_are_returned(library):
    assert len(ArticleRetriever(library=library, k=1).invoke("gas or storm")) == 1


def test_its_filters_narrow_the_search(library):
    retriever = ArticleRetriever(library=library, filters=Filters(outlets=("The Ledger",)))
    assert [d.metadata["title"] for d in retriever.invoke("storm and barns")] == ["On gas"]


def test_filters_of_one_search_come_before_its_own(library):
    retriever = ArticleRetriever(library=library, filters=Filters(outlets=("The Ledger",)))
    late = Filters(since=date(2022, 1, 1))
    assert retriever.hits("Who gets the gas?", late) == []


def test_it_stands_in_a_langchain_chain(library):
    titles = ArticleRetriever(library=library, k=1) | (lambda ds: [d.metadata["title"] for d in ds])
    assert titles.invoke("Who gets the gas?") == ["On gas"]


def test_it_can_be_awaited(library):
    documents = asyncio.run(ArticleRetriever(library=library, k=1).ainvoke("storm and barns"))
    assert [document.metadata["title"] for document in documents] == ["Storm"]
