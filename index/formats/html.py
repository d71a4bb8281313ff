"""HTML pages as news sites serve them, by trafilatura: the article without the page around it."""

import re
from dataclasses import replace
from pathlib import Path

from index.articles import Draft
from index.errors import UnreadableFile
from index.formats.html_day import changed_day, published_day
from index.formats.html_head import page_tree, saved_from
from index.formats.html_lists import write_plain_lists
from index.formats.html_notices import with_notices
from index.formats.html_opinion import calls_itself_opinion
from index.formats.html_tags import has_giant_tag
from index.formats.html_walls import instead_of_article
from index.formats.limits import MOST_PAGE_TAGS
from index.formats.text import read_paragraphs

_TAG = re.compile(r"<[a-zA-Z]")


def read_html(text: str, path: Path) -> Draft:
    """Read a page's metadata (JSON-LD, OpenGraph, byline) and the article's own paragraphs.

    The day is taken only where the page states it, never guessed from elsewhere in the text; that
    of a change where it states no other.
    A notice of a correction is kept wherever it stands on the page.

    Raises:
        UnreadableFile: the page holds no article but perhaps an error, or too many elements.
    """
    if sum(1 for _ in _TAG.finditer(text)) > MOST_PAGE_TAGS:
        raise UnreadableFile(path, f"holds more than {MOST_PAGE_TAGS:,} elements")
    if has_giant_tag(text):  # libxml2 takes minutes for one
        raise UnreadableFile(path, "a tag with a hundred attributes or more")
    # It takes 0.2 s to load, which indexing with nothing changed shouldn't.
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    elements = load_html(text)
    if elements is not None:
        write_plain_lists(elements)
    page = elements is not None and bare_extraction(
        elements,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # Its own search for a day, which is not used, would load dateparser: 2 s.
        date_extraction_params={"extensive_search": False},
    )
    tree = page_tree(text)
    if not isinstance(page, Document) or not page.text or tree is None:
        raise UnreadableFile(path, "no article text found in the page")
    outlet = (page.sitename or "").strip()
    known = Draft(
        title=_without_outlet((page.title or "").strip(), outlet),
        paragraphs=(),
        outlet=outlet,
        authors=tuple(name.strip() for name in (page.author or "").split(";") if name.strip()),
        published=published_day(tree),
        url=page.url or saved_from(text),
        opinion=calls_itself_opinion(tree),
    )
    paragraphs = list(filter(None, (" ".join(line.split()) for line in page.text.splitlines())))
    titles = (known.title, *tree.xpath("//head/title/text()"))
    if known.published is None and (reason := instead_of_article(titles, paragraphs)):
        raise UnreadableFile(path, reason)
    draft = read_paragraphs(with_notices(paragraphs, tree), path, known)
    return replace(draft, published=draft.published or changed_day(tree))


def _without_outlet(title: str, outlet: str) -> str:
    for mark in (" | ", " - ", " – ", " — "):
        if outlet and title.endswith(mark + outlet):
            return title.removesuffix(mark + outlet)
    return title
