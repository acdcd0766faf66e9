"""The numbers of a period as they were at most a minute ago: a month of a large newspaper takes a second to add up.

Kept in the memory of each process and nowhere else: whoever reads them reads when they were gathered, and after a minute they
are gathered anew. Several who ask at once wait for the first.
"""

from __future__ import annotations

import datetime as dt
from threading import Lock

from comments.moderation import measures
from comments.moderation.numbers.gathered import Numbers, gather
from comments.moderation.numbers.periods import Period

_locks = {period: Lock() for period in Period}
_kept: dict[Period, Numbers] = {}


def lately(period: Period, *, now: dt.datetime) -> Numbers:
    """How the desk stood at `Numbers.now`, which is at most `measures.NUMBERS_KEPT_FOR` ago. Seven queries, or none."""
    with _locks[period]:
        found = _kept.get(period)
        if found is None or not found.now <= now < found.now + measures.NUMBERS_KEPT_FOR:
            found = _kept[period] = gather(period, now=now)
        return found


def forget() -> None:
    """Begin with nothing."""
    _kept.clear()
