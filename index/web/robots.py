"""What the robots.txt of a host lets Footnote ask for (RFC 9309), and how fast."""

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from index.addresses import host_of, origin
from index.errors import FetchError, HostError
from index.web.client import Answer

AGENT = "Footnote"
# RFC 9309, 2.5: what a reader has to take in; the rest of a longer file is passed over.
MOST_BYTES = 500 * 1024
_LONGEST_DELAY_S = 10.0


@dataclass(frozen=True)
class _Rules:
    """What one origin's robots.txt says.

    Attributes:
        parsed: None where everything is allowed, or nothing.
        refusal: why nothing is, or empty.
    """

    parsed: Protego | None = None
    refusal: str = ""


class Robots:
    """The rules of each origin, each asked for once.

    Args:
        get: fetches a robots.txt; a longer one than MOST_BYTES is cut.
    """

    def __init__(self, get: Callable[[str], Answer]) -> None:
        self._get = get
        self._rules: dict[str, _Rules] = {}

    def require(self, address: str) -> None:
        """Refuse an address that may not be asked for.

        Raises:
            FetchError: the rules forbid it, or can't be read now.
        """
        rules = self._rules_for(address)
        if rules.refusal:
            raise FetchError(address, rules.refusal)
        if rules.parsed and not rules.parsed.can_fetch(address, AGENT):
            raise FetchError(address, f"robots.txt of {host_of(address)} forbids it")

    def delay_s(self, address: str) -> float:
        """Return the seconds to leave between two requests, of 10 at most."""
        parsed = self._rules_for(address).parsed
        return min((parsed and parsed.crawl_delay(AGENT)) or 0.0, _LONGEST_DELAY_S)

    def _rules_for(self, address: str) -> _Rules:
        where = origin(address)
        if where not in self._rules:
            self._rules[where] = self._read(where)
        return self._rules[where]

    def _read(self, where: str) -> _Rules:
        """RFC 9309, 2.3.1: absent (4xx) allows everything; out of reach (5xx) forbids it."""
        try:
            answer = self._get(f"{where}/robots.txt")
        except HostError as exc:
            return _Rules(refusal=exc.reason)
        except FetchError as exc:
            return _Rules(refusal=f"robots.txt of {host_of(where)}: {exc.reason}")
        if 400 <= answer.status < 500:
            return _Rules()
        if answer.status != 200:
            return _Rules(
                refusal=f"robots.txt of {host_of(where)} {answer.failure}, "
                "which asks to stay away; try again later"
            )
        return _Rules(parsed=Protego.parse(answer.body.decode("utf-8-sig", errors="replace")))
