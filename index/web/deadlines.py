"""One time for a whole fetch, so that a server that sends a byte now and then can't prolong it."""

import ssl
import time

import httpcore


class Deadline:
    """The time at which a fetch has to be over, from the look-up of the host to the last byte."""

    def __init__(self, timeout_s: float) -> None:
        self.timeout_s = timeout_s
        self.begin()

    def begin(self) -> None:
        """Give the whole time again."""
        self._end = time.monotonic() + self.timeout_s

    def extend(self, seconds: float) -> None:
        """Leave out time that was spent waiting on purpose."""
        self._end += seconds

    def left_s(self, most: float | None = None) -> float:
        """Return the seconds left, or fewer if fewer are asked for.

        Raises:
            httpcore.TimeoutException: none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.TimeoutException("the time for this fetch is over")
        return min(left, most or left)


class TimedStream(httpcore.NetworkStream):
    """A connection of which each step ends by the deadline, whatever time it was given itself."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, once something has."""
        return self._inner.read(max_bytes, self._deadline.left_s(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of some bytes."""
        self._inner.write(buffer, self._deadline.left_s(timeout))

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Go on encrypted, with a server that proves to have the name."""
        left_s = self._deadline.left_s(timeout)
        secured = self._inner.start_tls(ssl_context, server_hostname, left_s)
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Return what httpcore wants to know about the connection."""
        return self._inner.get_extra_info(info)
