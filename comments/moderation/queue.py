"""What waits for a moderator, most urgent first, each case with everything needed to decide it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import limits, people, references
from comments.models import Comment, Decision, Report, Signal
from comments.moderation import checks, codes, records
from comments.moderation.decisions import DECIDABLE, Seen
from comments.moderation.records import Record


class Queue(StrEnum):
    """Which part of what waits is asked for."""

    ALL = "all"
    HELD = "held"
    REPORTED = "reported"


# What reports bring to the desk: a comment that readers see, with a report nobody has answered. Once a moderator has
# read it and approved it, one more reader who disagrees does not bring it back; two do. It waits since the first of them.
_REPORTED = """
  FROM comments_tally AS tally
  JOIN comments_comment AS comment ON comment.id = tally.comment_id AND comment.status = 'published'
  LEFT JOIN LATERAL (
    SELECT min(at) AS oldest, max(at) AS newest FROM comments_report WHERE comment_id = comment.id AND outcome = 'open'
  ) AS report ON TRUE
 WHERE tally.reports > 0 AND (tally.reports >= %(to_reopen)s OR (
         SELECT kind FROM comments_decision WHERE comment_id = tally.comment_id AND kind NOT IN ('feature', 'unfeature')
          ORDER BY id DESC LIMIT 1
       ) IS DISTINCT FROM 'approve')
"""

# A held comment waits since the first decision to hold it after readers last saw it: one that reports have hidden is new
# although it was written long ago, and one that its author changes while it waits is not. What was undone never happened.
_HELD = """
  FROM comments_comment AS held
 CROSS JOIN LATERAL (
    SELECT coalesce(min(at), held.created_at) AS came FROM comments_decision
     WHERE comment_id = held.id AND kind = 'hold' AND id > coalesce((
             SELECT max(seen.id) FROM comments_decision AS seen
              WHERE seen.comment_id = held.id AND seen.status_after <> 'held' AND seen.kind <> 'undo'
                AND NOT EXISTS (SELECT FROM comments_decision WHERE comment_id = held.id AND undoes_id = seen.id)), 0)
  ) AS waits
 WHERE held.status = 'held'
"""

# Urgency, in plain numbers that a moderator can follow:
#   a reported comment is being read now: 2, and 1 for each reader who reported it;
#   a held one harms nobody while it waits: the highest score of a check, 0 to 1, and 1 for each reader whose report
#   has hidden it;
#   everything grows by 1 for each day that it waits, so nothing waits for ever.
# S608, here and below: only constants of this file are put together; every value is a parameter.
_WAITING = f"""
WITH waiting AS (
  SELECT held.id, held.revision, waits.came AS since, FALSE AS is_reported,
         coalesce((SELECT reports FROM comments_tally WHERE comment_id = held.id), 0)::float AS reported {_HELD}
  UNION ALL
  SELECT comment.id, comment.revision, coalesce(report.oldest, comment.created_at), TRUE, 2.0 + tally.reports {_REPORTED}
)
SELECT waiting.id, since,
       reported + CASE WHEN is_reported THEN 0 ELSE coalesce((
         SELECT max(score) FROM comments_signal WHERE comment_id = waiting.id AND revision = waiting.revision), 0) END
       + extract(epoch FROM %(now)s - since) / 86400 AS urgency
  FROM waiting
"""  # noqa: S608

_MOST_URGENT = f"""{_WAITING}
 WHERE %(queue)s = 'all' OR is_reported = (%(queue)s = 'reported')
 ORDER BY urgency DESC, waiting.id
OFFSET %(start)s LIMIT %(limit)s
"""

_ONE = f"{_WAITING} WHERE waiting.id = %(comment)s"

_COUNTS = f"""
SELECT (SELECT count(*) FROM comments_comment WHERE status = 'held'), (SELECT count(*) {_REPORTED})
"""  # noqa: S608

_ARRIVED = f"""
SELECT (SELECT count(*) {_HELD} AND waits.came > %(since)s)
     + (SELECT count(*) {_REPORTED} AND report.newest > %(since)s)
"""

_NEWEST = f"""
SELECT greatest((SELECT max(waits.came) {_HELD}), (SELECT max(at) FROM comments_report WHERE outcome = 'open'))
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a case is where it is, in words; grave ones are set apart."""

    words: str
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One comment with what it takes to decide; `since` when it has waited, None if it waits no more."""

    comment: Comment
    since: dt.datetime | None
    urgency: float
    reasons: Sequence[Reason]
    record: Record
    signals: Sequence[tuple[str, str]]
    # Names of the checks that ran and had nothing to say.
    silent: Sequence[str]
    reports: Sequence[Report]
    seen: Seen
    # What the words refer to, its own and those of what it answers.
    names: references.Known = field(default_factory=dict)

    @property
    def answers(self) -> Comment | None:
        """What the comment answers: at the deepest level it stands beside that, not below it."""
        return self.comment.answers_to or self.comment.parent

    @property
    def open_to(self) -> list[Decision.Kind]:
        """What a moderator can do with it as it is now."""
        return [kind for kind in (Decision.Kind.APPROVE, Decision.Kind.REMOVE) if self.comment.status in DECIDABLE[kind]]

    @property
    def person(self) -> people.Person:
        """Whose comment it is, with the picture beside it: that, too, may be what readers object to."""
        return people.itself(self.comment.author)


