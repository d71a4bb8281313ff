import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Citer
from bot.citations import Checker, contradicts
from index.passages import Passage
from index.search import Hit
from tests.bot.samples import article, hit

COST = "The Yamal plant cost $1,500 a head in 2017."
SIGNED = "Two ministers signed a roadmap in Moscow on 15 December."
BORRELL = "Josep Borrell has called China a “strategic and ideological challenge”."
NEWS = hit(f"{COST} {SIGNED} {BORRELL}", title="Plants and plans", outlet="Meridian Review")


def supported(claim, *, hits=(NEWS,), numbers=(1,)):
    """Return how a claim is supported, and the words that are cited for it."""
    citer = Citer()
    sentence = Checker(hits).check(claim, numbers, citer)
    assert sentence.text == claim
    assert sentence.citations == tuple(citation.number for citation in citer.citations)
    return sentence.support, [citation.quote for citation in citer.citations]


@pytest.mark.parametrize(
    "claim", [COST, "the yamal plant cost $1,500 a head.", "Two  ministers signed a roadmap"]
)
def test_the_words_of_the_article_are_verbatim_case_space_and_stop_aside(claim):
    assert supported(claim)[0] == "verbatim"


def test_a_claim_in_other_words_is_supported_by_the_sentence_it_rests_on():
    assert supported("In Moscow a roadmap was signed by two ministers.") == ("supported", [SIGNED])


@pytest.mark.parametrize(
    "claim", ["The Yamal plant cost $1500 a head.", "The Yamal plant cost 1500 dollars a head."]
)
def test_grouping_does_not_change_a_figure(claim):
    assert supported(claim) == ("supported", [COST])


@pytest.mark.parametrize("figure", ["$1,600", "$150", "$15,000", "$1.5"])
def test_a_wrong_figure_is_unsupported(figure):
    assert supported(f"The Yamal plant cost {figure} a head in 2017.")[0] == "unsupported"


def test_a_number_word_stands_for_its_figure():
    assert supported("2 ministers signed a roadmap in Moscow.")[0] == "supported"


@pytest.mark.parametrize("number", ["Three", "3"])
def test_a_wrong_number_is_unsupported_as_a_word_and_as_a_figure(number):
    assert supported(f"{number} ministers signed a roadmap in Moscow.")[0] == "unsupported"


@pytest.mark.parametrize("place", ["Paris", "Moscow, Idaho", "Kyiv"])
def test_a_wrong_name_is_unsupported(place):
    assert supported(f"Two ministers signed a roadmap in {place}.") == ("unsupported", [SIGNED])


@pytest.mark.parametrize("day", ["16 December", "15 November", "15 December 2020"])
def test_a_wrong_date_is_unsupported(day):
    assert supported(f"Two ministers signed a roadmap on {day}.") == ("unsupported", [SIGNED])


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_a_quotation_may_use_other_quotation_marks(marks):
    left, right = marks
    claim = f"China is a {left}strategic and ideological challenge{right}, Josep Borrell said."
    assert supported(claim) == ("supported", [BORRELL])


def test_a_wrong_quotation_is_unsupported():
    claim = 'Josep Borrell has called China a "strategic and military challenge".'
    assert supported(claim) == ("unsupported", [BORRELL])


def test_the_apostrophe_may_be_curly_or_straight():
    news = hit("China’s pipeline is Russia’s largest.")
    assert supported("China's pipeline is Russia's largest.", hits=[news])[0] == "verbatim"


def test_a_claim_that_joins_two_neighbouring_sentences_cites_both():
    claim = "Two ministers signed a roadmap in Moscow, and the Yamal plant cost $1,500 a head."
    assert supported(claim) == ("supported", [f"{COST} {SIGNED}"])


def test_a_claim_in_one_sentence_cites_no_neighbour():
    assert supported("A roadmap was signed in Moscow.")[1] == [SIGNED]


def test_a_neighbour_that_adds_one_word_in_many_is_not_cited():
    worried = "Kishi Nobuo told Tokyo that joint patrols by bombers worried Japan and South Korea."
    news = hit(f"{worried} The flights were long.")
    claim = (
        "Joint patrols by heavy bombers, or flights, deeply worried Japan and South Korea all "
        "winter, Kishi Nobuo of Tokyo said."
    )  # of its 14 terms the neighbour adds one: 1/14 is less than the 0.08 it costs
    assert supported(claim, hits=[news]) == ("supported", [worried])


