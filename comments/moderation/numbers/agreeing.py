"""How often people agreed with what the checks held: counted from the log, which forgets nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from comments.models import Decision


@dataclass(frozen=True, slots=True)
class Agreement:
    """What became of the comments that one check, or another code of the policy, had a person look at."""

    code: str
    held: int
    removed: int
    approved: int

    @property
    def decided(self) -> int:
        """Of how many a person has said what they are; the others still wait, or their author took them back."""
        return self.removed + self.approved

    @property
    def share_agreed(self) -> float | None:
        """In what share of those a person removed what was held; None where nobody has decided yet."""
        return self.removed / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Agreements:
    """How much the policy looked at, and what became of what it held, by code, the most held first."""

    looked_at: int
    by_code: Sequence[Agreement]


# What stands on a comment now is what a person has said of it: an undone decision counts as none, one that was put right
# after an objection as what it became.
_COUNT = """
WITH held AS MATERIALIZED (
    SELECT entry.comment_id, entry.codes, stands.kind, stands.by_id FROM comments_decision AS entry
      JOIN LATERAL (SELECT kind, by_id FROM comments_decision AS later
                     WHERE later.comment_id = entry.comment_id AND later.kind = ANY(%(standing)s)
                     ORDER BY later.id DESC LIMIT 1) AS stands ON TRUE
     WHERE entry.at >= %(since)s AND entry.initiative = 'policy' AND entry.kind = 'hold'
), counted AS (
    SELECT code, count(DISTINCT comment_id) AS held,
           count(DISTINCT comment_id) FILTER (WHERE kind = 'remove') AS removed,
           count(DISTINCT comment_id) FILTER (WHERE kind = 'approve') AS approved
      FROM held, jsonb_array_elements_text(codes) AS code GROUP BY code
), looked_at AS (
    SELECT count(DISTINCT comment_id) AS many FROM comments_decision
     WHERE at >= %(since)s AND initiative = 'policy' AND kind IN ('publish', 'hold', 'refuse')
)
SELECT many, code, held, removed, approved FROM looked_at LEFT JOIN counted ON TRUE ORDER BY held DESC NULLS LAST, code
"""


def since(moment: dt.datetime) -> Agreements:
    """What the checks held since a moment, and what people made of it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"since": moment, "standing": [kind.value for kind in Decision.ON_STANDING]})
        rows = cursor.fetchall()
    return Agreements(rows[0][0], [Agreement(*row[1:]) for row in rows if row[1] is not None])
