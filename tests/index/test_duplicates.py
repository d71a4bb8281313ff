import subprocess
import sys
from hashlib import sha256

import pytest
from datasketch import MinHash, MinHashLSH

from index.duplicates import (
    BAND_ROWS,
    BANDS,
    PERMUTATIONS,
    Joining,
    bands,
    join,
    likeness,
    same_story,
    signature,
)

STORY = """The harbour tunnel between Hilltown and Quayside opened to trains on Monday, ten years \
after the first stone was laid, and the first of them left the northern shore at dawn with 412 \
people aboard.

“We have waited for this since my mother was a girl,” said Ida Lund, who sells fish on the \
southern quay and rode in the last carriage with her three daughters.

The second tube will be finished in 2023, said Mira Tolland of the Northern Rail Company, if no \
more water is found behind the walls. The work has cost 940 million crowns, a third more than the \
council of Hilltown had agreed to pay when Ossian Hale was its mayor.

Nobody at the meeting in the town hall wanted to say what a ticket will cost when the free rides \
end in June. A single journey on the ferry, which sails until October, costs 38 crowns.

Trains leave every twelve minutes from five in the morning until midnight, and on Saturdays all \
night long. Bicycles ride for nothing; dogs pay half."""
ELSEWHERE = """When the rains failed for the third spring in a row, the bakers of the Vell plains \
met in Anna Strand's barn and agreed that white bread would be baked on Sundays only.

The mills of Northport and Eastwick say that wheat will not be cheaper before the harvest of 2022, \
and Bo Chan, who owns 2 of them, has begun to grind rye for the first time since his father Lee \
Chan died in 1998. A loaf of rye costs 21 crowns in Northport."""

REPORT = """Prices on the Northport exchange rose on Monday. The Northport index closed at {0}, \
up {1} percent, after trading in a range of {2} to {3} points. Shares of Northern Rail gained {4} \
percent and those of Quayside Mills {5} percent, while Eastwick Foods lost {6} percent. A barrel \
of oil cost {7} crowns in late trading, and the crown stood at {8} cents. The Northport exchange \
is open from Monday to Friday. Trading begins at nine in the morning and ends at half past five, \
with a pause for lunch, save on public holidays and on the day of the harbour race. The index \
counts the shares of the largest companies of Hilltown, Quayside, Northport and Eastwick."""


def cut(text, words):
    return " ".join(text.split()[:words])


def test_the_same_text_is_wholly_alike():
    assert likeness(signature(STORY), signature(STORY)) == 1.0


def test_different_texts_are_not_alike():
    assert likeness(signature(STORY), signature(ELSEWHERE)) == 0.0


def test_likeness_estimates_the_jaccard_similarity_of_five_word_shingles():
    words = [f"Word{number}" for number in range(1004)]
    first, second = " ".join(words[:804]), " ".join(words[200:])
    # 800 shingles each, 600 in common: 600 / 1000; within four standard errors of .043
    assert likeness(signature(first), signature(second)) == pytest.approx(0.6, abs=0.17)


def test_likeness_is_that_of_datasketch():
    def sketch(text):
        values = memoryview(signature(text)[: 4 * PERMUTATIONS]).cast("I")
        return MinHash(hashvalues=values, scheme="affine32")

    shorter = cut(STORY, 130)
    expected = sketch(STORY).jaccard(sketch(shorter))
    assert 0 < expected < 1
    assert likeness(signature(STORY), signature(shorter)) == expected


def test_case_punctuation_quotation_marks_and_line_breaks_make_no_difference():
    other = STORY.upper().replace("“", '"').replace("”", '"').replace(",", " -").split()
    assert likeness(signature(STORY), signature("\n".join(other))) == 1.0


def test_a_signature_is_made_of_values_and_figures():
    assert len(signature(STORY)) == 4 * (128 + len({"412", "2023", "940", "38"}))


def test_only_the_least_of_many_figures_are_kept():
    assert len(signature(" ".join(map(str, range(100, 300))))) == 4 * (128 + 64)