def test_a_name_for_a_pronoun_is_supported_with_the_sentence_that_gives_it():
    news = hit("Angela Merkel led Germany. She left the chancellery in December.")
    assert supported("In December Angela Merkel left the chancellery.", hits=[news]) == (
        "supported",
        ["Angela Merkel led Germany. She left the chancellery in December."],
    )


def test_the_outlet_may_be_named_in_a_claim():
    claim = "Two ministers signed a roadmap in Moscow, the Meridian Review reports."
    assert supported(claim)[0] == "supported"


@pytest.mark.parametrize(
    "claim", ["Lions hunt at dusk.", "Penicillin was found in London.", "No.", "?"]
)
def test_a_claim_about_nothing_in_the_sources_is_uncited(claim):
    assert supported(claim) == ("unsupported", [])


def test_without_hits_a_claim_is_uncited():
    assert supported(COST, hits=[]) == ("unsupported", [])


@pytest.mark.parametrize("number", [1, 2])
def test_the_passage_that_the_model_cited_is_preferred(number):
    hits = [hit(SIGNED, name="one"), hit(SIGNED, name="two")]
    citer = Citer()
    Checker(hits).check(SIGNED, [number], citer)
    assert [c.article for c in citer.citations] == [hits[number - 1].passage.article]


@pytest.mark.parametrize("numbers", [[], [0], [-1], [2], [99], [99, 1, 1, 0]])
def test_a_number_that_the_model_made_up_is_dropped(numbers):
    assert supported(SIGNED, numbers=numbers) == ("verbatim", [SIGNED])


def test_a_claim_cited_to_the_wrong_passage_finds_the_right_one():
    wrong = hit("A storm tore roofs from barns.", name="wrong")
    assert supported(SIGNED, hits=[wrong, NEWS], numbers=[1]) == ("verbatim", [SIGNED])


def test_a_cited_passage_that_contradicts_gives_way_to_one_that_supports():
    wrong = hit("Three ministers signed a roadmap in Minsk.", name="wrong")
    assert supported(SIGNED, hits=[wrong, NEWS], numbers=[1]) == ("verbatim", [SIGNED])


def test_a_cited_passage_that_supports_is_kept_though_another_has_the_very_words():
    near, exact = (
        "China is a challenge, Josep Borrell argues.",
        "Josep Borrell called China a challenge.",
    )
    hits = [hit(near, name="near"), hit(exact, name="exact")]
    assert supported(exact, hits=hits, numbers=[1]) == ("supported", [near])


def test_words_that_support_come_before_words_that_are_closer_but_contradict():
    close = hit("Three ministers signed a roadmap in Moscow at noon in the rain.", name="close")
    claim = "Two ministers signed a roadmap in Moscow at noon in the rain."
    assert supported(claim, hits=[close, NEWS], numbers=[]) == ("supported", [SIGNED])


def test_a_claim_checked_again_for_a_longer_draft_gets_the_same_citation():
    checker = Checker([NEWS])
    first, second = Citer(), Citer()
    assert checker.check(COST, [1], first) == checker.check(COST, [1], second)
    assert first.citations == second.citations


def test_only_the_passage_is_cited_not_the_rest_of_its_article():
    whole = article(f"{SIGNED} {COST}")
    part = Hit(Passage(whole, 0, len(SIGNED)), score=1, dense=1, words=1)
    assert supported(COST, hits=[part]) == ("unsupported", [])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("He paid 5 dollars.", "He paid 6 dollars."),
        ("He came in 2020.", "He came in 2021."),
        ("He met Joe Biden.", "He met Donald Trump."),
        ("He met her in July.", "He met her in June."),
        ("He said “never again”.", "He said “once again”."),
    ],
)
def test_a_figure_date_name_or_quotation_that_the_source_lacks_contradicts_it(claim, source):
    assert contradicts(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("He paid.", "He paid 6 dollars in Rome."),
        ("He paid 1,000 dollars.", "He paid 1000 dollars."),
        ("He met Biden.", "He met Joe Biden."),
        ("It has twelve stars.", "It has 12 stars."),
        ('He said "never again."', "He said “never again” and left."),
        ("It is China's.", "It is China’s."),
        ("It cost US$55bn.", "It cost $55 billion."),
        ("It is worth $2 trillion.", "It is worth two trillion dollars."),
        ("It made $1.5 billion.", "It made $1.5B."),
        ("The U.S. left.", "America left."),
        ("British voters left.", "Voters in the UK left."),
    ],
)
def test_saying_less_or_the_same_in_another_way_contradicts_nothing(claim, source):
    assert not contradicts(claim, source)


