"""What a web page carries around its article: buttons, banners, prompts, links, labels.

A line is judged alone. What shows only by its recurrence in many articles is for
`index.repeated_lines`; notices of corrections and updates always stay.
"""

import re
from itertools import dropwhile

from index.captions import is_caption
from index.notices import is_notice_of_change
from index.sentences import ends_as_sentence

_NETWORK = (
    r"(?:whats ?app|facebook|twitter|x|telegram|linked ?in|reddit|pinterest|instagram|tiktok"
    r"|youtube|bluesky|threads|mastodon|flipboard|messenger|tumblr|weibo|wechat|snapchat)"
)
_SHARE = rf"(?:share|tweet|e-?mail|print|save|pin|copy(?: (?:link|url))?|link|pocket|{_NETWORK})"

# Buttons and headings of the page: they don't end as sentences do.
_PHRASES = (
    # advertisements
    r"advertisements?|advert|ad feedback|sponsored( content)?|paid (content|post)",
    r"promoted( stories)?|(story|article) continues below( (this )?(ad|advertisement))?",
    # sharing, following
    rf"(please )?({_SHARE}|gift this article|listen|play|play now)",
    rf"{_SHARE}([ ,|/·•]+{_SHARE})+|click to (share|print|e-?mail)\b.{{0,60}}|link copied",
    r"(share|tweet|e-?mail|print|pin|post) (full article|this|on|via|to)\b.{0,40}",
    r"copy link to clipboard|follow us\b.{0,60}|(sign up|subscribe)\b.{0,90}",
    # cookies and terms
    r"(accept|reject|manage|allow|decline)( all)?( cookie)?"
    r"( (cookies|preferences|choices|settings))?|manage (your )?consent|we value your privacy",
    r"((your|our) )?(cookie|privacy|consent) (settings|preferences|choices|policy|notice)",
    r"terms (of (use|service)|(and|&) conditions)|i (agree|accept)|got it",
    r"do not sell( or share)? my (personal )?(info|information|data)",
    # comments
    r"notify of|inline feedbacks|(leave a )?(comments?|reply)( \(\d+\))?",
    r"(view|show|hide|see|read|load|more|all|post|add|write)( (all|more|a|the|your|\d+))?"
    r" ?comments?( \(\d+\))?|\d+ (comments?|replies|likes|shares)|loading( more)?( comments)?",
    r"(be the first to|join the) (comment|conversation|discussion)|what do you think\??",
    r"(sign|log) in to (comment|reply|join)\b.{0,40}|report (comment|abuse|this ad)",
    r"sort by( (newest|oldest|best))?",
    # more to read
    r"(read|see|show|view|load) (more|less|next|also|full (article|story))|keep reading",
    r"continue reading\b.{0,60}|read the full (article|story)|expand|collapse|show transcript",
    r"related( (articles?|stories|topics|content|coverage|links|video|news))?|up next",
    r"most (read|popular|viewed|shared)|(trending|popular)( now)?|topics?|tags?",
    r"latest( news| stories| headlines)?|recommended( (for you|stories|reading))?",
    r"more (from|on|stories)\b.{0,40}|you (may|might) also (like|be interested in)",
    r"what to read next|editor[’']?s picks?|in this (article|story)",
    r"have you read these yet\b.{0,300}",
    # navigation
    r"skip to (main )?content|skip (ad|advertisement|past newsletter promotion)|menu|search",
    r"home|log ?(in|out)|sign (in|out)|register|my account|close|next|previous|back to top",
    r"about (us|our ads)|contact us|advertise with us|careers|click here\b.{0,60}",
    r"jump to\b.{0,30}|enlarge( this)? image|view image in full ?screen|toggle caption",
    r"open image modal|\(?opens in (a )?new (window|tab)\)?",
    # letters, sound and film, apps
    r"newsletters?|(enter )?(your )?e-?mail( address)?|invalid e-?mail\b.{0,40}",
    r"\d+ ?min(ute)?s?( read)?|listen to this (article|story)\b.{0,40}|listen \d.{0,20}",
    r"watch( now)?|videos?|photos|gallery|just watched\b.{0,400}\bmust watch\b.{0,200}",
    r"video ad feedback\b.{0,200}|check your local forecast( here)?[ >»]*",
    r"(download|get|try|install) (our|the)( free)?( [\w ]{1,30})? apps?\b.{0,60}",
    r"(available on|get it on|download on) (the )?(app store|google play)\b.{0,30}",
    r"(last )?(updated|published|posted)?:? ?\d+ (minutes?|mins?|hours?|hrs?|days?) ago",
    r"\d{1,6}|[\W_]+",
)
_LINE = re.compile(rf"(?:\s*(?:{'|'.join(_PHRASES)})\s*)", re.IGNORECASE)
_LINK = re.compile(
    r"(read more|also read|read also|see also|don[’']?t miss|read next|up next|recommended"
    r"|in case you missed it)\s*[:|>»]\s*\S",
    re.IGNORECASE,
)
# So begins prose as well, "More: the council also voted to raise the fare."; a headline has a
# capital there.
_LINK_OR_PROSE = re.compile(
    r"(?:related|watch|listen|more|photos|in (?:photos|pictures))\s*[:|>»]\s*(?P<told>\S.*)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[|•·]\s*|\s{3,}|\t")
