"""How often people agreed with the checks: of the comments that one held and a person decided, the share that was removed.

What counts is the last word of a person on a comment; what was undone is no judgement, and a comment held twice counts once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection

from comments import limits

What = TypeVar("What", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one check, or one entry of a word list: comments it held, those that a person decided, those removed."""

    held: int = 0
    judged: int = 0
    removed: int = 0

    @property
    def percent(self) -> int | None:
        """How often people agreed, in per cent; None where nobody has decided yet."""
        return round(100 * self.removed / self.judged) if self.judged else None


NOTHING = Agreement()

# Both are read through the index of the log in time: whoever judges what was stopped does so afterwards. Looking each comment
# up by itself took two seconds where a month has 60,000 of them.
_HELD = """
WITH stopped AS (
  SELECT id, comment_id, codes FROM comments_decision
   WHERE at > %(since)s AND at <= %(now)s AND initiative = 'policy' AND kind IN ('hold', 'refuse')
), found AS (
  {found}
), judged AS (
  SELECT DISTINCT ON (comment_id) comment_id, kind FROM comments_decision
   WHERE at > %(since)s AND kind IN ('approve', 'remove', 'undo')
   ORDER BY comment_id, id DESC
)
SELECT what, count(*), count(*) FILTER (WHERE kind <> 'undo'), count(*) FILTER (WHERE kind = 'remove')
  FROM found LEFT JOIN judged USING (comment_id) GROUP BY what
"""
_BY_CHECK = _HELD.format(found="SELECT DISTINCT comment_id, jsonb_array_elements_text(codes) AS what FROM stopped")
_BY_ENTRY = _HELD.format(
    found="""
  SELECT DISTINCT stopped.comment_id, jsonb_array_elements(signal.detail -> 'entries')::bigint AS what
    FROM stopped JOIN comments_signal AS signal
      ON signal.comment_id = stopped.comment_id AND signal.check_name = 'wordlist' AND signal.decision_id = stopped.id
   WHERE stopped.codes ? 'wordlist' AND jsonb_typeof(signal.detail -> 'entries') = 'array'"""
)


def by_check(*, now: dt.datetime, since: dt.datetime | None = None) -> dict[str, Agreement]:
    """By the code in the log (a check's name, or `mode`, `standing`, `switch` …), of 30 days unless told. One query."""
    return _asked(_BY_CHECK, now=now, since=since)


def by_entry(*, now: dt.datetime, since: dt.datetime | None = None) -> dict[int, Agreement]:
    """By the number of the entry on a word list, of 30 days unless told. One query."""
    return _asked(_BY_ENTRY, now=now, since=since)


def _asked(query: str, *, now: dt.datetime, since: dt.datetime | None) -> dict[What, Agreement]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"now": now, "since": since or now - limits.HISTORY_WINDOW})
        return {what: Agreement(held, judged, removed) for what, held, judged, removed in cursor.fetchall()}
