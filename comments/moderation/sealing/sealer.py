"""Sealing: what was appended to the log since the last seal gets the next one. Nobody who writes waits for it."""

from __future__ import annotations

import datetime as dt
import time

from django.db import connection, transaction
from django.utils import timezone

from comments.models import Decision, Seal
from comments.moderation.sealing import chain

# Entries of one seal: few enough to hold in memory, and to say quickly where something is wrong.
BATCH = 1000
# Verbs take some milliseconds. Whoever takes longer than this is waited for by the next run.
PATIENCE = 10.0
_LOOK_AGAIN = 0.05
# Who holds it seals; a second sealer has nothing to do. Any number that no other part of the site uses.
_SEALERS = 0x5EA1


def seal_log(*, now: dt.datetime | None = None, patience: float = PATIENCE) -> int:
    """Seal what can be sealed. Returns how many seals that took; 0 where there is nothing new, or somebody else is at it."""
    upto = sealed_up_to(patience=patience)
    made = 0
    while upto is not None and _seal_next(upto, now=now or timezone.now()):
        made += 1
    return made


def sealed_up_to(*, patience: float = PATIENCE) -> int | None:
    """A number below which no entry can come any more; None while somebody who may bring one takes longer than `patience`.

    Numbers do not commit in their order. Whoever has taken one holds a lock on the sequence until their transaction ends: so
    the last number is read, then who holds that lock, and when those have ended, every number up to it is there or never will be.
    """
    last = _last_number()
    busy = _at_work()
    until = time.monotonic() + patience
    while busy:
        if time.monotonic() > until:
            return None
        time.sleep(_LOOK_AGAIN)
        busy &= _at_work()
    return last


def _last_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence('comments_decision', 'id')::regclass)")
        return cursor.fetchone()[0] or 0


_WRITERS = """
SELECT virtualtransaction, coalesce(pid, 0) FROM pg_locks
 WHERE locktype = 'relation' AND granted AND mode = 'RowExclusiveLock' AND pid IS DISTINCT FROM pg_backend_pid()
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND relation = pg_get_serial_sequence('comments_decision', 'id')::regclass
"""


def _at_work() -> set[tuple[str, int]]:
    """The transactions, others than our own, that have taken a number of the log and have not ended."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return set(cursor.fetchall())


@transaction.atomic
def _seal_next(upto: int, *, now: dt.datetime) -> bool:
    with connection.cursor() as cursor:
        # Let go of at the end of the transaction, when the seal can be seen.
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SEALERS])
        if not cursor.fetchone()[0]:
            return False
    before = chain.newest()
    after = before.last_id if before else None
    rows = Decision.objects.filter(pk__lte=upto, **({"pk__gt": after} if after is not None else {})).order_by("pk")
    entries = list(rows.values_list("pk", "digest")[:BATCH])
    if not entries:
        return False
    seal = Seal(
        number=before.number + 1 if before else 1,
        previous=before.digest if before else None,
        first_id=after + 1 if after is not None else entries[0][0],
        last_id=entries[-1][0],
        members=chain.pack((number, bytes(digest or b"")) for number, digest in entries),
        entries=len(entries),
        entries_in_all=(before.entries_in_all if before else 0) + len(entries),
        at=now,
    )
    seal.digest = chain.digest(seal)
    seal.save(force_insert=True)
    return True
