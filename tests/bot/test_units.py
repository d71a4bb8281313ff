import pytest

from bot.citations import contradicts


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It cost 55 euros.", "It cost $55."),
        ("Prices rose 5%.", "Prices rose for 5 months."),
        ("It took 5 days.", "It took 5 weeks."),
        ("It is 50 miles long.", "It is 50 km long."),
        ("It cost HK$5.", "It cost A$5."),
        ("He is in his third term.", "He is in his second term."),
        ("She came fourth.", "She came fifth."),
    ],
)
def test_a_figure_of_another_unit_or_a_place_in_another_row_contradicts(claim, source):
    assert contradicts(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It cost 55 dollars.", "It cost $55."),
        ("It rose 5 per cent.", "It rose between 5 and 10 per cent."),
        ("It rose 5%.", "It rose 5 percent in 5 months."),
        ("It is 50 kilometers long.", "The 50-km road opened."),
        ("It cost $5.", "It cost A$5."),
        ("It cost 5 crowns.", "It cost 5."),
        ("It is the third of its kind.", "It is the 3rd of its kind."),
        ("It is the 3rd of its kind.", "It is the third of its kind."),
        ("At first it won.", "It won."),
        ("It did 60 mph.", "It did 60 miles per hour."),
        ("It did 300 kilometres per hour.", "It did 300 kph."),
        ("It cost 500 million yen.", "It cost ¥500 million."),
        ("It weighs 20 pounds.", "It is a 20-pound turkey."),
        ("It cost £20.", "It was paid with a 20-pound note."),
        ("It cost HK$5.", "It cost 5 dollars."),
        ("A second man was arrested.", "Another man was arrested."),
        ("It opened on the third of March.", "It opened on 3 March."),
        ("It grew in the second quarter.", "It grew in Q2."),
        ("A third of homes lost power.", "One in three homes lost power."),
        ("It opened on the 3rd of May.", "It opened on 3 May."),
    ],
)
def test_a_figure_of_the_same_unit_or_of_none_contradicts_nothing(claim, source):
    assert not contradicts(claim, source)


def test_a_sum_in_another_money_contradicts():
    assert contradicts("It is worth €55bn.", "The pipeline is worth $55bn.")
    assert not contradicts("It is worth $55bn.", "The pipeline is worth $55bn (€48bn).")
    assert not contradicts("It is worth 55bn dollars.", "The pipeline is worth $55bn.")
    assert not contradicts("It is worth $55bn.", "It is worth 55bn dollars.")
