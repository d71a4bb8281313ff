import math
import shutil
from datetime import date

import pytest

from index.errors import LibraryDamaged
from index.filters import Filters
from index.passages import Passage
from index.words import Words, terms


@pytest.fixture
def words(tmp_path):
    return Words(tmp_path / "words")


@pytest.fixture
def make_passage(make_article, tmp_path):
    """Return a function that makes the passage of a one-passage article in a file of that name."""

    def make(name, text, **known):
        article = make_article(text, source=tmp_path / name, **({"title": ""} | known))
        return Passage(article, 0, len(text))

    return make


def add(words, *passages):
    words.add(passages)
    words.commit()


def test_terms_are_lower_case_stemmed_and_without_accents():
    assert terms("Running CAFÉS") == ["run", "cafe"]


def test_terms_keep_their_order_and_their_repetitions():
    assert terms("wheat, rye, wheat") == ["wheat", "rye", "wheat"]


def test_function_words_and_words_that_ask_are_no_terms():
    assert terms("What happened to the wheat, according to the article?") == ["wheat"]


def test_terms_of_another_script_are_kept():
    assert terms("мир 好") == ["мир", "好"]


def test_a_text_without_words_has_no_terms():
    assert terms(" — 🙂 …") == []


def test_a_word_of_more_than_sixty_characters_is_no_term():
    assert terms("x" * 200 + " wheat") == ["wheat"]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("the defence programmes", "the defense programs"),
        ("Organised labour", "Organized labor"),
        ("authorisation at the centre", "authorization at the center"),
        ("aluminium by the tonne", "aluminum by the ton"),
    ],
)
def test_a_word_is_one_term_in_british_and_in_american_spelling(british, american):
    assert terms(british) == terms(american)


@pytest.mark.parametrize("query", ["defence", "defense"])
def test_spellings_of_a_word_are_found_alike_however_frequent_each_is(words, make_passage, query):
    add(
        words,
        make_passage("one", "The defence budget."),
        make_passage("two", "The defense budget."),
        make_passage("three", "A defense pact."),
        *(make_passage(f"other {number}", "The harvest was late.") for number in range(20)),
    )

    scores = sorted(words.search(query, k=5).values())

    assert len(scores) == 3
    assert scores == pytest.approx([scores[0]] * 3)


def test_a_term_is_as_rare_as_its_spellings_together(words, make_passage):
    others = [make_passage(f"other {number}", "The harvest was late.") for number in range(20)]
    spelled = [make_passage(text, f"{text}.") for text in ("Defence pact", "Defense pact")]
    add(words, *spelled, *others)

    assert words.rarity("defens") == pytest.approx(words.rarity("pact"))
    assert words.rarity("defens") < 1


def test_both_spellings_in_a_passage_count_as_one_word(words, make_passage):
    twice = make_passage("both", "Defence and defense.")
    once = make_passage("one", "Defense and wheat.")
    add(words, twice, once)

    scores = words.search("defence", k=2)

    assert scores[twice.id] == pytest.approx(scores[once.id])


def test_a_passage_is_found_by_another_form_of_its_word(words, make_passage):
    passage = make_passage("one", "The pipelines were rising.")
    add(words, passage)
    assert list(words.search("pipeline", k=5)) == [passage.id]


def test_a_passage_that_shares_no_word_is_not_found(words, make_passage):
    add(words, make_passage("one", "The price of wheat."))
    assert words.search("tunnel", k=5) == {}


def test_the_score_is_bm25(words, make_passage):
    # One passage of average length that holds the term once: the frequency part is
    # 1 * (1.2 + 1) / (1 + 1.2) = 1, and the inverse document frequency
    # log(1 + (1 - 1 + 0.5) / (1 + 0.5)) = log(4 / 3).
    passage = make_passage("one", "wheat")
    add(words, passage)
    assert words.search("wheat", k=5) == pytest.approx({passage.id: math.log(4 / 3)})


