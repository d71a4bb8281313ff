"""A look at HTML before libxml2 parses it."""

import re

# As HTML's own tokenizer parts a tag: name, then attributes with or without a value.
_GIANT_TAG = re.compile(
    r"<[a-z][^\s/>]*+"
    r"(?:[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+){100}",
    re.IGNORECASE,
)


def has_giant_tag(source: str) -> bool:
    """Say whether some tag has a hundred attributes or more.

    libxml2 takes time that grows with the square of their number: minutes for 40,000 of them,
    which are 300 KB.
    """
    return _GIANT_TAG.search(source) is not None
