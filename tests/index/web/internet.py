"""A small internet: sites with names and public addresses, each really served on loopback."""

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpcore

Reply = Callable[[BaseHTTPRequestHandler], None]


def page(body=b"", *, status=200, **headers) -> Reply:
    """Make a page; a header's name is written content_type for Content-Type."""
    data = body if isinstance(body, bytes) else body.encode()

    def reply(handler):
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return reply


def redirect(target: str, status=302) -> Reply:
    return page(status=status, location=target)


def raw(data: bytes) -> Reply:
    """Answer with exactly these bytes, and hang up."""

    def reply(handler):
        handler.wfile.write(data)
        handler.close_connection = True

    return reply


@dataclass
class Site:
    """One site.

    Attributes:
        pages: what it answers, by path; 404 where there is none.
        asked: the path and headers of each request so far.
    """

    pages: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths_asked(self) -> list[str]:
        return [path for path, _ in self.asked]


class _Server(ThreadingHTTPServer):
    def __init__(self, site: Site, trust: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site
        if trust:
            self.socket = trust.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def handle_error(self, *_args) -> None:
        """Take no note of clients that hang up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        self.server.site.asked.append((self.path, dict(self.headers)))
        reply = self.server.site.pages.get(self.path.partition("?")[0], page(status=404))
        with suppress(ConnectionError):
            reply(self)

    def log_message(self, *_args) -> None:
        """Keep the test output clean."""


class Internet(httpcore.SyncBackend):
    """Looks up the names of its sites, and connects their addresses to the real servers.

    Attributes:
        ips: the addresses of each name; may be changed.
        connected: the address and port of each connection so far.
    """

    def __init__(self) -> None:
        self.ips: dict[str, list[str]] = {}
        self.connected: list[tuple[str, int]] = []
        self.looked_up: list[str] = []
        self._servers: dict[tuple[str, int], _Server] = {}
        nobody = socket.create_server(("127.0.0.1", 0))
        self._closed_port = nobody.getsockname()[1]
        nobody.close()

    def add(self, host, *, ip="", port=80, trust=None, **pages) -> Site:
        """Add a site.

        Args:
            pages: its pages; home is "/", robots "/robots.txt", and any other name a path.
        """
        ip = ip or f"93.184.216.{len(self._servers) + 1}"
        known = {"home": "/", "robots": "/robots.txt"}
        site = Site({known.get(name, f"/{name}"): reply for name, reply in pages.items()})
        server = _Server(site, trust)
        self.ips.setdefault(host, [ip])
        self._servers[ip, port] = server
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        return site

    def address_of(self, host, *, port=80) -> str:
        """Return where a site is really served, on loopback."""
        return f"http://127.0.0.1:{self._servers[self.ips[host][0], port].server_port}"

    def look_up(self, host, _port) -> list[str]:
        self.looked_up.append(host)
        if host not in self.ips:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.ips[host]

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.connected.append((host, port))
        server = self._servers.get((host, port))
        real = server.server_port if server else self._closed_port
        return super().connect_tcp("127.0.0.1", real, timeout, local_address, socket_options)

    def real_port(self, host) -> int:
        """Return the port of loopback where a site is really served."""
        return self._servers[self.ips[host][0], 80].server_port

    def close(self) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()
