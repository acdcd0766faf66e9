"""Telling a database that does not answer from one that refuses: the first is over in a moment, and nobody's fault."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError

# What Postgres says about itself: connection trouble (08…), shutting down, crashed or starting up (57P01 to 57P03), and no
# place left. Without a code, the driver found nobody to ask.
# https://www.postgresql.org/docs/current/errcodes-appendix.html
CODES = ("08", "57P01", "57P02", "57P03", "53300")

# Seconds after which a browser or a machine may ask again. A server that was restarted is back after one or two.
RETRY_AFTER = 5


def is_one(error: BaseException | None) -> bool:
    """Whether this says that the database could not be asked at all. A deadlock or a query that took too long does not."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "sqlstate", None)
    return code is None or code.startswith(CODES)
