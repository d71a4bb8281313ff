"""Whether an article is an opinion piece, by what its outlet says: address, headline, section.

What is argued without such a mark isn't told from a report. A column isn't marked for being one:
of nine in the benchmark's news, eight report or advise (tests/benchmarks/README.md).
"""

import re
from urllib.parse import urlsplit

_KIND = r"(?:opinions?|op-?eds?|editorials?|comment(?:ary|aries)?)"
_SECTION = re.compile(rf"{_KIND}|comment ?is ?free|opinions? (?:&|and) \w+", re.IGNORECASE)
_HEADED = re.compile(rf"\W*{_KIND}\s*[:|]", re.IGNORECASE)
_HEADLINE_PARTS = re.compile(r"\s+[|–—-]\s+")
_SECTION_PARTS = re.compile(r"\s*[|/>,;]\s*")
_HOST = re.compile(r"(?:www\.)?opinions?\.")
# Where an opinion is a judgment: supremecourt.gov/opinions, law.justia.com.
_OF_COURTS = re.compile(r"court|justia|\blaw\b|\.gov$")


def is_opinion(*, title: str = "", url: str = "", section: str = "") -> bool:
    """Say whether any of these marks an opinion piece, an editorial or a comment.

    Args:
        title: the headline, as in "Opinion: ..." or "... | Opinion".
        url: the address, as in https://paper.example/opinion/2021/...
        section: the name of a section, as in "Opinion" or "News / Commentary".
    """
    return _in_title(title) or _in_address(url) or _is_section(section)


def _in_title(title: str) -> bool:
    parts = _HEADLINE_PARTS.split(title.strip())
    return _HEADED.match(title) is not None or (len(parts) > 1 and any(map(_is_section, parts)))


def _in_address(url: str) -> bool:
    try:
        parts = urlsplit(url.lower())
        host = parts.hostname or ""
    except ValueError:
        return False
    if _OF_COURTS.search(host):
        return False
    segments = (segment.replace("_", "-") for segment in parts.path.split("/"))
    return _HOST.match(host) is not None or any(map(_SECTION.fullmatch, segments))


def _is_section(name: str) -> bool:
    return any(_SECTION.fullmatch(part) for part in _SECTION_PARTS.split(name.strip()))
