"""Web addresses: how they are written, and which machines may be asked for them."""

import re
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network

import httpx

from index.errors import FetchError, SourceError

# A host's name and a port -> the IP addresses of the machines that answer there.
LookUp = Callable[[str, int], Sequence[str]]

_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*|[0-9a-f:.]*:[0-9a-f:.]*")
_SCHEMES = {"http", "https"}
_LONGEST_CHARS, _LONGEST_HOST_CHARS = 4000, 253
# Below 1024 lie the ports of mail, file and login services. httpx gives none for the usual one.
_OTHER_PORTS = {80, 443, *range(1024, 65536)}
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def checked_address(text: str) -> str:
    """Return an address in the one way in which it is written everywhere.

    The host is in lower case and ASCII; the fragment, a usual port and a dot behind the host are
    dropped.

    Raises:
        SourceError: it is no http or https address, or holds a user name or password.
    """
    try:
        return plain_address(text)
    except FetchError as exc:
        raise SourceError(
            f"{exc.address} can't be fetched ({exc.reason}); give an address such as "
            "https://example.org/news.html, or save the page and index the file.",
            exc.address,
        ) from exc


def plain_address(text: str) -> str:
    """Do the same as checked_address for an address that nobody typed, such as a redirect's.

    Raises:
        FetchError: it is none that may be fetched; its address leaves out any password.
    """
    shown = _shown(text)
    if len(text) > _LONGEST_CHARS:
        raise FetchError(shown, f"longer than {_LONGEST_CHARS} characters")
    try:
        url = httpx.URL(text.strip(), fragment=None)
    except (httpx.InvalidURL, ValueError) as exc:
        raise FetchError(shown, "not a valid address") from exc
    if url.scheme not in _SCHEMES:
        raise FetchError(shown, "only http and https are fetched")
    if url.userinfo:
        raise FetchError(shown, "holds a user name or password")
    host = url.raw_host.decode("ascii").lower().removesuffix(".")
    if len(host) > _LONGEST_HOST_CHARS or not _HOST.fullmatch(host):
        raise FetchError(shown, "names no valid host")
    if url.port is not None and url.port not in _OTHER_PORTS:
        raise FetchError(shown, f"port {url.port} is not one for web pages")
    rooted = url.copy_with(path="/") if url.path == "/" else url
    return str(rooted.copy_with(host=host, userinfo=None))


def origin(address: str) -> str:
    """Return scheme, host and port of a plain address, as in "https://example.org"."""
    url = httpx.URL(address)
    return str(url.copy_with(raw_path=b"/")).removesuffix("/")


def host_of(address: str) -> str:
    """Return the host of a plain address."""
    return httpx.URL(address).host


def look_up(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host as the system knows them.

    Raises:
        OSError: the host isn't known, or the system's name servers don't answer.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Say whether an IP address is a machine of the public internet.

    What is private, loopback, link-local, shared (100.64/10), multicast, reserved or unspecified
    is not; and an IPv6 address that stands for an IPv4 address is what that one is.
    """
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast
    inner = ip.ipv4_mapped or ip.sixtofour or _behind_nat64(ip)
    return is_public(inner) if inner else ip in _GLOBAL_UNICAST and ip.is_global


def _behind_nat64(ip: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


def _shown(text: str) -> str:
    """Return an address for a message: short, printable, and without a password."""
    plain = "".join(c if c.isprintable() else "\ufffd" for c in text.strip())
    bare = re.sub(r"^([a-z0-9+.-]*:?[/\\]*)[^/?#]*@", r"\1", plain, flags=re.IGNORECASE)
    return bare if len(bare) <= 200 else f"{bare[:200]}…"
