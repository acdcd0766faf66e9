"""What waits for a moderator, kept as one narrow row each, and derived from the truth whenever that changes.

Whoever changes something that decides whether a comment waits (its state, a report, a finding, the log) calls `settle`
afterwards, in the same transaction and under the comment's lock; for objections and notices `settle_objection` and
`settle_notices`. Nothing is added up: each row is what follows from the other tables, and `prove` holds all of them against
that.

A comment waits while one of these is true:

- held: readers do not see it until a person has looked. Since the first decision to hold it after readers last saw it: one
  that reports have hidden is new although it was written long ago, and one that its author changes meanwhile is not.
- reported: readers see it, and a report is open. After a moderator's approval one reader more who disagrees does not bring
  it back; two do. Since the first of them.
- not checked: a check did not run when the policy last decided, and no person has looked since.
- escalated: a moderator passed it on to a colleague, and no person has decided since.

What was undone never happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from comments import limits
from comments.models import Comment, Notice, Objection


class Drift(AssertionError):
    """Stored rows differ from what follows from the other tables; the message names some."""


_COLUMNS = (
    "kind, comment_id, discussion_id, objection_id, notice_id, is_held, is_reported, is_unchecked, is_escalated, is_seen, "
    "found, reported, passed_on_by_id, since, newest"
)

# What follows for the comments in `candidate (id)` from the tables that are the truth. S608, here and below: only constants
# of this file are put together; every value is a parameter.
_COMMENTS = f"""
SELECT {_COLUMNS}
  FROM (
    SELECT 'comment' AS kind, comment_id, discussion_id, NULL::bigint AS objection_id, NULL::bigint AS notice_id,
           is_held, is_reported, is_unchecked, is_escalated, is_seen, found, reported, passed_on_by_id,
           least(held_at, CASE WHEN is_reported THEN first_report END, unchecked_at, passed_on_at) AS since,
           greatest(held_at, CASE WHEN is_reported THEN last_report END, unchecked_at, passed_on_at) AS newest
      FROM (
        SELECT comment.id AS comment_id, comment.discussion_id,
               comment.status = 'held' AS is_held, held.at AS held_at,
               comment.status = 'published' AND report.many > 0
                 AND (report.many >= %(to_reopen)s OR last.kind IS DISTINCT FROM 'approve') AS is_reported,
               report.first AS first_report, report.last AS last_report, report.many::float AS reported,
               unchecked.at IS NOT NULL AS is_unchecked, unchecked.at AS unchecked_at,
               passed_on.at IS NOT NULL AS is_escalated, passed_on.at AS passed_on_at, passed_on.by_id AS passed_on_by_id,
               comment.status = 'published' AS is_seen,
               coalesce((SELECT max(score) FROM comments_signal
                          WHERE comment_id = comment.id AND decision_id = judged.id), 0) AS found
          FROM candidate
          JOIN comments_comment AS comment ON comment.id = candidate.id AND comment.status IN ('held', 'published')
         CROSS JOIN LATERAL (
            SELECT count(*) AS many, min(at) AS first, max(at) AS last
              FROM comments_report WHERE comment_id = comment.id AND outcome = 'open'
          ) AS report
          LEFT JOIN LATERAL (
            SELECT kind FROM comments_decision
             WHERE comment_id = comment.id
               AND kind IN ('publish', 'hold', 'refuse', 'approve', 'remove', 'take_back', 'undo')
             ORDER BY id DESC LIMIT 1
          ) AS last ON TRUE
          LEFT JOIN LATERAL (
            SELECT id, at, codes FROM comments_decision
             WHERE comment_id = comment.id AND initiative = 'policy' ORDER BY id DESC LIMIT 1
          ) AS judged ON TRUE
         CROSS JOIN LATERAL (
            SELECT coalesce(max(id), 0) AS id FROM comments_decision AS entry
             WHERE comment_id = comment.id AND kind IN ('approve', 'remove')
               AND NOT EXISTS (SELECT FROM comments_decision WHERE comment_id = comment.id AND undoes_id = entry.id)
          ) AS looked
          LEFT JOIN LATERAL (
            -- What came back too late for a decision is kept for the record (`recheck`), and calls nobody.
            SELECT judged.at WHERE judged.codes @> '["not_checked"]' AND EXISTS (
              SELECT FROM comments_decision
               WHERE comment_id = comment.id AND id > looked.id AND initiative = 'policy' AND kind <> 'recheck')
          ) AS unchecked ON TRUE
          LEFT JOIN LATERAL (
            SELECT at, by_id FROM comments_decision AS entry
             WHERE comment_id = comment.id AND kind = 'escalate' AND id > looked.id
               AND NOT EXISTS (SELECT FROM comments_decision WHERE comment_id = comment.id AND undoes_id = entry.id)
             ORDER BY id DESC LIMIT 1
          ) AS passed_on ON TRUE
          LEFT JOIN LATERAL (
            SELECT coalesce(min(at), comment.created_at) AS at FROM comments_decision
             WHERE comment_id = comment.id AND kind = 'hold' AND id > coalesce((
                     SELECT max(id) FROM comments_decision AS entry
                      WHERE comment_id = comment.id AND kind IN ('publish', 'refuse', 'approve', 'remove', 'take_back')
                        AND NOT EXISTS (
                              SELECT FROM comments_decision WHERE comment_id = comment.id AND undoes_id = entry.id)), 0)
          ) AS held ON comment.status = 'held'
      ) AS stands
     WHERE is_held OR is_reported OR is_unchecked OR is_escalated
  ) AS derived
