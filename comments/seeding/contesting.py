"""Objections and notices of the demo newspaper: some wait, one for too long, some were answered. Through the verbs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from typing import Any

from django.conf import settings

from comments import reporting
from comments.models import Comment, Decision, Evidence, Notice, Report
from comments.moderation import decisions, notices, objections, standards
from comments.seeding.reading import read_table
from newsroom.accounts.models import User

Kind = Decision.Kind

# Somebody who reads in the evening why their comment is gone objects before they go to bed.
THOUGHT_ABOUT_FOR = dt.timedelta(hours=3)
# Nobody takes offence at a comment before they have read it.
READ_AFTER = dt.timedelta(minutes=10)


def contest(moderators: Sequence[User], *, now: dt.datetime) -> None:
    """Let some readers object to removals and to a dismissal, and some strangers give notice of comments."""
    texts = read_table("second_looks")
    _object_to_removals(texts["objections"], moderators=moderators, now=now)
    rows = texts["reports"] + texts["notices"]
    comments = _left_alone(len(rows), besides=moderators)
    _object_to_dismissals(texts["reports"], comments, moderator=moderators[0], now=now)
    _give_notice(texts["notices"], comments, moderators=moderators, now=now)


def _object_to_removals(rows: Sequence[Mapping[str, Any]], *, moderators: Sequence[User], now: dt.datetime) -> None:
    said = {row["removed"]: row for row in rows}
    removed = Evidence.objects.filter(decision__kind=Kind.REMOVE, decision__account_id__isnull=False, body__in=said)
    for evidence in removed.select_related("decision").order_by("decision__at", "decision_id"):
        removal, row = evidence.decision, said.pop(evidence.body, None)
        if row is None:
            continue
        author = User.objects.get(pk=removal.account_id)
        at = min(removal.at + THOUGHT_ABOUT_FOR, now)
        objection = objections.object_to(removal, by=author, words=row["words"], now=at)
        if "answer" in row:
            objections.answer(objection, by=_another(moderators, than=removal.by_id), upheld=row["upheld"], words=row["answer"])


def _left_alone(count: int, *, besides: Sequence[User]) -> Iterator[Comment]:
    """Comments that readers see and nothing else is about: the last of long conversations."""
    busy = Report.objects.filter(outcome=Report.Outcome.OPEN).values("comment")
    seen = Comment.objects.seen().exclude(pk__in=busy).exclude(author__in=besides).exclude(author=None)
    return iter(seen.select_related("author").order_by("-number", "pk")[:count])


def _object_to_dismissals(
    rows: Sequence[Mapping[str, Any]], comments: Iterator[Comment], *, moderator: User, now: dt.datetime
) -> None:
    rule = standards.rules_in_force().first()
    for row, comment in zip(rows, comments, strict=False):
        others = Comment.objects.filter(discussion=comment.discussion_id).exclude(author=comment.author).exclude(author=None)
        other = others.exclude(author=moderator).select_related("author").order_by("pk").first()
        if rule is None or other is None or other.author is None:
            return
        if not reporting.report(comment, by=other.author, rule=rule, now=_ago(row["hours"], comment, now=now)):
            return
        objections.object_to(decisions.approve(comment, by=moderator), by=other.author, words=row["words"])


def _give_notice(
    rows: Sequence[Mapping[str, Any]], comments: Iterator[Comment], *, moderators: Sequence[User], now: dt.datetime
) -> None:
    deciding = cycle(moderators)
    comment = None
    for row in rows:
        comment = comment if row.get("same") else next(comments, None)
        if comment is None:
            return
        sent = {name: row[name] for name in ("law", "why", "name", "email")}
        address = settings.SITE_URL.rstrip("/") + comment.get_absolute_url()
        notice = notices.receive(comment, address=address, now=_ago(row["hours"], comment, now=now), **sent)
        if "answer" in row:
            notices.decide(notice, by=next(deciding), removes=False, words=row["answer"])
        if "again" in row:
            notices.ask_again(Notice.objects.get(pk=notice.pk), why=row["again"])


def _ago(hours: int, comment: Comment, *, now: dt.datetime) -> dt.datetime:
    """So many hours ago, if the comment was there by then. What is answered is answered now."""
    return min(now, max(now - dt.timedelta(hours=hours), comment.created_at + READ_AFTER))


def _another(moderators: Sequence[User], *, than: int | None) -> User:
    return next(moderator for moderator in moderators if moderator.pk != than)
