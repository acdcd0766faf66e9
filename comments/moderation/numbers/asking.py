"""The desk's questions to the database: one query each, over the log by its moments and the queue by its rows.

When something came to wait is derived from the log (a hold, a first report), never from the queue's rows, which are gone
once it is decided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from comments import limits
from comments.models import Decision
from comments.moderation.numbers.load import Load
from comments.moderation.numbers.periods import Period

Kind = Decision.Kind

# What waits for less than the first of these hours, than the second, than the third, and longer.
AGES = (1, 6, 24)

# In which one kind something is counted that waits for several reasons: the gravest.
KINDS = ("notice", "objection", "reported", "not_checked", "held", "passed_on")

_WAITING = """
SELECT CASE WHEN kind IN ('notice', 'objection') THEN kind WHEN is_reported THEN 'reported' WHEN is_held AND NOT is_unchecked
            THEN 'held' WHEN is_unchecked THEN 'not_checked' WHEN is_held THEN 'held' ELSE 'passed_on' END,
       count(*),
       count(*) FILTER (WHERE since > %(now)s - interval '1 hour'),
       count(*) FILTER (WHERE since <= %(now)s - interval '1 hour' AND since > %(now)s - interval '6 hours'),
       count(*) FILTER (WHERE since <= %(now)s - interval '6 hours' AND since > %(now)s - interval '24 hours'),
       count(*) FILTER (WHERE since <= %(now)s - interval '24 hours'),
       min(since),
       count(*) FILTER (WHERE claimed_by_id IS NOT NULL AND claimed_at > %(claimed_since)s)
  FROM comments_awaiting GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of one kind waits, by how long; since when the oldest; and how much of it somebody is looking at."""

    kind: str
    count: int
    ages: Sequence[int]
    oldest: dt.datetime
    claimed: int


def waiting(*, now: dt.datetime) -> list[Waiting]:
    """What waits now, by kind."""
    rows = _rows(_WAITING, {"now": now, "claimed_since": now - limits.CLAIM_HOLDS})
    found = [Waiting(kind, count, ages, oldest, claimed) for kind, count, *ages, oldest, claimed in rows]
    return sorted(found, key=lambda row: KINDS.index(row.kind))


# Upheld, an objection undoes the removal of what had been held: that answers somebody, and the removal was no slip.
_ANSWERS = "kind = 'undo' AND objection_id IS NOT NULL AND status_after = 'held'"
_SLIPS = f"""
SELECT undoes_id FROM comments_decision
 WHERE at >= %(since)s AND kind IN ('undo', 'unconfirm') AND undoes_id IS NOT NULL AND NOT ({_ANSWERS})
"""  # noqa: S608

_DECIDED = f"""
SELECT width_bucket(at, %(starts)s::timestamptz[]) - 1, automatic, count(*) FROM comments_decision
 WHERE at >= %(since)s AND at < %(now)s AND id NOT IN ({_SLIPS})
   AND CASE WHEN automatic THEN kind = ANY(%(by_the_policy)s) ELSE kind = ANY(%(by_persons)s) OR ({_ANSWERS}) END
 GROUP BY 1, 2
"""  # noqa: S608
# What does away with something that waits or that a reader did; every answer to an objection or a notice is one of these.
# A pick is an editor's joy and passing on is asking: with either, as much waits as before.
_BY_PERSONS = [Kind.APPROVE, Kind.REMOVE, Kind.CONFIRM, *Decision.SANCTIONS, Kind.LIFT]
_BY_THE_POLICY = [Kind.PUBLISH, Kind.HOLD, Kind.REFUSE]


def decided(period: Period, *, now: dt.datetime) -> tuple[Sequence[int], Sequence[int]]:
    """How much was decided in each piece of a period and not undone: by persons, and by the policy."""
    starts = period.starts(now=now)
    asked = {
        "starts": list(starts),
        "since": starts[0],
        "now": now,
        "by_persons": [kind.value for kind in _BY_PERSONS],
        "by_the_policy": [kind.value for kind in _BY_THE_POLICY],
    }
    counts: dict[bool, list[int]] = {False: [0] * len(starts), True: [0] * len(starts)}
    for piece, automatic, count in _rows(_DECIDED, asked):
        counts[automatic][piece] = count
    return counts[False], counts[True]


# A comment that is held anew because its author changed it has waited since it was first held.
_TIMES = """
WITH decided AS (
    SELECT id, comment_id, previous_id, at FROM comments_decision
     WHERE at >= %(since)s AND kind IN ('approve', 'remove') AND by_id IS NOT NULL
), waited (kind, took) AS (
    SELECT CASE WHEN before.codes = '["not_checked"]' THEN 'not_checked' ELSE 'held' END,
           decided.at - CASE WHEN earlier.id IS NULL THEN before.at ELSE (
               SELECT min(hold.at) FROM comments_decision AS hold
                WHERE hold.comment_id = decided.comment_id AND hold.id < decided.id AND hold.kind = 'hold' AND hold.id > coalesce(
                  (SELECT max(other.id) FROM comments_decision AS other
                    WHERE other.comment_id = decided.comment_id AND other.id < decided.id AND other.kind = ANY(%(standing)s)
                      AND other.kind <> 'hold'), 0)) END
      FROM decided JOIN comments_decision AS before ON before.id = decided.previous_id
      LEFT JOIN comments_decision AS earlier ON earlier.id = before.previous_id AND earlier.kind = 'hold'
     WHERE before.kind = 'hold' OR (before.kind = 'publish' AND before.codes = '["not_checked"]')
    UNION ALL
    SELECT 'reported', decided.at - min(report.at) FROM decided JOIN comments_report AS report ON report.decision_id = decided.id
     GROUP BY decided.id, decided.at
    UNION ALL
    SELECT 'objection', answered_at - at FROM comments_objection
     WHERE answered_at >= %(since)s AND outcome IN ('upheld', 'rejected')
    UNION ALL
    SELECT 'notice', answered_at - at FROM comments_notice WHERE answered_at >= %(since)s AND outcome IN ('removed', 'stays')
)
SELECT kind, count(*), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM took)) FROM waited GROUP BY kind
"""


@dataclass(frozen=True, slots=True)
class Times:
    """How long one kind waited for a person: half of it less than `median`, nine in ten less than `slowest` seconds."""

    kind: str
    count: int
    median: float
    slowest: float


def times(*, since: dt.datetime) -> list[Times]:
    """How long it took until a person decided, by what it waited for."""
    asked = {"since": since, "standing": [kind.value for kind in Decision.ON_STANDING]}
    found = [Times(kind, count, *seconds) for kind, count, seconds in _rows(_TIMES, asked)]
    return sorted(found, key=lambda row: KINDS.index(row.kind))


_LOOKED_AT = """
SELECT count(DISTINCT comment_id) FROM comments_decision
 WHERE at >= %(since)s AND initiative = 'policy' AND kind IN ('publish', 'hold', 'refuse')