def test_a_word_of_the_title_counts_six_tenths_of_one_of_the_text(words, make_passage):
    passage = make_passage("one", "rye", title="wheat")
    add(words, passage)
    assert words.search("wheat", k=5) == pytest.approx({passage.id: 0.6 * math.log(4 / 3)})


def test_the_passage_with_the_rarer_word_comes_first(words, make_passage):
    rare = make_passage("rare", "tunnel and wheat today")
    common = [make_passage(f"common{n}", "goat and wheat today") for n in range(3)]
    add(words, *common, rare)
    assert next(iter(words.search("goat wheat tunnel", k=5))) == rare.id


def test_at_most_k_passages_are_found(words, make_passage):
    add(words, *(make_passage(f"{n}", f"wheat {n}") for n in range(5)))
    assert len(words.search("wheat", k=3)) == 3


@pytest.mark.parametrize("query", ["", "   ", "what is the", "?!"])
def test_a_query_without_terms_finds_nothing(words, make_passage, query):
    add(words, make_passage("one", "What is the price of wheat?"))
    assert words.search(query, k=5) == {}


@pytest.mark.parametrize("query", ['"wheat', "title:wheat AND (", "wheat^9 -wheat", "wheat\\"])
def test_marks_of_a_query_language_are_not_obeyed(words, make_passage, query):
    passage = make_passage("one", "The price of wheat.")
    add(words, passage)
    assert list(words.search(query, k=5)) == [passage.id]


def test_a_filter_leaves_the_score_as_it_is(words, make_passage):
    passage = make_passage("one", "wheat", outlet="Hill Post", published=date(2021, 12, 18))
    add(words, passage)
    filters = Filters(since=date(2021, 1, 1), outlets=("Hill Post",))
    assert words.search("wheat", k=5, filters=filters) == words.search("wheat", k=5)


@pytest.fixture
def dated_words(words, make_passage):
    """Words with four passages, named in the order of their days; the last is undated."""
    days = {"jan": date(2021, 1, 31), "feb": date(2021, 2, 1), "mar": date(2021, 3, 1)}
    for name, day in (days | {"undated": None}).items():
        outlet = "Hill Post" if name == "jan" else "The Wire"
        add(words, make_passage(name, "wheat", published=day, outlet=outlet, title=name))
    return words


@pytest.fixture
def found(dated_words, make_passage):
    """Return a function that names the passages which pass some filters."""
    names = {make_passage(n, "wheat").id: n for n in ("jan", "feb", "mar", "undated")}
    return lambda filters: {names[key] for key in dated_words.search("wheat", k=9, filters=filters)}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (None, {"jan", "feb", "mar", "undated"}),
        (Filters(), {"jan", "feb", "mar", "undated"}),
        (Filters(since=date(2021, 2, 1)), {"feb", "mar"}),
        (Filters(until=date(2021, 2, 1)), {"jan", "feb"}),
        (Filters(since=date(2021, 2, 1), until=date(2021, 2, 1)), {"feb"}),
        (Filters(since=date(2021, 4, 1)), set()),
        (Filters(since=date(2021, 3, 1), until=date(2021, 2, 1)), set()),
        (Filters(since=date(2021, 2, 1), undated=True), {"feb", "mar", "undated"}),
        (Filters(until=date(2021, 1, 31), undated=True), {"jan", "undated"}),
        (Filters(undated=True), {"jan", "feb", "mar", "undated"}),
        (Filters(until=date(2021, 2, 28), undated=True, outlets=("Hill Post",)), {"jan"}),
        (Filters(outlets=("Hill Post",)), {"jan"}),
        (Filters(outlets=("Hill Post", "The Wire")), {"jan", "feb", "mar", "undated"}),
        (Filters(outlets=("hill post",)), set()),
        (Filters(outlets=("The Wire",), until=date(2021, 2, 28)), {"feb"}),
    ],
)
def test_filters_keep_the_passages_that_meet_all_of_them(found, filters, expected):
    assert found(filters) == expected


