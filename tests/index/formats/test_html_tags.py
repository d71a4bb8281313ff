import pytest

from index.formats.html_tags import has_giant_tag


def tag(count, attribute="a{}='1'", between=" "):
    return "<b " + between.join(attribute.format(n) for n in range(count)) + ">text</b>"


@pytest.mark.parametrize(
    ("attribute", "between"),
    [
        ("a{}='1'", " "), ('a{}="1"', "\n"), ("a{}=1", " "), ("a{}", " "), ("a{}", "/"),
        ("a{}='>'", ""), ('a{} = "<b>"', ""), ("<a{}", " "),
    ],
)  # fmt: skip
def test_a_tag_with_a_hundred_attributes_is_found(attribute, between):
    assert has_giant_tag("<p>" + tag(100, attribute, between))
    assert not has_giant_tag("<p>" + tag(99, attribute, between) * 3)


@pytest.mark.parametrize(
    "source",
    ["", "<p>" + "word " * 1000 + "</p>", "a < b " + "c " * 1000, "<p a='" + "b " * 1000 + "'>"],
)
def test_words_are_no_attributes(source):
    assert not has_giant_tag(source)
