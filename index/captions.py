"""Captions and credits of photos, as they stand between an article's paragraphs."""

import re

_AGENCY = (
    r"(?:\breuters\b|\bafp\b|\bgetty\b|\bsputnik\b|\bxinhua\b|\banadolu\b|\bbloomberg\b"
    r"|/ ?(?:ap|epa|tass|pool|file)\b|\bap photo\b|\bepa-efe\b)"
)
_CREDIT = r"\b(?:file|photo(?:graph)?|image|picture|credit|illustration|graphic)s?"
_CAPTION = re.compile(
    rf"[\[(](?:[^\[\]()]{{0,200}}{_AGENCY}[^\[\]()]{{0,80}}"
    rf"|{_CREDIT}(?:\s?:| by\b)[^\[\]()]{{0,200}})[\])]\.?\s*$"
    r"|(?:^|[.!?”\s]\s)(?:Photo(?:graph)?|Image|Illustration|Picture|Credit|Graphic)s?:"
    r"\s(?:[A-Z][^.]{1,60}|(?-i:[A-ZÀ-Þ])[^.]{1,60}\.)\s*$"
    # Prose may end with the name as well: "... who sold it to Getty Images."
    r"|(?:^|[.!?”…)]\s+|[/|–—]\s?|\b(?:via|courtesy(?: of)?)\s)getty images\s*$"
    r"|/ ?getty images\.\s*$",
    re.IGNORECASE,
)
# "... in the tunnel. Ana Berg/Reuters", "[Ana Berg/Hill Post]": case tells a name from prose.
_KEEPER = (
    r"/(?:AP|AFP|Reuters|REUTERS|EPA|Getty(?: Images)?|Bloomberg|Shutterstock|Alamy|Redux|ZUMA"
    r"|Zuma Press|Xinhua|TASS|Sipa USA|SIPA|AFP/Getty Images)"
)
_SIGNED = re.compile(
    r"(?:^|[.!?”\"’)]\s+)[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,3}"
    r"(?:/[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,3}){0,2}"
    rf"{_KEEPER}\s*$"
    r"|\[(?:File: )?[A-ZÀ-Þ][^\[\]/]{1,60}/ ?[A-Z][^\[\]/]{1,40}\]\.?\s*$"
)
_LABELLED = re.compile(
    r"(?:image|media|video|photo) (?:source|caption|copyright)[,:] ?\S.{0,300}", re.IGNORECASE
)
_END_OF_PHOTO = "hide caption"
# The captions of a gallery in one line, each behind the gallery's name and perhaps a credit.
_GALLERY = re.compile(
    rf"photos?:\s.*?(?:\bphotos:\s|(?-i:\b[A-Z][\w.’'-]{{0,40}}{_KEEPER}\b))", re.IGNORECASE
)
_MOST_WORDS, _MOST_CHARS = 70, 1000


def is_caption(line: str) -> bool:
    """Say whether a line is a photo's caption or credit: it ends by naming who took it.

    The captions of a whole gallery in one line are one too.
    """
    if _END_OF_PHOTO in line.lower() or _GALLERY.match(line.strip()):
        return True
    if len(line) > _MOST_CHARS or len(line.split()) > _MOST_WORDS:
        return False
    signed = "/" in line and _SIGNED.search(line)
    return bool(signed or _CAPTION.search(line) or _LABELLED.fullmatch(line.strip()))
