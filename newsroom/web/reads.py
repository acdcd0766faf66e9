"""How often each article is read, and what pages show: counted in memory, added to tables every ten seconds.

Never a write per request, and nothing about the reader: an article, a minute, a number. Of what a page shows (see
`Build.notes`) those hear who stand in `FOLLOWERS`: this was on pages that were read so many times.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

# A minute of every article of a large site; more than that means the database has been away, and readers matter more.
MOST_UNWRITTEN = 100_000
# Versions of pages read since the last round: a page that changes with every comment has fifty in that time.
MOST_PAGES = 10_000


@dataclass(frozen=True)
class Follower:
    """Somebody who wants to know how often the things of one kind that pages note were on a page that was read."""

    name: str
    # As in `Build.notes`.
    kind: str
    # Adds these counts, by id, to what was written before: one statement, outside any request.
    write: Callable[[Mapping[int, int]], None]


# Filled by higher storeys in their `AppConfig.ready()`.
FOLLOWERS: list[Follower] = []

Noted = Mapping[str, Sequence[int]]

UPSERT = """
INSERT INTO web_reads (article_id, minute, count)
SELECT article_id, minute, count FROM unnest(%s::bigint[], %s::timestamptz[], %s::int[]) AS read (article_id, minute, count)
ORDER BY article_id, minute
ON CONFLICT (article_id, minute) DO UPDATE SET count = web_reads.count + excluded.count
"""

_lock = threading.Lock()
_unwritten: Counter[tuple[int, int]] = Counter()
# What a page noted, and how often it was read; by identity, as every build makes a mapping of its own. Ids are added up
# when they are written: a page of eighty comments costs its reader as much as one without.
_shown: dict[int, tuple[Noted, int]] = {}
# What a follower could not be told yet.
_untold: dict[str, Counter[int]] = {}


def is_a_reading(environ: Mapping[str, Any]) -> bool:
    """Whether somebody asked for the page to read it: not for its headers only, and not just in case."""
    return environ["REQUEST_METHOD"] == "GET" and "prefetch" not in environ.get("HTTP_SEC_PURPOSE", "")


def count(article_id: int | None) -> None:
    """One more reading of an article, now."""
    if article_id is None:
        return
    key = (article_id, int(time.time()) // 60)
    with _lock:
        if key in _unwritten or len(_unwritten) < MOST_UNWRITTEN:
            _unwritten[key] += 1


def count_shown(noted: Noted) -> None:
    """One more reading of a page that noted these things."""
    if not noted or not FOLLOWERS:
        return
    key = id(noted)
    with _lock:
        before = _shown.get(key)
        if before is not None or len(_shown) < MOST_PAGES:
            _shown[key] = (noted, before[1] + 1 if before else 1)


def write() -> int:
    """Add what was counted to the tables, and return how many readings that were. What fails counts again later."""
    written = _write_readings()
    _tell_followers()
    return written


def _tell_followers() -> None:
    global _shown, _untold
    with _lock:
        shown, _shown = _shown, {}
        untold, _untold = _untold, {}
    left = {follower.name: untold.get(follower.name, Counter()) for follower in FOLLOWERS}
    for follower in FOLLOWERS:
        for noted, times in shown.values():
            for one in noted.get(follower.kind, ()):
                left[follower.name][one] += times
    try:
        for follower in FOLLOWERS:
            if counts := left[follower.name]:
                follower.write(counts)
            del left[follower.name]
    finally:
        with _lock:
            for name, counts in left.items():
                kept = _untold.setdefault(name, Counter())
                for one, times in counts.items():
                    if one in kept or len(kept) < MOST_UNWRITTEN:
                        kept[one] += times


def _write_readings() -> int:
    global _unwritten
    with _lock:
        taken, _unwritten = _unwritten, Counter()
    if not taken:
        return 0
    moments = [datetime.fromtimestamp(minute * 60, tz=UTC) for _article, minute in taken]
    try:
        with connection.cursor() as cursor:
            cursor.execute(UPSERT, [[article for article, _minute in taken], moments, list(taken.values())])
    except BaseException:
        with _lock:
            _unwritten.update(taken)
        raise
    return taken.total()


def waiting() -> int:
    """How many readings of articles were counted and not written yet."""
    return _unwritten.total()


def nothing_waits() -> bool:
    """Whether all that was counted is written, and everybody told."""
    return not (_unwritten or _shown or _untold)


def forget() -> None:
    """Count from nothing."""
    with _lock:
        _unwritten.clear()
        _shown.clear()
        _untold.clear()
