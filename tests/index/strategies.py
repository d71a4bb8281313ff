"""Texts for property tests: any Unicode, and the kinds of pieces that articles are made of."""

from hypothesis import settings
from hypothesis import strategies as st

_PIECES = [
    "a", "the", "Dr.", "U.S.", "e.g.", "“Yes,”", "he", "said.", "No!", "Why?", "...", "1.", "(in",
    "2021)", "\n", "\n\n", "\n \n", " ", "  ", "\t", "\u00a0", "\u3000", "\u2028", "\x1f", "好。",
    "\n\n• ", "\n\n• he said.", "these:\n\n• ",
    "🙂", "e\u0301", "x" * 200, "word " * 40, "x" * 950, "好" * 400,
]  # fmt: skip

any_text = (
    st.text()
    | st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
    | st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join)
)

# The two cores may be busy with other things, so no example has a deadline.
property_test = settings(deadline=None, max_examples=150)
