"""A feed's XML made small and harmless, before feedparser sees it.

feedparser keeps whatever a feed holds, and some of its patterns take time that grows with the
square of a text's length: an author of 40,000 letters takes 8 seconds. So libxml2 reads the file
first, without entities, external files or great depth, and only what an entry needs is passed on.
"""

import re
from html import escape, unescape

from lxml import etree

from index.errors import UnreadableFile

# feedparser's time grows with the entries; news feeds hold 10 to 100.
MOST_ENTRIES = 1000
_HEAD_CHARS = 65_536
_ROOT = re.compile(
    r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    r"(?P<root><(?:[\w.-]+:)?(?:rss|feed|rdf)[\s/>])",
    re.DOTALL | re.IGNORECASE,
)
_ROOTS = {"rss", "feed", "rdf"}
_ENTRIES = {"item", "entry"}
_PROSE = {"title", "description", "summary", "encoded", "content", "body"}
_IDS = {"id", "guid"}
_LINKS = {"link", "id", "guid", "origlink", "uri"}
_SHORT = {
    "author", "creator", "name", "email", "pubdate", "published", "issued", "created", "updated",
    "modified", "date",
}  # fmt: skip
_OF_AN_ENTRY = _PROSE | _LINKS | _SHORT
_OF_A_FEED = _OF_AN_ENTRY | _ENTRIES | {"channel"}
_PROSE_CHARS, _LINK_CHARS, _SHORT_CHARS = 1_000_000, 2000, 300
_MOST_MARKS = 500_000
_MOST_FIELDS = 30
_NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
    "atom03": "http://purl.org/atom/ns#",
    "rss10": "http://purl.org/rss/1.0/",
    "rss09": "http://my.netscape.com/rdf/simple/0.9/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
_ATTRIBUTE_SPACES = {
    "",
    "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
# In such a word feedparser would look for a mail address too long.
_ENDLESS_WORD = re.compile(r"[\w.+-]{65}")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*")
_REFERENCE = re.compile(r"&(#?\w{1,31};)?")
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def find_root(text: str) -> int | None:
    """Return where a feed's first element begins, or None if the text is no feed."""
    match = _ROOT.match(text[:_HEAD_CHARS])
    return match.start("root") if match else None


def tame(text: str, address: str) -> tuple[bytes, int]:
    """Return a feed as well-formed XML of its entries alone, and how many it leaves out.

    Args:
        text: the feed from its first element on; broken XML is mended as far as it goes.
        address: where it came from.

    Raises:
        UnreadableFile: it is too large to be a feed, or too broken.
    """
    if text.count("<") + text.count("&") > _MOST_MARKS:
        raise UnreadableFile(address, f"a feed with more than {_MOST_MARKS:,} tags and references")
    root = _parsed(text)
    if root is None or not _is_root(root):
        raise UnreadableFile(address, "not an RSS or Atom feed")
    spaces = {"", _parts(root.tag)[0], *_NAMESPACES.values()}
    entries = _prune(root, spaces)
    for entry in entries[MOST_ENTRIES:]:
        entry.getparent().remove(entry)
    for entry in entries[:MOST_ENTRIES]:
        _keep(entry, _OF_AN_ENTRY, spaces)
        _trim(entry, spaces)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8"), len(entries[MOST_ENTRIES:])


def _prune(root: etree._Element, spaces: set[str]) -> list[etree._Element]:
    """Drop what is neither an entry nor says something of the whole feed; return the entries."""
    _keep(root, _OF_A_FEED, spaces)
    feeds = [root, *(child for child in root if _name(child) == "channel")]
    for channel in feeds[1:]:
        _keep(channel, _OF_A_FEED - {"channel"}, spaces)
    for feed in feeds:
        _trim(feed, spaces)
    return [child for feed in feeds for child in feed if _name(child) in _ENTRIES]


def _trim(parent: etree._Element, spaces: set[str]) -> None:
    """Shorten the fields of a feed or an entry."""
    for child in parent:
        if _name(child) in _PROSE:
            _flatten(child)
        elif _name(child) in _SHORT | _LINKS:
            _shorten(child, spaces)


def _parsed(text: str) -> etree._Element | None:
    try:
        return etree.fromstring(text.encode(), _parser())
    except etree.XMLSyntaxError:
        mended = _NOT_XML.sub("", _REFERENCE.sub(_mend_reference, text))
        return etree.fromstring(mended.encode(), _parser(recover=True))


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _is_root(element: etree._Element) -> bool:
    space, local = _parts(element.tag)
    words = space.split()  # more than one are no namespace, and too many for feedparser
    return local.lower() in _ROOTS and len(words) <= 1 and len(element.attrib) <= _MOST_FIELDS


def _mend_reference(match: re.Match[str]) -> str:
    """Write a character for each reference that only HTML knows, and "&amp;" for a lone "&"."""
    character = unescape(match[0])
    return f"&amp;{match[1] or ''}" if character == match[0] else escape(character)


def _name(element: etree._Element) -> str:
    return _parts(element.tag)[1].lower()


def _parts(name: str) -> tuple[str, str]:
    """Part "{namespace}name"."""
    space, _, local = name.rpartition("}")
    return space[1:], local


def _keep(parent: etree._Element, names: set[str], spaces: set[str]) -> None:
    """Drop all children but those of some names and namespaces, and odd attributes."""
    _trim_attributes(parent)
    kept = 0
    for child in list(parent):
        space, local = _parts(child.tag)
        prefix, _, local = local.rpartition(":")
        name = local.lower()
        if prefix in _NAMESPACES and name in names:  # a prefix that isn't declared
            space, prefix = _NAMESPACES[prefix], ""
            child.tag = f"{{{space}}}{local}"
        known = name in names and space in spaces and not prefix
        if known and kept < _MOST_FIELDS and len(child.attrib) <= _MOST_FIELDS:
            kept += name not in _ENTRIES
            child.tail = None
        else:
            parent.remove(child)


def _trim_attributes(element: etree._Element) -> None:
    for name, value in element.attrib.items():
        space, local = _parts(name)
        if space not in _ATTRIBUTE_SPACES or ":" in local or len(value) > _LINK_CHARS:
            del element.attrib[name]


def _flatten(prose: etree._Element) -> None:
    """Write the elements inside prose as text, as HTML is written in RSS."""
    _trim_attributes(prose)
    if len(prose) or str(prose.get("type")).endswith("xhtml"):
        for element in prose.iterdescendants(etree.Element):
            local = _name(element).rpartition(":")[2]
            element.tag = local if _PLAIN_NAME.fullmatch(local) else "span"
        etree.cleanup_namespaces(prose)
        inner = [etree.tostring(child, method="html", encoding="unicode") for child in prose]
        text = escape(prose.text or "", quote=False) + "".join(inner)
        del prose[:]
        prose.text = text
        prose.attrib.pop("mode", None)
        prose.set("type", "html")
    if len(prose.text or "") > _PROSE_CHARS:
        prose.text = ""


def _shorten(field: etree._Element, spaces: set[str]) -> None:
    _keep(field, _SHORT | _LINKS, spaces)
    if _name(field) in _IDS and not (field.text or "").strip().lower().startswith("http"):
        field.set("isPermaLink", "false")  # else feedparser makes an address of any id
    for element in (field, *field):
        text = element.text or ""
        if element is not field:
            _trim_attributes(element)
            del element[:]
        if _name(element) in _LINKS:
            element.text = text if len(text) <= _LINK_CHARS else ""
        else:
            element.text = "" if _ENDLESS_WORD.search(text) else text[:_SHORT_CHARS]