"""  # noqa: S608

# An objection waits, and a notice, from the day it came until it is answered. `is_seen` says whether readers see meanwhile
# what it is about.
_OPEN = """
SELECT '{kind}', comment.id, comment.discussion_id, {objection}, {notice},
       FALSE, FALSE, FALSE, FALSE, coalesce(comment.status = 'published', FALSE), 0, 0, NULL::bigint, thing.at, thing.at
  FROM comments_{kind} AS thing LEFT JOIN comments_comment AS comment ON comment.id = thing.comment_id
 WHERE thing.outcome = 'open'
"""
_OBJECTIONS = _OPEN.format(kind="objection", objection="thing.id", notice="NULL::bigint")
_NOTICES = _OPEN.format(kind="notice", objection="NULL::bigint", notice="thing.id")

# What follows is written over what stood there. A claim stays: it is advice about the thing as a whole. Whoever passes a
# comment on has looked enough.
_WRITE = f"""
UPDATE SET ({_COLUMNS}) = ROW (excluded.kind, excluded.comment_id, excluded.discussion_id, excluded.objection_id,
             excluded.notice_id, excluded.is_held, excluded.is_reported, excluded.is_unchecked, excluded.is_escalated,
             excluded.is_seen, excluded.found, excluded.reported, excluded.passed_on_by_id, excluded.since, excluded.newest),
           claimed_by_id = CASE WHEN excluded.passed_on_by_id IS NOT DISTINCT FROM awaiting.passed_on_by_id
                                THEN awaiting.claimed_by_id END
