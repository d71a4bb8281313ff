"""Lines that an outlet repeats from article to article: prompts, grants, reporters' addresses.

Recurrence alone proves nothing. An outlet repeats a paragraph of background word for word too, and
a folder on one topic may hold it in most of its articles. So a line leaves the texts only when it
also speaks to the reader of the outlet, its services or the article's author; alone that is not
enough either. Measured in tests/benchmarks/README.md, "Copies and repeated lines".
"""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b

from index.lists import without_mark
from index.notices import is_notice_of_change

LEAST_STORIES = 3
MOST_CHARS = 400

_WORD = re.compile(r"\w+")
_NETWORK = r"(?:facebook|twitter|instagram|tiktok|youtube|linkedin|telegram|whatsapp|flipboard)"
_ADDRESS = r"(?:\S+@\S+|@ ?\w{2,}|\bhttps?:\S+|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b)"
_START = r"(?:^[^\w“‘\"']*|[.!?:] )(?:please )?"
_WORK = r"(?:coverage|reporting|journalism|newsroom|work|story|stories|series)"
_READERS = r"(?:readers|subscribers|supporters|donors|members)"
# Each with words of which one stands in such a line, so that most lines need no search.
_APPEALS = {
    # how to reach a reporter, or the outlet
    "follow contact reach email mail tweet message": (
        rf"{_START}(?:follow|contact|reach|e-?mail|tweet|message)\b.{{2,80}}?{_ADDRESS}"
    ),
    "follow reach contact email find him her them us": (
        r"\b(?:follow|reach|contact|e-?mail|find) (?:him|her|them|me|us)\b.{0,60}?"
        rf"(?:{_ADDRESS}|{_NETWORK})"
    ),
    "tip tips story stories question questions": (
        rf"{_START}(?:have|got|do you have|if you have) an? (?:news )?(?:tip|story|question)\b"
    ),
    "letter letters": (
        rf"{_START}(?:we welcome|send|submit|write)\b.{{0,30}}\bletters? to the editor\b"
    ),
    # what else the outlet offers
    "follow join like": rf"{_START}(?:follow|join|like) .{{2,60}} on {_NETWORK}\b",
    "ap": r"^\W*more ap \w+",
    "sign subscribe register": (
        rf"{_START}(?:sign up|subscribe|register)\b.{{0,160}}\b(?:newsletters?|inbox|our|now|today"
        r"|(?:news|breaking|text|message) alerts|notifications|unlimited|access)\b"
        r"|\b(?:sign up|subscribe)\b.{0,60}(?:\bour\b|\bnewsletter\b|\bhere\b\W*$)"
    ),
    "inbox unsubscribe": r"\byour inbox\b|\byou can unsubscribe\b",
    "newsletter podcast podcasts": (
        rf"{_START}(?:get|try|never miss|keep up|stay (?:up|informed|connected)|listen to)\b"
        r".{0,120}\b(?:newsletter|podcast)\b|\bwherever you (?:get|listen to) (?:your )?podcasts\b"
    ),
    "our": (
        rf"{_START}(?:read|see|watch|listen|follow|visit|check|download|get|install|try|join|stay"
        r"|explore|browse|catch)\b.{0,40}\bour\b"
        rf"|{_START}our (?:standards|newsroom)\b"
    ),
    "app apps": (
        rf"{_START}(?:download|get|install|try|use) (?:the|your) (?:[\w’'-]+ ){{0,4}}?apps?\b"
    ),
    "click tap": rf"{_START}(?:click|tap) (?:here|below|on the|through)\b",
    "more": (
        rf"{_START}(?:visit .{{2,60}} )?for more (?:on|from|of|like|news|stories|coverage|deals)\b"
        r".{0,80}\b(?:visit|go to|follow|click|download|subscribe|sign up|\w+\.com)\b"
        r"|^\W*visit .{2,60} for more (?:news|stories|coverage|deals)\b"
    ),
    "page original": (
        rf"{_START}(?:keep refreshing|bookmark|refresh) this page\b"
        rf"|{_START}read the original (?:article|story|report)\b"
    ),
    "forecast": r"\bcheck your local forecast\b",
    "headlines latest speed day week": (
        rf"{_START}(?:catch up on|keep up with|stay up to date)\b.{{0,60}}\b(?:headlines|latest)\b"
        r"|^\W*here[’']s what (?:else )?you need to know to (?:get|start|be)\b.{0,60}\byour\b"
    ),
    "series": r"^\W*this (?:article|story|report) is part of (?:our|an?|the)\b.{0,80}\bseries\b",
    # who pays for it
    "grant grants gift donation donations contributions readers members subscribers donors your": (
        rf"\b{_WORK}\b.{{0,80}}\b(?:made possible|supported|funded|underwritten)\b.{{0,20}}\bby"
        rf" (?:an? |our )?(?:grants?|gift|donations?|contributions|{_READERS})\b"
        rf"|\bthanks to (?:the (?:generous )?support of )?(?:(?:our|its) )?{_READERS}\b"
        r"|\bthanks to your support\b"
    ),
    "partner independently editorial": (
        r"\bcontent partner\b|\bproduced independently of\b|\bnot provide editorial input\b"
        r"|\beditorial control\b.{0,40}\bcontent\b"
    ),
    "subscriber supporter member": (
        rf"\bsubscriber-only\b|{_START}become an? (?:[\w’'-]+ ){{0,4}}?"
        r"(?:subscriber|supporter|member)\b"
    ),
    "supporting subscribing donating journalism": (
        r"\b(?:consider|thank you for|thanks for) (?:supporting|subscribing|donating)\b"
        r"|\bsupport (?:our|local|quality|independent|public) journalism\b"
    ),
    "links commission": r"\bour links\b|\bearn (?:us )?an? (?:affiliate )?commission\b.{0,40}$",
    # whose opinion it is
    "views opinions": (
        r"^\W*(?:the )?(?:views|opinions)\b.{0,60}\b(?:article|column|commentary|piece|here|author"
        r"[’']?s?[’']?|writer[’']?s?)\b.{0,120}\b(?:own|not necessarily|do not)\b"
    ),
}
_SEARCHES = [
    (frozenset(words.split()), re.compile(appeal, re.IGNORECASE))
    for words, appeal in _APPEALS.items()
]
_ABOUT_AUTHOR = re.compile(
    r" (?:is|was|covers|writes|reports|hosts|edits|leads|has (?:covered|written|reported)"
    r"|can be reached|contributed)\b"
)
# What somebody said, and whom the public is asked to call, is news.
_NEWS = re.compile(
    r"\b(?:said|says|told|wrote|tweeted|added|announced|according|police|sheriff|fbi|embassy"
    r"|(?:hot|life|help) ?line|crime ?stoppers|detectives?|investigators|prosecutors|authorities"
    r"|department|ministry|emergency|rescue|suicide|crisis|abuse)\b|\.gov\b",
    re.IGNORECASE,
)


