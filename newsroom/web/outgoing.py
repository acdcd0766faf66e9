"""The one way to call somebody else's server: https, a public address, no redirects, two seconds, a bounded answer.

Where a name leads is resolved first and connected to afterwards, at exactly the address that was looked at, so a name
that answers differently the second time leads nowhere else. The certificate must be for the name.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NoAnswerInTime
from dataclasses import dataclass
from urllib.parse import urlsplit

# A reader may be waiting for what depends on this.
SECONDS = 2.0
# A verdict, a token, a list of keys: what we ask others for is small.
ANSWER_BYTES = 1_000_000
PORT = 443

# Looks like the public internet and leads, translated, to any address inside: NAT64 (RFC 6052), 6to4 (RFC 3056).
TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"), ipaddress.ip_network("2002::/16"))

# Looking up a name cannot be interrupted; a few threads wait for it in our place.
_resolvers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="resolve")


class Refused(Exception):
    """We do not make this call: not https, not a public address, or an address that hides something."""


class Unreachable(Exception):
    """The other server did not give a usable answer in time."""


@dataclass(frozen=True)
class Answer:
    """What the other server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def call(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    most: int = ANSWER_BYTES,
) -> Answer:
    """Ask another server. Raises `Refused` before anything is sent, `Unreachable` for whatever goes wrong after.

    Redirects are not followed; they come back as `Unreachable`, since nobody looked at where they lead.
    """
    deadline = time.monotonic() + seconds
    host, target = _checked(url)
    address = _public_address(host, deadline=deadline)
    try:
        with (
            connect(address, timeout=_left(deadline)) as plain,
            tls().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False) as secure,
        ):
            # Each read may wait, but all together no longer than this: then the line is cut under them.
            alarm = threading.Timer(_left(deadline), _cut, [secure])
            alarm.start()
            try:
                secure.do_handshake()
                answer = _exchange(secure, host, target, method=method, body=body, headers=headers or {}, most=most)
                # A line cut among the headers looks like an answer that ended there.
                _left(deadline)
                return answer
            finally:
                alarm.cancel()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(f"{host} gave no usable answer: {error}") from error


def resolve(host: str) -> list[str]:
    """All addresses of a name."""
    return [found[4][0] for found in socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)]  # type: ignore[misc]


def connect(address: str, *, timeout: float) -> socket.socket:
    """A connection to exactly this address."""
    return socket.create_connection((address, PORT), timeout=timeout)


def tls() -> ssl.SSLContext:
    """The certificates we trust; names are verified."""
    return ssl.create_default_context()


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, and not one of ours or of nobody."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(parsed, "ipv4_mapped", None)
    if inner is not None:
        return is_public(str(inner))
    if any(parsed in network for network in TRANSLATED if network.version == parsed.version):
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _checked(url: str) -> tuple[str, str]:
    """Host and target of an address we would call."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:
        raise Refused(f"{url!r} is no address.") from error
    if parts.scheme != "https":
        raise Refused("Only https is called.")
    if not host or parts.username is not None or parts.password is not None or port not in {None, PORT}:
        raise Refused("The address must be a plain host, without account or port.")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not target.isascii() or any(character <= " " or character == "\x7f" for character in target):
        raise Refused("The address holds characters that must be encoded.")
    return host, target


def _public_address(host: str, *, deadline: float) -> str:
    try:
        addresses = _resolvers.submit(resolve, host).result(timeout=_left(deadline))
    except NoAnswerInTime as error:
        raise Unreachable(f"Nobody said in time where {host} is.") from error
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{host} has no address: {error}") from error
    # One private address among public ones is a trap, not a mistake.
    if not addresses or not all(is_public(address) for address in addresses):
        raise Refused(f"{host} is not on the public internet.")
    return addresses[0]


def _exchange(
    line: ssl.SSLSocket, host: str, target: str, *, method: str, body: bytes | None, headers: Mapping[str, str], most: int
) -> Answer:
    connection = http.client.HTTPConnection(host)
    connection.sock = line
    connection.request(method, target, body=body, headers={"Accept-Encoding": "identity", "Connection": "close", **headers})
    response = connection.getresponse()
    if 300 <= response.status < 400:
        raise http.client.HTTPException("it leads elsewhere")
    content = response.read(most + 1)
    if len(content) > most:
        raise http.client.HTTPException(f"it says more than {most} bytes")
    if response.length:
        raise http.client.IncompleteRead(content, response.length)
    return Answer(response.status, dict(response.headers.items()), content)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Unreachable("The time for this call is over.")
    return left


def _cut(line: ssl.SSLSocket) -> None:
    try:
        # Not its own `shutdown`: that takes the encryption away under the thread that reads.
        socket.socket.shutdown(line, socket.SHUT_RDWR)
    except OSError:
        # It has ended by itself meanwhile.
        return
