"""Who is looking at what: advice to others, which never keeps anybody from anything.

A claim is taken by opening something, shown to others, left out of their "next", and ends with a decision (then what was
claimed waits no more), by leaving, or after ten minutes. It is one narrow row's own column, so nothing of it has to follow
from anything, and losing it costs a second look.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from comments import limits
from comments.models import Awaiting, Notice, Objection
from comments.moderation import harm
from comments.moderation.queue import filters as filtering
from comments.moderation.queue import listing
from comments.moderation.queue.filters import EVERYTHING, Filters
from newsroom.accounts.models import User


def claim(key: int, *, by: User, now: dt.datetime | None = None) -> bool:
    """Say that `by` looks at what has this key; False if a colleague does already, or if it waits no more."""
    now = now or timezone.now()
    free = Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_at__lte=now - limits.CLAIM_HOLDS)
    return bool(Awaiting.objects.filter(free, pk=key).update(claimed_by=by, claimed_at=now))


def found(key: int) -> Awaiting | None:
    """One thing that waits, with who is looking at it; None if it waits no more."""
    return Awaiting.objects.select_related("claimed_by").filter(pk=key).first()


def key_of(plea: Objection | Notice) -> int | None:
    """The key under which an objection or a notice waits; None if it waits no more."""
    one = Q(objection=plea) if isinstance(plea, Objection) else Q(notice=plea)
    return Awaiting.objects.filter(one).values_list("pk", flat=True).first()


def leave(key: int, *, by: User) -> None:
    """Say that `by` looks at it no more."""
    Awaiting.objects.filter(pk=key, claimed_by=by).update(claimed_by=None)


# What `by` may decide, and what nobody else is looking at: not their own words, nor what they have passed on, nor an
# objection to what they decided themselves, nor a notice that they sent.
_FOR_ME = """
  (waits.claimed_by_id IS NULL OR waits.claimed_by_id = %(me)s OR waits.claimed_at <= %(claimed_since)s)
  AND waits.passed_on_by_id IS DISTINCT FROM %(me)s
  AND NOT EXISTS (SELECT FROM comments_comment WHERE id = waits.comment_id AND author_id = %(me)s)
  AND NOT EXISTS (SELECT FROM comments_objection WHERE id = waits.objection_id AND %(me)s IN (contested_by_id, by_id))
  AND NOT EXISTS (SELECT FROM comments_notice WHERE id = waits.notice_id AND %(me)s IN (contested_by_id, sent_by_id))
"""

# The most harmful of what is free is locked and taken in one statement. Whoever asks at the same moment passes over what is
# locked, and looks again at what has been taken since: no two are led to the same.
# S608: only constants are put together; every value is a parameter.
_TAKE = f"""
WITH picked AS (SELECT DISTINCT discussion_id FROM comments_awaiting), {listing.STORIES},
taken AS (
  SELECT waits.id FROM comments_awaiting AS waits
    LEFT JOIN story USING (discussion_id)
   CROSS JOIN LATERAL (SELECT {harm.sql(reads="coalesce(story.reads, 0)")} AS harm) AS worth
   WHERE {{where}} AND {{behind}} AND {_FOR_ME}
   ORDER BY {{order}} LIMIT 1 FOR UPDATE OF waits SKIP LOCKED
)
UPDATE comments_awaiting AS waits SET claimed_by_id = %(me)s, claimed_at = %(now)s
  FROM taken WHERE waits.id = taken.id
RETURNING waits.id, waits.kind, waits.comment_id, waits.objection_id, waits.notice_id
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken: its key while it waits, and what it is."""

    key: int
    kind: str
    comment_id: int | None
    objection_id: int | None
    notice_id: int | None


@transaction.atomic
def take_next(filters: Filters = EVERYTHING, *, by: User, left: int = 0, now: dt.datetime | None = None) -> Taken | None:
    """The most harmful thing that `by` may decide and nobody else is looking at, claimed; None when there is none.

    `left` is the key of what `by` leaves undecided: then it is what comes behind that, and at the end of the list the first.
    """
    now = now or timezone.now()
    behind = listing.row_with(left, now=now, order=filters.order) if left else None
    if behind is None:
        return _take(filters, by=by, now=now)
    leave(left, by=by)
    return _take(filters, by=by, now=now, behind=behind) or _take(filters, by=by, now=now, but=left)


def _take(filters: Filters, *, by: User, now: dt.datetime, behind: listing.Row | None = None, but: int = 0) -> Taken | None:
    where, values = filtering.on_what_waits(filters, viewer=by.pk)
    condition, order = (part.replace("waits.harm", "worth.harm") for part in listing.ORDERS[filters.order])
    if behind is not None:
        _then, values["mark"], values["last"] = listing.read_marker(filters.order, behind.place) or (None, None, None)
    else:
        condition, values["but"] = "waits.id <> %(but)s", but
    moments = {"now": now, "reading_since": now - limits.READING_COUNTS, "claimed_since": now - limits.CLAIM_HOLDS}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(where=where, behind=condition, order=order), {**values, **moments, "me": by.pk})
        found = cursor.fetchone()
    return Taken(*found) if found else None