def line_key(paragraph: str, *, authors: Sequence[str] = ()) -> bytes | None:
    """Return what a line that may be a repeated one is counted by, 8 bytes.

    It is the same for lines that differ only in case, punctuation and spaces.

    Args:
        paragraph: a paragraph of an article's text.
        authors: the article's. "Ana Berg covers courts" under a story by Ana Berg is about it.

    Returns:
        None for a line that stays, however often it recurs: longer than 400 characters, a notice
        of a change, or one that doesn't speak of the outlet or the author.
    """
    paragraph = without_mark(paragraph)
    if len(paragraph) > MOST_CHARS:
        return None
    words = _WORD.findall(unicodedata.normalize("NFKC", paragraph).casefold())
    if not _speaks_of_itself(paragraph, frozenset(words), authors):
        return None
    if is_notice_of_change(paragraph) or _NEWS.search(paragraph):
        return None
    return blake2b(" ".join(words).encode(), digest_size=8).digest()


def is_repeated(stories: int) -> bool:
    """Say whether a line that has a key leaves the texts of an outlet's articles.

    Args:
        stories: how many different stories of the outlet have it, copies of a story counted once;
            of the source, where the outlet is unknown.
    """
    return stories >= LEAST_STORIES


def _speaks_of_itself(paragraph: str, words: frozenset[str], authors: Sequence[str]) -> bool:
    about_author = any(
        name and paragraph.startswith(name) and _ABOUT_AUTHOR.match(paragraph, len(name))
        for name in authors
    )
    return about_author or any(
        not hints.isdisjoint(words) and appeal.search(paragraph) for hints, appeal in _SEARCHES
    )
