"""A server of strangers that is asked about comments: over TLS, in a thread of its own, as well or as badly as it is told."""

from __future__ import annotations

import contextlib
import datetime
import json
import socket
import ssl
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# Where everybody thinks that it is: an address of the public internet.
PUBLIC = "93.184.215.14"
SECRET = "a secret that both sides know, and nobody else"
# What a call is given in the place of two seconds where it is to come through: a busy machine may need that for a handshake.
PATIENCE = 30.0
HOSTS = ["checks.example", "rest.akismet.com"]


def certificate(path: Path) -> Path:
    """A certificate for the hosts that are asked, signed by itself, written to `path`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOSTS[0])])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def said(body: bytes, *, status: str = "200 OK", more: str = "") -> bytes:
    """An answer as it goes over the line."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode() + body


def score(value: object, **more: object) -> bytes:
    """An answer of a newsroom's own check."""
    return said(json.dumps({"score": value, **more}).encode())


class Stranger:
    """The server. `answers` is what it says to everything, as bytes or as a function of the request's head and body.

    `kill()` lets it refuse every connection, as a server that is down; `come_back()` ends that.
    """

    def __init__(self, pem: Path) -> None:
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(pem)
        self.trusting = ssl.create_default_context(cafile=pem)
        self.answers = score(0)
        self.asked: list[tuple[str, bytes]] = []
        self.calls = 0
        # What a slow one waits for.
        self.over = threading.Event()
        self.is_slow = False
        self.is_down = False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        threading.Thread(target=self._serve, daemon=True).start()

    def resolve(self, host: str) -> list[str]:
        """In the place of `outgoing.resolve`."""
        return [PUBLIC]

    def connect(self, address: str, *, timeout: float) -> socket.socket:
        """In the place of `outgoing.connect`."""
        self.calls += 1
        if self.is_down:
            raise ConnectionRefusedError("nobody is there")
        return socket.create_connection(self.listener.getsockname(), timeout=timeout)

    def tls(self) -> ssl.SSLContext:
        """In the place of `outgoing.tls`."""
        return self.trusting

    def close(self) -> None:
        """Go away for good."""
        self.over.set()
        self.listener.close()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=[plain], daemon=True).start()

    def _answer(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain, self.context.wrap_socket(plain, server_side=True) as line:
            received = b""
            while b"\r\n\r\n" not in received:
                received += line.recv(65536)
            head, _, body = received.partition(b"\r\n\r\n")
            [length] = [int(row.split(b":")[1]) for row in head.split(b"\r\n") if row.lower().startswith(b"content-length:")]
            while len(body) < length:
                body += line.recv(65536)
            self.asked.append((head.decode(), body))
            if self.is_slow:
                self.over.wait(30)
            answer = self.answers(head.decode(), body) if callable(self.answers) else self.answers
            line.sendall(answer)


def by_host(own, akismets):
    """Another answer for each of the two servers."""
    return lambda head, body: akismets if "Host: rest.akismet.com" in head else own


def in_less_time(call, *, seconds=0.3):
    """The call of `outgoing`, with a third of a second in the place of two: for what is not to come through anyway."""
    return lambda url, **given: call(url, seconds=seconds, **given)
