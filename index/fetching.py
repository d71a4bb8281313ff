"""Fetch web addresses as a polite guest: what index.sync reads instead of a file.

address -> robots.txt -> GET, redirects -> Fetched, or nothing if it hasn't changed.
"""

import codecs
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType

import httpcore
import httpx

from index.addresses import LookUp, checked_address, look_up, origin
from index.errors import FetchError
from index.settings import Settings, read_settings
from index.web.client import Answer, Client
from index.web.connections import Dialer, Transport
from index.web.deadlines import Deadline
from index.web.names import file_name
from index.web.robots import AGENT, MOST_BYTES, Robots
from index.web.validators import Validator

_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True)
class Fetched:
    """What an address gave.

    Attributes:
        address: where it came from in the end, after redirects.
        content_type: as in "text/html", in lower case; empty when the server said nothing.
        charset: the encoding that the server names, one that Python knows, or empty.
        name: a file name whose suffix tells the format.
        validator: to be given back as `seen` the next time; empty when the server offers none.
    """

    address: str
    data: bytes
    content_type: str
    charset: str
    name: str
    validator: str


class Fetcher:
    """Fetches addresses one by one, asking each host's robots.txt once.

    Addresses on private networks are refused unless the settings allow them; size, time and
    redirects are limited; no proxy and no cookie of an earlier fetch is used. For one thread at a
    time; to be closed, or used in a with statement.

    Args:
        settings: default: those of the environment.
        look_up: finds a host's IP addresses.
        network: makes connections to IP addresses.
        trust: whose certificates are believed. Default: the authorities that certifi lists.
        pause: waits for some seconds, where a host asks for a delay between requests.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        look_up: LookUp = look_up,
        network: httpcore.NetworkBackend | None = None,
        trust: ssl.SSLContext | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        settings = settings or read_settings()
        self._most_bytes = int(settings.max_file_mb * 1e6)
        self._deadline = Deadline(settings.fetch_timeout_s)
        dialer = Dialer(
            self._deadline,
            look_up,
            private=settings.fetch_private == "on",
            inner=network or httpcore.SyncBackend(),
        )
        transport = Transport(dialer, trust or httpx.create_ssl_context(trust_env=False))
        headers = {"User-Agent": _user_agent(), "Accept": _ACCEPT}
        self._client = Client(transport, self._deadline, headers)
        self._robots = Robots(self._get_robots)
        self._pause = pause
        self._asked_at: dict[str, float] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, address: str, *, seen: str = "") -> Fetched | None:
        """Fetch an address.

        Args:
            seen: the validator of what was fetched from it the last time.

        Returns:
            None when it hasn't changed since.

        Raises:
            SourceError: it isn't an http or https address.
            FetchError: it can't be fetched, or may not be.
        """
        address = checked_address(address)
        known = Validator.read(seen)
        self._client.forget_cookies()
        self._deadline.begin()
        answer = self._client.get(
            address, most_bytes=self._most_bytes, headers=known.headers_for, permit=self._permit
        )
        if answer.status == 304 and known.headers_for(answer.address):
            return None
        if answer.status != 200:
            raise FetchError(address, answer.failure)
        return _fetched(answer)

    def _permit(self, address: str) -> None:
        """Ask robots.txt, and wait where it wants some time between two requests."""
        self._robots.require(address)
        where = origin(address)
        delay_s = self._robots.delay_s(address)
        wait_s = self._asked_at.get(where, -delay_s) + delay_s - time.monotonic()
        if delay_s and wait_s > 0:
            self._pause(wait_s)
            self._deadline.extend(wait_s)
        self._asked_at[where] = time.monotonic()

    def _get_robots(self, address: str) -> Answer:
        return self._client.get(address, most_bytes=MOST_BYTES, cut=True)


def _fetched(answer: Answer) -> Fetched:
    said = Message()
    said["Content-Type"] = answer.headers.get("content-type", "")
    content_type = said.get_content_type() if said["Content-Type"] else ""
    return Fetched(
        address=answer.address,
        data=answer.body,
        content_type=content_type,
        charset=_known_charset(said.get_content_charset("")),
        name=file_name(answer.address, content_type, answer.body),
        validator=Validator.of(answer.address, answer.headers).written,
    )


def _known_charset(name: str) -> str:
    """Return the name of an encoding if it is one that text can be decoded from, else nothing."""
    try:
        bytes(4).decode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""


def _user_agent() -> str:
    try:
        return f"{AGENT}/{version('footnote')} (personal article reader)"
    except PackageNotFoundError:
        return f"{AGENT} (personal article reader)"
