"""Where a request may go: http and https only, and to no private, loopback or reserved network.

One invariant: the network address that was checked is the one that is connected to. A name is resolved once,
and the request goes to the resolved address, so that no second answer of a name server can lead elsewhere.
"""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from servanda.sources.problem import UNREACHED, USAGE, SourceError

_PORTS = {"http": 80, "https": 443}
#: What may stand in a path or query as it is; all else is percent-encoded.
_SAFE = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: `networks` are the numbers of its host, in the resolver's order."""

    address: str
    scheme: str
    host: str
    port: int
    networks: tuple[str, ...]

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt and the pace are kept for."""
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"

    def pinned(self, attempt: int) -> str:
        """The address with a number in the place of the host, another at each attempt."""
        number = self.networks[attempt % len(self.networks)]
        host = f"[{number}]" if ":" in number else number
        parts = urlsplit(self.address)
        return urlunsplit((self.scheme, f"{host}:{self.port}", parts.path or "/", parts.query, ""))


def clean(address: str) -> str:
    """`address` with its host in ASCII, other characters encoded and no fragment.

    Raises SourceError where it is no http or https address.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, UnicodeError) as error:
        raise SourceError(f"is no address ({error})", USAGE) from None
    if parts.scheme.lower() not in _PORTS or not host:
        raise SourceError("is no http or https address", USAGE)
    if parts.username or parts.password:
        raise SourceError("is an address with a password in it, which is not sent", USAGE)
    bracketed = f"[{host}]" if ":" in host else host
    netloc = bracketed if port in (None, _PORTS[parts.scheme.lower()]) else f"{bracketed}:{port}"
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def check(address: str, *, allow_private: bool, resolve: bool = True) -> Target:
    """The target of a clean address. Raises SourceError where it may not or cannot be gone to."""
    parts = urlsplit(clean(address))
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    numbers = _numbers(host, port) if resolve else (host,)
    if resolve and not allow_private:
        inside = [number for number in numbers if not _is_public(number)]
        if inside:
            raise SourceError(
                f"lies on a private network ({host} is {inside[0]}); --allow-private would fetch it",
                UNREACHED,
            )
    return Target(urlunsplit(parts), parts.scheme, host, port, tuple(numbers))


def _numbers(host: str, port: int) -> Sequence[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceError(f"cannot be reached: there is no host {host}", UNREACHED) from None
    return list(dict.fromkeys(str(entry[4][0]).split("%")[0] for entry in found))


def _is_public(number: str) -> bool:
    network = ipaddress.ip_address(number)
    if isinstance(network, ipaddress.IPv6Address):
        inner = network.ipv4_mapped or network.sixtofour or (network.teredo[1] if network.teredo else None)
        if inner is not None:
            network = inner
    return network.is_global and not network.is_multicast