"""

# What else waits about the same comment follows its state too.
_SETTLE = f"""
WITH candidate AS (SELECT %(comment)s::bigint AS id), truth AS ({_COMMENTS}), gone AS (
  DELETE FROM comments_awaiting WHERE kind = 'comment' AND comment_id = %(comment)s AND NOT EXISTS (SELECT FROM truth)
), others AS (
  UPDATE comments_awaiting AS other SET is_seen = NOT other.is_seen
    FROM comments_comment AS comment
   WHERE comment.id = %(comment)s AND other.comment_id = comment.id AND other.kind <> 'comment'
     AND other.is_seen <> (comment.status = 'published')
)
INSERT INTO comments_awaiting AS awaiting ({_COLUMNS}) SELECT {_COLUMNS} FROM truth
ON CONFLICT (comment_id) WHERE kind = 'comment' DO {_WRITE}
"""  # noqa: S608

_SETTLE_OTHER = """
WITH truth ({columns}) AS ({derived} AND thing.id = ANY(%(things)s)), gone AS (
  DELETE FROM comments_awaiting WHERE {kind}_id = ANY(%(things)s) AND {kind}_id NOT IN (SELECT {kind}_id FROM truth)
)
INSERT INTO comments_awaiting AS awaiting ({columns}) SELECT {columns} FROM truth ON CONFLICT ({kind}_id) DO {write}
"""
_SETTLE_OBJECTION = _SETTLE_OTHER.format(columns=_COLUMNS, derived=_OBJECTIONS, kind="objection", write=_WRITE)
_SETTLE_NOTICE = _SETTLE_OTHER.format(columns=_COLUMNS, derived=_NOTICES, kind="notice", write=_WRITE)

_EVERYTHING = f"""
WITH candidate AS (
  SELECT id FROM comments_comment WHERE status = 'held'
   UNION SELECT comment_id FROM comments_report WHERE outcome = 'open'
   UNION SELECT comment_id FROM comments_decision WHERE kind = 'escalate'
   UNION SELECT comment_id FROM comments_decision WHERE initiative = 'policy' AND codes @> '["not_checked"]'
), truth ({_COLUMNS}) AS ({_COMMENTS} UNION ALL {_OBJECTIONS} UNION ALL {_NOTICES})
"""  # noqa: S608

_SETTLE_ALL = f"{_EVERYTHING} INSERT INTO comments_awaiting ({_COLUMNS}) SELECT {_COLUMNS} FROM truth"  # noqa: S608

_DRIFT = f"""
{_EVERYTHING}, stored AS (SELECT {_COLUMNS} FROM comments_awaiting),
missing AS (SELECT * FROM truth EXCEPT ALL SELECT * FROM stored),
stale AS (SELECT * FROM stored EXCEPT ALL SELECT * FROM truth)
SELECT 'should be', missing::text FROM missing UNION ALL SELECT 'is', stale::text FROM stale LIMIT 20
"""  # noqa: S608


def settle(comment: Comment) -> None:
    """Let a comment wait, or no longer wait, as it follows from what is stored. One statement."""
    _run(_SETTLE, comment=comment.pk)


def settle_objection(objection: Objection) -> None:
    """The same for an objection: it waits until it is answered. One statement."""
    _run(_SETTLE_OBJECTION, things=[objection.pk])


def settle_notice(notice: Notice) -> None:
    """The same for a notice of illegal content. One statement."""
    settle_notices([notice.pk])


def settle_notices(keys: Sequence[int]) -> None:
    """The same for all notices with these keys, however many. One statement."""
    _run(_SETTLE_NOTICE, things=list(keys))


@transaction.atomic
def settle_all() -> None:
    """Derive everything that waits from the beginning: after rows were copied in bulk. Claims are forgotten."""
    # Whoever settles one thing meanwhile waits, and then settles it as it is.
    _run("LOCK TABLE comments_awaiting IN SHARE ROW EXCLUSIVE MODE")
    _run("DELETE FROM comments_awaiting")
    _run(_SETTLE_ALL)


def prove() -> None:
    """Raise `Drift` if any row of what waits is missing, stale, or says something else than the truth."""
    with connection.cursor() as cursor:
        cursor.execute(_DRIFT, {"to_reopen": limits.REPORTS_TO_REOPEN})
        wrong = cursor.fetchall()
    if wrong:
        raise Drift("\n".join(f"{which} {row}" for which, row in wrong))


def _run(statement: str, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"to_reopen": limits.REPORTS_TO_REOPEN, **values})
