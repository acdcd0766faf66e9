"""Whose turn it is to be checked again: one row for each comment that not every check has seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import F

from comments.models import Comment, Unchecked
from comments.moderation.outside import limits

# When a claimed turn comes up again: what is let go of or put off is only ever the turn that was claimed.
Claim = dt.datetime

_TAKE = """
INSERT INTO comments_unchecked AS turn (comment_id, missing, since, tries, next_at)
VALUES (%(comment)s, %(missing)s::varchar[], %(now)s, 0, %(now)s)
ON CONFLICT (comment_id) DO UPDATE SET missing = excluded.missing, tries = 0, next_at = excluded.next_at
"""

_CLAIM = """
UPDATE comments_unchecked
   SET tries = least(tries + 1, 1000), next_at = %(now)s + least(%(first)s * power(2, least(tries, 20)), %(last)s)
 WHERE comment_id = %(comment)s AND next_at <= %(now)s
RETURNING next_at
"""


def take(comment: Comment, *, missing: Collection[str], now: dt.datetime) -> None:
    """Let a comment be checked again as soon as somebody comes to it. In the caller's transaction; one query."""
    _run(_TAKE, comment=comment.pk, missing=sorted(missing), now=now)


def claim(comment_id: int, *, now: dt.datetime) -> Claim | None:
    """Take up a comment's turn, so that nobody else does for a while, longer each time; None if it is not its turn."""
    found = _run(_CLAIM, comment=comment_id, now=now, first=limits.CHECKED_AGAIN_FIRST, last=limits.CHECKED_AGAIN_AT_LAST)
    return found[0][0] if found else None


def keep(comment: Comment, *, missing: Collection[str], claimed: Claim, soon: dt.datetime | None = None) -> None:
    """Let a claimed turn come up again as it would, or be over if no check is missing any more.

    `soon` is when it comes up instead where the comment has no part in it that a server does not answer. A turn that was given
    anew meanwhile, to other words, stays as it is.
    """
    turn = Unchecked.objects.filter(comment=comment, next_at=claimed)
    if not missing:
        turn.delete()
    elif soon is None:
        turn.update(missing=sorted(missing))
    else:
        turn.update(missing=sorted(missing), next_at=soon, tries=F("tries") - 1)


def let_go(comment: Comment) -> None:
    """No check is missing any more. In the caller's transaction, and under the comment's lock; one query."""
    Unchecked.objects.filter(comment=comment).delete()


def whose_is_next(*, now: dt.datetime, resting: Collection[str]) -> int | None:
    """The comment that has waited longest for its turn, and for a check whose server is not left alone now. One query."""
    due = Unchecked.objects.filter(next_at__lte=now).exclude(missing__contained_by=list(resting))
    return due.order_by("next_at").values_list("pk", flat=True).first()


def _run(statement: str, **values: Any) -> list[tuple[dt.datetime]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []
