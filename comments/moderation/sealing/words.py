"""The words behind the log: whether they are still those that each entry vouches for, or were erased with their reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from comments.moderation import evidence

AT_ONCE = 1000


def check(*, tell: Callable[[str], None]) -> int:
    """`tell` which words are others than they were, or are gone though nobody has left; returns how many were erased.

    Also what restricts somebody without a statement of reasons: the database refuses that, unless it was told not to.
    """
    erased = 0
    for number, in_log, vouched, has_left, salt, body, note, facts, has_reasons in _rows():
        if not in_log:
            tell(f"Words are kept for entry {number}, which is not in the log.")
            continue
        if not has_reasons:
            tell(f"Entry {number} restricts a reader and has no statement of reasons.")
        if salt is None:
            if not has_left:
                tell(f"The words behind entry {number} are missing.")
        elif has_left and not salt and not (body or note or facts):
            erased += 1
        elif not salt or evidence.digest(salt, body=body, note=note, facts=facts) != vouched:
            tell(f"The words behind entry {number} are not those that it vouches for.")
    return erased


# A loose scan by the key of both tables: words without an entry have no row in the one, entries without words none in the other.
_ROWS = """
WITH here AS (
  SELECT id FROM (
    (SELECT id FROM comments_decision WHERE id > %(after)s ORDER BY id LIMIT %(most)s)
    UNION (SELECT decision_id FROM comments_evidence WHERE decision_id > %(after)s ORDER BY decision_id LIMIT %(most)s)
  ) AS both_tables ORDER BY id LIMIT %(most)s
)
SELECT here.id, entry.id IS NOT NULL, entry.evidence_digest,
       -- Who has left is asked only where it matters: it is a query for each row.
       CASE WHEN kept.salt IS NULL OR kept.salt = '' THEN comments_account_has_left(entry.account_id) ELSE FALSE END,
       kept.salt, kept.body, kept.note, kept.facts::text,
       CASE WHEN entry.kind NOT IN ('remove', 'refuse', 'warn', 'look_first', 'mute', 'bar') THEN TRUE
            WHEN EXISTS (SELECT FROM comments_statement WHERE decision_id = here.id) THEN TRUE
            ELSE comments_account_has_left(entry.account_id) END
  FROM here
  LEFT JOIN comments_decision AS entry ON entry.id = here.id
  LEFT JOIN comments_evidence AS kept ON kept.decision_id = here.id
 ORDER BY here.id
"""


def _rows() -> Iterator[tuple[int, bool, bytes, bool, bytes | None, str, str, dict[str, Any], bool]]:
    after = -(2**63)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, {"after": after, "most": AT_ONCE})
            rows = cursor.fetchall()
        for number, in_log, vouched, has_left, salt, body, note, facts, has_reasons in rows:
            kept = bytes(salt) if salt is not None else None
            parsed = json.loads(facts) if facts is not None else {}
            yield number, in_log, bytes(vouched or b""), has_left, kept, body, note, parsed, has_reasons
        if len(rows) < AT_ONCE:
            return
        after = rows[-1][0]
