"""What tests of two at once share: knowing, without a clock, that the other one waits for a lock of ours."""

from concurrent.futures import Future

from django.db import connection

_WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"


def until_it_waits_for_us(work: Future) -> bool:
    """Come back once `work`, in another thread, waits for a lock of this transaction: True; or has ended without: False."""
    while not work.done():
        with connection.cursor() as cursor:
            cursor.execute(_WAITING)
            if cursor.fetchone()[0]:
                return True
    return False
