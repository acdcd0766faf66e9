"""One unchanging, read-only view of the database, for whoever has to read more than one statement of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg import IsolationLevel


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one moment of the database, and write nothing. Not inside a transaction that somebody else began."""
    connection.ensure_connection()
    raw = connection.connection
    before = raw.isolation_level, raw.read_only
    # Set on the connection and not by a statement of its own: BEGIN then carries both, which saves a round trip.
    raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        with transaction.atomic():
            yield
    finally:
        if not raw.closed:
            raw.isolation_level, raw.read_only = before
