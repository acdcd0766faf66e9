"""A running site inside a test: its own copy of the database, and the real WSGI application on a port."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connection, connections
from psycopg import sql

from newsroom.wsgi import application

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """Where a test finds the site."""

    url: str


class Quiet(WSGIRequestHandler):
    """The site writes its own line for each request; the server of the test adds none."""

    def log_message(self, *arguments):
        pass


class Server(ThreadedWSGIServer):
    """Serves until the test ends; a browser that hangs up early is none of its business."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


@contextmanager
def served() -> Iterator[Site]:
    """Serve the site on a free port of this machine."""
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Site(f"http://localhost:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def copied_database() -> Iterator[None]:
    """Work in a copy of the test database, made from it as from a template and dropped afterwards."""
    original = connection.settings_dict["NAME"]
    copy = f"{original}_live"
    connections.close_all()
    # Once Playwright's event loop runs in this thread, Django keeps another set of connections for it, and
    # `close_all` no longer sees the one that earlier tests used. A template must have no visitors.
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [original])
    run_outside("DROP DATABASE IF EXISTS {} WITH (FORCE)", copy)
    run_outside("CREATE DATABASE {} TEMPLATE {}", copy, original)
    # The same dictionary serves the connections of every thread.
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original
        run_outside("DROP DATABASE IF EXISTS {} WITH (FORCE)", copy)


def run_outside(statement: str, *names: str) -> None:
    """Run a statement that works on whole databases, from outside all of them."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))
