"""Whether a page calls itself an opinion piece, whatever its address and headline."""

from collections.abc import Iterator

from lxml import html

from index.formats.html_head import linked_data, meta_contents
from index.opinions import is_opinion

_OPINION_TYPE = "OpinionNewsArticle"
_META = {"article:section", "og:article:section", "section", "articlesection", "parsely-section"}


def calls_itself_opinion(tree: html.HtmlElement) -> bool:
    """Say whether JSON-LD or a meta element names an opinion piece, or a section of such."""
    objects = list(linked_data(tree))
    if any(_OPINION_TYPE in _texts(found.get("@type")) for found in objects):
        return True
    sections = [section for found in objects for section in _texts(found.get("articleSection"))]
    return any(is_opinion(section=name) for name in (*sections, *meta_contents(tree, _META)))


def _texts(value: object) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    return (item for item in values if isinstance(item, str))
