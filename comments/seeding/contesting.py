"""Objections and notices of the demo newspaper: some wait, one for too long, some were answered. Through the verbs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from typing import Any

from django.conf import settings

from comments import reporting
from comments.models import Comment, Decision, Evidence
from comments.moderation import decisions, notices, objections, standards
from comments.seeding.reading import read_table
from newsroom.accounts.models import User

Kind = Decision.Kind
Row = Mapping[str, Any]

# Somebody who reads in the evening why their comment is gone objects before they go to bed.
THOUGHT_ABOUT_FOR = dt.timedelta(hours=3)
# Whoever has their answer by now has waited for so long.
ANSWERED_AFTER = dt.timedelta(hours=20)


def contest(moderators: Sequence[User], moments: Iterator[dt.datetime], *, now: dt.datetime) -> None:
    """Let some readers object to removals and to a dismissal, and some strangers give notice of comments.

    Moderators answer at `moments`, one after the other. What still waits has come in the hours before `now`.
    """
    texts = read_table("second_looks")
    _object_to_removals(texts["objections"], moments, moderators=moderators, now=now)
    rows = [*texts["reports"], *texts["notices"]]
    said = Comment.objects.seen().exclude(author=None).select_related("author").order_by("-pk")
    comments = {comment.body: comment for comment in said.filter(body__in=[row.get("comment") for row in rows])}
    _object_to_dismissals(texts["reports"], comments, moments, moderator=moderators[0], now=now)
    _give_notice(texts["notices"], comments, moments, moderators=moderators, now=now)


def _object_to_removals(
    rows: Sequence[Row], moments: Iterator[dt.datetime], *, moderators: Sequence[User], now: dt.datetime
) -> None:
    said = {row["removed"]: row for row in rows}
    removed = Evidence.objects.filter(decision__kind=Kind.REMOVE, decision__account_id__isnull=False, body__in=said)
    for evidence in removed.select_related("decision").order_by("decision__at", "decision_id"):
        removal, row = evidence.decision, said.pop(evidence.body, None)
        if row is None:
            continue
        author = User.objects.get(pk=removal.account_id)
        if "answer" not in row:
            objections.object_to(removal, by=author, words=row["words"], now=_ago(row["hours"], after=removal.at, now=now))
            continue
        moment = next(moments)
        at = max(moment - ANSWERED_AFTER, min(removal.at + THOUGHT_ABOUT_FOR, moment))
        objection = objections.object_to(removal, by=author, words=row["words"], now=at)
        by = _another(moderators, than=removal.by_id)
        objections.answer(objection, by=by, upheld=row["upheld"], words=row["answer"], now=moment)


def _object_to_dismissals(
    rows: Sequence[Row],
    comments: Mapping[str, Comment],
    moments: Iterator[dt.datetime],
    *,
    moderator: User,
    now: dt.datetime,
) -> None:
    rule = standards.rules_in_force().first()
    for row in rows:
        comment = comments.get(row["comment"])
        if rule is None or comment is None:
            return
        others = Comment.objects.filter(discussion=comment.discussion_id).exclude(author=comment.author).exclude(author=None)
        other = others.exclude(author=moderator).select_related("author").order_by("pk").first()
        moment = next(moments)
        if other is None or other.author is None:
            return
        if not reporting.report(comment, by=other.author, rule=rule, now=max(moment - ANSWERED_AFTER, comment.created_at)):
            return
        dismissal = decisions.approve(comment, by=moderator, now=moment)
        objections.object_to(dismissal, by=other.author, words=row["words"], now=_ago(row["hours"], after=moment, now=now))


def _give_notice(
    rows: Sequence[Row],
    comments: Mapping[str, Comment],
    moments: Iterator[dt.datetime],
    *,
    moderators: Sequence[User],
    now: dt.datetime,
) -> None:
    deciding = cycle(moderators)
    comment = None
    for row in rows:
        comment = comment if row.get("same") else comments.get(row["comment"])
        if comment is None:
            continue
        sent = {name: row[name] for name in ("law", "why", "name", "email")}
        address = settings.SITE_URL.rstrip("/") + comment.get_absolute_url()
        if "answer" not in row:
            notices.receive(comment, address=address, now=_ago(row["hours"], after=comment.created_at, now=now), **sent)
            continue
        moment = next(moments)
        at = max(moment - ANSWERED_AFTER, comment.created_at)
        notice = notices.receive(comment, address=address, now=at, **sent)
        notice = notices.decide(notice, by=next(deciding), removes=False, words=row["answer"], now=moment)
        if "again" in row:
            notices.ask_again(notice, why=row["again"], now=_ago(row["hours"], after=moment, now=now))


def _ago(hours: int, *, after: dt.datetime, now: dt.datetime) -> dt.datetime:
    """So many hours before `now`, or some time after what it is about, where that is later."""
    return min(now, max(now - dt.timedelta(hours=hours), after + THOUGHT_ABOUT_FOR))


def _another(moderators: Sequence[User], *, than: int | None) -> User:
    return next(moderator for moderator in moderators if moderator.pk != than)