# What stands in a row at the top of a page, and the way to it: "Home > City > Health".
_BUTTON = (
    r"(?:menu|search|home|sign (?:in|up)|log ?in|register|subscribe(?: now)?|my account"
    r"|newsletters?|e-?paper|donate|sections|follow|share|save|print)"
)
_ROW = re.compile(rf"{_BUTTON}(?: {_BUTTON})+", re.IGNORECASE)
_WAY = re.compile(r"\s[>»›]\s")
_MOST_WAY_CHARS, _MOST_WAY_WORDS = 160, 5
_RUN_TOGETHER = re.compile(
    r"(?:advertisements?|view all comments|inline feedbacks|notify of|read more|share|comments?)+",
    re.IGNORECASE,
)

# Lines that are no part of the article although they may end as sentences do.
_NOTICES = (
    # cookies and data
    r"(we|this (web)?site|our (web)?site|we and our (\d+ )?partners) (uses?|stores?)\b.{0,60}"
    r"\bcookies\b.{0,300}|this site is protected by recaptcha\b.{0,160}",
    r"by (continuing|using|browsing|clicking|accepting|closing|signing up|subscribing|submitting"
    r"|providing|registering)\b.{0,120}\b(you|i) (agree|accept|consent|acknowledge)\b.{0,300}",
    r"we will use the (details|information) (that )?you have (shared|given)\b.{0,400}",
    r"you (agree to|can (withdraw|change) your)\b.{0,60}\b(processing|consent)\b.{0,200}",
    r"if you wish to object to the use of your data\b.{0,120}",
    r"[‘']we[’'] includes\b.{0,120}\bhere\.?",
    # rights
    r".{0,60}all rights reserved\.?|(©|\(c\)) ?.{0,120}"
    r"|copyright (©|\(c\)|\d{4}(?!(?-i: (?!by\b)[a-z]))).{0,120}",
    r"this material may not be published, broadcast, rewritten,? or redistributed\b.{0,60}",
    # following
    rf"follow us on\b.{{0,60}}|follow (?:[\w.’'-]+ ){{1,6}}on {_NETWORK}\b.{{0,40}}",
    r"follow [\w.’' -]{2,60}@\w+\.?|more ap \w+( \w+){0,4}: ?https?://.{0,120}",
    # comments
    r"(you must be|please) (log|logged|sign|signed|registered) in to (post|comment|reply|join)\b"
    r".{0,60}|comments (are|have been) (closed|disabled|turned off)\b.{0,60}",
    r"your e-?mail address will not be published\b.{0,80}|required fields are marked.{0,10}",
    r"(add|write|leave|post) a comment(…|\.\.\.)",
    # letters
    r"(thanks|thank you) for (signing up|subscribing|registering)\b.{0,80}",
    r"you([’']ve| have) (successfully )?(been )?subscribed\b.{0,60}|check your inbox\b.{0,80}",
    r"an error has occurred\b.{0,80}|please enter a valid e-?mail\b.{0,40}",
    r"would you like to receive\b.{0,80}\bnewsletters? ?\??",
    r"(the|our) .{2,40}\bnewsletter (provides|gives|brings|sends) you\b.{0,120}",
    r"a version of this (story|article|piece) (first |originally )?appear(s|ed) in\b.{0,120}"
    r"\bnewsletter\b.{0,160}|this (story|article) is part of\b.{0,80}\bnewsletter\b.{0,80}",
    # subscriptions and commissions
    r"already (a subscriber|have an account|registered)\??.{0,60}|you have .{0,20}\bfree"
    r" (articles?|stories)\b.{0,80}|(create|sign up for) a free account\b.{0,80}",
    r"(this (article|story|content) is (only )?(for|available to)|to (continue|keep) reading,?)\b"
    r".{0,60}\b(subscri|regist|sign|log).{0,80}",
    r"(support|thank you for supporting) (local|our|quality|independent) journalism\b.{0,120}",
    r".{0,80}\bpurchases? (that )?(you make )?(made )?through (our|these|the) links?\b.{0,120}",
    r"(.{0,80} )?(we|reviewed) (may|might) (earn|get) an? (affiliate )?commissions?\b.{0,80}",
    r"prices were accurate at the time\b.{0,120}",
)
_NOTICE = re.compile(rf"(?:{'|'.join(_NOTICES)})", re.IGNORECASE)