def test_a_filter_on_articles_keeps_theirs(dated_words, make_passage):
    passage = make_passage("feb", "wheat")
    filters = Filters(article_ids=(passage.article.id, "none"))
    assert list(dated_words.search("wheat", k=9, filters=filters)) == [passage.id]


def test_all_passages_of_a_removed_article_are_gone(words, make_passage, make_article):
    article = make_article("Wheat. Rye.")
    kept = make_passage("kept", "wheat")
    add(words, Passage(article, 0, 6), Passage(article, 7, 11), kept)
    words.remove([article.id])
    words.commit()
    assert words.count() == 1
    assert list(words.search("wheat rye", k=9)) == [kept.id]


def test_an_article_is_replaced_in_one_update(words, make_passage):
    old, new = make_passage("one", "wheat"), make_passage("one", "wheat and rye")
    add(words, old)
    words.remove([old.article.id])
    words.add([new])
    words.commit()
    assert list(words.search("wheat", k=9)) == [new.id]


def test_words_are_kept_in_their_folder(words, make_passage, tmp_path):
    add(words, make_passage("one", "wheat"))
    assert Words(tmp_path / "words").count() == 1


def test_rarity_is_bm25s_inverse_document_frequency_over_its_highest(words, make_passage):
    # N = 3: "tunnel" stands in one passage, log(1 + 2.5 / 1.5) / log(1 + 3.5 / 0.5) = 0.4717;
    # "wheat" stands in all three, log(1 + 0.5 / 3.5) / log(8) = 0.0642.
    texts = {"one": "wheat tunnel", "two": "wheat", "three": "wheat"}
    add(words, *(make_passage(name, text) for name, text in texts.items()))
    assert words.rarity("tunnel") == pytest.approx(0.4717, abs=1e-4)
    assert words.rarity("wheat") == pytest.approx(0.0642, abs=1e-4)


def test_a_term_that_stands_nowhere_has_rarity_one(words, make_passage):
    add(words, make_passage("one", "wheat"))
    assert words.rarity("goat") == 1.0


def test_every_term_has_rarity_one_while_there_are_no_passages(words):
    assert words.rarity("wheat") == 1.0


def test_a_damaged_folder_is_named_with_the_command_that_mends_it(words, make_passage, tmp_path):
    add(words, make_passage("one", "wheat"))
    (tmp_path / "words" / "meta.json").write_text("garbage")
    with pytest.raises(LibraryDamaged, match="footnote index --rebuild") as caught:
        Words(tmp_path / "words")
    assert caught.value.folder == tmp_path / "words"


def test_a_missing_segment_is_damage(words, make_passage, tmp_path):
    add(words, make_passage("one", "wheat"))
    for segment in (tmp_path / "words").glob("*.store"):
        segment.unlink()
    with pytest.raises(LibraryDamaged, match="footnote index --rebuild"):
        Words(tmp_path / "words")


def test_open_words_answer_even_when_their_folder_is_removed(words, make_passage, tmp_path):
    passage = make_passage("one", "wheat")
    add(words, passage)
    shutil.rmtree(tmp_path / "words")
    assert list(words.search("wheat", k=1)) == [passage.id]


def test_the_share_of_one_terms_passages_that_hold_another(words, make_passage):
    texts = {"a": "wheat and rye", "b": "rye", "c": "rye bread, of wheat", "d": "oats"}
    add(words, *(make_passage(name, text) for name, text in texts.items()))
    add(words, make_passage("e", "bread", title="Wheat"))
    assert words.share("wheat", "rye") == pytest.approx(2 / 3)
    assert words.share("rye", "wheat") == pytest.approx(2 / 3)
    assert words.share("bread", "wheat") == pytest.approx(2 / 3)
    assert words.share("wheat", "oat") == 0
    assert words.share("wheat", "barley") == 0
    assert len(words.holding(["rye"], k=2)) == 2
    assert len(words.holding(["bread", "wheat"], k=9)) == 2
    assert words.holding(["bread", "oat"], k=9) == []
