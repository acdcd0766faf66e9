"""Calls to other servers: only where everybody may look, and never for long."""

import contextlib
import datetime
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from newsroom.web import outgoing
from tests.stranger import PATIENCE

PUBLIC = "93.184.215.14"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for api.example, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "api.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("api.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


class OtherServer:
    """A server somewhere on the internet, that says what it is told to."""

    def __init__(self, certificate):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.asked = b""
        self.connections = 0
        self.over = threading.Event()

    def says(self, *pieces, pieces_of=None, then_wait=False):
        def serve():
            with contextlib.suppress(OSError):
                plain, _ = self.listener.accept()
                self.connections += 1
                with plain, self.context.wrap_socket(plain, server_side=True) as line:
                    while not self.asked.endswith((b"\r\n\r\n", b"text=hello")) or self.asked.endswith(b"text/plain\r\n\r\n"):
                        self.asked += line.recv(65536)
                    for piece in pieces_of() if pieces_of else pieces:
                        line.sendall(piece)
                    if then_wait:
                        self.over.wait(30)

        threading.Thread(target=serve, daemon=True).start()


@pytest.fixture
def other(certificate, monkeypatch):
    server = OtherServer(certificate)
    trusting = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(outgoing, "resolve", lambda host: [PUBLIC])
    monkeypatch.setattr(outgoing, "tls", lambda: trusting)
    connected = []

    def connect(address, *, timeout):
        connected.append(address)
        return socket.create_connection(server.listener.getsockname(), timeout=timeout)

    monkeypatch.setattr(outgoing, "connect", connect)
    monkeypatch.setitem(outgoing.call.__kwdefaults__, "seconds", PATIENCE)
    server.connected_to = connected
    yield server
    server.over.set()
    server.listener.close()


def answer(body=b"yes", status=b"200 OK", more=b""):
    return b"HTTP/1.1 " + status + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n" + more + b"\r\n" + body


def test_an_answer_comes_back(other):
    other.says(answer(b'{"spam": false}', more=b"X-Help: none\r\n"))

    said = outgoing.call(
        "https://api.example/check?a=b", method="POST", body=b"text=hello", headers={"Content-Type": "text/plain"}
    )

    assert (said.status, said.body, said.headers["X-Help"]) == (200, b'{"spam": false}', "none")
    assert other.asked.startswith(b"POST /check?a=b HTTP/1.1\r\nHost: api.example\r\n")
    assert other.asked.endswith(b"\r\n\r\ntext=hello")


def test_it_connects_to_the_very_address_that_was_looked_at(other):
    other.says(answer())

    outgoing.call("https://api.example/")

    assert other.connected_to == [PUBLIC]


def test_a_certificate_for_another_name_is_not_accepted(other):
    other.says(answer())

    with pytest.raises(outgoing.Unreachable, match="certificate"):
        outgoing.call("https://other.example/")


def test_a_redirect_is_not_followed(other):
    other.says(answer(b"", status=b"302 Found", more=b"Location: https://127.0.0.1/\r\n"))

    with pytest.raises(outgoing.Unreachable, match="elsewhere"):
        outgoing.call("https://api.example/")
    assert other.connections == 1


def test_an_endless_answer_is_cut(other):
    other.says(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 20_000, then_wait=True)

    with pytest.raises(outgoing.Unreachable, match="more than 10000 bytes"):
        outgoing.call("https://api.example/", most=10_000)


def test_an_answer_shorter_than_announced_is_none(other):
    other.says(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")

    with pytest.raises(outgoing.Unreachable):
        outgoing.call("https://api.example/")


@pytest.mark.parametrize("pieces", [[], [b"HTTP/1.1 200 OK\r\n"], [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nslow"]])
def test_a_server_that_does_not_go_on_is_left(other, pieces):
    other.says(*pieces, then_wait=True)

    with pytest.raises(outgoing.Unreachable):
        outgoing.call("https://api.example/", seconds=0.3)


def test_a_server_that_drips_is_left_when_the_time_is_over(other):
    def drip():
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
        while not other.over.wait(0.02):
            yield b"x"

    other.says(pieces_of=drip)

    with pytest.raises(outgoing.Unreachable):
        outgoing.call("https://api.example/", seconds=0.5)


def test_junk_is_no_answer(other):
    other.says(b"220 mail.example ESMTP\r\n")

    with pytest.raises(outgoing.Unreachable):
        outgoing.call("https://api.example/")


def test_a_name_that_nobody_resolves_in_time_is_left(monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(outgoing, "resolve", lambda host: released.wait(30) and [])
    # All of it is left when the resolver is asked, however long a busy machine took to get there.
    monkeypatch.setattr(outgoing, "_left", lambda deadline: 0.1)

    with pytest.raises(outgoing.Unreachable, match="in time"):
        outgoing.call("https://api.example/")
    released.set()


def test_a_name_without_an_address_is_unreachable(monkeypatch):
    def unknown(host):
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(outgoing, "resolve", unknown)

    with pytest.raises(outgoing.Unreachable, match="no address"):
        outgoing.call("https://api.example/")


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example/",
        "ftp://api.example/",
        "file:///etc/passwd",
        "https://user:secret@api.example/",
        "https://api.example:8443/",
        "https://api.example:99999/",
        "https://",
        "https:///path",
        "//api.example/",
        "https://[::1/",
        "https://api.example/a b",
        "https://api.example/\r\nX: y",
        "https://api.example/é",
        "https://" + "a" * 300 + ".example/",
    ],
)
def test_what_is_no_plain_https_address_is_refused(other, url):
    with pytest.raises(outgoing.Refused):
        outgoing.call(url)
    assert other.connected_to == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",
        "224.0.0.1", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::", "::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "::127.0.0.1",
    ],
)  # fmt: skip
def test_what_is_not_on_the_public_internet_is_refused(other, monkeypatch, address):
    monkeypatch.setattr(outgoing, "resolve", lambda host: [address])

    with pytest.raises(outgoing.Refused, match="public internet"):
        outgoing.call("https://api.example/")
    assert other.connected_to == []


def test_one_private_address_among_public_ones_is_refused(other, monkeypatch):
    monkeypatch.setattr(outgoing, "resolve", lambda host: [PUBLIC, "127.0.0.1"])

    with pytest.raises(outgoing.Refused):
        outgoing.call("https://api.example/")


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_the_public_internet_is_not_refused(address):
    assert outgoing.is_public(address)
