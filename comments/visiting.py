"""One's own place in a conversation: when somebody signed in was last there, and what is new since.

A place is the number of the last comment that had been said when they opened the conversation to read it, in whatever order
and however little of it a page shows: new is what was said since, not what they have never seen. It moves when they open the
conversation alone; what is new in it, as far as that page goes; and, on a story's page, when script says that the
conversation came into view: opening a story is not yet reading what is said below it. It never moves back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from comments import limits
from comments.models import Visit
from newsroom.accounts.models import User
from newsroom.jobs import job


@dataclass(frozen=True, slots=True)
class Place:
    """Everything up to the comment `since` was there at the last visit; `count` of others' comments have come, at most
    one more than `limits.NEW_COUNTED`; of those asked about, `new` are among them."""

    since: int
    count: int
    new: frozenset[int]


_PLACE = """
SELECT visit.number,
       (SELECT count(*) FROM (
          SELECT 1 FROM comments_comment WHERE discussion_id = visit.discussion_id AND number > visit.number
             AND status = 'published' AND author_id IS DISTINCT FROM visit.reader_id LIMIT %(most)s) AS counted),
       ARRAY(SELECT id FROM comments_comment WHERE id = ANY(%(shown)s) AND discussion_id = visit.discussion_id
                AND number > visit.number AND status = 'published' AND author_id IS DISTINCT FROM visit.reader_id)
  FROM comments_visit AS visit WHERE reader_id = %(reader)s AND discussion_id = %(discussion)s
"""


def place_of(reader: User, *, discussion_id: int, shown: Sequence[int]) -> Place | None:
    """When `reader` was last there, and which of the comments `shown` are new since; None on a first visit. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _PLACE,
            {"reader": reader.pk, "discussion": discussion_id, "shown": list(shown), "most": limits.NEW_COUNTED + 1},
        )
        row = cursor.fetchone()
    return Place(row[0], row[1], frozenset(row[2])) if row else None


# Nobody was there later than the last comment. The row is written only where that moves it: once for each visit with
# something new, however often its pages are opened.
_REACHED = """
INSERT INTO comments_visit (reader_id, discussion_id, number, at)
SELECT %(reader)s, article_id, least(%(number)s, last_number), %(now)s FROM comments_discussion WHERE article_id = %(discussion)s
ON CONFLICT (reader_id, discussion_id) DO UPDATE SET number = excluded.number, at = excluded.at
 WHERE comments_visit.number < excluded.number AND comments_visit.at <= %(before)s
"""


def reached(reader: User, *, discussion_id: int, number: int, pause: dt.timedelta = dt.timedelta(0)) -> None:
    """Remember that `reader` was there when this number was the last; at most once in `pause`. One statement, outside a verb:
    nobody else sees it, and losing it loses nothing."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            _REACHED,
            {"reader": reader.pk, "discussion": discussion_id, "number": number, "now": now, "before": now - pause},
        )


@jobs.periodic(cron="47 3 * * *")
@job(retry=3)
def forget_old_visits(timestamp: int) -> None:
    """Forget where somebody was a year ago."""
    old = dt.datetime.fromtimestamp(timestamp, dt.UTC) - limits.VISITS_KEPT
    Visit.objects.filter(at__lt=old).delete()
