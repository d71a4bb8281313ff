"""A file name for what an address gave, with the suffix of its format."""

import re
from mimetypes import MimeTypes

import httpx

# What news, feeds and documents are served as; a path's own suffix counts where it is one of
# those listed, else the first.
_SUFFIXES = {
    "text/html": (".html", ".htm"),
    "application/xhtml+xml": (".html", ".htm"),
    "application/pdf": (".pdf",),
    "application/rss+xml": (".rss", ".xml"),
    "application/atom+xml": (".atom", ".xml"),
    "application/rdf+xml": (".rdf", ".xml"),
    "application/xml": (".xml", ".rss", ".atom", ".rdf"),
    "text/xml": (".xml", ".rss", ".atom", ".rdf"),
    "text/markdown": (".md", ".markdown"),
    "text/csv": (".csv",),
    "text/plain": (".txt", ".md", ".markdown", ".csv", ".json", ".jsonl", ".eml"),
    "application/json": (".json", ".jsonl"),
    "application/jsonl": (".jsonl",),
    "application/x-ndjson": (".jsonl",),
    "message/rfc822": (".eml", ".mhtml"),
    "multipart/related": (".mhtml",),
    "application/epub+zip": (".epub",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/zip": (".zip", ".docx", ".epub"),
    "application/gzip": (".gz",),
    "application/x-gzip": (".gz",),
}
_UNTOLD = {"", "application/octet-stream", "binary/octet-stream", "application/x-download"}
# Python's own table, not that of the machine.
_OTHER_TYPES = MimeTypes(filenames=())
_HEADS = (
    (re.compile(rb"%PDF-"), ".pdf"),
    (re.compile(rb"\s*<(?:!doctype html|html)\b", re.IGNORECASE), ".html"),
    (re.compile(rb"\s*<\?xml\b"), ".xml"),
)
_OWN_SUFFIX = re.compile(r"(?<=.)\.[a-z][a-z0-9]{1,7}$", re.IGNORECASE)
_LONGEST_STEM_CHARS = 60


def file_name(address: str, content_type: str, data: bytes) -> str:
    """Return a name such as "tunnel-opens.html": the path's last part, and the format's suffix.

    Args:
        address: where it came from.
        content_type: as in "text/html", without parameters; empty when the server said nothing.
        data: its head tells the format where neither of these does.
    """
    url = httpx.URL(address)
    last = re.sub(r"[^\w.() -]+", "-", url.path.rstrip("/").split("/")[-1]).strip(". -")
    own = match[0] if (match := _OWN_SUFFIX.search(last)) else ""
    stem = (last.removesuffix(own) or url.host)[:_LONGEST_STEM_CHARS]
    return stem + _suffix(content_type, own.lower(), data)


def _suffix(content_type: str, own: str, data: bytes) -> str:
    if content_type in _UNTOLD:
        looks = (suffix for head, suffix in _HEADS if head.match(data[:200]))
        return own or next(looks, ".bin")
    if content_type in _SUFFIXES:
        suffixes = _SUFFIXES[content_type]
        return own if own in suffixes else suffixes[0]
    return _OTHER_TYPES.guess_extension(content_type) or own or ".bin"
