"""How often each article is read: counted in memory by minute, added to one table every ten seconds.

Never a write per request, and nothing about the reader: an article, a minute, a number.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection

# A minute of every article of a large site; more than that means the database has been away, and readers matter more.
MOST_UNWRITTEN = 100_000

UPSERT = """
INSERT INTO web_reads (article_id, minute, count)
SELECT article_id, minute, count FROM unnest(%s::bigint[], %s::timestamptz[], %s::int[]) AS read (article_id, minute, count)
ORDER BY article_id, minute
ON CONFLICT (article_id, minute) DO UPDATE SET count = web_reads.count + excluded.count
"""

_lock = threading.Lock()
_unwritten: Counter[tuple[int, int]] = Counter()


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


def write() -> int:
    """Add what was counted to the table, and return how many readings that were. If it fails, they count again later."""
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
    """How many readings were counted and not written yet."""
    return _unwritten.total()


def forget() -> None:
    """Count from nothing."""
    with _lock:
        _unwritten.clear()
