import pytest

from tests.benchmarks.reading_windows import find_answers, held_back


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("The Fords and the Ford of 1903.", ["Ford"], ["Ford"]),
        ("He met Boutros Boutros-Ghali.", ["boutros boutros ghali"], ["Boutros Boutros-Ghali"]),
        ("Four ships, 4 crews, 14 days.", ["four"], ["Four", "4"]),
        ("Over the moon and a moon.", ["the moon"], ["moon", "moon"]),
        ("It fell by 7.5% (7.50).", ["7.5%"], ["7.5"]),
        ("Nothing of it.", ["a", "", "gold"], []),
        ("Gold and silver.", ["silver", "gold"], ["Gold", "silver"]),
    ],
)
def test_the_places_of_the_answers_are_found(text, answers, expected):
    assert [text[start:end] for start, end in find_answers(text, answers)] == expected


@pytest.mark.parametrize("source", ["traps", "pairs"])
def test_the_questions_on_every_twentieth_passage_are_kept_to_measure_with(source):
    assert [number for number in range(45) if held_back(source, number)] == [0, 20, 40]
    assert not any(held_back("written", number) for number in range(45))
