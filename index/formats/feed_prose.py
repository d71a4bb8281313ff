"""What a feed's entry says, as HTML, and whether that is the whole article."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from lxml import etree, html

from index.formats.html_tags import has_giant_tag

MARKUP = {"text/html", "application/xhtml+xml"}
_TAIL_CHARS = 500
_FOOTER = re.compile(r"\s*The post .{1,300}? (?:first )?appeared (?:first )?on .{1,100}$")
_CUT = re.compile(
    r"(?:\.\.\.|…)\W*$|\[\W*(?:…|\.\.\.)\W*\]"
    r"|\b(?:read (?:more|on|the (?:full|rest|whole|complete|original))|(?:continue|keep) reading)\b"
    r".{0,80}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Prose:
    """A text of an entry.

    Attributes:
        html: with absolute links; untrusted.
        text: its words alone.
        whole: it seems to be the whole article, by its length and by what it ends with.
    """

    html: str = ""
    text: str = ""
    whole: bool = False


def read_prose(part: Mapping[str, object], address: str, *, least_chars: int) -> Prose:
    """Read a field of an entry.

    Args:
        part: feedparser's value, type and base of it.
        address: the feed's, for a field without a base.
        least_chars: a shorter text isn't whole.
    """
    value, kind, base = (str(part.get(name) or "") for name in ("value", "type", "base"))
    if kind == "text/plain":
        paragraphs = [escape(text, quote=False) for text in re.split(r"\n\s*\n", value)]
        value = "".join(f"<p>{text}</p>" for text in paragraphs if text.strip())
    tree = _tree(value) if kind in {*MARKUP, "text/plain"} else None
    if tree is None:
        return Prose()
    _make_links_absolute(tree, base or address)
    text = _words(tree)
    cut = _CUT.search(_FOOTER.sub("", text[-_TAIL_CHARS:]))
    whole = len(text) >= least_chars and not cut
    return Prose(str(html.tostring(tree, encoding="unicode")), text, whole)


def plain_text(source: str) -> str:
    """Return the words of some HTML."""
    tree = _tree(source)
    return "" if tree is None else _words(tree)


def _make_links_absolute(tree: html.HtmlElement, base: str) -> None:
    for element in tree.iter(etree.Element):
        element.attrib.pop("xmlns", None)
        for name in {"href", "src"} & set(element.attrib):
            try:
                element.set(name, urljoin(base, element.get(name).strip()))
            except ValueError:
                del element.attrib[name]


def _words(tree: html.HtmlElement) -> str:
    return " ".join(tree.text_content().split())


def _tree(source: str) -> html.HtmlElement | None:
    if not source.strip() or has_giant_tag(source):
        return None
    try:
        return html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
