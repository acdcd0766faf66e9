"""A reader's record in numbers: what became of their comments month by month, what checks found, reports by and on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from comments.models import Comment, Report
from comments.moderation import checks, measures
from comments.moderation.checks import naming
from newsroom.accounts.models import User

Status = Comment.Status
Outcome = Report.Outcome


@dataclass(frozen=True, slots=True)
class Month:
    """What became of the comments of one month; of all earlier ones together, if `first` is None."""

    first: dt.date | None
    published: int = 0
    held: int = 0
    removed: int = 0
    refused: int = 0
    taken_back: int = 0

    @property
    def all(self) -> int:
        """How many comments they wrote."""
        return self.published + self.held + self.removed + self.refused + self.taken_back


@dataclass(frozen=True, slots=True)
class Often:
    """How often one check found something in a reader's latest comments, and how many of those were removed."""

    name: str
    found: int
    removed: int
    not_run: int

    @property
    def words(self) -> str:
        """What it finds."""
        return naming.in_words(self.name)

    @property
    def is_known(self) -> bool:
        """Whether the check is still one of ours."""
        return self.name in checks.BY_NAME


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports by their outcome."""

    by_outcome: Mapping[str, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self.by_outcome.values())

    @property
    def open(self) -> int:
        """How many wait."""
        return self.by_outcome.get(Outcome.OPEN, 0)

    @property
    def upheld(self) -> int:
        """How often a moderator agreed."""
        return self.by_outcome.get(Outcome.UPHELD, 0)

    @property
    def dismissed(self) -> int:
        """How often a moderator kept the comment."""
        return self.by_outcome.get(Outcome.DISMISSED, 0)


_BY_MONTH = """
SELECT CASE WHEN created_at >= %(since)s THEN date_trunc('month', created_at AT TIME ZONE %(zone)s)::date END AS month,
       count(*) FILTER (WHERE status = 'published'), count(*) FILTER (WHERE status = 'held'),
       count(*) FILTER (WHERE status = 'removed'), count(*) FILTER (WHERE status = 'refused'),
       count(*) FILTER (WHERE status = 'taken_back')
  FROM comments_comment WHERE author_id = %(account)s GROUP BY month ORDER BY month DESC NULLS LAST
"""

# Of a comment that was checked again the last findings count, as everywhere.
_OFTEN = """
SELECT found.check_name, count(*) FILTER (WHERE found.score > 0 AND found.ran = 'ran'),
       count(*) FILTER (WHERE found.score > 0 AND found.ran = 'ran' AND latest.status = 'removed'),
       count(*) FILTER (WHERE found.ran <> 'ran')
  FROM (SELECT id, status FROM comments_comment WHERE author_id = %(account)s ORDER BY created_at DESC LIMIT %(most)s) AS latest
 CROSS JOIN LATERAL (
       SELECT DISTINCT ON (check_name) check_name, score, ran FROM comments_signal
        WHERE comment_id = latest.id ORDER BY check_name, id DESC) AS found
 GROUP BY found.check_name HAVING bool_or(found.score > 0 OR found.ran <> 'ran') ORDER BY 2 DESC, 1
"""


def by_month(account: User, *, now: dt.datetime) -> Sequence[Month]:
    """What became of the comments of the last twelve months, the latest first, and of all before them. One query."""
    here = timezone.localtime(now)
    month = here.year * 12 + here.month - measures.MONTHS_OF_A_RECORD
    since = here.replace(year=month // 12, month=month % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_BY_MONTH, {"account": account.pk, "since": since, "zone": timezone.get_current_timezone_name()})
        return [Month(*row) for row in cursor.fetchall()]


def in_all(months: Sequence[Month]) -> Month:
    """The same over all of them."""
    return Month(
        None,
        published=sum(month.published for month in months),
        held=sum(month.held for month in months),
        removed=sum(month.removed for month in months),
        refused=sum(month.refused for month in months),
        taken_back=sum(month.taken_back for month in months),
    )


def how_often(account: User) -> Sequence[Often]:
    """What each check found in the latest comments, the most frequent first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_OFTEN, {"account": account.pk, "most": measures.COMMENTS_LOOKED_THROUGH})
        return [Often(*row) for row in cursor.fetchall()]


def reports_made(account: User) -> Reports:
    """What came of their own reports. One query. What they weigh is nobody's to see."""
    return _by_outcome(Report.objects.filter(reader=account))


def reports_on(account: User) -> Reports:
    """What came of reports on their comments. One query."""
    return _by_outcome(Report.objects.filter(comment__author=account))


def _by_outcome(reports) -> Reports:  # type: ignore[no-untyped-def]
    rows = reports.order_by().values("outcome").annotate(many=Count("pk")).values_list("outcome", "many")
    return Reports(dict(rows))