def counts() -> dict[Queue, int]:
    """How many cases wait in each queue. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"to_reopen": limits.REPORTS_TO_REOPEN})
        held, reported = cursor.fetchone()
    return {Queue.ALL: held + reported, Queue.HELD: held, Queue.REPORTED: reported}


def newest_waiting() -> str:
    """A marker of the newest thing that waits: pass it to `arrived_since` later."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        [newest] = cursor.fetchone()
    return (newest or timezone.now()).isoformat()


def arrived_since(marker: str) -> int:
    """How many comments came to wait after a marker of `newest_waiting`; none for a marker from nowhere."""
    try:
        since = dt.datetime.fromisoformat(marker)
    except ValueError:
        return 0
    if timezone.is_naive(since):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVED, {"since": since, "to_reopen": limits.REPORTS_TO_REOPEN})
        return cursor.fetchone()[0]


def waiting(queue: Queue, *, now: dt.datetime, start: int = 0, limit: int = limits.CASES_ON_A_PAGE) -> list[Case]:
    """The most urgent cases of a queue, in a fixed number of queries; `start` skips as many, for the next page."""
    with connection.cursor() as cursor:
        cursor.execute(
            _MOST_URGENT,
            {"now": now, "queue": str(queue), "start": start, "limit": limit, "to_reopen": limits.REPORTS_TO_REOPEN},
        )
        return _cases(cursor.fetchall())


def case_of(comment_id: int, *, now: dt.datetime) -> Case:
    """One comment as a case, whether it waits or not. Raises `Comment.DoesNotExist`."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, {"now": now, "comment": comment_id, "to_reopen": limits.REPORTS_TO_REOPEN})
        found = _cases(cursor.fetchall() or [(comment_id, None, 0.0)])
    if not found:
        raise Comment.DoesNotExist
    return found[0]


def _cases(rows: Sequence[tuple[int, dt.datetime | None, float]]) -> list[Case]:
    ids = [comment_id for comment_id, _since, _urgency in rows]
    comments = Comment.objects.select_related(
        "author", "parent__author", "answers_to__author", "discussion__article", "tally"
    ).in_bulk(ids)
    # What was found in the words as they are; earlier wordings have findings of their own.
    signals = _grouped(Signal.objects.filter(comment__in=ids, revision=F("comment__revision")).order_by("pk"))
    reports = _grouped(
        Report.objects.filter(comment__in=ids, outcome=Report.Outcome.OPEN).select_related("rule", "reader").order_by("at")
    )
    behaved = records.of_authors({comment.author_id for comment in comments.values() if comment.author_id})
    decided = Decision.objects.on_standing().filter(comment_id__in=ids)
    last = {row.comment_id: row for row in decided.order_by("comment_id", "-pk").distinct("comment_id")}
    shown = [said for row in comments.values() for said in (row, row.answers_to or row.parent) if said is not None]
    names = references.known(said.body for said in shown)
    return [
        Case(
            comment=comment,
            since=since,
            urgency=float(urgency),
            reasons=_reasons(comment, signals[comment.pk], reports[comment.pk], last.get(comment.pk)),
            record=behaved.get(comment.author_id or 0, Record()),
            signals=[_in_words(signal) for signal in signals[comment.pk] if _says_something(signal)],
            silent=[signal.check_name for signal in signals[comment.pk] if not _says_something(signal)],
            reports=reports[comment.pk],
            seen=Seen(comment.revision, _id_of(last.get(comment.pk)), max((r.pk for r in reports[comment.pk]), default=None)),
            names=names,
        )
        for comment_id, since, urgency in rows
        if (comment := comments.get(comment_id)) is not None
    ]


def _grouped(rows) -> defaultdict[int, list]:  # type: ignore[no-untyped-def]
    by_comment = defaultdict(list)
    for row in rows:
        by_comment[row.comment_id].append(row)
    return by_comment


def _id_of(decision: Decision | None) -> int | None:
    return decision.pk if decision else None


def _reasons(comment: Comment, signals: Sequence[Signal], reports: Sequence[Report], last: Decision | None) -> list[Reason]:
    reasons = []
    if reports:
        rules = ", ".join(dict.fromkeys(report.rule.title for report in reports))
        many = ngettext("%(n)s report: %(rules)s", "%(n)s reports: %(rules)s", len(reports))
        reasons.append(Reason(many % {"n": len(reports), "rules": rules}, is_grave=True))
    if comment.status == Comment.Status.HELD:
        found = [_in_words(signal)[1] for signal in signals if _says_something(signal)]
        found += codes.for_moderators(last.codes) if last else []
        reasons += [Reason(words) for words in found] or [Reason(_("held"))]
    return reasons


def _says_something(signal: Signal) -> bool:
    return signal.score > 0 or signal.ran != Signal.Ran.RAN


def _in_words(signal: Signal) -> tuple[str, str]:
    """A check's name, and what it said."""
    check = checks.BY_NAME.get(signal.check_name)
    if signal.ran != Signal.Ran.RAN:
        return signal.check_name, _("was not checked (%s)") % signal.get_ran_display()
    # A check that was retired since: its finding stays readable as it was stored.
    return signal.check_name, check.for_moderators(signal.detail) if check else str(signal.detail)
