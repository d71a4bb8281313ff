"""GET requests that end: few redirects, a limit on size and time, and a reason for each failure."""

import ssl
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from http import HTTPStatus

import httpcore
import httpx

from index.addresses import host_of, plain_address
from index.errors import FetchError, HostError
from index.web.connections import Transport
from index.web.deadlines import Deadline

_MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
# Other encodings, and several on top of one another, grow without a limit known beforehand.
_ENCODINGS = {"", "identity", "gzip", "deflate"}
_OK = 200
_READ_TO_THE_END_PIECES = 16


@dataclass(frozen=True)
class Answer:
    """What a server answered in the end.

    Attributes:
        address: where it came from, after redirects.
        body: decoded; read for status 200 alone.
    """

    address: str
    status: int
    headers: httpx.Headers = field(default_factory=httpx.Headers)
    body: bytes = b""

    @property
    def failure(self) -> str:
        """Return the status as a reason, as in "answered 404 Not Found"."""
        known = self.status in HTTPStatus._value2member_map_
        phrase = f" {HTTPStatus(self.status).phrase}" if known else ""
        return f"answered {self.status}{phrase}"


class Client:
    """Asks for addresses, one after the other. One Client serves one thread at a time."""

    def __init__(
        self, transport: Transport, deadline: Deadline, headers: Mapping[str, str]
    ) -> None:
        self._transport = transport
        self._deadline = deadline
        self._headers = {"Accept-Encoding": "gzip, deflate", **headers}
        self._cookies = httpx.Cookies()

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def forget_cookies(self) -> None:
        """Drop what servers asked to be told again; within one fetch some pages need it."""
        self._cookies.clear()

    def get(
        self,
        address: str,
        *,
        most_bytes: int,
        headers: Callable[[str], Mapping[str, str]] = lambda _address: {},
        permit: Callable[[str], None] = lambda _address: None,
        cut: bool = False,
    ) -> Answer:
        """Ask for an address and follow its redirects.

        Args:
            address: a plain address.
            most_bytes: a longer body, counted decoded, is refused.
            headers: what else to send to an address.
            permit: called with each address before it is asked for; may raise FetchError.
            cut: cut a longer body instead of refusing it.

        Raises:
            FetchError: no answer, a broken one, or one over a limit.
        """

        def ask(url: str) -> Answer:
            permit(url)
            with closing(self._sent(url, headers(url))) as response:
                return _received(url, response, most_bytes, cut=cut)

        try:
            return _followed(address, ask)
        except FetchError as exc:
            raise type(exc)(address, exc.reason) from exc
        except httpcore.ConnectError as exc:
            raise HostError(address, _why_unreached(exc)) from exc
        except httpcore.TimeoutException as exc:
            time_s = self._deadline.timeout_s
            raise FetchError(address, f"no complete answer within {time_s:g} s") from exc
        except (httpcore.NetworkError, httpcore.ProtocolError) as exc:
            raise FetchError(address, f"broke off or sent no valid HTTP ({exc})") from exc
        except httpx.DecodingError as exc:
            raise FetchError(address, "sent what can't be decompressed") from exc

    def _sent(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        # Not by httpx.Client, which reads a redirect's target before it can be checked.
        request = httpx.Request("GET", url, headers={**self._headers, **headers})
        self._cookies.set_cookie_header(request)
        response = self._transport.handle_request(request)
        response.request = request
        self._cookies.extract_cookies(response)
        return response


def _followed(address: str, ask: Callable[[str], Answer]) -> Answer:
    url = address
    for _ in range(_MOST_REDIRECTS + 1):
        answer = ask(url)
        if answer.status not in _REDIRECTS or "location" not in answer.headers:
            return answer
        url = _next(url, answer.headers["location"])
    raise FetchError(address, f"more than {_MOST_REDIRECTS} redirects")


def _next(url: str, location: str) -> str:
    """Return where a redirect leads."""
    try:
        target = plain_address(str(httpx.URL(url).join(location)))
    except (httpx.InvalidURL, ValueError) as exc:
        raise FetchError(url, "redirects to no valid address") from exc
    except FetchError as exc:
        raise FetchError(url, f"redirects to {exc.address} ({exc.reason})") from exc
    if url.startswith("https:") and target.startswith("http:"):
        raise FetchError(url, f"redirects from https to http, to {host_of(target)}")
    return target


def _received(url: str, response: httpx.Response, most_bytes: int, *, cut: bool) -> Answer:
    """Read an answer, its body only if it is one."""
    answer = Answer(url, response.status_code, response.headers)
    if answer.status != _OK:
        for _ in zip(range(_READ_TO_THE_END_PIECES), response.iter_raw(), strict=False):
            pass  # a connection can be used again once it is read to the end
        return answer
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise FetchError(url, f"sent in the encoding {encoding[:40]!r}, not gzip or deflate")
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > most_bytes and not cut:
            raise FetchError(url, f"larger than {most_bytes / 1e6:g} MB")
        if len(body) > most_bytes:
            break
    return replace(answer, body=bytes(body[:most_bytes]))


def _why_unreached(exc: httpcore.ConnectError) -> str:
    cause = exc.__context__  # httpcore raises it again "from None"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate can't be trusted ({cause.verify_message})"
    return f"can't be reached ({getattr(cause, 'strerror', None) or exc})"