def test_a_name_may_stand_in_the_context():
    assert contradicts("He told the Meridian Review.", "He told a reporter.")
    assert not contradicts("He told the Meridian Review.", "He told it.", "Meridian Review")


def test_a_figure_may_not_stand_in_the_context_alone():
    assert contradicts("It cost 55 dollars.", "It cost a lot.", "A pipeline of 55 dollars")


WORDS = (
    "Power of Siberia costs $1,500 May 2017, “Josep Borrell” two é’s won. No! 🙂s \n\nThen said:"
)
TEXTS = st.lists(st.sampled_from(WORDS.split(" ")), max_size=30).map(" ".join)


@settings(deadline=None)
@given(claim=TEXTS, text=TEXTS)
def test_any_claim_on_any_text_cites_words_that_stand_in_it(claim, text):
    citer = Citer()
    sentence = Checker([hit(text)]).check(claim, [1], citer)
    assert sentence.support == "unsupported" or sentence.citations == (1,)
    assert all(c.quote == text[c.start : c.end] != "" for c in citer.citations)


@settings(deadline=None)
@given(st.lists(st.sampled_from([COST, SIGNED, BORRELL]), min_size=1, max_size=6), st.data())
def test_every_sentence_of_a_text_is_verbatim_in_it(sentences, data):
    claim = data.draw(st.sampled_from(sentences))
    assert supported(claim, hits=[hit(" ".join(sentences))]) == ("verbatim", [claim])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It cost 5 million dollars.", "It cost 5 billion dollars."),
        ("It cost $55m.", "It cost $55bn."),
        ("The talks in May ended.", "The talks in June ended."),
        ("Ministers of the US signed it.", "Ministers of the UK signed it."),
        ("He called it ‘a total disaster’.", "He called it ‘a wonderful success’."),
        ("It lasted forty days.", "It lasted thirty days."),
    ],
)
def test_a_claim_with_another_figure_month_country_or_quotation_contradicts(claim, source):
    assert contradicts(claim, source)


def test_an_abbreviation_stands_for_the_full_name():
    assert not contradicts("Ministers of the US signed it.", "United States ministers signed it.")


def test_a_title_before_a_name_may_differ():
    assert not contradicts("On Monday President Biden spoke.", "On Monday Joe Biden spoke.")


def test_another_name_at_the_start_of_a_claim_is_unsupported():
    hits = [
        hit("On Monday Biden promised new sanctions on Moscow over the border."),
        hit("The reporters asked Putin about the border."),
    ]
    sentence = Checker(hits).check(
        "Putin promised new sanctions on Moscow over the border.", [1], Citer()
    )
    assert sentence.support == "unsupported"


def test_a_claim_from_two_passages_cites_both():
    hits = [hit("The quay of Elmouth is 800 metres long."), hit("The harbour cost 40 crowns.")]
    sentence = Checker(hits).check(
        "The quay of Elmouth is 800 metres long and the harbour cost 40 crowns.", [1, 2], Citer()
    )
    assert (sentence.support, sentence.citations) == ("supported", (1, 2))


def test_words_cut_out_of_a_denial_are_not_verbatim():
    sentence = Checker([hit("It is false that lions roam Ohio.")]).check(
        "Lions roam Ohio.", [1], Citer()
    )
    assert sentence.support != "verbatim"


def test_an_item_that_a_model_copies_is_verbatim_and_the_heading_of_a_list_supports_nothing():
    checker = Checker([hit("What the pipeline carried to China\n\n• Argon in bottles of steel")])
    citer = Citer()
    assert checker.check("Argon in bottles of steel.", [1], citer).support == "verbatim"
    heading = checker.check("What the pipeline carried to China", [1], citer)
    assert heading.support != "verbatim"
