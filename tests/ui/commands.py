"""What the tests of the command line share."""

ARTICLE = """---
title: Harbour opens
outlet: Coast Paper
published: 2021-05-04
---

The town of Elmouth opened its new harbour on Monday. The harbour cost 40 million crowns.
"""


def assert_one_sentence_and_failure(result, *expected):
    """Check that a command failed with one sentence that holds what is expected."""
    code, out, err = result
    assert code not in (0, None)
    assert "Traceback" not in out + err
    assert err.startswith("Error: ")
    assert len(err.strip().splitlines()) == 1
    for words in expected:
        assert words in err
