"""What a process that answers requests does beside them: every ten seconds one thread writes what was counted."""

from __future__ import annotations

import atexit
import logging
import os
import threading
from itertools import count

from django.db import DatabaseError, InterfaceError, connection

from newsroom.web import limits, reads

log = logging.getLogger("newsroom.web.rounds")

SECONDS = 10.0
# Every ten minutes: counters that nobody needs any more are small, and harmless where they stay a little longer.
SWEEP_EVERY = 60

# Processes whose thread has begun: a thread does not come along into a child.
_walking: set[int] = set()
_lock = threading.Lock()


def begin() -> None:
    """Start the thread of this process, once."""
    pid = os.getpid()
    if pid in _walking:
        return
    with _lock:
        if pid in _walking:
            return
        _walking.add(pid)
        threading.Thread(target=_walk, name="rounds", daemon=True).start()
        atexit.register(once)


def once(*, sweep: bool = False) -> None:
    """One round. What could not be written waits for the next."""
    if not sweep and reads.nothing_waits():
        return
    try:
        reads.write()
        if sweep:
            limits.sweep()
    except (DatabaseError, InterfaceError) as error:
        log.warning("this round wrote nothing: %s", error)
    finally:
        connection.close()


def _walk() -> None:
    pause = threading.Event()
    for number in count(1):
        pause.wait(SECONDS)
        once(sweep=number % SWEEP_EVERY == 0)
