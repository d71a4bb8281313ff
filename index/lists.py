"""Lists in an article's text: where their items stand, and the line that leads up to them."""

from collections.abc import Iterator

from index.sentences import (
    ITEM_MARK,
    ITEM_OPENING,
    PARAGRAPH_BREAK,
    Span,
    ends_as_sentence,
    is_heading,
    sentence_spans,
)

_MOST_ITEMS_BACK = 200
_FRAGMENT_WORDS = 8


def without_mark(text: str) -> str:
    """Return a line or sentence without the mark of an item."""
    return text.removeprefix(ITEM_MARK)


def item_words(text: str) -> str:
    """Return a line or sentence without the mark and the number of an item."""
    opening = ITEM_OPENING.match(text)
    return text[opening.end() :] if opening else text


def is_item(text: str, start: int) -> bool:
    """Say whether an item of a list begins at a place of a text."""
    return text.startswith(ITEM_MARK, start)


def leads_to_list(text: str, span: Span) -> bool:
    """Say whether the items of a list follow right after a paragraph or sentence, no item itself.

    Args:
        text: the article's.
        span: where it stands, (start, end) in characters.
    """
    start, end = span
    return not is_item(text, start) and text.startswith(PARAGRAPH_BREAK + ITEM_MARK, end)


def paragraph_start(text: str, place: int) -> int:
    """Return where the paragraph begins that holds a place of a text."""
    before = text.rfind(PARAGRAPH_BREAK, 0, place)
    return before + len(PARAGRAPH_BREAK) if before >= 0 else 0


def list_start(text: str, start: int) -> int:
    """Return where the first item begins of the list that the item at a place is one of.

    Of a list that goes on for long before that item, no more than 200 items are looked back.
    """
    for _ in range(_MOST_ITEMS_BACK):
        before = paragraph_start(text, max(0, start - len(PARAGRAPH_BREAK)))
        if not start or not is_item(text, before):
            break
        start = before
    return start


def lead_of(text: str, start: int) -> Span | None:
    """Return the line that leads to the list of an item.

    That is a heading, or a sentence with a colon; for an item that is no sentence and of few words,
    the sentence before the list in any case.

    Args:
        text: the article's.
        start: where the item begins, in characters.

    Returns:
        The (start, end) of that line; None if none leads to the list.
    """
    end = list_start(text, start) - len(PARAGRAPH_BREAK)
    if end <= 0:
        return None
    first = paragraph_start(text, end)
    paragraph = text[first:end]
    if is_item(text, first):
        return None
    if is_heading(paragraph) and not paragraph.endswith(":"):
        return first, end
    after = text.find(PARAGRAPH_BREAK, start)
    item = text[start : after if after >= 0 else None]
    fragment = len(item_words(item).split()) <= _FRAGMENT_WORDS and not ends_as_sentence(item)
    return sentence_spans(text, first, end)[-1] if paragraph.endswith(":") or fragment else None


def with_items(text: str, span: Span, until: int, *, headings: bool = False) -> Span:
    """Let a sentence that ends with a colon reach on over the items of the list after it.

    Args:
        text: the article's.
        span: of the sentence, (start, end) in characters.
        until: no item that ends behind this is taken.
        headings: whether a heading over a list reaches on as well.
    """
    start, end = span
    leads = text[start:end].endswith(":") or (headings and is_heading(text[start:end]))
    if not (leads and leads_to_list(text, span)):
        return span
    while is_item(text, end + len(PARAGRAPH_BREAK)):
        after = text.find(PARAGRAPH_BREAK, end + len(PARAGRAPH_BREAK))
        item_end = after if after >= 0 else len(text)
        if item_end > until:
            break
        end = item_end
    return start, end


def told_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of text[start:end] but for headings of lists, which tell nothing alone.

    Yields:
        Each (start, end), in characters of text.
    """
    for span in sentence_spans(text, start, end):
        if not _is_lists_heading(text, span):
            yield span


def statement_spans(text: str, start: int, end: int, *, headings: bool = False) -> Iterator[Span]:
    """Yield the same, a sentence that ends with a colon together with the items of its list.

    The items stand by themselves as well.

    Args:
        text: the article's.
        start, end: of the part that is wanted.
        headings: whether a heading stands together with the items of its list, too.
    """
    for span in sentence_spans(text, start, end):
        whole = with_items(text, span, end, headings=headings)
        if whole != span or not _is_lists_heading(text, span):
            yield whole


def _is_lists_heading(text: str, span: Span) -> bool:
    return leads_to_list(text, span) and is_heading(text[slice(*span)])
