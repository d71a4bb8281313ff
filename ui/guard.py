"""What the chat's server refuses before the page sees it: other sites' names, and uploads.

The chat has no password: on this machine alone it relies on nobody else reaching it. A web site
can have its own name lead to 127.0.0.1 ("DNS rebinding"), and its script would then count as the
page's own; the name it is asked by gives it away.
"""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_OTHER_NAME = (
    "Footnote is served for this machine alone, and not under this name; open it at 127.0.0.1 or "
    "localhost, or choose another address with --host."
)
_NO_UPLOADS = "Footnote takes no files here; index them with: footnote index PATH"


class Guard:
    """Refuses requests that the page never makes, as ASGI middleware.

    Args:
        app: what is guarded.
        host: where it is served. On an address of this machine alone, only requests for such an
            address, for localhost or for that very host are let in; elsewhere those for any host.
    """

    def __init__(self, app: ASGIApp, *, host: str) -> None:
        self._app = app
        self._host = host.lower()
        self._for_any_host = not _leads_here(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refused request, and hand on any other."""
        respond = self._app
        if scope["type"] in {"http", "websocket"}:
            headers = Headers(scope=scope)
            if not self._is_known(headers.get("host", "")):
                respond = PlainTextResponse(_OTHER_NAME, status_code=403)
            elif any("multipart" in kind.lower() for kind in headers.getlist("content-type")):
                respond = PlainTextResponse(_NO_UPLOADS, status_code=403)
        await respond(scope, receive, send)

    def _is_known(self, header: str) -> bool:
        if self._for_any_host:
            return True
        try:
            name = urlsplit(f"//{header}").hostname or ""
        except ValueError:
            return False
        return name in {self._host, "localhost"} or _is_loopback(name)


def _leads_here(host: str) -> bool:
    """Say whether a host is this machine under an address that no other can reach."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return all(_is_loopback(str(place[0])) for *_, place in found)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
