"""What a web page carries around its article: known lines, photo captions, labels."""

import re

_PHRASES = (
    r"advertisements?|sponsored( content)?|advert|ad feedback",
    r"(please )?(share|tweet|e-?mail|print|save|copy link|whats ?app|facebook|twitter|telegram"
    r"|linkedin|reddit|gift this article|listen|play|play now)",
    r"share (this|on|via|to)\b.{0,40}|follow us\b.{0,60}|(sign up|subscribe)\b.{0,90}",
    r"(accept|reject|manage)( all)?( (cookies|preferences))?|we use cookies\b.{0,200}",
    r"notify of|inline feedbacks|view all comments|load(ing)? more( comments)?|(leave a )?comments?"
    r"( \(\d+\))?|\d+ comments?|(be the first to|join the) (comment|conversation)",
    r"(read|see|show|view|load) (more|less|next|also)|continue reading|keep reading",
    r"related( (articles?|stories|topics|content|coverage))?|most (read|popular|viewed)|trending",
    r"recommended( for you)?|more (from|on|stories)\b.{0,40}|you (may|might) also like|what to read"
    r" next|editor[’']?s picks?|in this (article|story)|topics?|tags?",
    r"skip to (main )?content|skip (ad|advertisement)|menu|search|home|log ?in|sign in|close|next"
    r"|previous|back to top|click here\b.{0,60}",
    r"all rights reserved\.?|(©|\(c\)|copyright)\b.{0,120}",
    r"\d+ ?min(ute)?s?( read)?|listen to this (article|story)\b.{0,40}|watch( now)?|video"
    r"|newsletters?",
    r"\d{1,6}|[\W_]+",
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

_AGENCY = r"(?:reuters|\bap\b|afp|getty|epa|sputnik|tass|xinhua|anadolu|bloomberg|pool|\bfile\b)"
_CAPTION = re.compile(
    rf"[\[(](?:file|photo|image|picture|credit)?[^\])]*{_AGENCY}[^\])]*[\])]\.?\s*$"
    r"|[\[(](?:file|photo|image|picture|photograph)( by|:)[^\])]*[\])]\.?\s*$"
    r"|(?:^|[.\s])(?:photo(?:graph)?|image|illustration|picture|credit|graphic)s?:\s[^.]{2,60}\.?\s*$"
    r"|\bvia getty images\.?\s*$|\bgetty images\.?\s*$",
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
    return bool(
        _LINE.fullmatch(line) or _RUN_TOGETHER.fullmatch(line) or _LINK.match(line)
    ) or is_caption(line)


def is_caption(line: str) -> bool:
    """Say whether a line is a photo's caption or credit: it ends by naming who took it."""
    return len(line.split()) <= _CAPTION_WORDS and _CAPTION.search(line) is not None


def is_label(line: str) -> bool:
    """Say whether a line is a section's name, as stands over a headline."""
    return _LABEL.fullmatch(line.strip()) is not None
