"""Connections to public machines alone, under index.web.client.

A host is looked up once for each connection, all its IP addresses are checked, and the connection
goes to one of those: a name can't lead elsewhere between the check and the connection. TLS is
still verified against the name.
"""

import ssl
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from ipaddress import ip_address
from threading import Thread

import httpcore
import httpx

from index.addresses import LookUp, is_public
from index.errors import HostError
from index.web.deadlines import Deadline, TimedStream

# Decoding a piece of this size gives at most about 4 MB (deflate packs 1 : 1032), so that a
# compressed bomb is noticed before it fills the memory.
_PIECE_BYTES = 4096


class Dialer(httpcore.NetworkBackend):
    """Connects to machines that may be asked, and to no other.

    Args:
        private: also allow what is not public.
        inner: makes the connection to an IP address.
    """

    def __init__(
        self,
        deadline: Deadline,
        look_up: LookUp,
        *,
        private: bool,
        inner: httpcore.NetworkBackend,
    ) -> None:
        self._deadline = deadline
        self._look_up = look_up
        self._private = private
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of a host's addresses that answers.

        Raises:
            HostError: the host isn't known, or one of its addresses isn't public.
            httpcore.ConnectError, httpcore.TimeoutException: none of them answers.
        """
        ips = self._checked_ips(host, port)
        for place, ip in enumerate(ips):
            tries = len(ips) - place
            time_s = self._deadline.left_s(timeout) / tries
            try:
                stream = self._inner.connect_tcp(ip, port, time_s, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if tries == 1:
                    raise
            else:
                return TimedStream(stream, self._deadline)
        raise HostError(host, f"{host} has no address")

    def _checked_ips(self, host: str, port: int) -> list[str]:
        try:
            ips = self._looked_up(host, port)
        except OSError as exc:
            raise HostError(host, f"{host} can't be found ({exc.strerror or exc})") from exc
        for ip in ips:
            if not self._private and not is_public(ip_address(ip)):
                raise HostError(
                    host,
                    f"{host} leads to {ip}, not a public address; "
                    "to allow that, set FOOTNOTE_FETCH_PRIVATE=on",
                )
        return ips

    def _looked_up(self, host: str, port: int) -> list[str]:
        """Look up a host in a thread, because the system offers no limit on the time it takes."""
        found: Future[list[str]] = Future()

        def look_up() -> None:
            try:
                found.set_result(list(self._look_up(host, port)))
            except (OSError, UnicodeError) as exc:
                found.set_exception(exc)

        Thread(target=look_up, daemon=True).start()
        try:
            return found.result(self._deadline.left_s())
        except TimeoutError as exc:
            raise httpcore.ConnectTimeout from exc
        except UnicodeError as exc:
            raise OSError("not a valid name") from exc


class Transport(httpx.BaseTransport):
    """Gives httpx the connections that a Dialer makes; knows no proxy.

    Args:
        trust: whose certificates are believed.
    """

    def __init__(self, dialer: Dialer, trust: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=trust, network_backend=dialer)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the answer, its body yet unread."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.read(),
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Pieces(answer))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Pieces(httpx.SyncByteStream):
    """An answer's body as it comes over the wire, in small pieces."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._answer.iter_stream():
            for start in range(0, len(chunk), _PIECE_BYTES):
                yield chunk[start : start + _PIECE_BYTES]

    def close(self) -> None:
        self._answer.close()
