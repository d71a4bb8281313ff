import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.formats.mutations import FILES, mutate, read_all

# Word files and e-books take about 10 ms each; tests/benchmarks/fuzz.py tries as many as one likes.
_EXAMPLES = 60
_ARTICLES = {".jsonl": 2, ".json": 2, ".csv": 2, ".jsonl.gz": 2, ".zip": 4}


@pytest.mark.parametrize("suffix", FILES)
def test_a_whole_file_gives_its_articles(suffix, tmp_path):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(FILES[suffix])
    assert read_all(path) == _ARTICLES.get(suffix, 1)


@pytest.mark.parametrize("suffix", FILES)
def test_a_broken_file_gives_whole_articles_or_a_reason(suffix, tmp_path):
    path = tmp_path / f"a{suffix}"

    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.integers(0, 2**32))
    def try_one(seed):
        path.write_bytes(mutate(FILES[suffix], random.Random(seed)))
        read_all(path)

    try_one()


@pytest.mark.parametrize("suffix", FILES)
def test_a_file_cut_anywhere_gives_whole_articles_or_a_reason(suffix, tmp_path):
    path = tmp_path / f"a{suffix}"
    data = FILES[suffix]
    for size in range(0, len(data), max(1, len(data) // 25)):
        path.write_bytes(data[:size])
        assert read_all(path) <= _ARTICLES.get(suffix, 1)


@pytest.mark.parametrize("suffix", FILES)
def test_a_file_under_another_formats_name_gives_whole_articles_or_a_reason(suffix, tmp_path):
    for other, data in FILES.items():
        path = tmp_path / f"a{suffix}"
        path.write_bytes(data)
        read_all(path)
        assert suffix != other or read_all(path)


@pytest.mark.parametrize("suffix", FILES)
@pytest.mark.parametrize("data", [b"", b"\0" * 1000, b"\xff" * 1000, b" \r\n\t", b"\0"])
def test_a_file_of_nothing_is_refused(suffix, data, tmp_path):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    assert read_all(path) == 0