"""


def looked_at(*, since: dt.datetime) -> int:
    """On how many comments the policy decided: what a share held is a share of."""
    [(count,)] = _rows(_LOOKED_AT, {"since": since})
    return int(count)


_RULES = f"""
WITH cited AS (
    SELECT rule_number, count(*) AS many FROM comments_decision AS entry
     WHERE at >= %(since)s AND kind = ANY(%(restrictions)s) AND rule_number IS NOT NULL
       AND id NOT IN ({_SLIPS})
     GROUP BY rule_number
), answered AS (
    SELECT contested.rule_number, count(*) AS many, count(*) FILTER (WHERE outcome = 'upheld') AS upheld
      FROM comments_objection JOIN comments_decision AS contested ON contested.id = comments_objection.decision_id
     WHERE answered_at >= %(since)s AND outcome IN ('upheld', 'rejected') AND contested.rule_number IS NOT NULL
     GROUP BY contested.rule_number
)
SELECT number, title, coalesce(cited.many, 0), coalesce(answered.many, 0), coalesce(answered.upheld, 0)
  FROM comments_rule LEFT JOIN cited ON cited.rule_number = number LEFT JOIN answered ON answered.rule_number = number
 WHERE retired_at IS NULL OR cited.many > 0 OR answered.many > 0 ORDER BY number
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often one rule was cited, and how many objections to that were answered and upheld."""

    number: int
    title: str
    cited: int
    answered: int
    upheld: int


def rules(*, since: dt.datetime) -> list[RuleCount]:
    """What was decided under each rule, and how that held."""
    restrictions = [kind.value for kind in Decision.RESTRICTIONS]
    return [RuleCount(*row) for row in _rows(_RULES, {"since": since, "restrictions": restrictions})]


_LOAD = """
WITH came AS (
    SELECT entry.comment_id FROM comments_decision AS entry
      LEFT JOIN comments_decision AS before ON before.id = entry.previous_id
     WHERE entry.at >= %(since)s AND entry.kind = 'hold' AND before.kind IS DISTINCT FROM 'hold'
    UNION
    SELECT comment_id FROM comments_report WHERE at >= %(since)s
), went AS (
    SELECT entry.comment_id FROM comments_decision AS entry JOIN comments_decision AS before ON before.id = entry.previous_id
     WHERE entry.at >= %(since)s AND before.kind = 'hold' AND entry.kind = ANY(%(standing)s) AND entry.kind <> 'hold'
    UNION
    SELECT report.comment_id FROM comments_report AS report JOIN comments_decision AS entry ON entry.id = report.decision_id
     WHERE entry.at >= %(since)s
)
SELECT (SELECT count(*) FROM came) + (SELECT count(*) FROM comments_objection WHERE at >= %(since)s)
         + (SELECT count(*) FROM comments_notice WHERE at >= %(since)s),
       (SELECT count(*) FROM went) + (SELECT count(*) FROM comments_objection WHERE answered_at >= %(since)s)
         + (SELECT count(*) FROM comments_notice WHERE answered_at >= %(since)s)
"""


def load(*, waiting: int, now: dt.datetime) -> Load:
    """How much came and how much was done with lately, against what waits."""
    asked = {"since": now - limits.LOAD_MEASURED_OVER, "standing": [kind.value for kind in Decision.ON_STANDING]}
    [(arrived, cleared)] = _rows(_LOAD, asked)
    return Load(waiting, arrived, cleared, limits.LOAD_MEASURED_OVER.total_seconds() / 3600)


def _rows(sql: str, asked: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()
