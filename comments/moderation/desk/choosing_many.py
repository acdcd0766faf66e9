"""Many comments to decide on together: a selection, or everything that one account wrote in the last hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Max

from comments import limits, references
from comments.models import Comment, Decision, Report
from comments.moderation.decisions import DECIDABLE, Seen
from newsroom.accounts.models import User

# What can still be removed: held, or seen by readers.
OPEN = DECIDABLE[Decision.Kind.REMOVE]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of them, as a moderator sees it before deciding on all."""

    comment: Comment
    seen: Seen
    names: references.Known = field(default_factory=dict)

    @property
    def token(self) -> str:
        """The comment and what was seen of it, as a form carries it."""
        return f"{self.comment.pk}.{self.seen.revision}.{self.seen.decision_id or 0}.{self.seen.report_id or 0}"


@dataclass(frozen=True, slots=True)
class Choice:
    """All of them, and whether there are more than are decided at once."""

    items: Sequence[Chosen]
    has_more: bool = False


def selected(comment_ids: Iterable[int]) -> Choice:
    """These comments, as far as there is something to decide. Four queries at most."""
    ids = list(dict.fromkeys(comment_ids))
    return _choice(Comment.objects.filter(pk__in=ids[: limits.DECIDED_TOGETHER]), has_more=len(ids) > limits.DECIDED_TOGETHER)


def written_by(account: User, *, hours: int, now: dt.datetime) -> Choice:
    """What an account wrote in the last hours, the newest first, as far as there is something to decide. Four queries at most."""
    since = now - min(dt.timedelta(hours=hours), limits.LONGEST_RAID)
    written = Comment.objects.filter(author=account, created_at__gt=since, status__in=OPEN).order_by("-created_at", "-pk")
    found = list(written.values_list("pk", flat=True)[: limits.DECIDED_TOGETHER + 1])
    return _choice(Comment.objects.filter(pk__in=found[: limits.DECIDED_TOGETHER]), has_more=len(found) > limits.DECIDED_TOGETHER)


@dataclass(frozen=True, slots=True)
class Decided:
    """Comments that were decided on together, as they are afterwards."""

    comments: Sequence[Comment]
    names: references.Known


def decided(done: Sequence[Decision]) -> Decided:
    """What these decisions were taken on, the newest first. Two queries at most."""
    rows = Comment.objects.filter(pk__in=[decision.comment_id for decision in done]).select_related("author")
    comments = list(rows.order_by("-created_at", "-pk"))
    return Decided(comments, references.known(comment.body for comment in comments))


def _choice(query, *, has_more: bool) -> Choice:  # type: ignore[no-untyped-def]
    comments = list(query.filter(status__in=OPEN).select_related("author", "discussion__article").order_by("-created_at", "-pk"))
    ids = [comment.pk for comment in comments]
    decided = Decision.objects.on_standing().filter(comment_id__in=ids).order_by()
    last = dict(decided.values("comment_id").annotate(newest=Max("pk")).values_list("comment_id", "newest"))
    reports = Report.objects.filter(comment__in=ids, outcome=Report.Outcome.OPEN).order_by()
    newest = dict(reports.values("comment_id").annotate(newest=Max("pk")).values_list("comment_id", "newest"))
    names = references.known(comment.body for comment in comments)
    items = [Chosen(row, Seen(row.revision, last.get(row.pk), newest.get(row.pk)), names) for row in comments]
    return Choice(items, has_more)
