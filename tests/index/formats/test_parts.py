import pytest

from index.formats.parts import PartNames, member_name, part_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b.html", "a/b.html"),
        ("../../etc/a.html", "etc/a.html"),
        ("/etc/a.html", "etc/a.html"),
        ("C:\\news\\a.html", "news/a.html"),
        ("./a//b.html", "a/b.html"),
        ("a\x00\x1b[31m\u202eb.html", "a[31mb.html"),
        ("a\nb\ud800.html", "a b.html"),
        ("..", ""),
        ("Тоннель 好.html", "Тоннель 好.html"),
    ],
)
def test_a_members_name_is_its_path_with_no_step_out_of_the_archive(path, name):
    assert member_name(path) == name


def test_a_long_name_is_cut_and_told_from_others_by_eight_digits():
    one, other = part_name("x" * 500 + "a"), part_name("x" * 500 + "b")
    assert len(one) == 309
    assert one[:301] == "x" * 300 + "…"
    assert one != other


def test_a_name_is_taken_once():
    names = PartNames()
    assert (names.take("a"), names.take("b"), names.take("a")) == (True, True, False)
