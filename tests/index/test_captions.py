import pytest

from index.captions import is_caption
from index.clutter import is_clutter


@pytest.mark.parametrize(
    "line",
    [
        "A train leaves the harbour tunnel on May 3, 2021 [File: Ana Berg/Reuters]",
        "Wheat fields near the town. Photo: AP",
        "Illustration: Jo Marsh",
        "Goats at the start of the race (Photo by Ana Berg)",
        "The mayor opens the tunnel [Pool via AFP]",
        "A dry field in April. Credit: Ana Berg/Getty Images",
        "Image: Hill Post",
        "The harbour at dawn, via Getty Images",
        "The harbour at dawn. Getty Images",
        "The harbour at dawn Jo Marsh Pool/Getty Images.",
        "Getty Images",
        "A train leaves the tunnel. Ana Berg/Reuters",
        "The mayor cries: “At last!” Jo Marsh/Pool/AP",
        "Ana Berg/AFP/Getty Images",
        "A train leaves the tunnel [Ana Berg/Hill Post]",
        "Image source, Getty Images",
        "Image caption, The first train",
        "The first train at dawn. Ana Berg hide caption",
    ],
)
def test_a_line_that_ends_by_naming_its_photographer_is_a_caption(line):
    assert is_caption(line)
    assert is_clutter(line)


def test_a_long_paragraph_that_ends_by_naming_an_agency_is_no_caption():
    assert is_caption(" ".join(["word"] * 69) + " (Reuters)")
    assert not is_caption(" ".join(["word"] * 70) + " (Reuters)")


def test_a_whole_gallery_in_one_line_is_a_caption():
    assert is_caption("Photos: The tunnel The first train. Hide Caption 1 of 90 " * 90)


@pytest.mark.parametrize(
    "line",
    [
        "Photos: The tunnel Jo Marsh/Hill Post/AP The first train leaves at dawn. Prev Next",
        "Photos: The tunnel The first train. Photos: The tunnel The last train. Prev Next",
    ],
)
def test_a_gallery_is_told_by_its_name_before_each_caption_or_by_who_took_a_photo(line):
    assert is_caption(line)


def test_a_long_line_that_begins_as_a_gallery_is_judged_in_no_time():
    assert not is_caption("Photos: " + "A." * 100_000)


@pytest.mark.parametrize(
    "line",
    [
        "Half of the trains (30/40) were late.",
        "The talks were held by Hill/Reuters staff in Quayside.",
        "He reads Reuters and/or AP",
        "The image source was never found.",
        "It was taken by a man who sold it to Getty Images.",
        "The court ruled against Getty Images",
        "She got the picture via Getty Images.",
        "Credit: the bank gave none.",
        "Photos: they were taken from a boat, and sold to Ana Berg and/or AP.",
        "",
    ],
)
def test_prose_is_no_caption(line):
    assert not is_caption(line)
