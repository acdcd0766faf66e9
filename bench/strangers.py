"""The part of `bench.unchecked` that runs inside the site, and the stranger's server beside it.

python -m bench.strangers serve <port> <certificate> <well | nonsense>   answers every question, until it is killed
python -m bench.strangers prepare <certificate> <writers>                makes the certificate, and readers who may write
python -m bench.strangers work <port> <certificate>                      a worker whose calls lead to that server
python -m bench.strangers write <comments> <at once>                     posts, and prints JSON: how many
"""

from __future__ import annotations

import json
import socket
import ssl
import sys
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.db import connection

# First, because it sets Django up.
from bench.inside import settings  # noqa: F401
from bench.writers import writers
from comments import posting
from comments.models import Discussion, Standing
from newsroom import jobs
from newsroom.accounts.models import User
from newsroom.web import outgoing
from tests import stranger


class Answering(BaseHTTPRequestHandler):
    """Says the same to everybody who asks the same server."""

    says = "well"

    def do_POST(self) -> None:
        """Read the question, and answer."""
        self.rfile.read(int(self.headers["Content-Length"]))
        well = b"false" if self.headers["Host"] == "rest.akismet.com" else b'{"score": 0}'
        body = well if self.says == "well" else b"<h1>It works!</h1>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Nothing: nobody reads it."""


def serve(port: int, pem: Path, says: str) -> None:
    """Answer until killed."""
    Answering.says = says
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = ThreadingHTTPServer(("127.0.0.1", port), Answering)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.serve_forever()


def prepare(pem: Path, count: int) -> None:
    """Make what the others need."""
    stranger.certificate(pem)
    writers(count)
    people = User.objects.filter(email__startswith="writer-")
    rows = [Standing(account=one, level=Standing.Level.TRUSTED, by_hand=True) for one in people]
    Standing.objects.bulk_create(rows, update_conflicts=True, unique_fields=["account"], update_fields=["level", "by_hand"])


def work(port: int, pem: Path) -> None:
    """Do jobs; whoever is called, the stranger answers."""
    trusting = ssl.create_default_context(cafile=pem)
    outgoing.resolve = lambda host: [stranger.PUBLIC]
    outgoing.connect = lambda address, *, timeout: socket.create_connection(("127.0.0.1", port), timeout=timeout)
    outgoing.tls = lambda: trusting
    jobs.work()


def write(count: int, at_once: int) -> None:
    """Post so many comments, and print how many were taken."""
    discussion = Discussion.objects.order_by("-visible_count").first()
    people = list(User.objects.filter(email__startswith="writer-", comments__isnull=True).order_by("pk")[:count])

    def post(numbered: tuple[int, User]) -> bool:
        number, author = numbered
        try:
            posting.post_comment(discussion, author=author, body=f"The tide at the {number}th bollard, as {author} saw it.")
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once) as pool:
        print(json.dumps({"posted": sum(pool.map(post, enumerate(people)))}))


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "serve":
        serve(int(given[0]), Path(given[1]), given[2])
    elif what == "prepare":
        prepare(Path(given[0]), int(given[1]))
    elif what == "work":
        work(int(given[0]), Path(given[1]))
    else:
        write(int(given[0]), int(given[1]))