# An appeal to the reader to take a newsletter; prose tells of others who sign up or subscribe.
_APPEAL = re.compile(
    r"(?:^|[.!?:;»|>—–(]\s*|\b(?i:newsletter|want) )(?:[Pp]lease )?"
    r"(?:Sign up|SIGN UP|Subscribe|SUBSCRIBE|Register)\b"
)
_LETTER = re.compile(
    r"\b(?:newsletters?|inbox|briefing|e-?mail alerts|text (?:message )?alerts)\b|\bhere ?[.)]*$",
    re.IGNORECASE,
)
_DELIVERED = re.compile(
    r"\b(?:delivered|sent|straight|right|directly) (?:\w+ )?(?:to|in) your"
    r" (?:inbox|phone|e-?mail)\b"
    r"|\bsign up for (?:our|the) .{0,40}\bnewsletter\b",
    re.IGNORECASE,
)
_APPEAL_WORDS = ("sign up", "subscribe", "register", "inbox", "your phone", "your email", "your e-")
_MOST_APPEAL_WORDS = 50
_MOST_CHARS = 1000

_LABEL = re.compile(
    r"(opinion|analysis|comment(ary)?|editorial|explainer|feature|interview|news|world|politics"
    r"|business|economy|europe|asia|china|russia|diplomacy|live|exclusive|breaking( news)?)",
    re.IGNORECASE,
)


def is_clutter(line: str) -> bool:
    """Say whether a whole line belongs to the page around the article, or to a photo in it.

    A notice of a correction or an update never does.
    """
    if is_notice_of_change(line):
        return False
    if is_caption(line):
        return True
    line = line.strip()
    if len(line) > _MOST_CHARS:
        return False
    if _NOTICE.fullmatch(line) or _LINK.match(line) or _is_appeal(line):
        return True
    if link := _LINK_OR_PROSE.fullmatch(line):
        return not _is_prose(link["told"])
    # Prose may begin like a button ("Subscribe numbers rose."), but ends as a sentence.
    return not ends_as_sentence(line) and bool(
        _LINE.fullmatch(line) or _RUN_TOGETHER.fullmatch(line) or _is_way(line) or _is_row(line)
    )


def _is_prose(text: str) -> bool:
    return text[0].islower() and ends_as_sentence(text)


def without_buttons(line: str) -> str:
    """Return a line without the buttons behind its words: "Hill Post" of "Hill Post | Log in"."""
    parts = [part for part in _BETWEEN.split(line) if part]
    told = list(dropwhile(_is_button, reversed(parts)))[::-1]
    return line if len(told) in {0, len(parts)} else " | ".join(told)


def _is_row(line: str) -> bool:
    """Say whether a line is a row of buttons."""
    parts = [part for part in _BETWEEN.split(line) if part]
    return bool(parts) and all(map(_is_button, parts))


def _is_button(part: str) -> bool:
    """Say whether a part of a line is a button; a figure between bars is one of a table's."""
    named = any(map(str.isalpha, part)) and _LINE.fullmatch(part)
    return bool(named or _ROW.fullmatch(part))


def _is_way(line: str) -> bool:
    """Say whether a line tells the way to a page from the first one."""
    first, *others = _WAY.split(line[: _MOST_WAY_CHARS + 1])
    short = all(len(part.split()) <= _MOST_WAY_WORDS for part in others)
    return len(line) <= _MOST_WAY_CHARS and first.lower() == "home" and len(others) > 1 and short


def is_label(line: str) -> bool:
    """Say whether a line is a section's name, as stands over a headline."""
    return _LABEL.fullmatch(line.strip()) is not None


def _is_appeal(line: str) -> bool:
    lowered = line.lower()
    if not any(word in lowered for word in _APPEAL_WORDS):
        return False
    if len(line.split()) > _MOST_APPEAL_WORDS:
        return False
    return bool(_DELIVERED.search(line) or (_APPEAL.search(line) and _LETTER.search(line)))
