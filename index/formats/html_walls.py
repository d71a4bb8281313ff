"""Pages in an article's place: errors, checks for robots and requests for consent."""

import re
from collections.abc import Iterable, Iterator, Sequence

_ERROR = "it is an error page, no article; save the page again"
_CHECK = "it is a check for robots, no article; open the page in a browser and save it from there"
_CONSENT = "it asks for consent, no article; answer it in a browser and save the page from there"

# An article may be about any of these, but is longer, or its headline says more.
_MOST_WORDS, _MOST_CHARS = 60, 600
_MOST_CONSENT_WORDS = 300
_MOST_ERROR_WORDS = 15  # of a page called an error that doesn't say so itself
_MOST_OTHER_WORDS = 25  # beside lines that only such a page has
_MOST_OUTLET_WORDS = 4
_TITLE_PARTS = re.compile(r"\s+[|•·–—-]\s+")
_NUMBER = re.compile(r"\b(?:4(?:0[0-9]|10|29|51)|5(?:0[0-4]|2[0-9])|error|http|status|code|oops)\b")
_NUMBER_ALONE = re.compile(r"404|(?:http )?error(?: \d{3})?|error code \d{3}")
_ERROR_TITLES = {
    "bad gateway", "content not found", "article not found", "file not found", "gateway timeout",
    "gateway time out", "internal server error", "not found", "page can t be found",
    "page cannot be found", "page does not exist", "page doesn t exist", "page not available",
    "page not found", "page unavailable", "server error", "service temporarily unavailable",
    "service unavailable", "story not found", "this page can t be found", "too many requests",
    "we can t find that page", "page introuvable", "page non trouvée", "pagina niet gevonden",
    "pagina non trovata", "página no encontrada", "página não encontrada", "sayfa bulunamadı",
    "seite nicht gefunden", "sidan hittades inte", "страница не найдена",
}  # fmt: skip
_CHECK_TITLES = {
    "access denied", "access to this page has been denied", "are you a robot", "are you human",
    "attention required", "checking your browser", "ddos guard", "forbidden",
    "human verification", "just a moment", "one moment please", "pardon our interruption",
    "please wait", "robot or human", "security check", "verify you are human",
}  # fmt: skip
_CONSENT_TITLE = re.compile(
    r"before you continue(?: to(?: \w+){1,3})?|cookie consent|(?:cookie|privacy) settings"
    r"|manage cookies|we (?:use cookies|(?:value|care about|respect) your privacy)"
    r"|your privacy(?: choices| is important to us)?|avant de continuer|bevor sie fortfahren"
    r"|wir respektieren ihre privatsphäre"
)
# What a check says to its reader: a short article may have the title of one.
_TECHNICAL = re.compile(
    r"\b(?:cookies|javascript|captcha|cloudflare|ray id|ip address|nginx|apache|on this server"
    r"|permission to access|your (?:browser|connection|computer|network|request))\b",
    re.IGNORECASE,
)
_ASKS_CONSENT = re.compile(
    r"\b(?:cookies|consent|partners|personal|privacy|accept|permission|einwilligung|datenschutz"
    r"|consentement|partenaires)\b",
    re.IGNORECASE,
)
_LOOKED_FOR = r"(?:you(?:['’]re| are| were|['’]ve| have)? (?:looking for|requested|trying to \w+))"
_NOT_THERE = (
    r"(?:is |was |has )?(?:(?:can ?no|could no|does no|canno)t\b|can['’]t|couldn['’]t|doesn['’]t"
    r"|not found|no longer|been (?:moved|removed|deleted))"
)
_ROBOT = r"(?:(?:are|['’]re) )?(?:not a robot|(?:a )?human)"
_SAYS = {
    _ERROR: (
        rf"(?:the|this|that) (?:page|article|link|url|content) (?:that )?{_LOOKED_FOR} {_NOT_THERE}"
        r"|we (?:can['’]t|cannot|could ?n['’]t|could not) find (?:the|that|this) page"
        r"|the requested url\b.{0,200} was not found on this server"
    ),
    _CHECK: (
        r"(?:please )?(?:enable|turn on) (?:js|javascript) and (?:cookies|disable)"
        r"|checking (?:if the site connection|your browser)"
        rf"|(?:please )?(?:confirm|prove|verify(?:ing)?) (?:that )?you ?{_ROBOT}"
        r"|you have been blocked(?=[.!]|$)|our systems have detected unusual traffic"
        r"|\S{1,100} needs to review the security of your connection"
        r"|access to this page has been denied|you don['’]t have permission to access"
    ),
    _CONSENT: (
        r"we and our (?:[\d,.]{1,9} )?(?:\w{1,20} )?partners (?:store|use|process|access)"
        r"|with your (?:permission|consent),? we and our|you may click to consent"
    ),
}
_SENTENCES = {
    reason: re.compile(rf"(?:^|[.!?…]\s)(?:(?:sorry|oops)[,.!…]+ (?:but )?)?(?:{said})", re.I)
    for reason, said in _SAYS.items()
}


def instead_of_article(titles: Iterable[str], lines: Sequence[str]) -> str:
    """Say what a page holds in an article's place and what to do, or return an empty string.

    Args:
        titles: what the page calls itself; an outlet's name may follow.
        lines: its text, without menus.
    """
    text = " ".join(lines)
    words = len(text.split())
    named = {name for title in titles for name in _headlines(title)}
    short = words <= _MOST_WORDS and len(text) <= _MOST_CHARS
    asks = len({found.lower() for found in _ASKS_CONSENT.findall(text)})
    if words <= _MOST_CONSENT_WORDS and any(map(_CONSENT_TITLE.fullmatch, named)):
        return _CONSENT if asks >= (2 if short else 3) else ""
    if not short:
        return ""
    is_error = named & _ERROR_TITLES or any(map(_NUMBER_ALONE.fullmatch, named))
    if is_error and (words <= _MOST_ERROR_WORDS or any(map(_SENTENCES[_ERROR].search, lines))):
        return _ERROR
    technical = {found.lower() for found in _TECHNICAL.findall(text)}
    if named & _CHECK_TITLES and len(technical) > 1:
        return _CHECK
    return next((reason for reason in _SENTENCES if _says_little_else(reason, lines)), "")


def _headlines(title: str) -> Iterator[str]:
    """Yield the parts of a title that may be the page's own, as words in small letters.

    Beside such a part stands nothing but short names, as of the outlet. It is yielded with the
    number of an error, "404 not found", and without.
    """
    parts = [" ".join(re.findall(r"\w+", part.lower())) for part in _TITLE_PARTS.split(title)]
    for number, part in enumerate(parts):
        others = [*parts[:number], *parts[number + 1 :]]
        if all(len(other.split()) <= _MOST_OUTLET_WORDS for other in others):
            yield part
            yield " ".join(_NUMBER.sub(" ", part).split())


def _says_little_else(reason: str, lines: Sequence[str]) -> bool:
    said = [line for line in lines if _SENTENCES[reason].search(line)]
    others = sum(len(line.split()) for line in lines if line not in said)
    return bool(said) and others <= _MOST_OTHER_WORDS
