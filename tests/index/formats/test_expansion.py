import gzip
import io

import pytest

from index.errors import UnreadableFile
from index.formats.expansion import Budget, Expanded, read_at_most


def expanded(data, budget):
    return io.BufferedReader(Expanded(gzip.GzipFile(fileobj=io.BytesIO(data)), budget, "/a.gz"))


def test_a_file_may_expand_to_a_hundred_times_its_size():
    budget = Budget("/a.gz", 1_000_000)
    budget.spend(100_000_000)
    assert not budget.is_spent
    with pytest.raises(UnreadableFile, match=r"/a\.gz: expands to more than 100 times its size"):
        budget.spend(1)
    assert budget.is_spent


def test_a_small_file_may_expand_to_fifty_megabytes():
    budget = Budget("/a.gz", 10)
    budget.spend(50_000_000)
    with pytest.raises(UnreadableFile):
        budget.spend(1)


def test_what_comes_out_is_counted_and_no_more_is_read_than_fits():
    data = gzip.compress(b"\0" * 80_000_000)
    stream = expanded(data, Budget("/a.gz", len(data)))
    with pytest.raises(UnreadableFile, match="expands"):
        read_at_most(stream, 90_000_000, "/a.gz")
    assert stream.tell() <= 50_100_000


def test_a_stream_can_be_read_again_from_its_beginning():
    stream = expanded(gzip.compress(b"Rosa won."), Budget("/a.gz", 50))
    assert stream.read() == b"Rosa won."
    stream.seek(0)
    assert stream.read(4) == b"Rosa"


@pytest.mark.parametrize("most", [9, 10])
def test_a_stream_of_no_more_than_the_most_is_read(most):
    assert read_at_most(io.BytesIO(b"Rosa won."), most, "/a") == b"Rosa won."


def test_a_longer_stream_is_refused():
    with pytest.raises(UnreadableFile, match="/a: larger than 8e-06 MB"):
        read_at_most(io.BytesIO(b"Rosa won."), 8, "/a")
