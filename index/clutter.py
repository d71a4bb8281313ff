"""What a web page carries around its article: known lines, photo captions, labels."""

import re

from index.sentences import ends_as_sentence

_PHRASES = (
    r"advertisements?|sponsored( content)?|advert|ad feedback",
    r"(please )?(share|tweet|e-?mail|print|save|copy link|whats ?app|facebook|twitter|telegram"
    r"|linkedin|reddit|gift this article|listen|play|play now)",
    r"share (this|on|via|to)\b.{0,40}|follow us\b.{0,60}|(sign up|subscribe)\b.{0,90}",
    r"(accept|reject|manage)( all)?( (cookies|preferences))?",
    r"notify of|inline feedbacks|view all comments|load(ing)? more( comments)?|(leave a )?comments?"
    r"( \(\d+\))?|\d+ comments?|(be the first to|join the) (comment|conversation)",
    r"(read|see|show|view|load) (more|less|next|also)|continue reading|keep reading",
    r"related( (articles?|stories|topics|content|coverage))?|most (read|popular|viewed)|trending",
    r"recommended( for you)?|more (from|on|stories)\b.{0,40}|you (may|might) also like|what to read"
    r" next|editor[’']?s picks?|in this (article|story)|topics?|tags?",
    r"skip to (main )?content|skip (ad|advertisement)|menu|search|home|log ?in|sign in|close|next"
    r"|previous|back to top|click here\b.{0,60}",
    r"\d+ ?min(ute)?s?( read)?|listen to this (article|story)\b.{0,40}|watch( now)?|video"
    r"|newsletters?",
    r"\d{1,6}|[\W_]+",
)
# Lines that are no part of the article although they end as sentences do.
_NOTICE = re.compile(
    r"(we|this (web)?site) uses? cookies\b.{0,200}|.{0,60}all rights reserved\.?"
    r"|(©|\(c\)) ?.{0,120}|copyright (©|\(c\)|\d{4}).{0,120}"
    r"|(sign up|subscribe) (for|to) (our|the|this)\b.{0,90}newsletter.{0,40}"
    r"|follow us on\b.{0,60}",
    re.IGNORECASE,
)
_LINE = re.compile(rf"(?:\s*(?:{'|'.join(_PHRASES)})\s*)", re.IGNORECASE)
_LINK = re.compile(
    r"(read more|also read|read also|see also|related|watch|listen|more|don[’']?t miss)"
    r"\s*[:|>»]\s*\S",
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(
    r"(?:advertisements?|view all comments|inline feedbacks|notify of|read more|share|comments?)+",
    re.IGNORECASE,
)

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
_CAPTION_WORDS = 70

_LABEL = re.compile(
    r"(opinion|analysis|comment(ary)?|editorial|explainer|feature|interview|news|world|politics"
    r"|business|economy|europe|asia|china|russia|diplomacy|live|exclusive|breaking( news)?)",
    re.IGNORECASE,
)


def is_clutter(line: str) -> bool:
    """Say whether a whole line belongs to the page around the article, or to a photo in it."""
    if is_caption(line) or _NOTICE.fullmatch(line.strip()) or _LINK.match(line):
        return True
    # Prose may begin like a button ("Subscribe numbers rose."), but ends as a sentence.
    return not ends_as_sentence(line) and bool(
        _LINE.fullmatch(line) or _RUN_TOGETHER.fullmatch(line)
    )


def is_caption(line: str) -> bool:
    """Say whether a line is a photo's caption or credit: it ends by naming who took it."""
    return len(line.split()) <= _CAPTION_WORDS and _CAPTION.search(line) is not None


def is_label(line: str) -> bool:
    """Say whether a line is a section's name, as stands over a headline."""
    return _LABEL.fullmatch(line.strip()) is not None
