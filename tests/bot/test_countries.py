import pytest

from bot.countries import countries, without_countries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian and Chinese bombers", {"Russia", "China"}),
        ("The U.S. and the EU agreed.", {"United States", "European Union"}),
        ("America's answer", {"United States"}),
        ("Why did Seoul scramble its jets?", {"South Korea"}),
        ("British-Belgian teenager", {"United Kingdom", "Belgium"}),
        ("North Korean officials", {"North Korea"}),
        ("A Peruvian and two Cypriots in Cardiff", {"Peru", "Cyprus", "Wales"}),
        ("South Sudanese troops", {"South Sudan"}),
        ("Tell us more about polish and turkey.", set()),
        ("Chinatown and Americana", set()),
    ],
)
def test_a_country_is_known_by_its_people_and_its_capital(text, expected):
    assert countries(text) == expected


def test_the_names_of_countries_are_taken_out():
    assert without_countries("In France, Macron met US aides.") == "In \n, Macron met \n aides."