def test_a_signature_is_the_same_in_another_process():
    script = (
        "import sys; from index.duplicates import bands, signature; "
        "s = signature(sys.stdin.read()); print(s.hex(), bands(s))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=STORY.encode(),
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    own = f"{signature(STORY).hex()} {bands(signature(STORY))}\n"
    assert outputs == {own.encode()}


def test_a_signature_is_the_same_in_every_version():
    # Catalogs keep signatures. If this has to change, so has the catalog's schema.
    digest = sha256(signature(STORY) + repr(bands(signature(STORY))).encode()).hexdigest()
    assert digest.startswith("b298c4a97f1a94ed")


def test_a_text_under_fifty_words_takes_no_part():
    words = [f"Name{number}" for number in range(50)]
    assert signature(" ".join(words))
    assert signature(" ".join(words[:49])) == b""


def test_a_text_that_names_next_to_nothing_takes_no_part():
    notice = "You share details with us. We use them so that we can send you our offers. " * 6
    assert signature(notice + "Ida Lund 12 Bo Chan 34 Hilltown 56 Vell 78 Mira") == b""
    assert signature(notice + "Ida Lund 12 Bo Chan 34 Hilltown 56 Vell 78 Mira Hale")


def test_an_empty_text_is_like_nothing():
    assert signature("") == b""
    assert bands(b"") == []
    assert likeness(b"", b"") == 0.0
    assert not same_story(b"", b"")
    assert not same_story(signature(STORY), b"")


def test_bands_and_rows_are_those_that_datasketch_finds_best():
    best = MinHashLSH(threshold=0.5, num_perm=PERMUTATIONS)
    assert (best.b, best.r) == (BANDS, BAND_ROWS)


def test_bands_are_different_signed_64_bit_integers():
    found = bands(signature(STORY))
    assert len(set(found)) == BANDS
    assert all(-(2**63) <= band < 2**63 for band in found)
    assert min(found) < 0 < max(found)


def test_a_band_changes_with_its_own_values_alone():
    whole = signature(STORY)
    changed = bytes([whole[0] ^ 1]) + whole[1:]
    assert bands(changed)[0] != bands(whole)[0]
    assert bands(changed)[1:] == bands(whole)[1:]


def test_equal_values_in_two_bands_make_different_bands():
    assert len(set(bands(bytes(4 * PERMUTATIONS)))) == BANDS


def test_a_syndicated_copy_with_lines_of_its_own_is_the_same_story():
    copy = f"Tunnel opens at last\n\nHILLTOWN (The Wire) - {STORY}\n\n(Reporting by Ana Berg)"
    assert same_story(signature(STORY), signature(copy))
    assert set(bands(signature(STORY))) & set(bands(signature(copy)))


def test_a_copy_that_leaves_out_the_last_paragraph_is_the_same_story():
    assert same_story(signature(STORY), signature(STORY.rpartition("\n\n")[0]))


def test_a_copy_with_a_corrected_figure_is_the_same_story():
    copy = STORY.replace("412", "421") + "\n\nCorrection: 421 people were aboard."
    assert same_story(signature(STORY), signature(copy))


def test_another_story_is_not_the_same():
    assert not same_story(signature(STORY), signature(ELSEWHERE))


def test_a_story_half_of_which_is_the_same_background_is_another():
    background = STORY.partition("\n\n")[2]
    assert not same_story(signature(STORY), signature(f"{ELSEWHERE}\n\n{background}"))


def test_the_next_report_in_the_same_words_is_another_story():
    monday = REPORT.format(4012, 1.2, 3981, 4020, 2.4, 0.8, 1.1, 612, 11.3)
    tuesday = REPORT.format(4019, 0.2, 3998, 4031, 0.7, 1.5, 3.2, 598, 11.4)
    again = REPORT.format(4012, 1.2, 3981, 4020, 2.4, 0.8, 1.1, 612, 11.3) + " Ana Berg reports."
    assert same_story(signature(monday), signature(again))
    assert not same_story(signature(monday), signature(tuesday))


def test_figures_are_compared_where_both_samples_of_many_reach():
    table = " ".join(f"Town{n} had {n * 37} people." for n in range(1, 120))
    longer = f"{table} {' '.join(f'Village{n} had {n * 41} people.' for n in range(1, 28))}"
    other = " ".join(f"Town{n} had {n * 43} people." for n in range(1, 120))
    assert same_story(signature(table), signature(longer))
    assert not same_story(signature(table), signature(other))


def test_an_article_without_copies_is_a_story_of_its_own():
    assert join("c", []) == Joining("c", frozenset())


def test_an_article_joins_the_story_of_its_copies():
    assert join("c", ["a", "a"]) == Joining("a", frozenset())


def test_an_article_with_a_lesser_id_gives_the_story_its_label():
    assert join("a", ["b"]) == Joining("a", frozenset({"b"}))


def test_an_article_that_links_two_stories_makes_them_one():
    assert join("c", ["b", "a", "d"]) == Joining("a", frozenset({"b", "d"}))


def test_importing_the_module_imports_nothing_heavy():
    script = (
        "import sys, index.duplicates; print({'datasketch', 'scipy', 'numpy'} & {*sys.modules})"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert run.stdout == b"set()\n"
