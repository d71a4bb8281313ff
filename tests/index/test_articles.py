from datetime import date

from index.articles import article_id, day_text


def test_an_id_is_sixteen_hexadecimal_digits():
    assert int(article_id("/articles/one.txt"), 16) >= 0
    assert len(article_id("/articles/one.txt")) == 16


def test_files_of_one_name_in_two_folders_have_two_ids():
    assert article_id("/a/one.txt") != article_id("/b/one.txt")


def test_a_file_keeps_its_id_when_its_text_changes(make_article):
    assert make_article("Old text.").id == make_article("New text.").id


def test_a_file_name_that_is_not_valid_unicode_has_an_id():
    assert len(article_id("/articles/caf\udce9.txt")) == 16


def test_the_version_changes_with_the_text(make_article):
    assert make_article("Old text.").version != make_article("New text.").version


def test_the_version_is_the_start_of_the_texts_sha256(make_article):
    # printf 'Trains run.' | sha256sum
    assert make_article("Trains run.").version == "7b899d4e"


def test_the_version_does_not_change_with_the_title(make_article):
    assert make_article("Text.", title="A").version == make_article("Text.", title="B").version


def test_the_authors_are_joined_by_commas(make_article):
    assert make_article(authors=("Ana Berg", "Jo Marsh")).author == "Ana Berg, Jo Marsh"


def test_a_byline_names_outlet_author_and_day(make_article):
    article = make_article(outlet="Hill Post", authors=("Ana Berg",), published=date(2021, 12, 8))
    assert article.byline == "Hill Post · Ana Berg · 8 December 2021"


def test_a_byline_of_an_unknown_article_says_that_it_is_undated(make_article):
    assert make_article().byline == "undated"


def test_a_byline_says_of_an_opinion_piece_that_it_is_one(make_article):
    article = make_article(outlet="Hill Post", published=date(2021, 12, 8), opinion=True)
    assert article.byline == "Hill Post · 8 December 2021 · opinion"


def test_a_day_is_written_out_without_a_leading_zero():
    assert day_text(date(2021, 5, 4)) == "4 May 2021"
