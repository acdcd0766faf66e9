"""Django's PostgreSQL, with a pool that notices ended connections without asking the server on every request.

Django's own health check of a pool is a round trip before each request's first query. A server that ends a session says
so on its socket, so looking whether an idle socket has anything to say is enough: one call to the system.
"""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection from the pool that has not ended while it lay there."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection:
        """The next one that still works; a restart of the server ends all, and each is replaced when it is met."""
        connection = super().get_new_connection(conn_params)
        pool = self.pool
        while pool and has_ended(connection):
            connection.close()
            # The pool throws away what comes back closed, and opens another.
            pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection


def has_ended(connection: psycopg.Connection) -> bool:
    """Whether the server has left an idle connection."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if not poll.poll(0):
        return False
    try:
        # It said something: its last words, or a notice that harms nobody. Asking tells which.
        ConnectionPool.check_connection(connection)
    except psycopg.Error:
        return True
    return False
