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
    r"\s[A-Z][^.]{1,60}\.?\s*$"
    r"|\b(?:via )?getty images\.?\s*$",
    re.IGNORECASE,
)
# "... in the tunnel. Ana Berg/Reuters", "[Ana Berg/Hill Post]": case tells a name from prose.
_SIGNED = re.compile(
    r"(?:^|[.!?”\"’)]\s+)[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,3}"
    r"(?:/[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,3}){0,2}"
    r"/(?:AP|AFP|Reuters|REUTERS|EPA|Getty(?: Images)?|Bloomberg|Shutterstock|Alamy|Redux|ZUMA"
    r"|Zuma Press|Xinhua|TASS|Sipa USA|SIPA|AFP/Getty Images)\s*$"
    r"|\[(?:File: )?[A-ZÀ-Þ][^\[\]/]{1,60}/ ?[A-Z][^\[\]/]{1,40}\]\.?\s*$"
)
_LABELLED = re.compile(
    r"(?:image|media|video|photo) (?:source|caption|copyright)[,:] ?\S.{0,300}", re.IGNORECASE
)
_GALLERY = "hide caption"
_MOST_WORDS, _MOST_CHARS = 70, 1000


def is_caption(line: str) -> bool:
    """Say whether a line is a photo's caption or credit: it ends by naming who took it.

    The captions of a whole gallery in one line are one too.
    """
    if _GALLERY in line.lower():
        return True
    if len(line) > _MOST_CHARS or len(line.split()) > _MOST_WORDS:
        return False
    signed = "/" in line and _SIGNED.search(line)
    return bool(signed or _CAPTION.search(line) or _LABELLED.fullmatch(line.strip()))
